"""How it is decided whether a target claims to offer something, and what decided it."""

from collections.abc import Callable
from dataclasses import dataclass

from coatcheck.capabilities.claims import Claims


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a capability is claimed, and what decided it."""

    claimed: bool
    reason: str


Decide = Callable[[Claims], Decision]


def listed(member: str, value: str, *, default: tuple[str, ...] = ()) -> Decide:
    """Claimed where a metadata member lists a value; `default` is what its absence means."""

    def decide(claims: Claims) -> Decision:
        values = claims.known.metadata.get(member)
        if values is None:
            stands = "is absent, which means " + (", ".join(default) or "nothing of the kind")
            return Decision(value in default, f"metadata: {member} {stands}")
        claimed = isinstance(values, list) and value in values
        verb = "lists" if claimed else "does not list"
        return Decision(claimed, f"metadata: {member} {verb} {value}")

    return decide


def is_true(member: str) -> Decide:
    """Claimed where a metadata member is true."""

    def decide(claims: Claims) -> Decision:
        claimed = claims.known.metadata.get(member) is True
        return Decision(claimed, f"metadata: {member} is {'' if claimed else 'not '}true")

    return decide


def present(member: str) -> Decide:
    """Claimed where the metadata has a member."""

    def decide(claims: Claims) -> Decision:
        claimed = member in claims.known.metadata
        return Decision(claimed, f"metadata: {member} is {'present' if claimed else 'absent'}")

    return decide


def client(method: str) -> Decide:
    """Claimed where the target file has a client that authenticates by a method."""
    members = "client_secret_basic"
    offered = listed("token_endpoint_auth_methods_supported", method, default=(members,))

    def decide(claims: Claims) -> Decision:
        if claims.target.client(method) is None:
            return Decision(False, f"target file: clients has none with {method}")
        return offered(claims)

    return decide


def id_token_alg(alg: str) -> Decide:
    """Claimed where the target file has a client whose ID Tokens are signed with an algorithm."""
    announced = listed("id_token_signing_alg_values_supported", alg, default=("RS256",))

    def decide(claims: Claims) -> Decision:
        if alg not in [client.id_token_signed_response_alg for client in claims.target.clients]:
            return Decision(False, f"target file: clients has none with ID Tokens of {alg}")
        return announced(claims)

    return decide


def granted(grant: str) -> Decide:
    """Claimed where the first client of the target file may use a grant."""

    def decide(claims: Claims) -> Decision:
        claimed = grant in claims.target.clients[0].grant_types
        word = "have" if claimed else "have no"
        return Decision(claimed, f"target file: clients[0].grant_types {word} {grant}")

    return decide


def second_client_granted(grant: str, method: str | None = None) -> Decide:
    """Claimed where the client that takes the place of the first one may use a grant as well.

    The first one is that of an authentication method, where one is given.
    """

    def decide(claims: Claims) -> Decision:
        first = (claims.target.client(method) if method else None) or claims.target.clients[0]
        other = claims.target.other_than(first)
        claimed = other is not None and grant in other.grant_types
        name = other.client_id if other is not None else "another client"
        return Decision(claimed, f"target file: {name} may {'' if claimed else 'not '}use {grant}")

    return decide


def not_granted(grant: str) -> Decide:
    """Claimed where the target file has a client with credentials that may not use a grant."""

    def decide(claims: Claims) -> Decision:
        client = claims.target.client_without(grant)
        if client is None:
            return Decision(False, f"target file: every confidential client may use {grant}")
        return Decision(True, f"target file: {client.client_id} may not use {grant}")

    return decide


def all_of(*decides: Decide) -> Decide:
    """Claimed where everything is; decided by the first that is not."""

    def decide(claims: Claims) -> Decision:
        decisions = [decide(claims) for decide in decides]
        return next((d for d in decisions if not d.claimed), decisions[-1])

    return decide


def lifetime(artifact: str) -> Decide:
    """Claimed where the target file tells a lifetime that the clock or a wait can cover."""

    def decide(claims: Claims) -> Decision:
        seconds = claims.target.lifetimes.get(artifact)
        if seconds is None:
            return Decision(False, f"target file: lifetimes has no {artifact}")
        if claims.target.clock or seconds + 1 <= claims.target.max_wait:
            return Decision(True, f"target file: lifetimes.{artifact} is {seconds:g} s")
        return Decision(False, f"target file: {artifact} lives {seconds:g} s, beyond max_wait")

    return decide


def second_user(claims: Claims) -> Decision:
    """Claimed where the target file has two end-users."""
    count = len(claims.target.users)
    return Decision(count > 1, f"target file: users has {count} end-user(s)")


def second_public_client(claims: Claims) -> Decision:
    """Claimed where the target file has two clients without credentials."""
    count = sum(client.is_public for client in claims.target.clients)
    return Decision(count > 1, f"target file: clients has {count} with none as its method")


def second_redirect_uri(claims: Claims) -> Decision:
    """Claimed where the first client has two redirection URIs."""
    count = len(claims.target.clients[0].redirect_uris)
    return Decision(count > 1, f"target file: clients[0].redirect_uris has {count}")


def client_scope(claims: Claims) -> Decision:
    """Claimed where the first client has a scope of its own."""
    claimed = claims.target.clients[0].scope is not None
    return Decision(claimed, f"target file: clients[0] has {'a' if claimed else 'no'} scope")


def redirect_uri_with_query(claims: Claims) -> Decision:
    """Claimed where the first client has a redirection URI with a query."""
    claimed = any("?" in uri for uri in claims.target.clients[0].redirect_uris)
    word = "one" if claimed else "none"
    return Decision(claimed, f"target file: clients[0].redirect_uris has {word} with a query")


def negated(decide: Decide) -> Decide:
    """Claimed where something else is not: what is refused instead."""

    def opposite(claims: Claims) -> Decision:
        decision = decide(claims)
        return Decision(not decision.claimed, decision.reason)

    return opposite


def is_false(member: str) -> Decide:
    """Claimed where a metadata member is false."""

    def decide(claims: Claims) -> Decision:
        claimed = claims.known.metadata.get(member) is False
        return Decision(claimed, f"metadata: {member} is {'' if claimed else 'not '}false")

    return decide


def refusal(*pages: str) -> Decide:
    """Claimed where the target file tells how an end-user refuses on a page of these kinds."""

    def decide(claims: Claims) -> Decision:
        claimed = any(page.refuse for page in claims.target.login if page.page in pages)
        if "device" in pages and claims.target.device is not None:
            return Decision(True, "target file: device tells how the end-user denies")
        word = f"{'a' if claimed else 'no'} {' or '.join(pages)} page"
        return Decision(claimed, f"target file: login has {word} with refuse")

    return decide


def server_metadata(claims: Claims) -> Decision:
    """Claimed where something is at the address of RFC 8414, 3.1."""
    exchange = claims.server_metadata
    claimed = exchange.answer.status != 404
    return Decision(claimed, f"{exchange.request.url} answers {exchange.summary}")


def unlisted(member: str, value: str) -> Decide:
    """Claimed where a metadata member does not list a value."""
    announced = listed(member, value)

    def decide(claims: Claims) -> Decision:
        decision = announced(claims)
        return Decision(not decision.claimed, decision.reason)

    return decide


def client_granted(method: str, grant: str) -> Decide:
    """Claimed where the first client of an authentication method may use a grant."""

    def decide(claims: Claims) -> Decision:
        client = claims.target.client(method)
        claimed = client is not None and grant in client.grant_types
        word = "has" if claimed else "has no"
        return Decision(claimed, f"target file: the client with {method} {word} grant {grant}")

    return decide


def client_at(endpoint: str, method: str, default: tuple[str, ...] = ()) -> Decide:
    """Claimed where a client authenticates by a method that an endpoint takes (RFC 8414, 2)."""
    methods = f"{endpoint}_auth_methods_supported"
    return all_of(present(endpoint), client(method), listed(methods, method, default=default))


def unless_denied(name: str) -> Decide:
    """Claimed unless the target file denies it."""

    def decide(claims: Claims) -> Decision:
        if claims.target.capabilities.get(name) is False:
            return Decision(False, f"target file: capabilities.{name} is false")
        return Decision(True, f"target file: capabilities does not deny {name}")

    return decide


def declared(name: str) -> Decide:
    """Claimed by the target file alone, which was asked before."""
    return lambda claims: Decision(False, f"target file: capabilities has no {name}")


def ciba_told(claims: Claims) -> Decision:
    """Claimed where the target file tells how end-users are named, and how they decide."""
    claimed = claims.target.ciba is not None
    return Decision(claimed, f"target file: {'ciba is there' if claimed else 'there is no ciba'}")


def post_logout_redirect_uri(claims: Claims) -> Decision:
    """Claimed where the first client may have the user agent sent back after a logout."""
    count = len(claims.target.clients[0].post_logout_redirect_uris)
    return Decision(count > 0, f"target file: clients[0].post_logout_redirect_uris has {count}")


def resources(least: int) -> Decide:
    """Claimed where the target file tells of so many resources."""

    def decide(claims: Claims) -> Decision:
        count = len(claims.target.resources)
        return Decision(count >= least, f"target file: resources has {count}")

    return decide


def of_contract(name: str) -> Decide:
    """Claimed where the target file names this contract."""

    def decide(claims: Claims) -> Decision:
        named = claims.target.contract
        return Decision(named == name, f"target file: contract is {named or 'absent'}")

    return decide
