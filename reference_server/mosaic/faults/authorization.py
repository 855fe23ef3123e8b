"""Faults of the authorization endpoint: what it grants, asks and refuses."""

from collections.abc import Callable, Mapping
from typing import Any

from ...core.clients import CALLBACK
from ...core.errors import InvalidRequest
from ...core.faults.fault import also_refusing, constant, forgiving, skipped, suffixed
from ...core.faults.requests import has
from ...core.parameters import Parameters
from ...core.seams import ABSENT, Function
from ...flows.authorization import answer, duties as sound
from ...flows.authorization.delivery import location
from ...flows.authorization.end_user import prompt_login
from ...flows.authorization.redirection import client_known
from ...flows.authorization.request import AuthorizationRequest
from ...flows.authorization_code.challenge import code_challenge_method_supported
from ...flows.tokens import id_token
from ...flows.tokens.id_token import IdTokenContext
from ..authorization import acr_unmet
from ..id_token import acr
from .fault import breaking_page, fault


def _adding(name: str, value: str) -> Function:
    """What takes a parameter for granted that is missing, unless the request was pushed."""

    def sent_or_added(sent: Parameters) -> Parameters:
        there = sent.get(name) is not None or sent.get("request_uri") is not None
        return sent if there else Parameters((*sent.pairs, (name, value)))

    return sent_or_added


def _method_is(method: str | None) -> Callable[[AuthorizationRequest], bool]:
    return lambda request: request.parameters.get("code_challenge_method") == method


def _is_unknown(request: AuthorizationRequest) -> bool:
    client_id = request.parameters.get("client_id")
    return client_id is not None and client_id not in request.provider.clients


def _with_fragment(redirect_uri: str, members: Mapping[str, Any]) -> str:
    located = location(redirect_uri, members)
    return located.replace("?", "#") if "code" in members else located


def _login_at(word: str) -> Function:
    """What has the end-user log in wherever prompt has a word."""

    def asked(request: AuthorizationRequest) -> bool:
        more = word in request.prompt and not request.is_authenticated_afresh
        return prompt_login(request) or more

    return asked


def _unmet_but_silent(request: AuthorizationRequest) -> bool:
    return "none" not in request.prompt and acr_unmet(request)


def _stated(before: str, after: str) -> Function:
    """What tells one error by the name of another."""

    def stated(refused: answer.Refused) -> Any:
        error = answer.error(refused)
        return after if error == before else error

    return stated


def _described(error: str, description: str) -> Function:
    """What describes one error in other words."""

    def stated(refused: answer.Refused) -> Any:
        other = refused.error.code == error
        return description if other else answer.error_description(refused)

    return stated


def _acr_unasked(context: IdTokenContext) -> Any:
    asked = context.access_token.grant.parameters.get("acr_values")
    met = acr(context)
    return f"{met} urn:transmit:webauthn_direct" if asked and met is not ABSENT else met


