"""Whether what the provider does is what its metadata says."""

from typing import Any

from coatcheck.expect.client_authentication import authorization
from coatcheck.expect.metadata_values import SYMMETRIC
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.authorization import AuthorizationResponse
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import IdToken, TokenResponse
from coatcheck.protocol.parameters import Parameters

CORE_SCOPES = frozenset({"profile", "email", "address", "phone", "offline_access"})


def _announced(message: Message, member: str) -> list[Any]:
    values = message.provider.metadata.get(member)
    applicable(isinstance(values, list), f"{member} in the metadata is not a list")
    return list(values or ())


@rule(IdToken, "OIDCD-3/id-token-signing-alg-listed", "is signed as the metadata says")
def signing_algorithm_listed(token: IdToken) -> None:
    """The alg is listed, as RS256 must be in any case (OIDC Discovery 3)."""
    algorithms = _announced(token, "id_token_signing_alg_values_supported")
    alg = token.jwt.header.get("alg")
    applicable(isinstance(alg, str) and alg != "none", "the ID Token is not signed")
    expect(alg in ("RS256", *algorithms), f"an alg among {', '.join(map(str, algorithms))}", alg)


@rule(AuthorizationResponse, "OIDCD-3/response-type-listed", "is for a listed response type")
def response_type_listed(response: AuthorizationResponse) -> None:
    """The response type is among response_types_supported (OIDC Discovery 3)."""
    listed = _announced(response, "response_types_supported")
    asked = response.request.parameters.get("response_type") or ""
    known = [set(each.split()) for each in listed if isinstance(each, str)]
    expect(set(asked.split()) in known, f"{asked} in response_types_supported", listed)


@rule(TokenResponse, "OIDCD-3/grant-type-listed", "is for a listed grant")
def grant_type_listed(response: TokenResponse) -> None:
    """The grant is among grant_types_supported (OIDC Discovery 3)."""
    listed = _announced(response, "grant_types_supported")
    grant = response.request.grant_type
    expect(grant in listed, f"{grant} in grant_types_supported", listed)


@rule(
    TokenResponse,
    "OIDCD-3/token-endpoint-auth-method-listed",
    "is for a client with a listed authentication method",
)
def authentication_method_listed(response: TokenResponse) -> None:
    """The client's method is among token_endpoint_auth_methods_supported (OIDC Discovery 3)."""
    listed = _announced(response, "token_endpoint_auth_methods_supported")
    method = _method(response)
    applicable(method != "none", "the client did not authenticate")
    offered = method in SYMMETRIC or any(each not in SYMMETRIC for each in map(str, listed))
    applicable(offered, "no method with asymmetric keys is listed, which RFC 9700, 2.5 covers")
    expect(method in listed, f"{method} in token_endpoint_auth_methods_supported", listed)


def _method(response: TokenResponse) -> str:
    """Return how the client authenticated, to judge by what it sent."""
    body = Parameters.parse(response.exchange.request.body or "")
    if authorization(response):
        return "client_secret_basic"
    if body.get("client_secret"):
        return "client_secret_post"
    own = response.request.client.token_endpoint_auth_method
    return own if body.get("client_assertion") else "none"


@rule(
    TokenResponse, "OIDCD-3/scopes-supported-core-listed", "grants standard scopes that are listed"
)
def core_scopes_listed(response: TokenResponse) -> None:
    """The scopes of OIDC Core that are granted are in scopes_supported (OIDC Discovery 3)."""
    listed = _announced(response, "scopes_supported")
    granted = CORE_SCOPES & set(_scope(response).split())
    applicable(granted, "no standard scope was granted")
    missing = sorted(granted - {each for each in listed if isinstance(each, str)})
    expect(not missing, f"{', '.join(missing)} in scopes_supported", listed)


def _scope(response: TokenResponse) -> str:
    """Return the scope granted: that in the response, or else the one requested (RFC 6749, 5.1)."""
    stated = response.members.get("scope")
    authorization = response.request.authorization
    if isinstance(stated, str) or authorization is None:
        return stated if isinstance(stated, str) else ""
    return authorization.request.parameters.get("scope") or ""
