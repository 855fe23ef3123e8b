"""Faults of login, consent, and what becomes of a refusal meanwhile."""

from typing import Any

from ....core.errors import InvalidRequest
from ....core.faults.fault import Fault, constant
from ....core.scopes import ALL_SCOPES
from ....core.sessions import ACR_PASSWORD, Session
from ....core.users import User
from ...tokens.faults.hints import hint_has_expired
from ...tokens.hint import id_token_hint
from .. import end_user as sound
from ..end_user import CONSENTS
from ..request import AuthorizationRequest
from ..sources import is_referred

_NOBODY = Session("nobody", User("nobody", "", "nobody", {}), 0, ACR_PASSWORD)


def _nobody_let_in(request: AuthorizationRequest) -> bool:
    if request.session is not None or request.parameters.get("display") != "popup":
        return sound.session_absent(request)
    object.__setattr__(request, "session", _NOBODY)
    consents = request.provider.store[CONSENTS]
    consents[sound.consent_key(request)] = frozenset(ALL_SCOPES)
    return False


def _is_silent_without_hint(request: AuthorizationRequest) -> bool:
    return "none" in request.prompt and id_token_hint(request.parameters) is None


def _max_age_ignored(when_zero: bool) -> Any:
    def max_age_exceeded(request: AuthorizationRequest) -> bool:
        is_zero = (request.parameters.get("max_age") or "").strip("0") == ""
        return is_zero is not when_zero and sound.max_age_exceeded(request)

    return max_age_exceeded


def _login_with(value: str) -> Any:
    def prompt_login(request: AuthorizationRequest) -> bool:
        return value not in request.prompt and sound.prompt_login(request)

    return prompt_login


def _login(name: str, requirement: str, reason: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"login_{name}", requirement, f"login_reason.{reason}", replacement, sentence)


def _end_user(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(name, requirement, f"end_user.{seam}", replacement, sentence)


FAULTS = (
    _login(
        "of_nobody", "RFC6749-3.1/end-user-authenticated-first", "session_absent",
        _nobody_let_in, "A request with display=popup is granted without a login.",
    ),
    _login(
        "asked_with_prompt_none", "OIDCC-15.1/prompt-none-supported", "session_absent",
        lambda request: _is_silent_without_hint(request) or sound.session_absent(request),
        "A request with prompt=none and without id_token_hint is never granted.",
    ),
    _login(
        "prompt_login_ignored", "OIDCC-3.1.2.3/prompt-login-reauthenticates", "prompt_login",
        _login_with("login"), "prompt=login does not ask to log in again.",
    ),
    _login(
        "prompt_select_account_ignored", "OIDCC-3.1.2.1/prompt-select-account-asks",
        "prompt_login", _login_with("select_account"), "prompt=select_account does not ask.",
    ),
    _login(
        "max_age_ignored", "OIDCC-3.1.2.1/max-age-reauthenticates", "max_age_exceeded",
        _max_age_ignored(when_zero=False), "A max_age other than 0 is ignored.",
    ),
    _login(
        "max_age_zero_ignored", "OIDCC-3.1.2.1/max-age-zero-reauthenticates", "max_age_exceeded",
        _max_age_ignored(when_zero=True), "max_age=0 is ignored.",
    ),
    _login(
        "id_token_hint_ignored", "OIDCC-3.1.2.1/id-token-hint-other-user",
        "id_token_hint_differs", constant(False),
        "A request with the hint of another end-user is granted.",
    ),
    _login(
        "id_token_hint_distrusted", "OIDCC-3.1.2.1/id-token-hint-same-user",
        "id_token_hint_differs",
        lambda request: id_token_hint(request.parameters) is not None
        and not hint_has_expired(request),
        "A request with the hint of the end-user is not granted.",
    ),
    _login(
        "requested_sub_ignored", "OIDCC-3.1.2.2/requested-sub-other-user",
        "requested_sub_differs", constant(False),
        "A request for another end-user's ID Token is granted.",
    ),
    _login(
        "essential_acr_ignored", "OIDCC-5.5.1.1/essential-acr-unmet-fails",
        "essential_acr_unmet", constant(False), "An essential acr need not be met.",
    ),
    Fault(
        "consent_prompt_ignored", "OIDCC-3.1.2.1/prompt-consent-asks",
        "consent_reason.prompt_consent", constant(False), "prompt=consent does not ask.",
    ),
    _end_user(
        "login_page_with_prompt_none", "OIDCC-3.1.2.3/prompt-none-unauthenticated",
        "login_page_allowed",
        lambda request: sound.login_page_allowed(request)
        or (id_token_hint(request.parameters) is None and not is_referred(request.parameters)),
        "prompt=none without id_token_hint leads to the login page.",
    ),
    _end_user(
        "consent_page_with_prompt_none", "OIDCC-3.1.2.1/prompt-none-no-consent-page",
        "consent_page_allowed", constant(True), "prompt=none leads to the consent page.",
    ),
    _end_user(
        "refusal_before_login", "RFC9700-4.11.2/end-user-authenticated-before-redirect",
        "refusal_waits_for_login", constant(False),
        "An erroneous request is redirected before the end-user has logged in.",
    ),
    _end_user(
        "denial_misreported", "RFC6749-4.1.2.1/access-denied", "denial",
        lambda request: InvalidRequest("the end-user did not consent"),
        "The end-user's denial is answered with invalid_request.",
    ),
)  # fmt: skip
