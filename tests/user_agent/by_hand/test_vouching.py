"""What is taken for a session that a person has begun, and what it excuses."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import yaml
from starlette.responses import HTMLResponse
from starlette.types import Receive, Scope, Send

from coatcheck.base.errors import CredentialsRefused
from coatcheck.base.verdict import NotApplicable
from coatcheck.kinds import acts
from coatcheck.run.session import Session
from coatcheck.target import target_file
from tests.conftest import Coatcheck
from tests.user_agent.by_hand.person import STEPS, kept
from tests.user_agent.doors import PAGES, Doors, serving


class Forward(Doors):
    """A provider that asks who is there although it must not, or because nobody is."""

    knows_nobody = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with prompt=none by a page, and any by a 401 where nobody is known."""
        if self.knows_nobody and scope["path"] == "/oidc/auth":
            await HTMLResponse(PAGES["name"], 401)(scope, receive, send)
        elif b"prompt=none" in scope.get("query_string", b""):
            await HTMLResponse(PAGES["name"])(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


@pytest.fixture
def doors() -> Iterator[Forward]:
    """A provider that is forward."""
    doors = Forward(STEPS)
    with serving(doors):
        yield doors


def test_a_session_of_another_owner_is_refused(
    coatcheck: Coatcheck, file: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody_else = os.geteuid() + 1
    monkeypatch.setattr("os.geteuid", lambda: somebody_else)
    code, printed = coatcheck("check", str(file))
    assert code == 2
    assert f"The file {kept(state)} belongs to another user" in printed


def test_a_session_has_ended_where_the_login_page_is_a_401(
    session: Session, doors: Forward
) -> None:
    flow = session.specimens.flow(session.target.clients[0])
    doors.knows_nobody = True
    with pytest.raises(CredentialsRefused, match="has expired"):
        acts.send("authorization", flow, (("prompt", "consent"),))


def test_a_login_page_in_spite_of_prompt_none_is_not_excused(file: Path) -> None:
    stated = yaml.safe_load(file.read_text(encoding="utf-8"))
    stated["login"].insert(0, {"page": "login", "when": "#identifier"})
    file.write_text(yaml.safe_dump(stated), encoding="utf-8")
    with closing(Session(target_file.load(file))) as session:
        flow = session.specimens.flow(session.target.clients[0])
        asked = acts.send("authorization", flow, (("prompt", "none"),)).authorized
        assert "login" in asked.pages
        with pytest.raises(NotApplicable, match="needs another login"):
            acts.send("authorization", flow, (("prompt", "login"),))
