"""A provider that asks for more than a script has, and a session at it."""

import datetime
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coatcheck.protocol.parties import BY_HAND
from coatcheck.run.session import Session
from coatcheck.target import target_file
from coatcheck.user_agent.kept import KeptSession
from reference_server.core.sessions import SESSION_COOKIE, SESSIONS, Session as Begun
from reference_server.core.store import unguessable
from tests.user_agent.by_hand.person import STEPS, kept
from tests.user_agent.conftest import Target
from tests.user_agent.doors import Doors, serving


@pytest.fixture
def doors() -> Iterator[Doors]:
    """A provider that asks for more than a script has."""
    doors = Doors(STEPS)
    with serving(doors):
        yield doors


@pytest.fixture
def file(doors: Doors, target: Target, state: Path) -> Path:
    """A target file for it, in which both end-users log in by hand, and alice has a session."""
    provider = doors.provider
    file = target(provider.issuer, "http", login=BY_HAND, password="")
    session = Begun(unguessable(), provider.users["alice"], int(time.time()), "urn:coatcheck:loa:1")
    provider.store[SESSIONS][session.session_id] = session
    cookie: dict[str, Any] = {"name": SESSION_COOKIE, "value": session.session_id}
    cookie |= {"domain": "127.0.0.1", "path": "/oidc", "expires": -1}
    cookie |= {"httpOnly": True, "secure": False, "sameSite": "Lax"}
    storage = {"cookies": [cookie], "origins": []}
    now = datetime.datetime.now(datetime.UTC)
    KeptSession(provider.issuer, "alice", now, storage).write(kept(state))
    return file


@pytest.fixture
def session(file: Path) -> Iterator[Session]:
    """A session of the suite's with that target."""
    with closing(Session(target_file.load(file))) as session:
        yield session
