"""The fixtures that steps build on."""

from collections.abc import Iterator

import pytest

from coatcheck.run.session import SESSION, Session
from coatcheck.scenario.flow import Flow


@pytest.fixture
def session(request: pytest.FixtureRequest) -> Session:
    """What this worker holds for the length of the run."""
    return SESSION.of(request.config)


@pytest.fixture
def flow(session: Session) -> Iterator[Flow]:
    """A flow in which nothing has been said, of the target's first client and end-user."""
    yield session.specimens.flow(session.target.clients[0])
    session.party.clock.reset()


@pytest.fixture
def datatable() -> list[list[str]]:
    """The table of a step that has none."""
    return []
