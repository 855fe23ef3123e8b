"""What a provider may answer to clients is no finding: one lawful way after another."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reference_server.core.errors import (
    InvalidGrant,
    InvalidRequest,
    OAuthError,
    UnauthorizedClient,
)
from reference_server.core.faults.fault import also_refusing, constant, misreported, skipped
from reference_server.core.seams import ABSENT, Function
from reference_server.flows.authorization import duties as authorization
from reference_server.flows.authorization.answer import Refused
from reference_server.flows.backchannel import (
    duties as backchannel,
    token_duties as backchannel_token,
)
from reference_server.flows.device import token_duties as device_token
from reference_server.flows.refresh_token import duties as refresh_token
from reference_server.flows.tokens.records import REFRESH_TOKEN
from tests.lawful.provider import Seams, Target, records, verdicts
from tests.lawful.requests import BY_GET, CIBA, IN_JSON, is_get, is_json


def interaction_required(refused: Refused) -> str:
    code = refused.error.code
    return "interaction_required" if code == "login_required" else code


class Denied(OAuthError):
    """The provider has decided against this kind of client (CIBA Core, 13)."""

    code, status = "access_denied", 403


class Unread(OAuthError):
    """A body or a method that the framework below the provider refuses."""

    def __init__(self, status: int) -> None:
        super().__init__("")
        self.status = status


def unread(when: Callable[[Any], bool], status: int, endpoint: str, check: str) -> Seams:
    """What refuses a request with a page that is no OAuth error."""

    def refusing(request: Any) -> None:
        if when(request):
            raise Unread(status)

    def of_other_refusals(name: str, value: Any) -> Function:
        return lambda refusal: ABSENT if isinstance(refusal, Unread) else value(refusal)

    return {
        f"{endpoint}_request.{check}": refusing,
        f"{endpoint}_error.error": of_other_refusals("error", lambda refusal: refusal.code),
        f"{endpoint}_error.error_description": of_other_refusals("", lambda r: r.description),
        f"{endpoint}_error_header.content_type": lambda failure: (
            "text/html" if isinstance(failure[2], Unread) else "application/json"
        ),
    }


LAWFUL: dict[str, tuple[Seams, str]] = {
    "prompt-none-by-another-error": (
        {"authorization_error.error": interaction_required},
        "pushed_authorization/a-pushed-request-with-prompt-none-is-refused-without-a-session",
    ),
    "prompt-none-not-pushed": (
        {
            "pushed_request.prompt_known": also_refusing(
                authorization.prompt_known, lambda request: "none" in request.prompt, InvalidRequest
            )
        },
        "pushed_authorization/a-pushed-request-with-prompt-none-gets-no-error-about-the-end-user",
    ),
    "public-client-denied": (
        {"backchannel.client_authorized": misreported(backchannel.client_authorized, Denied)},
        f"{CIBA}a-client-without-credentials-may-not-ask-for-an-authentication",
    ),
    "malformed-scope-ignored": (
        {"backchannel.scope_well_formed": skipped},
        f"{CIBA}a-malformed-scope-is-ignored-or-refused-as-such",
    ),
    "malformed-scope-invalid-request": (
        {
            "backchannel.scope_well_formed": misreported(
                backchannel.scope_well_formed, InvalidRequest
            )
        },
        f"{CIBA}a-malformed-scope-is-ignored-or-refused-as-such",
    ),
    **{
        f"json-{status}": (unread(is_json, status, "backchannel", "content_type_form"), IN_JSON)
        for status in (400, 415)
    },
    **{
        f"{endpoint}-by-get-{status}": (unread(is_get, status, endpoint, "method_post"), scenario)
        for endpoint, scenario in BY_GET.items()
        for status in (400, 403, 404)
    },
    "device-code-invalid-once-expired": (
        {
            "device_token.device_code_unexpired": misreported(
                device_token.device_code_unexpired, InvalidGrant
            )
        },
        "device_authorization/a-device-is-told-that-its-code-has-expired",
    ),
    "auth-req-id-invalid-once-expired": (
        {
            "backchannel_token.auth_req_id_unexpired": misreported(
                backchannel_token.auth_req_id_unexpired, InvalidGrant
            )
        },
        f"{CIBA}an-authentication-that-nobody-decided-on-expires",
    ),
}


@pytest.mark.parametrize("way", LAWFUL)
def test_a_lawful_answer_is_no_finding(way: str, tmp_path: Path) -> None:
    seams, scenario = LAWFUL[way]
    assert verdicts(records(tmp_path, seams, [scenario])) == {"PASS"}


AT_MOST_WARNED = {
    "revocation_request.parameters_once": (
        "revocation/a-revocation-request-with-two-copies-of-its-token-is-refused"
    ),
    "device_authorization_request.method_post": BY_GET["device_authorization"],
    "backchannel_request.method_post": BY_GET["backchannel"],
}


@pytest.mark.parametrize("seam", AT_MOST_WARNED)
def test_what_the_text_asks_of_clients_is_no_must_of_the_server(seam: str, tmp_path: Path) -> None:
    found = records(tmp_path, {seam: skipped}, [AT_MOST_WARNED[seam]])
    assert {record["verdict"] for record in found.values()} == {"WARNING"}


def test_requested_expiry_need_not_be_used(tmp_path: Path) -> None:
    seams = {
        "backchannel.requested_expiry_positive": skipped,
        "backchannel_response.expires_in": constant(600),
    }
    soon = f"{CIBA}a-requested-expiry-that-is-no-number-is-refused"
    less = f"{CIBA}a-requested-expiry-of-less-than-nothing-is-refused"
    assert verdicts(records(tmp_path, seams, [soon, less])) == {"NOT APPLICABLE"}


def second_client_without_refresh(target: Target) -> None:
    target["clients"][1]["grant_types"].remove(REFRESH_TOKEN)


OF_FOREIGN_CLIENT = "refresh_token/a-refresh-token-is-refused-to-another-client"


def test_the_second_client_need_not_refresh(tmp_path: Path) -> None:
    found = records(tmp_path, {}, [OF_FOREIGN_CLIENT], second_client_without_refresh)
    assert verdicts(found) == {"NOT APPLICABLE"}
    only_first = also_refusing(
        refresh_token.refresh_token_present,
        lambda request: request.client.client_id.endswith("2"),
        UnauthorizedClient,
    )
    found = records(
        tmp_path, {"refresh_token.refresh_token_present": only_first}, [OF_FOREIGN_CLIENT]
    )
    assert verdicts(found) == {"ERROR"}


def without_bearer_tokens(status: type[OAuthError]) -> Function:
    def readable(presented: Any) -> None:
        if (presented.request.authorization or "").startswith("Bearer "):
            raise status("the client does not authenticate by Basic")

    return readable


BY_BEARER_TOKEN = "introspection/an-access-token-that-was-never-issued-authorizes-no-introspection"


def test_an_introspection_need_not_be_authorized_by_an_access_token(tmp_path: Path) -> None:
    seams = {"introspection_client.readable": without_bearer_tokens(InvalidRequest)}
    assert verdicts(records(tmp_path, seams, [BY_BEARER_TOKEN])) == {"NOT APPLICABLE"}
