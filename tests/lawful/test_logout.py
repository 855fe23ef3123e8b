"""What a provider may do at logout is no finding: RP-Initiated Logout 1.0, 2 and 3."""

from pathlib import Path

import pytest

from reference_server.core.clients import Client
from reference_server.core.faults.fault import constant
from reference_server.flows.logout import duties as logout
from reference_server.flows.logout.duties import LogoutRequest
from reference_server.flows.tokens.records import ID_TOKENS
from tests.lawful.provider import Target, records, scenarios_of

UNASKED_WITH_HINT = {"logout_question.hint_of_end_user": constant(False)}
"""Who asks the end-user only where the text says MUST."""


def without_question(target: Target) -> None:
    """Leave the page out of the target file that asks the end-user at logout."""
    target["login"] = [page for page in target["login"] if page["page"] != "logout"]


@pytest.mark.parametrize(
    "requirement",
    ["RPLOGOUT-2/end-user-asked-without-hint", "RPLOGOUT-2/end-user-asked-with-foreign-hint"],
)
def test_a_question_that_the_target_file_does_not_know_is_no_finding(
    requirement: str, tmp_path: Path
) -> None:
    for found in records(
        tmp_path, UNASKED_WITH_HINT, scenarios_of(requirement), without_question
    ).values():
        assert found["verdict"] == "ERROR"
        assert "knows no page logout or end" in found["reason"]


def client_of_session(request: LogoutRequest) -> Client | None:
    """The client that the session was used for, where the request names none."""
    known, session = logout.client(request), request.session
    if known is not None or session is None:
        return known
    grants = request.provider.store[ID_TOKENS].values()
    used = [grant.client for grant in grants if grant.user == session.user]
    uri = request.parameters.get("post_logout_redirect_uri")
    return next((client for client in used if uri in client.post_logout_redirect_uris), None)


def test_the_session_may_vouch_for_the_redirection_target(tmp_path: Path) -> None:
    vouching = {"logout_request.client": client_of_session}
    found = records(tmp_path, vouching, scenarios_of("RPLOGOUT-3/no-redirect-without-hint"))
    assert {record["verdict"] for record in found.values()} == {"PASS"}


@pytest.mark.parametrize("code", ["consent_required", "access_denied", "invalid_request"])
def test_any_error_tells_that_the_session_has_ended(code: str, tmp_path: Path) -> None:
    refusing = {"authorization_error.error": constant(code)}
    found = records(tmp_path, refusing, scenarios_of("RPLOGOUT-2/end-user-logged-out"))
    assert len(found) == 5
    assert {record["verdict"] for record in found.values()} == {"PASS"}
