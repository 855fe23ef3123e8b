"""What an ID Token must say: its claims (OIDC Core, 2, 3.1.3.6 and 3.1.3.7)."""

import json
from typing import Any

from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol import jose
from coatcheck.protocol.authorization import AuthorizationMessage
from coatcheck.protocol.ciba import CIBA
from coatcheck.protocol.messages import IdToken, Token
from coatcheck.protocol.parameters import Parameters

LEEWAY = 30
"""How long an ID Token may have expired by our clock, in seconds; the pre-flight allows no more."""

CLOCK_SKEW = 300
"""How far the provider's clock may be from ours, in seconds."""

REGISTERED_METHODS = frozenset(
    (
        "face", "fpt", "geo", "hwk", "iris", "kba", "mca", "mfa", "otp", "pin", "pop", "pwd",
        "rba", "retina", "sc", "sms", "swk", "tel", "user", "vbm", "wia",
    )
)  # fmt: skip
"""Authentication method references (RFC 8176, 6.2)."""


def requested(parameters: Parameters, place: str) -> dict[str, Any]:
    """Return what the claims parameter asks for at `id_token` or `userinfo` (OIDC Core, 5.5)."""
    try:
        claims = json.loads(parameters.get("claims") or "{}")
    except ValueError:
        return {}
    wanted = claims.get(place) if isinstance(claims, dict) else None
    return wanted if isinstance(wanted, dict) else {}


def authorization_of(token: Token) -> AuthorizationMessage:
    """Return the response whose code brought a token.

    Raises NotApplicable for a token of a refresh, which is judged by the first one (12.2).
    """
    request = token.response.request
    applicable(request.grant_type == "authorization_code", "the token comes from a refresh")
    testable(token.readable, "the token cannot be parsed")
    testable(
        request.authorization is not None, "the token does not come from an authorization request"
    )
    assert request.authorization is not None
    return request.authorization


def _first(token: Token, *others: str) -> None:
    """Raise NotApplicable for a token of a refresh (12.2), or of a grant with rules of its own."""
    grant_type = token.response.request.grant_type
    applicable(grant_type != "refresh_token", "the token comes from a refresh")
    applicable(grant_type not in others, "a requirement of the grant covers this")
    testable(token.readable, "the token cannot be parsed")


@rule(IdToken, "OIDCC-3.1.3.7/iss-equals-issuer", "names the provider as its issuer")
def iss_equals_issuer(token: IdToken) -> None:
    """The iss is exactly the issuer identifier (OIDC Core, 3.1.3.7, 2)."""
    _first(token, CIBA)
    testable("iss" in token.members, "the ID Token has no iss")
    expect(
        token.members["iss"] == token.provider.issuer, token.provider.issuer, token.members["iss"]
    )


@rule(IdToken, "OIDCC-3.1.3.7/aud-contains-client", "names the client in its audience")
def aud_contains_client(token: IdToken) -> None:
    """The aud contains the client_id (OIDC Core, 3.1.3.7, 3)."""
    _first(token, CIBA)
    aud = token.members.get("aud")
    testable(isinstance(aud, str | list), "the ID Token has no well-formed aud")
    audience = [aud] if isinstance(aud, str) else aud
    expect(token.client.client_id in (audience or ()), token.client.client_id, aud)


@rule(IdToken, "OIDCC-2/azp-is-client", "names no other authorized party")
def azp_is_client(token: IdToken) -> None:
    """The azp, where there is one, is the client_id (OIDC Core, 2)."""
    applicable("azp" in token.members, "the ID Token has no azp")
    expect(
        token.members["azp"] == token.client.client_id, token.client.client_id, token.members["azp"]
    )


@rule(IdToken, "OIDCC-3.1.3.7/exp-in-future", "has not expired when it is issued")
def exp_in_future(token: IdToken) -> None:
    """The time of expiry is still to come (OIDC Core, 3.1.3.7, 9)."""
    exp = _time(token, "exp")
    earliest = token.provider.now - LEEWAY
    expect(exp > earliest, f"an exp later than {earliest:.0f}", exp)


@rule(IdToken, "OIDCC-2/iat-is-time-of-issue", "says when it was issued")
def iat_is_time_of_issue(token: IdToken) -> None:
    """The iat is the time of issue, but for a difference of clocks (OIDC Core, 2)."""
    _first(token)
    iat, now = _time(token, "iat"), token.provider.now
    expect(abs(iat - now) <= CLOCK_SKEW, f"an iat within {CLOCK_SKEW} s of {now:.0f}", iat)


@rule(IdToken, "RFC7519-4.1.5/nbf-not-in-future", "is valid from the beginning")
def nbf_not_in_future(token: IdToken) -> None:
    """The nbf, where there is one, has come when the token is issued (RFC 7519, 4.1.5)."""
    applicable("nbf" in token.members, "the ID Token has no nbf")
    nbf = _time(token, "nbf")
    issued = max(token.provider.now, _number(token.members.get("iat")) or token.provider.now)
    expect(nbf <= issued, f"an nbf no later than {issued:.0f}", nbf)


