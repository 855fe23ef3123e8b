"""The fixtures that steps build on."""

from collections.abc import Iterator

import pytest

from coatcheck.run.session import SESSION, Session
from coatcheck.run.suspension import flow_before
from coatcheck.scenario.flow import Flow


@pytest.fixture
def session(request: pytest.FixtureRequest) -> Session:
    """What this worker holds for the length of the run."""
    return SESSION.of(request.config)


@pytest.fixture
def flow(request: pytest.FixtureRequest, session: Session) -> Iterator[Flow]:
    """A flow in which nothing has been said, of the target's first client and end-user.

    A scenario that goes on after a wait has the flow that it had.
    """
    yield flow_before(request.node) or session.specimens.flow(session.target.clients[0])
    session.party.clock.reset()


@pytest.fixture
def datatable() -> list[list[str]]:
    """The table of a step that has none."""
    return []
