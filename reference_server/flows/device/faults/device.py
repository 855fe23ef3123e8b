"""Faults of the device authorization endpoint, and of the pages for the end-user of a device."""

import json
from collections.abc import Mapping
from typing import Any

from ....core import client_authentication as authentication
from ....core.client_authentication import Credentials
from ....core.client_request import ClientRequest, GrantRequest
from ....core.clients import Client
from ....core.errors import InvalidClient, InvalidRequest
from ....core.faults.credentials import named_by, registered_for, unauthenticated
from ....core.faults.endpoint import credentials_ignored
from ....core.faults.fault import (
    WITHOUT_TLS,
    Fault,
    absent,
    also_refusing,
    altered,
    constant,
    forgiving,
    numbered,
    skipped,
    without,
)
from ....core.faults.requests import has_other_than
from ....core.metadata import oauth_metadata
from ....core.provider import Provider
from ....core.sessions import Session
from .. import answer, duties as sound
from ..records import (
    DEVICE_AUTHORIZATIONS,
    DEVICE_CODE,
    DeviceAuthorization,
    Started,
    device_authorization,
)
from ..verification import Verification, decided, named

_once = device_authorization.request["parameters_once"]


def _empty_scope(request: ClientRequest) -> bool:
    return ("scope", "") in request.parameters.pairs


def _confidential_unauthenticated(presented: Credentials) -> bool:
    client = presented.client
    return client is not None and not client.is_public and unauthenticated(presented)


def _some_public_client(presented: Credentials) -> Client | None:
    asks_alone = {name for name, _ in presented.parameters.pairs} == {"scope"}
    return presented.provider.clients["client-public"] if asks_alone else None


def _repeated(members: Mapping[str, Any]) -> str:
    return f'{{"expires_in": 1, {json.dumps(members)[1:]}'


def _of_last_request(request: GrantRequest) -> str:
    known, now = request.provider.store[DEVICE_AUTHORIZATIONS], request.provider.clock.now()
    of_client = [waiting for waiting in known.values() if waiting.client == request.client]
    untouched = (
        waiting.device_code
        for waiting in of_client[-1:]
        if waiting.polled_at is None and waiting.decided_by is None and now < waiting.expires_at
    )
    return next(untouched, None) or sound.device_code(request)


def _with_user_code(started: Started) -> str:
    return f"{answer.verification_uri(started)}?code={started.authorization.user_code}"


def _latest_instead(provider: Provider, entered: str) -> DeviceAuthorization | None:
    found = named(provider, entered)
    known = list(provider.store[DEVICE_AUTHORIZATIONS].values())
    return found or next((each for each in known[-1:] if each.decided_by is None), None)


def _lost_when_typed(verification: Verification, session: Session, approved: bool) -> None:
    if verification.interaction.prefilled:
        decided(verification, session, approved)


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"device_{name}", requirement, seam, replacement, sentence)


_REQUESTS = (
    _fault(
        "by_get", "RFC8628-3.1/post-only", "device_authorization_request.method_post", skipped,
        "A device authorization request by GET is granted.",
    ),
    _fault(
        "repeated_parameter_accepted", "RFC8628-3.1/repeated-parameter-refused",
        "device_authorization_request.parameters_once", skipped,
        "A repeated parameter of a device authorization request is accepted.",
    ),
    _fault(
        "unknown_parameter_refused", "RFC8628-3.1/unrecognized-parameter-ignored",
        "device_authorization_request.parameters_once",
        also_refusing(_once, has_other_than(device_authorization.parameters), InvalidRequest),
        "An unknown parameter of a device authorization request is refused.",
    ),
    _fault(
        "empty_scope_refused", "RFC8628-3.1/empty-parameter-omitted",
        "device_authorization_request.parameters_once",
        also_refusing(_once, _empty_scope, InvalidRequest),
        "An empty scope of a device authorization request is refused as malformed.",
    ),
    _fault(
        "unauthenticated", "RFC8628-3.1/client-authentication-required",
        "device_authorization_client.method_registered",
        forgiving(authentication.method_registered, _confidential_unauthenticated),
        "A confidential client need not authenticate to get a device code.",
    ),
    _fault(
        "secret_ignored", "RFC8628-3.1/client-authentication-verified",
        "device_authorization_client.secret_matches", skipped,
        "Any secret is accepted for a device code.",
    ),
    _fault(
        "private_key_jwt_refused", "RFC8628-3.1/methods-as-at-token-endpoint",
        "device_authorization_client.secret_matches",
        also_refusing(
            authentication.secret_matches, registered_for("private_key_jwt"), InvalidClient
        ),
        "The device authorization endpoint refuses client assertions.",
    ),
    _fault(
        "client_unnamed", "RFC8628-3.1/client-identified", "credentials.named_client",
        named_by(_some_public_client),
        "A device authorization request without client_id is treated as one from the first client.",
    ),
)  # fmt: skip