@rule(IdToken, "OIDCC-2/nonce-returned", "returns the nonce of the request")
def nonce_returned(token: IdToken) -> None:
    """The nonce of the authentication request is passed through unmodified (OIDC Core, 2)."""
    request, nonce = authorization_of(token).request, token.members.get("nonce")
    sent = request.parameters.get("nonce")
    applicable(sent, "the authentication request had no nonce")
    planted = nonce is not None and nonce == request.beside("nonce")
    applicable(not planted, "the nonce was sent with the request_uri")
    expect(nonce == sent, f"nonce {sent}", nonce)


@rule(IdToken, "OIDCC-2/auth-time-is-time-of-authentication", "keeps the time of the login")
def auth_time_kept(token: IdToken) -> None:
    """Without another login, the auth_time stays what it was (OIDC Core, 2)."""
    login = authorization_of(token).login
    applicable("auth_time" in token.members, "the ID Token has no auth_time")
    auth_time = _time(token, "auth_time")
    first = token.provider.memory.first("auth_time", login, value=auth_time)
    expect(auth_time == first, f"auth_time {first}, as before in the same session", auth_time)


@rule(IdToken, "OIDCC-2/auth-time-when-essential", "has auth_time as an essential claim")
def auth_time_when_essential(token: IdToken) -> None:
    """An auth_time that was requested as essential is there (OIDC Core, 2)."""
    wanted = requested(authorization_of(token).request.parameters, "id_token").get("auth_time")
    essential = isinstance(wanted, dict) and wanted.get("essential") is True
    applicable(essential, "auth_time was not requested as essential")
    expect("auth_time" in token.members, "the claim auth_time", sorted(token.members))


@rule(IdToken, "OIDCC-3.1.2.1/max-age-auth-time-present", "has auth_time because of max_age")
def auth_time_with_max_age(token: IdToken) -> None:
    """The answer to a request with max_age has auth_time (OIDC Core, 3.1.2.1)."""
    max_age = authorization_of(token).request.parameters.get("max_age")
    applicable(max_age, "the request had no max_age")
    expect("auth_time" in token.members, "the claim auth_time", sorted(token.members))


@rule(IdToken, "OIDCC-2/amr-registered", "has registered authentication methods")
def amr_registered(token: IdToken) -> None:
    """The values of amr are registered (OIDC Core, 2; RFC 8176)."""
    applicable("amr" in token.members, "the ID Token has no amr")
    amr = token.members["amr"]
    testable(isinstance(amr, list) and all(isinstance(v, str) for v in amr), "amr is malformed")
    unknown = sorted(set(amr) - REGISTERED_METHODS)
    expect(not unknown, "values of the registry of RFC 8176", unknown)


@rule(IdToken, "OIDCC-2/sub-stable", "names the end-user as in earlier logins")
def sub_stable(token: IdToken) -> None:
    """An end-user has one sub at a client, login after login (OIDC Core, 2)."""
    user, sub = authorization_of(token).user, _sub(token)
    testable(user is not None, "no earlier login is known")
    assert user is not None
    memory = token.provider.memory
    first = memory.first("sub", token.client.client_id, user.username, value=sub)
    expect(sub == first, f"sub {first}, as after an earlier login", sub)


@rule(IdToken, "OIDCC-2/sub-unique", "names no other end-user")
def sub_unique(token: IdToken) -> None:
    """No two end-users have the same sub (OIDC Core, 2)."""
    user, sub = authorization_of(token).user, _sub(token)
    testable(user is not None, "no earlier login is known")
    assert user is not None
    first = token.provider.memory.first("end-user", sub, value=user.username)
    expect(first == user.username, f"a sub of {user.username}'s own", f"that of {first}: {sub}")


@rule(IdToken, "OIDCC-3.1.3.6/at-hash-correct", "has the hash of its access token, if any")
def at_hash_correct(token: IdToken) -> None:
    """The at_hash is the left half of the access token's hash (OIDC Core, 3.1.3.6)."""
    applicable("at_hash" in token.members, "the ID Token has no at_hash")
    testable(token.response.access_token, "the token response has no access token")
    alg = str(token.jwt.header.get("alg"))
    hashes = jose.left_half_hashes(token.response.access_token, alg)
    testable(hashes, f"the hash of alg {alg} is unknown")
    expect(token.members["at_hash"] in hashes, " or ".join(hashes), token.members["at_hash"])


def _sub(token: IdToken) -> str:
    sub = token.members.get("sub")
    testable(isinstance(sub, str | int), "the ID Token has no sub")
    return str(sub)


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _time(token: IdToken, claim: str) -> float:
    value = _number(token.members.get(claim))
    testable(value is not None, f"the ID Token has no {claim} that is a number")
    assert value is not None
    return value