FAULTS = (
    fault(
        "authorization_code_in_fragment",
        "oidcAuthenticate/code-in-query",
        "redirect.location",
        _with_fragment,
        "The code is in the fragment of the redirect URI.",
    ),
    fault(
        "authorization_state_altered",
        "oidcAuthenticate/state-returned",
        "authorization_response.state",
        suffixed(answer.state, "0"),
        "The returned state is not the one that was sent.",
    ),
    fault(
        "authorization_nonce_altered",
        "oidcAuthenticate/nonce-in-id-token",
        "id_token.nonce",
        suffixed(id_token.nonce, "0"),
        "The ID Token has another nonce than was sent.",
    ),
    fault(
        "authorization_custom_message_refused",
        "oidcAuthenticate/optional-parameters",
        "authorization.prompt_known",
        also_refusing(sound.prompt_known, has("custom_message"), InvalidRequest),
        "A request with custom_message is refused.",
    ),
    fault(
        "authorization_client_id_defaulted",
        "oidcAuthenticate/client-id-required",
        "authorization_parameters.by_get",
        _adding("client_id", "web"),
        "A request without client_id is treated as one from the first client.",
    ),
    fault(
        "authorization_redirect_uri_defaulted",
        "oidcAuthenticate/redirect-uri-required",
        "authorization_parameters.by_get",
        _adding("redirect_uri", CALLBACK),
        "A request without redirect_uri is answered at the first one.",
    ),
    fault(
        "authorization_scope_defaulted",
        "oidcAuthenticate/scope-required",
        "authorization_parameters.by_get",
        _adding("scope", "openid"),
        "A request without scope is granted openid.",
    ),
    fault(
        "authorization_scope_without_openid",
        "oidcAuthenticate/scope-openid",
        "authorization.scope_known",
        skipped,
        "A scope without openid is granted.",
    ),
    fault(
        "authorization_response_type_unchecked",
        "oidcAuthenticate/response-type-code",
        "authorization.response_type_supported",
        skipped,
        "A code is issued whatever the response_type.",
    ),
    fault(
        "authorization_challenge_plain_taken",
        "oidcAuthenticate/code-challenge-method-s256",
        "authorization.code_challenge_method_supported",
        forgiving(code_challenge_method_supported, _method_is("plain")),
        "A code_challenge by the method plain is accepted.",
    ),
    fault(
        "authorization_challenge_without_method_taken",
        "oidcAuthenticate/code-challenge-method-required",
        "authorization.code_challenge_method_supported",
        forgiving(code_challenge_method_supported, _method_is(None)),
        "A code_challenge without code_challenge_method is accepted.",
    ),
    fault(
        "authorization_redirect_uri_unchecked",
        "oidcAuthenticate/redirect-uri-registered",
        "redirection.redirect_uri_registered",
        skipped,
        "The user agent is redirected to any URI in the request.",
    ),
    fault(
        "authorization_unknown_client_500",
        "oidcAuthenticate/malformed-400",
        "redirection.client_known",
        breaking_page(client_known, _is_unknown),
        "A request of an unknown client is answered with 500.",
    ),
    fault(
        "authorization_login_required_misnamed",
        "oidcAuthenticate/login-required",
        "authorization_error.error",
        _stated("login_required", "interaction_required"),
        "Silent authentication without a session ends in interaction_required.",
    ),
    fault(
        "authorization_never_silent",
        "oidcAuthenticate/prompt-none-silent",
        "login_reason.prompt_login",
        _login_at("none"),
        "Silent authentication is refused although there is a session.",
    ),
    fault(
        "authorization_consent_logs_in",
        "oidcAuthenticate/prompt-consent-other-client",
        "login_reason.prompt_login",
        _login_at("consent"),
        "With prompt=consent the end-user has to authenticate again.",
    ),
    fault(
        "authorization_prompt_login_ignored",
        "oidcAuthenticate/prompt-login",
        "login_reason.prompt_login",
        constant(False),
        "With prompt=login the end-user is not asked to authenticate.",
    ),
    fault(
        "authorization_silent_acr_ignored",
        "oidcAuthenticate/silent-acr-unmet",
        "login_reason.essential_acr_unmet",
        _unmet_but_silent,
        "Silent authentication is granted although the session does not meet the acr_values.",
    ),
    fault(
        "authorization_mfa_required_misnamed",
        "oidcAuthenticate/mfa-required",
        "authorization_error.error",
        _stated("mfa_required", "interaction_required"),
        "A missing second factor ends in interaction_required.",
    ),
    fault(
        "authorization_mfa_methods_untold",
        "oidcAuthenticate/mfa-required-description",
        "authorization_error.error_description",
        _described("mfa_required", "A second factor is required"),
        "The error does not list the methods for a second factor.",
    ),
    fault(
        "authorization_denial_misnamed",
        "oidcAuthenticate/access-denied",
        "authorization_error.error",
        _stated("access_denied", "consent_required"),
        "Declined consent ends in consent_required.",
    ),
    fault(
        "authorization_denial_described_otherwise",
        "oidcAuthenticate/access-denied-description",
        "authorization_error.error_description",
        _described("access_denied", "no"),
        "The error does not say that the end-user declined consent.",
    ),
    fault(
        "authorization_acr_unasked",
        "oidcAuthenticate/acr-met",
        "id_token.acr",
        _acr_unasked,
        "The acr names a requirement that was not requested.",
    ),
)
