"""Decisions by what the target file says."""

from coatcheck.capabilities import announced
from coatcheck.capabilities.claims import Claims
from coatcheck.capabilities.decision import Decide, Decision, all_of


def client(method: str) -> Decide:
    """Claimed where the target file has a client for codes that authenticates by a method."""
    members = "client_secret_basic"
    offered = announced.listed("token_endpoint_auth_methods_supported", method, default=(members,))

    def decide(claims: Claims) -> Decision:
        client = claims.target.client(method)
        if client is None or not client.uses_codes:
            return Decision(False, _none_with(method))
        return offered(claims)

    return decide


def id_token_alg(alg: str) -> Decide:
    """Claimed where the target file has a client whose ID Tokens are signed with an algorithm."""
    supported = announced.listed("id_token_signing_alg_values_supported", alg, default=("RS256",))

    def decide(claims: Claims) -> Decision:
        if alg not in [client.id_token_signed_response_alg for client in claims.target.clients]:
            what = f"no client in the target file has {alg} as id_token_signed_response_alg"
            return Decision(False, what)
        return supported(claims)

    return decide


def granted(grant: str) -> Decide:
    """Claimed where the first client of the target file may use a grant."""

    def decide(claims: Claims) -> Decision:
        claimed = grant in claims.target.clients[0].grant_types
        return Decision(claimed, _grant("clients[0]", grant, claimed=claimed))

    return decide


def second_client_granted(grant: str, method: str | None = None) -> Decide:
    """Claimed where another client than the first one may use a grant as well.

    With an authentication method, the first client is the first one with that method.
    """

    def decide(claims: Claims) -> Decision:
        first = (claims.target.client(method) if method else None) or claims.target.clients[0]
        other = claims.target.other_than(first)
        if other is None:
            return Decision(False, "the target file has no other client")
        claimed = grant in other.grant_types
        return Decision(claimed, _grant(f"client {other.client_id}", grant, claimed=claimed))

    return decide


def not_granted(grant: str) -> Decide:
    """Claimed where the target file has a client with credentials that may not use a grant."""

    def decide(claims: Claims) -> Decision:
        client = claims.target.client_without(grant)
        if client is None:
            what = f"every confidential client in the target file has {grant} in grant_types"
            return Decision(False, what)
        return Decision(True, _grant(f"client {client.client_id}", grant, claimed=False))

    return decide


def lifetime(artifact: str) -> Decide:
    """Claimed where the target file sets a lifetime that the clock or a wait can cover."""

    def decide(claims: Claims) -> Decision:
        seconds = claims.target.lifetimes.get(artifact)
        if seconds is None:
            return Decision(False, f"lifetimes.{artifact} is not set in the target file")
        is_so_long = f"lifetimes.{artifact} in the target file is {seconds:g} s"
        if claims.target.clock or seconds + 1 <= claims.target.max_wait:
            return Decision(True, is_so_long)
        return Decision(False, f"{is_so_long}, longer than max_wait")

    return decide


def second_user(claims: Claims) -> Decision:
    """Claimed where the target file has two end-users."""
    count = len(claims.target.users)
    return Decision(count > 1, f"the number of users in the target file is {count}")


def second_public_client(claims: Claims) -> Decision:
    """Claimed where the target file has two clients without credentials."""
    count = sum(client.is_public for client in claims.target.clients)
    return Decision(count > 1, f"the number of public clients in the target file is {count}")


def second_redirect_uri(claims: Claims) -> Decision:
    """Claimed where the first client has two redirection URIs."""
    count = len(claims.target.clients[0].redirect_uris)
    what = f"the number of clients[0].redirect_uris in the target file is {count}"
    return Decision(count > 1, what)


def client_scope(claims: Claims) -> Decision:
    """Claimed where the first client has a scope of its own."""
    claimed = claims.target.clients[0].scope is not None
    what = f"clients[0].scope is {'' if claimed else 'not '}set in the target file"
    return Decision(claimed, what)


def redirect_uri_with_query(claims: Claims) -> Decision:
    """Claimed where the first client has a redirection URI with a query."""
    claimed = any("?" in uri for uri in claims.target.clients[0].redirect_uris)
    word = "one" if claimed else "none"
    what = f"{word} of clients[0].redirect_uris in the target file has a query"
    return Decision(claimed, what)


def refusal(*pages: str) -> Decide:
    """Claimed where the target file says how an end-user refuses on a page of these kinds."""

    def decide(claims: Claims) -> Decision:
        claimed = any(page.refuse for page in claims.target.login if page.page in pages)
        if "device" in pages and claims.target.device is not None:
            return Decision(True, "device.deny is set in the target file")
        what = f"{'a' if claimed else 'no'} {' or '.join(pages)} page"
        return Decision(claimed, f"{what} under login in the target file has refuse")

    return decide


def client_granted(method: str, grant: str) -> Decide:
    """Claimed where the first client of an authentication method may use a grant."""

    def decide(claims: Claims) -> Decision:
        client = claims.target.client(method)
        if client is None:
            return Decision(False, _none_with(method))
        claimed = grant in client.grant_types
        return Decision(claimed, _grant(f"client {client.client_id}", grant, claimed=claimed))

    return decide


def client_at(endpoint: str, method: str, default: tuple[str, ...] = ()) -> Decide:
    """Claimed where a client authenticates with a method that an endpoint accepts (RFC 8414, 2)."""
    methods = f"{endpoint}_auth_methods_supported"
    return all_of(
        announced.present(endpoint),
        client(method),
        announced.listed(methods, method, default=default),
    )


def unless_denied(name: str) -> Decide:
    """Claimed unless the target file denies it."""

    def decide(claims: Claims) -> Decision:
        if claims.target.capabilities.get(name) is False:
            return Decision(False, f"capabilities.{name} is false in the target file")
        return Decision(True, f"capabilities.{name} is not false in the target file")

    return decide


def declared(name: str) -> Decide:
    """Claimed only by `capabilities` in the target file, which is looked up before this."""
    what = f"capabilities.{name} is not set in the target file"
    return lambda claims: Decision(False, what)


def ciba_stated(claims: Claims) -> Decision:
    """Claimed where the target file says how end-users are identified, and how they decide."""
    claimed = claims.target.ciba is not None
    return Decision(claimed, f"ciba is {'' if claimed else 'not '}set in the target file")


def post_logout_redirect_uri(claims: Claims) -> Decision:
    """Claimed where the first client may have the user agent sent back after a logout."""
    count = len(claims.target.clients[0].post_logout_redirect_uris)
    what = f"the number of clients[0].post_logout_redirect_uris in the target file is {count}"
    return Decision(count > 0, what)


def resources(least: int) -> Decide:
    """Claimed where the target file has so many resources."""

    def decide(claims: Claims) -> Decision:
        count = len(claims.target.resources)
        return Decision(count >= least, f"the number of resources in the target file is {count}")

    return decide


def of_contract(name: str) -> Decide:
    """Claimed where the target file names this contract."""

    def decide(claims: Claims) -> Decision:
        named = claims.target.contract
        is_so = f"in the target file is {named}" if named else "is not set in the target file"
        return Decision(named == name, f"contract {is_so}")

    return decide


def _none_with(method: str) -> str:
    return f"no client in the target file has the token_endpoint_auth_method {method}"


def _grant(client: str, grant: str, *, claimed: bool) -> str:
    verb = "include" if claimed else "do not include"
    return f"grant_types of {client} in the target file {verb} {grant}"
