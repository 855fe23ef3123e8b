"""What a refresh must bring, measured by what was granted at first."""

from typing import Any

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.expect import outcome, scope
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.messages import IdToken, TokenErrorResponse, TokenMessage, TokenResponse

TOLERANCE = 3
"""By how many seconds two clocks may seem to run apart: rounding, and the way of the message."""


def _before(message: TokenMessage) -> TokenResponse:
    """Return the response that brought the refresh token which a request presents."""
    first = message.request.first
    if first is None or message.request.grant_type != "refresh_token":
        raise NotApplicable("the request is not a refresh request")
    return first


def _original(message: TokenMessage) -> TokenResponse:
    """Return the response to the token request that brought the first refresh token."""
    response = _before(message)
    while response.request.first is not None:
        response = response.request.first
    return response


@rule(TokenMessage, "RFC6749-6/scope-not-exceeded", "grants no scope beyond the original one")
def scope_kept(message: TokenMessage) -> None:
    """A refresh does not ask for more than the end-user granted (RFC 6749, 6; 3.3; 5.2)."""
    allowed = scope.granted(_original(message)) or frozenset()
    asked = scope.words(message.request.parameters.get("scope")) or frozenset()
    applicable(asked - allowed, "the request does not exceed the granted scope")
    expected = f"invalid_scope, or no more than {scope.shown(allowed)}"
    if isinstance(message, TokenResponse):
        got = scope.granted(message) or frozenset()
        expect(got <= allowed, expected, f"the scope {scope.shown(got)}")
        return
    refused = isinstance(message, TokenErrorResponse)
    named = message.members.get("error") == "invalid_scope" or outcome.in_other_words(message)
    expect(refused and named, expected, outcome.described(message))


@rule(TokenResponse, "RFC6749-6/scope-omitted-equals-original", "has the originally granted scope")
def scope_of_first_refresh(response: TokenResponse) -> None:
    """A refresh without scope asks for the scope originally granted (RFC 6749, 6)."""
    applicable(
        _before(response).request.first is None, "the refresh token itself comes from a refresh"
    )
    _same_scope(response)


@rule(
    TokenResponse,
    "RFC6749-6/new-refresh-token-scope-identical",
    "has the originally granted scope despite a narrower refresh",
)
def scope_of_second_refresh(response: TokenResponse) -> None:
    """A refresh token has the scope of the one that it replaces (RFC 6749, 6)."""
    before = _before(response)
    narrowed = before.request.first is not None and before.request.parameters.get("scope")
    applicable(
        narrowed and before.refresh_token,
        "no refresh with a narrower scope brought a refresh token",
    )
    _same_scope(response)


def _same_scope(response: TokenResponse) -> None:
    applicable(not response.request.parameters.get("scope"), "the refresh request has a scope")
    first, got = scope.granted(_original(response)), scope.granted(response)
    applicable(first and got, "the granted scope is unknown")
    expect(got == first, f"the scope {scope.shown(first)}", f"the scope {scope.shown(got)}")


def _id_tokens(response: TokenResponse) -> tuple[IdToken, IdToken]:
    original = _original(response)
    before, after = original.id_token, response.id_token
    same = original.request.client == response.request.client
    if before is None or after is None or not same:
        raise NotApplicable("the refresh brought no ID Token, which is optional (OIDC Core 12.2)")
    return before, after


def _same(response: TokenResponse, claim: str) -> None:
    before, after = _id_tokens(response)
    was = before.members.get(claim)
    expect(after.members.get(claim) == was, f"{claim} {was}", f"{claim} {after.members.get(claim)}")


@rule(TokenResponse, "OIDCC-12.2/iss-same", "has an ID Token of the same issuer")
def iss_same(response: TokenResponse) -> None:
    """The iss of a refreshed ID Token is that of the original one (OIDC Core 12.2)."""
    _same(response, "iss")


@rule(TokenResponse, "OIDCC-12.2/sub-same", "has an ID Token of the same subject")
def sub_same(response: TokenResponse) -> None:
    """The sub of a refreshed ID Token is that of the original one (OIDC Core 12.2)."""
    _same(response, "sub")


@rule(TokenResponse, "OIDCC-12.2/aud-same", "has an ID Token of the same audience")
def aud_same(response: TokenResponse) -> None:
    """The aud of a refreshed ID Token is that of the original one (OIDC Core 12.2)."""
    before, after = (_audience(token.members.get("aud")) for token in _id_tokens(response))
    expect(after == before, f"aud {before}", f"aud {after}")


def _audience(aud: Any) -> list[str]:
    return sorted(map(str, aud)) if isinstance(aud, list) else [str(aud)]


@rule(TokenResponse, "OIDCC-12.2/iat-new", "has an ID Token with its own time of issue")
def iat_new(response: TokenResponse) -> None:
    """The iat of a refreshed ID Token is the time of its own issue (OIDC Core 12.2)."""
    before, after = _id_tokens(response)
    was, now = before.members.get("iat"), after.members.get("iat")
    if not isinstance(was, int | float) or not isinstance(now, int | float):
        raise NotTestable("an iat is missing")
    passed = response.provider.now - _original(response).provider.now
    expected = f"an iat about {passed:.0f} s after the original one"
    expect(abs(now - was - passed) <= TOLERANCE, expected, f"an iat {now - was:g} s after it")


@rule(
    TokenResponse,
    "OIDCC-12.2/auth-time-original",
    "has an ID Token with the original time of authentication",
)
def auth_time_original(response: TokenResponse) -> None:
    """The auth_time of a refreshed ID Token is the original one (OIDC Core 12.2)."""
    both = all("auth_time" in token.members for token in _id_tokens(response))
    applicable(both, "the ID Tokens have no auth_time")
    _same(response, "auth_time")


@rule(TokenResponse, "OIDCC-12.2/nonce-absent", "has an ID Token without nonce")
def nonce_absent(response: TokenResponse) -> None:
    """A refreshed ID Token has no nonce (OIDC Core 12.2); another one breaks nonce-same."""
    before, after = (token.members.get("nonce") for token in _id_tokens(response))
    applicable(after is None or after == before, "the nonce is not that of the original ID Token")
    expect(after is None, "no nonce", f"nonce {after}")


@rule(TokenResponse, "OIDCC-12.2/nonce-same", "has an ID Token with no other nonce")
def nonce_same(response: TokenResponse) -> None:
    """The nonce of a refreshed ID Token, if any, is the original one (OIDC Core 12.2)."""
    before, after = (token.members.get("nonce") for token in _id_tokens(response))
    expect(after in (None, before), f"no nonce, or {before}", f"nonce {after}")
