"""What the pre-flight tries where not all scenarios are chosen."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from coatcheck import preflight
from coatcheck.run.listing import scenarios
from coatcheck.run.session import Session
from coatcheck.target import target_file
from tests.conftest import Write
from tests.reference import provider

APPROVED = ("approve a CIBA token request", "approve a device token request")
LOGOUT = "log out"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The sound issuer of a reference provider."""
    with provider() as found:
        yield found


@pytest.fixture
def session(issuer: str, write_target: Write, reference_target: str) -> Iterator[Session]:
    """A session with the provider, without a browser."""
    wanted = {"issuer": issuer, "user_agent": "http"}
    target = target_file.load(Path(write_target(reference_target)))
    with closing(Session(target_file.with_overrides(target, wanted))) as session:
        yield session


def tried(session: Session, chosen: str | None) -> set[str]:
    """Return those of the decisions and of the logout that are tried."""
    return {check.tried for check in preflight.checklist(session, chosen)} & {*APPROVED, LOGOUT}


def test_everything_is_tried_for_all_scenarios(session: Session) -> None:
    assert tried(session, None) == {*APPROVED, LOGOUT}


def text_of(flow: str) -> str:
    return "\n".join(scenario.text for scenario in scenarios([flow], [], []))


def test_nothing_is_tried_of_which_no_scenario_speaks(session: Session) -> None:
    assert tried(session, text_of("jwk_set")) == set()


FLOWS = {
    "device_authorization": (APPROVED[1], "device"),
    "backchannel_validity": (APPROVED[0], "ciba"),
    "logout": (LOGOUT, "logout"),
}
"""Flows, with the check of each and the capability that it depends on."""


@pytest.mark.parametrize("flow", FLOWS)
def test_what_the_scenarios_speak_of_is_tried(session: Session, flow: str) -> None:
    check, capability = FLOWS[flow]
    assert all(capability in each.text.lower() for each in scenarios([flow], [], []))
    assert check in tried(session, text_of(flow))
