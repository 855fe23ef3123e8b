"""What an authorization request must keep once its redirection URI is trusted."""

import re
from collections.abc import Callable

from ...core.asked_resources import Asked, asked_resources
from ...core.errors import (
    InvalidRequest,
    InvalidScope,
    RegistrationNotSupported,
    RequestNotSupported,
    RequestUriNotSupported,
    UnsupportedResponseType,
)
from ...core.resources import asked
from ...core.scopes import ALL_SCOPES, OPENID, is_well_formed
from ...core.seams import Table
from ..tokens.records import ID_TOKENS
from .request import PARAMETERS, AuthorizationRequest
from .response_types import asked_type

PROMPTS = ("none", "login", "consent", "select_account")

authorization = Table[Callable[[AuthorizationRequest], None]]("authorization")
authorization_resource = Table[Callable[[Asked], None]]("authorization_resource", asked_resources)


@authorization
def parameters_once(request: AuthorizationRequest) -> None:
    """RFC 6749 3.1: a parameter occurs once at most."""
    if request.parameters.repeated(PARAMETERS):
        raise InvalidRequest("a parameter occurs more than once")


@authorization
def request_unsupported(request: AuthorizationRequest) -> None:
    """OpenID Connect Core 6.1: who does not support `request` says so."""
    if request.parameters.get("request") is not None:
        raise RequestNotSupported("request is not supported")


@authorization
def request_uri_unsupported(request: AuthorizationRequest) -> None:
    """OpenID Connect Core 6.2: who does not support `request_uri` says so."""
    if request.parameters.get("request_uri") is not None:
        raise RequestUriNotSupported("request_uri is not supported")


@authorization.fixed
def registration_unsupported(request: AuthorizationRequest) -> None:
    """OpenID Connect Core 7.2.1: who does not support `registration` says so."""
    if request.parameters.get("registration") is not None:
        raise RegistrationNotSupported("registration is not supported")


@authorization
def response_type_present(request: AuthorizationRequest) -> None:
    """RFC 6749 3.1.1: response_type is required."""
    if request.parameters.get("response_type") is None:
        raise InvalidRequest("response_type is missing")


@authorization
def response_type_supported(request: AuthorizationRequest) -> None:
    """RFC 6749 3.1.1: an unknown response type is refused."""
    if asked_type(request) is None:
        raise UnsupportedResponseType("the response type is not supported")


@authorization
def scope_present(request: AuthorizationRequest) -> None:
    """RFC 6749 3.3: without a default, a request without scope is refused."""
    if request.parameters.get("scope") is None:
        raise InvalidScope("scope is missing, and there is no default")


@authorization
def scope_well_formed(request: AuthorizationRequest) -> None:
    """RFC 6749 4.1.2.1: a malformed scope is refused."""
    scope = request.parameters.get("scope")
    if scope is not None and not is_well_formed(scope):
        raise InvalidScope("scope is malformed")


@authorization
def scope_known(request: AuthorizationRequest) -> None:
    """RFC 6749 4.1.2.1: an unknown scope is refused; OpenID Connect Core 3.1.2.1 ignores it."""
    scopes = request.parameters.words("scope")
    if OPENID not in scopes and not set(scopes) <= set(ALL_SCOPES):
        raise InvalidScope("a scope value is unknown")


@authorization
def resource_acceptable(request: AuthorizationRequest) -> None:
    """RFC 8707 2.1: the resources are well-formed and known."""
    resources = Asked(request.client, asked(request.parameters))
    request.provider.check(authorization_resource, resources)


@authorization
def prompt_known(request: AuthorizationRequest) -> None:
    """OpenID Connect Core 3.1.2.1: prompt has defined values."""
    if not set(request.prompt) <= set(PROMPTS):
        raise InvalidRequest("a value of prompt is unknown")


@authorization
def prompt_none_alone(request: AuthorizationRequest) -> None:
    """OpenID Connect Core 3.1.2.1: `none` stands alone."""
    if "none" in request.prompt and len(request.prompt) > 1:
        raise InvalidRequest("prompt=none stands with no other value")


@authorization.fixed
def max_age_number(request: AuthorizationRequest) -> None:
    """OpenID Connect Core 3.1.2.1: max_age is a number of seconds."""
    max_age = request.parameters.get("max_age")
    if max_age is not None and not re.fullmatch(r"[0-9]{1,12}", max_age):
        raise InvalidRequest("max_age is no number of seconds")


@authorization
def claims_readable(request: AuthorizationRequest) -> None:
    """OpenID Connect Core 5.5: claims is a JSON object."""
    if request.claims_members is None:
        raise InvalidRequest("claims is no JSON object of claim requests")


@authorization
def id_token_hint_verified(request: AuthorizationRequest) -> None:
    """OpenID Connect Core 3.1.2.1: the hint is an ID Token that this provider issued."""
    hint = request.parameters.get("id_token_hint")
    if hint is not None and hint not in request.provider.store[ID_TOKENS]:
        raise InvalidRequest("id_token_hint is no ID Token of this provider")
