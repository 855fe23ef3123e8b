"""What a backchannel authentication request must keep, and whom its hint names: CIBA 7.1, 7.2."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...core.client_request import GrantRequest
from ...core.errors import (
    InvalidBindingMessage,
    InvalidRequest,
    InvalidScope,
    UnauthorizedClient,
    UnknownUserId,
)
from ...core.jose import verified_by
from ...core.scopes import OPENID, is_well_formed
from ...core.seams import Behaviours
from ...core.users import User
from ..tokens.hint import id_token_hint
from ..tokens.records import ID_TOKENS
from .records import CIBA, backchannel

if TYPE_CHECKING:
    pass

HINTS = ("login_hint", "id_token_hint", "login_hint_token")
LIFETIME_AT_MOST = 600

_BINDING_MESSAGE = re.compile(r"[a-zA-Z0-9\-._+/!?#]{1,20}")
_POSITIVE_INTEGER = re.compile(r"0*[1-9][0-9]{0,8}")

backchannel_hint = Behaviours("backchannel_hint")


@backchannel.check
def client_authorized(request: GrantRequest) -> None:
    """CIBA 13: the client may use this flow, for which it needs credentials (7.1)."""
    if CIBA not in request.client.grant_types:
        raise UnauthorizedClient("the client may not use backchannel authentication")


@backchannel.check.fixed
def request_unsigned(request: GrantRequest) -> None:
    """CIBA 4: signed authentication requests are not announced, and not supported."""
    if request.parameters.get("request") is not None:
        raise InvalidRequest("signed authentication requests are not supported")


@backchannel.check
def scope_present(request: GrantRequest) -> None:
    """CIBA 7.1: scope is required."""
    if request.parameters.get("scope") is None:
        raise InvalidRequest("scope is missing")


@backchannel.check
def scope_well_formed(request: GrantRequest) -> None:
    """CIBA 13: a malformed scope is refused."""
    if not is_well_formed(request.parameters.get("scope") or OPENID):
        raise InvalidScope("scope is malformed")


@backchannel.check
def scope_openid(request: GrantRequest) -> None:
    """CIBA 7.1: the scope contains openid."""
    if OPENID not in (request.parameters.words("scope") or (OPENID,)):
        raise InvalidScope("scope lacks openid")


@backchannel.check.fixed
def login_hint_token_absent(request: GrantRequest) -> None:
    """CIBA 7.1: what a login_hint_token says is left to profiles, of which none is supported."""
    if request.parameters.get("login_hint_token") is not None:
        raise InvalidRequest("login_hint_token is not supported")


@backchannel.check
def hint_present(request: GrantRequest) -> None:
    """CIBA 7.1: a hint is required."""
    if not hints(request):
        raise InvalidRequest("there is no hint")


@backchannel.check
def one_hint(request: GrantRequest) -> None:
    """CIBA 7.2: more than one hint is refused."""
    if len(hints(request)) > 1:
        raise InvalidRequest("there is more than one hint")


@backchannel.check
def id_token_hint_signed(request: GrantRequest) -> None:
    """CIBA 14: an ID Token that comes as a hint was issued here, however long ago."""
    hint = id_token_hint(request.parameters)
    keys = (signing.key for signing in request.provider.keys.values())
    if hint is not None and not verified_by(hint, keys):
        raise InvalidRequest("the id_token_hint is none of this provider's")


@backchannel.check
def id_token_hint_of_client(request: GrantRequest) -> None:
    """CIBA 14: an ID Token that comes as a hint was issued to this client."""
    hint = id_token_hint(request.parameters)
    audience = hint.claims.get("aud") if hint is not None else request.client.client_id
    if request.client.client_id not in (audience if isinstance(audience, list) else [audience]):
        raise InvalidRequest("the id_token_hint was issued to another client")


@backchannel.check
def end_user_known(request: GrantRequest) -> None:
    """CIBA 7.2: the hint names an end-user."""
    if end_user(request) is None:
        raise UnknownUserId("the hint names no end-user")


@backchannel.check
def binding_message_presentable(request: GrantRequest) -> None:
    """CIBA 7.1: the binding message is short, and of few kinds of characters."""
    message = request.parameters.get("binding_message")
    if message is not None and not _BINDING_MESSAGE.fullmatch(message):
        raise InvalidBindingMessage("the binding message cannot be shown")


@backchannel.check
def requested_expiry_positive(request: GrantRequest) -> None:
    """CIBA 7.1: requested_expiry is a positive integer."""
    expiry = request.parameters.get("requested_expiry")
    if expiry is not None and not _POSITIVE_INTEGER.fullmatch(expiry):
        raise InvalidRequest("requested_expiry is no positive integer")


@backchannel_hint
def by_login_hint(request: GrantRequest) -> User | None:
    """CIBA 7.1: a login_hint is a username, or an e-mail address that was verified."""
    hint = request.parameters.get("login_hint")
    users = request.provider.users
    by_address = {user.claims["email"]: user for user in users.values() if _is_reachable(user)}
    return users.get(hint or "") or by_address.get(hint)


@backchannel_hint
def by_id_token_hint(request: GrantRequest) -> User | None:
    """CIBA 7.1: an id_token_hint names the end-user that it is about."""
    hint, provider = id_token_hint(request.parameters), request.provider
    if hint is None:
        return None
    granted = provider.store[ID_TOKENS].get(hint.encoded)
    known = (user for user in provider.users.values() if user.sub == hint.claims.get("sub"))
    return granted.user if granted is not None else next(known, None)


def _is_reachable(user: User) -> bool:
    return "email" in user.claims and user.claims.get("email_verified") is True


def hints(request: GrantRequest) -> list[str]:
    """The hints that a request has."""
    return [name for name in HINTS if request.parameters.get(name) is not None]


def end_user(request: GrantRequest) -> User | None:
    """The end-user whom the hint names."""
    by = by_id_token_hint if "id_token_hint" in hints(request) else by_login_hint
    return request.provider.use(by)(request)


def lifetime_asked(request: GrantRequest) -> int:
    """The seconds for which the client wants to wait, as far as the provider lets it."""
    expiry = request.parameters.get("requested_expiry") or ""
    asked = int(expiry) if _POSITIVE_INTEGER.fullmatch(expiry) else LIFETIME_AT_MOST
    return min(asked, LIFETIME_AT_MOST)