_RESPONSES = (
    *(
        _fault(
            f"{name}_missing", f"RFC8628-3.2/{name.replace('_', '-')}-present",
            f"device_authorization_response.{name}", absent, f"The response lacks {name}.",
        )
        for name in ("device_code", "user_code", "verification_uri", "expires_in")
    ),
    _fault(
        "interval_string", "RFC8628-3.2/interval-number",
        "device_authorization_response.interval", altered(answer.interval, str),
        "The interval is a string.",
    ),
    _fault(
        "verification_uri_complete_with_blank", "RFC8628-3.2/verification-uri-complete-uri",
        "device_authorization_response.verification_uri_complete",
        altered(answer.verification_uri_complete, lambda uri: uri.replace("=", "= ")),
        "The verification_uri_complete has a blank.",
    ),
    _fault(
        "member_repeated", "RFC8628-3.1/response-parameter-once",
        "device_authorization_body.serialised", _repeated,
        "A member occurs twice in the device authorization response.",
    ),
    _fault(
        "status_201", "RFC8628-3.2/status-200", "device_authorization_status.of_success",
        constant(201), "The device authorization response has the status 201.",
    ),
    _fault(
        "response_text", "RFC8628-3.2/content-type-json",
        "device_authorization_header.content_type", constant("text/plain; charset=utf-8"),
        "The device authorization response is text/plain.",
    ),
    _fault(
        "error_status_422", "RFC8628-3.2/error-response", "device_authorization_status.of_error",
        lambda refusal: refusal.status if isinstance(refusal, InvalidClient) else 422,
        "A refusal of a malformed device authorization request has the status 422.",
    ),
    _fault(
        "error_unchallenged", "RFC8628-3.2/header-authentication-challenged",
        "device_authorization_error_header.www_authenticate", absent,
        "A device whose authentication by header failed is not challenged.",
    ),
    _fault(
        "code_of_last_request", "RFC8628-3.2/device-code-unique", "device.device_code",
        _of_last_request, "A client that asks again gets the same device code.",
    ),
    _fault(
        "code_guessable", "RFC8628-5.2/device-code-entropy", "device.device_code",
        numbered(), "The device codes are consecutive numbers.",
    ),
    _fault(
        "verification_uri_http", "RFC8628-3.3/verification-uri-https",
        "device_authorization_response.verification_uri",
        constant("http://provider.invalid/device"), "The verification_uri is an http URL.",
    ),
    _fault(
        "verification_uri_with_user_code", "RFC8628-3.3/verification-uri-without-user-code",
        "device_authorization_response.verification_uri", _with_user_code,
        "The verification_uri includes the user code.",
    ),
)  # fmt: skip

_PAGES = (
    _fault(
        "user_code_hidden", "RFC8628-3.3.1/user-code-displayed", "device.shown", constant(""),
        "The end-user does not see the user code.",
    ),
    _fault(
        "user_code_unknown_accepted", "RFC8628-3.3/user-code-identifies-session", "device.named",
        _latest_instead, "An unknown user code is treated as the latest one.",
    ),
    Fault(
        "device_decision_lost", "RFC8628-3.3/user-code-supplied", "device.decided",
        _lost_when_typed, "A decision after a typed user code is not accepted.", leaves_traces=True,
    ),
)  # fmt: skip

_METADATA = (
    _fault(
        "endpoint_http", "RFC8628-3.1/endpoint-https",
        "oauth_metadata.device_authorization_endpoint", constant(WITHOUT_TLS),
        "The device_authorization_endpoint is an http URL.",
    ),
    _fault(
        "endpoint_no_url", "RFC8628-4/endpoint-url",
        "oauth_metadata.device_authorization_endpoint", constant("https://0.0.0.0:9/a b"),
        "The device_authorization_endpoint is not a URL.",
    ),
    _fault(
        "grant_type_unlisted", "RFC8628-4/grant-type-listed",
        "oauth_metadata.grant_types_supported",
        without(oauth_metadata["grant_types_supported"], DEVICE_CODE),
        "The metadata does not list the device grant.",
    ),
)  # fmt: skip

FAULTS = (
    *credentials_ignored("device_authorization", "RFC8628-3.1/client-authentication-verified"),
    *_REQUESTS,
    *_RESPONSES,
    *_PAGES,
    *_METADATA,
)
