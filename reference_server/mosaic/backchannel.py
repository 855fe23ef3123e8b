"""Backchannel authentication: the request, and how the end-user completes it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ..core.client_request import GrantRequest
from ..core.errors import InvalidGrant, InvalidRequest, InvalidToken, OAuthError
from ..core.http import body_of, provider_of
from ..core.provider import Provider
from ..core.seams import ABSENT, Behaviours, Table
from ..core.users import User
from ..flows.backchannel.records import BACKCHANNEL_REQUESTS, Acknowledged, BackchannelRequest
from ..flows.tokens.records import ACCESS_TOKENS, AccessToken, is_revoked
from .aliases import LOGIN_HINT_TYPES, PHONE, user_with
from .dialect import MOSAIC
from .errors import refused

CONTEXT = "request_context"
CHANNELS = ("sms", "email", "link")

backchannel_context = Behaviours("backchannel_context")


@backchannel_context
def read(request: GrantRequest) -> Mapping[str, Any]:
    """The members of request_context; ValueError where it is no JSON object."""
    members = json.loads(request.parameters.get(CONTEXT) or "{}")
    if not isinstance(members, dict):
        raise ValueError("no JSON object")
    return members


def context_of(request: GrantRequest) -> Mapping[str, Any]:
    """What the provider reads in request_context; InvalidRequest where that is nothing."""
    try:
        return request.provider.use(read)(request)
    except (ValueError, RecursionError) as error:
        raise InvalidRequest("request_context is no JSON object") from error


@MOSAIC.at("backchannel.hint_present")
def hint_present(request: GrantRequest) -> None:
    """oidcBackchannelAuthenticate login_hint: without one nobody is named, which is refused."""


@MOSAIC.at("backchannel.request_context_readable")
def request_context_readable(request: GrantRequest) -> None:
    """oidcBackchannelAuthenticate request_context: a JSON object with documented values."""
    context = context_of(request)
    known = context.get("channel", CHANNELS[0]) in CHANNELS
    if not known or context.get("login_hint_type", PHONE) not in tuple(LOGIN_HINT_TYPES):
        raise InvalidRequest("request_context has an unknown channel or login_hint_type")


@MOSAIC.at("backchannel_hint.by_login_hint")
def by_login_hint(request: GrantRequest) -> User | None:
    """oidcBackchannelAuthenticate login_hint: of the type that request_context tells."""
    alias = _alias(context_of(request).get("login_hint_type", PHONE))
    return user_with(request.provider, alias, request.parameters.get("login_hint"))


def _alias(of_type: Any) -> Callable[[User], str | None]:
    if of_type not in tuple(LOGIN_HINT_TYPES):
        raise InvalidRequest("login_hint_type is unknown")
    return LOGIN_HINT_TYPES[of_type]


@MOSAIC.at("backchannel_response.interval")
def interval(acknowledged: Acknowledged) -> Any:
    """oidcBackchannelAuthenticate 200: no interval is documented; the guide says 5 seconds."""
    return ABSENT


@dataclass(frozen=True, slots=True)
class Completion:
    """An end-user's decision, with the access token of who decides."""

    provider: Provider
    access_token: str
    auth_req_id: str
    approved: bool

    @property
    def token(self) -> AccessToken | None:
        """The access token that the provider remembers."""
        return self.provider.store[ACCESS_TOKENS].get(self.access_token)

    @property
    def waiting(self) -> BackchannelRequest | None:
        """The authentication request that waits for the decision."""
        return self.provider.store[BACKCHANNEL_REQUESTS].get(self.auth_req_id)


completion = Table[Callable[[Completion], None]]("completion")


@completion
def access_token_good(decision: Completion) -> None:
    """backchannelComplete: the access token is one of an end-user, and good."""
    token, now = decision.token, decision.provider.clock.now()
    if token is None or token.grant.user is None or now >= token.expires_at:
        raise InvalidToken("the access token is unknown or expired, or no end-user's")
    if is_revoked(decision.provider.store, token):
        raise InvalidToken("the access token was revoked")


@completion.fixed
def auth_req_id_waiting(decision: Completion) -> None:
    """backchannelComplete: the auth_req_id is known, and waits for a decision."""
    waiting, now = decision.waiting, decision.provider.clock.now()
    if waiting is None or waiting.is_decided or now >= waiting.expires_at:
        raise InvalidGrant("no request waits under this auth_req_id")


@completion
def end_user_named(decision: Completion) -> None:
    """backchannelComplete: the end-user decides who was named, and nobody else."""
    token, waiting = decision.token, decision.waiting
    if token and waiting and token.grant.user != waiting.user:
        raise InvalidGrant("the request is about another end-user")


@MOSAIC.route("/cis/auth/backchannel/complete", "POST")
async def complete(http: Request) -> Response:
    """Take an end-user's decision from the application on the authentication device."""
    provider = provider_of(http)
    try:
        decision = await _decision(http, provider)
        provider.check(completion, decision)
    except OAuthError as refusal:
        return refused(refusal.description, refusal.status)
    waiting = decision.waiting
    assert waiting is not None
    decided = replace(waiting, decided_at=provider.clock.now(), approved=decision.approved)
    provider.store[BACKCHANNEL_REQUESTS][waiting.auth_req_id] = decided
    return Response(status_code=204)


async def _decision(http: Request, provider: Provider) -> Completion:
    scheme, _, token = http.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise InvalidToken("an access token is required")
    try:
        members = json.loads(await body_of(http))
    except (ValueError, RecursionError) as error:
        raise InvalidRequest("the body is no JSON") from error
    auth_req_id = members.get("auth_req_id") if isinstance(members, dict) else None
    if not isinstance(auth_req_id, str) or not isinstance(members.get("approved"), bool):
        raise InvalidRequest("auth_req_id or approved is missing or malformed")
    return Completion(provider, token.strip(), auth_req_id, members["approved"])
