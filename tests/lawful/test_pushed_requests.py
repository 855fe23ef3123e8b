"""A provider may take pushed authorization requests alone (RFC 9126, 4)."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coatcheck import preflight
from coatcheck.run.session import Session
from coatcheck.target import target_file
from reference_server.core.errors import AccessDenied, InvalidRequest, OAuthError, PageError
from reference_server.core.faults.fault import constant
from reference_server.core.parameters import Parameters as Sent
from reference_server.flows.authorization import duties as authorization
from reference_server.flows.authorization.sources import is_referred
from tests.conftest import Write
from tests.lawful.failures import Broken, Busy
from tests.lawful.provider import Seams, provider, records, verdicts

REQUIRED = {
    f"{noun}.require_pushed_authorization_requests": constant(True)
    for noun in ("metadata", "oauth_metadata")
}


def only_pushed(sent: Sent) -> Sent:
    """The parameters of a request; none of one that was not pushed, which a page is told of."""
    if sent.get("request_uri") is None:
        raise PageError("requests are to be pushed")
    return sent


def only_pushed_or(refusal: type[OAuthError]) -> Seams:
    """What tells the client of a request that was not pushed, once the end-user has logged in."""

    def parameters_once(request: Any) -> None:
        authorization.parameters_once(request)
        if not is_referred(request.parameters):
            raise refusal("requests are to be pushed")

    return {**REQUIRED, "authorization.parameters_once": parameters_once}


ON_A_PAGE = {**REQUIRED, "authorization_parameters.by_get": only_pushed}
BY_REDIRECT = only_pushed_or(InvalidRequest)


WHEREVER_REQUESTS_ARE_PUSHED = {
    "token_endpoint/a-redeemed-code-is-refused": "PASS",
    "end_user_interaction/no-page-is-shown-to-an-unknown-end-user-with-prompt-none": "PASS",
    "pushed_authorization/a-request-uri-brings-a-code": "PASS",
    "authorization_request/an-unknown-response-type-is-refused": "NOT APPLICABLE",
    "token_endpoint/a-request-without-scope-is-given-a-default-one-or-refused": "NOT APPLICABLE",
}


@pytest.mark.parametrize("seams", [ON_A_PAGE, BY_REDIRECT], ids=["page", "redirect"])
def test_a_provider_may_take_pushed_requests_alone(seams: Seams, tmp_path: Path) -> None:
    found = records(tmp_path, seams, [*WHEREVER_REQUESTS_ARE_PUSHED])
    assert {name: r["verdict"] for name, r in found.items()} == WHEREVER_REQUESTS_ARE_PUSHED
    assert not any(record["findings"] for record in found.values())


@pytest.mark.parametrize("failure", [Broken, Busy])
def test_what_is_neither_pushed_nor_refused_cannot_be_told(
    failure: type[OAuthError], tmp_path: Path
) -> None:
    def failing(request: Any) -> None:
        if request.parameters.get("response_type") != "code":
            raise failure("this should not happen")

    scenario = "authorization_request/an-unknown-response-type-is-refused"
    seams = {**ON_A_PAGE, "pushed_request.response_type_supported": failing}
    found = records(tmp_path, seams, [scenario])
    assert {record["verdict"] for record in found.values()} == {"ERROR"}
    assert "pushed authorization request failed" in str(found[scenario]["reason"])


def test_what_was_not_pushed_is_an_invalid_request(tmp_path: Path) -> None:
    scenario = "end_user_interaction/no-page-is-shown-to-an-unknown-end-user-with-prompt-none"
    found = records(tmp_path, only_pushed_or(AccessDenied), [scenario])
    assert verdicts(found) == {"PASS", "RFC9126-4/unpushed-refused"}


def test_the_preflight_pushes_where_it_has_to(write_target: Write, reference_target: str) -> None:
    file = Path(write_target(reference_target))
    with provider(ON_A_PAGE) as base:
        wanted = {"issuer": f"{base}/oidc", "user_agent": "http"}
        target = target_file.with_overrides(target_file.load(file), wanted)
        with closing(Session(target)) as session:
            failures = [check.came for check in preflight.checklist(session) if check.failure]
    assert failures == []
