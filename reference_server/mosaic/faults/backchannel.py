"""Faults of backchannel authentication: the request."""

from collections.abc import Mapping
from typing import Any

from ...core.client_request import GrantRequest
from ...core.errors import InvalidRequest
from ...core.faults.fault import also_refusing, breaking, forgiving, skipped
from ...core.users import User
from ...flows.backchannel import duties as sound
from ...flows.backchannel.answer import expires_in
from ...flows.backchannel.errors import InvalidBindingMessage
from ...flows.backchannel.records import Acknowledged
from ..aliases import LOGIN_HINT_TYPES, PHONE, user_with
from ..backchannel import CHANNELS, by_login_hint, context_of, read, request_context_readable
from .fault import fault


def _by_no_user_id(request: GrantRequest) -> User | None:
    of_type = context_of(request).get("login_hint_type")
    return None if of_type == "user_id" else by_login_hint(request)


def _by_email_unless_told(request: GrantRequest) -> User | None:
    alias = LOGIN_HINT_TYPES[context_of(request).get("login_hint_type", "email")]
    return user_with(request.provider, alias, request.parameters.get("login_hint"))


def _somebody(request: GrantRequest) -> User | None:
    return by_login_hint(request) or next(iter(request.provider.users.values()))


def _somebody_unhinted(request: GrantRequest) -> User | None:
    hinted = request.parameters.get("login_hint") is not None
    return by_login_hint(request) if hinted else _somebody(request)


def _somebody_for_nonsense(request: GrantRequest) -> User | None:
    hinted = request.parameters.get("login_hint") is not None
    return _somebody(request) if hinted else None


def _whatever_it_says(request: GrantRequest) -> Mapping[str, Any]:
    try:
        return read(request)
    except ValueError:
        return {"login_hint_type": "email"}


def _of_another_channel(request: GrantRequest) -> bool:
    try:
        context = context_of(request)
    except InvalidRequest:
        return False
    of_type = context.get("login_hint_type", PHONE)
    return context.get("channel") not in CHANNELS and of_type in tuple(LOGIN_HINT_TYPES)


def _with_number_sign(request: GrantRequest) -> bool:
    return "#" in (request.parameters.get("binding_message") or "")


def _asked(acknowledged: Acknowledged) -> str | None:
    return acknowledged.request.parameters.get("requested_expiry")


def _five_minutes_unless_asked(acknowledged: Acknowledged) -> Any:
    return expires_in(acknowledged) if _asked(acknowledged) else 300


def _ten_minutes_if_asked(acknowledged: Acknowledged) -> Any:
    return 600 if _asked(acknowledged) else expires_in(acknowledged)


def _for_long(request: GrantRequest) -> bool:
    expiry = request.parameters.get("requested_expiry") or ""
    return expiry.isdecimal() and int(expiry) > sound.LIFETIME_AT_MOST


FAULTS = (
    fault(
        "backchannel_user_id_unknown",
        "oidcBackchannelAuthenticate/login-hint-type",
        "backchannel_hint.by_login_hint",
        _by_no_user_id,
        "A user ID is refused as a login_hint.",
    ),
    fault(
        "backchannel_email_by_default",
        "oidcBackchannelAuthenticate/login-hint-type-default",
        "backchannel_hint.by_login_hint",
        _by_email_unless_told,
        "A login_hint without a type is treated as an e-mail address.",
    ),
    fault(
        "backchannel_anybody",
        "oidcBackchannelAuthenticate/login-hint-known",
        "backchannel_hint.by_login_hint",
        _somebody_for_nonsense,
        "A login_hint that identifies nobody is treated as another end-user's.",
    ),
    fault(
        "backchannel_login_hint_unneeded",
        "oidcBackchannelAuthenticate/login-hint-required",
        "backchannel_hint.by_login_hint",
        _somebody_unhinted,
        "A request without login_hint is about somebody.",
    ),
    fault(
        "backchannel_any_context",
        "oidcBackchannelAuthenticate/request-context-json",
        "backchannel_context.read",
        _whatever_it_says,
        "A request_context that is not JSON is treated as one that announces an e-mail address.",
    ),
    fault(
        "backchannel_any_channel",
        "oidcBackchannelAuthenticate/request-context-values",
        "backchannel.request_context_readable",
        forgiving(request_context_readable, _of_another_channel),
        "Any channel is accepted.",
    ),
    fault(
        "backchannel_scope_unneeded",
        "oidcBackchannelAuthenticate/scope-required",
        "backchannel.scope_present",
        skipped,
        "A request without scope is accepted.",
    ),
    fault(
        "backchannel_scope_without_openid",
        "oidcBackchannelAuthenticate/scope-openid",
        "backchannel.scope_openid",
        skipped,
        "A scope without openid is accepted.",
    ),
    fault(
        "backchannel_binding_message_refused",
        "oidcBackchannelAuthenticate/binding-message",
        "backchannel.binding_message_presentable",
        also_refusing(sound.binding_message_presentable, _with_number_sign, InvalidBindingMessage),
        "A binding_message with a number sign is refused.",
    ),
    fault(
        "backchannel_any_binding_message",
        "oidcBackchannelAuthenticate/binding-message-pattern",
        "backchannel.binding_message_presentable",
        skipped,
        "Any binding_message is accepted.",
    ),
    fault(
        "backchannel_five_minutes",
        "oidcBackchannelAuthenticate/requested-expiry-default",
        "backchannel_response.expires_in",
        _five_minutes_unless_asked,
        "Without requested_expiry the expires_in is 300.",
    ),
    fault(
        "backchannel_expiry_ignored",
        "oidcBackchannelAuthenticate/requested-expiry",
        "backchannel_response.expires_in",
        _ten_minutes_if_asked,
        "The expires_in is 600 whatever was requested.",
    ),
    fault(
        "backchannel_any_expiry",
        "oidcBackchannelAuthenticate/requested-expiry-integer",
        "backchannel.requested_expiry_positive",
        skipped,
        "A requested_expiry that is not an integer is accepted.",
    ),
    fault(
        "backchannel_long_expiry_500",
        "oidcBackchannelAuthenticate/requested-expiry-limits",
        "backchannel.requested_expiry_positive",
        breaking(sound.requested_expiry_positive, _for_long),
        "The server fails with an internal error on a requested_expiry of a day.",
    ),
)
