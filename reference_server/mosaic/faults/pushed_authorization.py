"""Faults of pushed authorization requests, and of their references."""

from ...core.client_authentication import method_registered
from ...core.client_request import GrantRequest
from ...core.clients import CALLBACK
from ...core.errors import InvalidClient, PageError
from ...core.faults.credentials import unauthenticated
from ...core.faults.fault import also_refusing, breaking, forgiving, skipped
from ...core.faults.requests import asks_for_unknown_resource, is_get, is_json, repeats
from ...core.parameters import Parameters
from ...core.seams import Function
from ...flows.pushed_authorization import duties as sound, reference
from ...flows.pushed_authorization.records import pushed_authorization
from ...flows.pushed_authorization.reference import Reference
from .fault import breaking_page, fault

OF_REQUEST, OF_ASSERTION = pushed_authorization.request, pushed_authorization.assertion


def _keeping(name: str, value: str) -> Function:
    """What keeps a parameter with a pushed request that it lacks."""

    def kept(request: GrantRequest) -> Parameters:
        parameters = sound.kept(request)
        if parameters.get(name) is not None:
            return parameters
        return Parameters((*parameters.pairs, (name, value)))

    return kept


def _knowing_nothing(reference: Reference) -> None:
    raise PageError("request_uri is not supported")


def _has_scope(reference: Reference) -> bool:
    return reference.sent.get("scope") is not None


FAULTS = (
    fault(
        "par_client_id_unneeded",
        "pushedAuthorizationRequest/client-id-required",
        "pushed_authorization.client_id_present",
        skipped,
        "A pushed request without client_id is accepted.",
    ),
    fault(
        "par_client_secret_unneeded",
        "pushedAuthorizationRequest/client-secret-required",
        "pushed_authorization_client.method_registered",
        forgiving(method_registered, unauthenticated),
        "A pushed request without client_secret is accepted.",
    ),
    fault(
        "par_client_secret_unchecked",
        "pushedAuthorizationRequest/client-secret-verified",
        "pushed_authorization_client.secret_matches",
        skipped,
        "A pushed request with a wrong client_secret is accepted.",
    ),
    fault(
        "par_client_assertion_refused",
        "pushedAuthorizationRequest/client-assertion",
        "pushed_authorization_assertion.signed",
        also_refusing(OF_ASSERTION["signed"], lambda _: True, InvalidClient),
        "A client assertion is not accepted instead of client_secret.",
    ),
    fault(
        "par_redirect_uri_defaulted",
        "pushedAuthorizationRequest/redirect-uri-required",
        "pushed.kept",
        _keeping("redirect_uri", CALLBACK),
        "A pushed request without redirect_uri has the first one.",
    ),
    fault(
        "par_redirect_uri_unchecked",
        "pushedAuthorizationRequest/redirect-uri-registered",
        "pushed_request.redirect_uri_registered",
        skipped,
        "A redirect URI that is not configured can be pushed.",
    ),
    fault(
        "par_response_type_defaulted",
        "pushedAuthorizationRequest/response-type-required",
        "pushed.kept",
        _keeping("response_type", "code"),
        "A pushed request without response_type is one for a code.",
    ),
    fault(
        "par_response_type_unchecked",
        "pushedAuthorizationRequest/response-type-code",
        "pushed_request.response_type_supported",
        skipped,
        "Any response_type can be pushed.",
    ),
    fault(
        "par_scope_without_openid",
        "pushedAuthorizationRequest/scope-openid",
        "pushed_request.scope_known",
        skipped,
        "A scope without openid can be pushed.",
    ),
    fault(
        "par_challenge_method_unchecked",
        "pushedAuthorizationRequest/code-challenge-method-s256",
        "pushed_request.code_challenge_method_supported",
        skipped,
        "A code_challenge by the method plain can be pushed.",
    ),
    fault(
        "par_request_uri_unknown",
        "oidcAuthenticate/request-uri-accepted",
        "request_uri.known",
        _knowing_nothing,
        "A request_uri is refused at the authorization endpoint.",
    ),
    fault(
        "par_request_uri_reusable",
        "oidcAuthenticate/request-uri-single-use",
        "request_uri.unused",
        skipped,
        "A request_uri can be used again.",
    ),
    fault(
        "par_request_uri_of_anybody",
        "oidcAuthenticate/request-uri-of-client",
        "request_uri.of_client",
        skipped,
        "A request_uri is accepted from any client.",
    ),
    fault(
        "par_request_uri_for_ever",
        "oidcAuthenticate/request-uri-expires",
        "request_uri.unexpired",
        skipped,
        "A request_uri never expires.",
    ),
    fault(
        "par_parameters_beside_500",
        "oidcAuthenticate/parameters-beside-request-uri",
        "request_uri.unused",
        breaking_page(reference.unused, _has_scope),
        "The server fails with an internal error on a scope sent with a request_uri.",
    ),
    fault(
        "par_by_get_500",
        "pushedAuthorizationRequest/by-get",
        "pushed_authorization_request.method_post",
        breaking(OF_REQUEST["method_post"], is_get),
        "The server fails with an internal error on a request that is pushed by GET.",
    ),
    fault(
        "par_json_500",
        "pushedAuthorizationRequest/json-body",
        "pushed_authorization_request.content_type_form",
        breaking(OF_REQUEST["content_type_form"], is_json),
        "The server fails with an internal error on a JSON body.",
    ),
    fault(
        "par_repeated_parameter_500",
        "pushedAuthorizationRequest/parameter-repeated",
        "pushed_authorization_request.parameters_once",
        breaking(OF_REQUEST["parameters_once"], repeats("nonce")),
        "The server fails with an internal error on a repeated parameter.",
    ),
    fault(
        "par_unknown_resource_500",
        "pushedAuthorizationRequest/resource-unknown",
        "pushed_authorization.request_valid",
        breaking(sound.request_valid, asks_for_unknown_resource),
        "The server fails with an internal error on an unknown resource.",
    ),
)
