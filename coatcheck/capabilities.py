"""What a target claims to offer: decided by its target file, then its metadata, then a default."""

from collections.abc import Callable
from dataclasses import dataclass

from coatcheck.relying_party import RelyingParty


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a capability is claimed, and what decided it."""

    claimed: bool
    reason: str


Decide = Callable[[RelyingParty], Decision]


def _listed(member: str, value: str, *, default: tuple[str, ...] = ()) -> Decide:
    """Claimed where a metadata member lists a value; `default` is what its absence means."""

    def decide(party: RelyingParty) -> Decision:
        listed = party.known.metadata.get(member)
        if listed is None:
            stands = "is absent, which means " + (", ".join(default) or "nothing of the kind")
            return Decision(value in default, f"metadata: {member} {stands}")
        claimed = isinstance(listed, list) and value in listed
        verb = "lists" if claimed else "does not list"
        return Decision(claimed, f"metadata: {member} {verb} {value}")

    return decide


def _true(member: str) -> Decide:
    def decide(party: RelyingParty) -> Decision:
        claimed = party.known.metadata.get(member) is True
        return Decision(claimed, f"metadata: {member} is {'' if claimed else 'not '}true")

    return decide


def _present(member: str) -> Decide:
    def decide(party: RelyingParty) -> Decision:
        claimed = member in party.known.metadata
        return Decision(claimed, f"metadata: {member} is {'present' if claimed else 'absent'}")

    return decide


def _client(method: str) -> Decide:
    """Claimed where the target file has a client that authenticates by a method."""
    members = "client_secret_basic"
    offered = _listed("token_endpoint_auth_methods_supported", method, default=(members,))

    def decide(party: RelyingParty) -> Decision:
        if party.target.client(method) is None:
            return Decision(False, f"target file: clients has none with {method}")
        return offered(party)

    return decide


def _id_token_alg(alg: str) -> Decide:
    """Claimed where the target file has a client whose ID Tokens are signed with an algorithm."""
    listed = _listed("id_token_signing_alg_values_supported", alg, default=("RS256",))

    def decide(party: RelyingParty) -> Decision:
        if alg not in [client.id_token_signed_response_alg for client in party.target.clients]:
            return Decision(False, f"target file: clients has none with ID Tokens of {alg}")
        return listed(party)

    return decide


def _granted(grant: str) -> Decide:
    """Claimed where the first client of the target file may use a grant."""

    def decide(party: RelyingParty) -> Decision:
        claimed = grant in party.target.clients[0].grant_types
        word = "have" if claimed else "have no"
        return Decision(claimed, f"target file: clients[0].grant_types {word} {grant}")

    return decide


def _both(*decides: Decide) -> Decide:
    def decide(party: RelyingParty) -> Decision:
        decisions = [decide(party) for decide in decides]
        return next((d for d in decisions if not d.claimed), decisions[-1])

    return decide


def _lifetime(artifact: str) -> Decide:
    """Claimed where the target file tells a lifetime that the clock or a wait can cover."""

    def decide(party: RelyingParty) -> Decision:
        seconds = party.target.lifetimes.get(artifact)
        if seconds is None:
            return Decision(False, f"target file: lifetimes has no {artifact}")
        if party.target.clock or seconds + 1 <= party.target.max_wait:
            return Decision(True, f"target file: lifetimes.{artifact} is {seconds:g} s")
        return Decision(False, f"target file: {artifact} lives {seconds:g} s, beyond max_wait")

    return decide


def _second_user(party: RelyingParty) -> Decision:
    count = len(party.target.users)
    return Decision(count > 1, f"target file: users has {count} end-user(s)")


def _second_public_client(party: RelyingParty) -> Decision:
    count = sum(client.is_public for client in party.target.clients)
    return Decision(count > 1, f"target file: clients has {count} with none as its method")


def _second_redirect_uri(party: RelyingParty) -> Decision:
    count = len(party.target.clients[0].redirect_uris)
    return Decision(count > 1, f"target file: clients[0].redirect_uris has {count}")


def _client_scope(party: RelyingParty) -> Decision:
    claimed = party.target.clients[0].scope is not None
    return Decision(claimed, f"target file: clients[0] has {'a' if claimed else 'no'} scope")


def _redirect_uri_with_query(party: RelyingParty) -> Decision:
    claimed = any("?" in uri for uri in party.target.clients[0].redirect_uris)
    word = "one" if claimed else "none"
    return Decision(claimed, f"target file: clients[0].redirect_uris has {word} with a query")


def _not(decide: Decide) -> Decide:
    """Claimed where something else is not: what is refused instead."""

    def negated(party: RelyingParty) -> Decision:
        decision = decide(party)
        return Decision(not decision.claimed, decision.reason)

    return negated


def _false(member: str) -> Decide:
    def decide(party: RelyingParty) -> Decision:
        claimed = party.known.metadata.get(member) is False
        return Decision(claimed, f"metadata: {member} is {'' if claimed else 'not '}false")

    return decide


def _refusal(party: RelyingParty) -> Decision:
    claimed = any(page.refuse for page in party.target.login)
    word = "a" if claimed else "no"
    return Decision(claimed, f"target file: login has {word} page with refuse")


def _server_metadata(party: RelyingParty) -> Decision:
    exchange = party.server_metadata_exchange
    claimed = exchange.answer.status != 404
    return Decision(claimed, f"{exchange.request.url} answers {exchange.summary}")


def _unlisted(member: str, value: str) -> Decide:
    """Claimed where a metadata member does not list a value."""
    listed = _listed(member, value)

    def decide(party: RelyingParty) -> Decision:
        decision = listed(party)
        return Decision(not decision.claimed, decision.reason)

    return decide


def _client_granted(method: str, grant: str) -> Decide:
    """Claimed where the first client of an authentication method may use a grant."""

    def decide(party: RelyingParty) -> Decision:
        client = party.target.client(method)
        claimed = client is not None and grant in client.grant_types
        word = "has" if claimed else "has no"
        return Decision(claimed, f"target file: the client with {method} {word} grant {grant}")

    return decide


def _unless_denied(name: str) -> Decide:
    return lambda party: Decision(True, f"target file: capabilities does not deny {name}")


def _declared(name: str) -> Decide:
    return lambda party: Decision(False, f"target file: capabilities has no {name}")


CAPABILITIES: dict[str, Decide] = {
    "authorization_server_metadata": _server_metadata,
    "pkce": _listed("code_challenge_methods_supported", "S256"),
    "userinfo": _present("userinfo_endpoint"),
    "claims_parameter": _true("claims_parameter_supported"),
    "iss_parameter": _true("authorization_response_iss_parameter_supported"),
    "no_request_parameter": _not(_true("request_parameter_supported")),
    "no_request_uri_parameter": _false("request_uri_parameter_supported"),
    "prompt_select_account": _listed("prompt_values_supported", "select_account"),
    "acr": _present("acr_values_supported"),
    "refresh_token": _granted("refresh_token"),
    "client_credentials": _granted("client_credentials"),
    "client_secret_basic": _client("client_secret_basic"),
    "client_secret_post": _client("client_secret_post"),
    "client_secret_jwt": _client("client_secret_jwt"),
    "private_key_jwt": _client("private_key_jwt"),
    "public_client": _client("none"),
    "second_public_client": _both(_client("none"), _second_public_client),
    "id_token_rs256": _id_token_alg("RS256"),
    "id_token_ps256": _id_token_alg("PS256"),
    "id_token_es256": _id_token_alg("ES256"),
    "id_token_eddsa": _id_token_alg("EdDSA"),
    "client_scope": _client_scope,
    "scope_profile": _listed("scopes_supported", "profile"),
    "scope_email": _listed("scopes_supported", "email"),
    "scope_address": _listed("scopes_supported", "address"),
    "scope_phone": _listed("scopes_supported", "phone"),
    "second_redirect_uri": _second_redirect_uri,
    "redirect_uri_with_query": _redirect_uri_with_query,
    "second_user": _second_user,
    "refusal": _refusal,
    "authorization_code_expiry": _lifetime("authorization_code"),
    "access_token_expiry": _both(_lifetime("access_token"), _present("userinfo_endpoint")),
    "refresh_token_expiry": _both(_granted("refresh_token"), _lifetime("refresh_token")),
    "pkce_s256_only": _both(
        _listed("code_challenge_methods_supported", "S256"),
        _unlisted("code_challenge_methods_supported", "plain"),
    ),
    "code_without_pkce": _unless_denied("code_without_pkce"),
    "public_client_refresh_token": _both(_client("none"), _client_granted("none", "refresh_token")),
    "pkce_required_for_public_clients": _declared("pkce_required_for_public_clients"),
}
"""Every capability that a scenario may need, by the name of its tag `@needs:...`."""


def decide(name: str, party: RelyingParty) -> Decision:
    """Return whether the target claims a capability. Raises KeyError for an unknown name."""
    stated = party.target.capabilities.get(name)
    if stated is not None:
        return Decision(stated, f"target file: capabilities.{name} is {str(stated).lower()}")
    return CAPABILITIES[name](party)
