"""What the contract's documents say of what each grant, and each step before it, brings."""

import re
from urllib.parse import parse_qs, urlsplit

from coatcheck.expect.documented.rules import documented
from coatcheck.expect.rule import applicable, expect, testable
from coatcheck.protocol import jose
from coatcheck.protocol.ciba import BackchannelAuthenticationResponse
from coatcheck.protocol.device import DeviceAuthorizationResponse
from coatcheck.protocol.messages import JwtAccessToken, TokenResponse

TEN_MINUTES = 600

LATE = 5
"""By how many seconds less an answer may tell: those that went by until it was written."""


def _lives(stated: object, seconds: float) -> None:
    testable(isinstance(stated, int | float), "expires_in is missing or not a number")
    assert isinstance(stated, int | float)
    expect(seconds - LATE <= stated <= seconds, f"expires_in {seconds:g}", stated)


@documented(
    TokenResponse, "oidcToken/expires-in", "has an access token with the configured lifetime"
)
def expires_in(response: TokenResponse) -> None:
    """The expires_in is 3600, unless the client is set otherwise; resources have one of their own.

    Which it is stands in the target file.
    """
    own, first = response.request.parameters, response.request.authorization_parameters
    applicable(not (own.all("resource") or first.all("resource")), "a resource was requested")
    lifetime = response.provider.lifetimes.get("access_token")
    applicable(lifetime, "lifetimes.access_token is not set in the target file")
    _lives(response.members.get("expires_in"), lifetime or 0)


def _is_for_refresh_token(response: TokenResponse) -> bool:
    """Tell whether prompt included consent, and scope offline_access, when a code was asked for."""
    applicable(
        response.request.grant_type == "authorization_code", "the request does not redeem a code"
    )
    asked = response.request.authorization_parameters
    words = {name: (asked.get(name) or "").split() for name in ("prompt", "scope")}
    return "consent" in words["prompt"] and "offline_access" in words["scope"]


@documented(
    TokenResponse,
    "oidcToken/refresh-token-requested",
    "has the requested refresh token",
)
def refresh_token_requested(response: TokenResponse) -> None:
    """With consent in prompt and offline_access in scope there is a refresh token."""
    applicable(_is_for_refresh_token(response), "no refresh token was requested")
    expect(response.refresh_token, "a refresh token", "none")


@documented(
    TokenResponse,
    "oidcToken/refresh-token-only-requested",
    "has no refresh token that was not requested",
)
def refresh_token_only_requested(response: TokenResponse) -> None:
    """Without consent in prompt, or offline_access in scope, there is no refresh token."""
    applicable(not _is_for_refresh_token(response), "a refresh token was requested")
    expect("refresh_token" not in response.members, "no refresh token", "one")


@documented(
    TokenResponse,
    "oidcToken/refresh-token-rotated",
    "has another refresh token than the request",
)
def refresh_token_rotated(response: TokenResponse) -> None:
    """A refresh token is replaced on every use."""
    sent = response.request.parameters.get("refresh_token")
    applicable(
        response.request.grant_type == "refresh_token" and sent,
        "the request is not a refresh request",
    )
    expect(
        response.refresh_token not in ("", sent),
        "another refresh token",
        "no refresh token, or the same",
    )


@documented(JwtAccessToken, "oidcToken/delegated-sub", "is about the end-user who delegates")
def delegated_sub(token: JwtAccessToken) -> None:
    """The sub of a token for who acts is the subject_identifier."""
    delegating = token.response.request.parameters.get("subject_identifier")
    applicable(delegating, "the request is not a delegation")
    sub = token.members.get("sub")
    testable(isinstance(sub, str), "the access token has no sub that is a string")
    expect(sub == delegating, f"sub {delegating}", sub)


@documented(JwtAccessToken, "oidcToken/delegated-act-sub", "names the end-user who acts")
def delegated_act_sub(token: JwtAccessToken) -> None:
    """The act.sub of a token for who acts is the sub of the actor_token."""
    actor_token = token.response.request.parameters.get("actor_token")
    applicable(actor_token, "the request is not a delegation")
    actor = jose.parse(actor_token or "").claims.get("sub")
    testable(isinstance(actor, str), "the actor_token is not a JWT with a sub")
    act = token.members.get("act")
    expect(isinstance(act, dict) and act.get("sub") == actor, f"act.sub {actor}", act)


@documented(
    BackchannelAuthenticationResponse,
    "oidcBackchannelAuthenticate/requested-expiry-default",
    "has an auth_req_id valid for ten minutes",
)
def auth_req_id_lifetime(response: BackchannelAuthenticationResponse) -> None:
    """Without requested_expiry the expires_in is 600."""
    asked = response.request.parameters.get("requested_expiry")
    applicable(not asked, "requested_expiry was sent")
    _lives(response.members.get("expires_in"), TEN_MINUTES)


@documented(
    BackchannelAuthenticationResponse,
    "oidcBackchannelAuthenticate/requested-expiry",
    "has an auth_req_id valid for the requested time",
)
def auth_req_id_lifetime_asked(response: BackchannelAuthenticationResponse) -> None:
    """A requested_expiry within the default is what expires_in tells; its limits are left open."""
    asked = response.request.parameters.get("requested_expiry") or ""
    plain = re.fullmatch("[1-9][0-9]{0,2}", asked) and int(asked) <= TEN_MINUTES
    applicable(plain, "requested_expiry was not sent, or is long")
    _lives(response.members.get("expires_in"), int(asked))


@documented(
    DeviceAuthorizationResponse, "oidcDeviceAuth/expires-in", "has codes valid for ten minutes"
)
def device_code_lifetime(response: DeviceAuthorizationResponse) -> None:
    """The expires_in is 600."""
    _lives(response.members.get("expires_in"), TEN_MINUTES)


@documented(
    DeviceAuthorizationResponse,
    "oidcDeviceAuth/verification-uri-complete",
    "has a verification_uri_complete with the user code",
)
def complete_address(response: DeviceAuthorizationResponse) -> None:
    """The verification_uri_complete is the verification_uri with the user_code in its query."""
    stated = response.members
    testable(isinstance(stated.get("user_code"), str), "there is no user_code")
    parts = urlsplit(str(stated.get("verification_uri_complete") or ""))
    brought = parse_qs(parts.query).get("user_code")
    begins = parts._replace(query="").geturl() == stated.get("verification_uri")
    wanted = "verification_uri with the parameter user_code"
    expect(
        brought == [stated["user_code"]] and begins, wanted, stated.get("verification_uri_complete")
    )
