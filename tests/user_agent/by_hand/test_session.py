"""What is kept of a login: who can read it, whose it is, and how long it serves."""

import json
import os
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from coatcheck.base.errors import CredentialsRefused
from coatcheck.base.state import keep
from coatcheck.kinds import acts
from coatcheck.protocol.parties import BY_HAND
from coatcheck.run.session import Session
from coatcheck.target import target_file
from reference_server.core.sessions import SESSIONS
from tests.conftest import Coatcheck
from tests.runs import unpacked
from tests.user_agent.by_hand.person import STEPS, kept, logged_in
from tests.user_agent.conftest import Target
from tests.user_agent.doors import Doors, serving


def test_the_file_is_for_its_owner_alone(target: Target, state: Path) -> None:
    doors = Doors(STEPS)
    with serving(doors) as issuer:
        logged_in(target(issuer, "http", login=BY_HAND), doors, "alice")
    assert stat.S_IMODE(kept(state).stat().st_mode) == 0o600
    stated = json.loads(kept(state).read_text(encoding="utf-8"))
    assert stated["issuer"] == issuer
    assert [file.name for file in kept(state).parent.iterdir()] == ["alice.json"]


def test_the_file_is_never_open_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    before = os.umask(0)
    try:
        keep(tmp_path / "a" / "b.json", "text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a" / "b.json").stat().st_mode) == 0o600


def test_without_a_session_nothing_runs(
    coatcheck: Coatcheck, file: Path, state: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code, printed = coatcheck("run", "--target", str(file), "--flow", "pkce", "--out", str(out))
    assert code == 2
    assert f"No session is kept in {kept(state, 'bob')}." in printed
    assert f"Run `coatcheck login {file} --user bob`" in printed
    assert not out.exists()


def test_a_file_that_others_can_read_is_refused(
    coatcheck: Coatcheck, file: Path, state: Path
) -> None:
    kept(state).chmod(0o644)
    code, printed = coatcheck("check", str(file))
    assert code == 2
    assert f"Others can read the session in {kept(state)}: its mode is 0644." in printed
    assert f"Run `chmod 600 {kept(state)}`" in printed


@pytest.mark.parametrize(
    ("changes", "stated"),
    [
        (
            {"issuer": "https://op.example"},
            "belongs to https://op.example, not to http://127.0.0.1",
        ),
        ({"username": "bob"}, "belongs to bob, not to alice"),
        ({"storage": {"cookies": [{}], "origins": []}}, "does not contain a session"),
        ({"storage": {"cookies": [], "origins": [{}]}}, "does not contain a session"),
        ({"storage": None}, "does not contain a session"),
        ({"made": "yesterday"}, "does not contain a session"),
    ],
)
def test_a_session_of_something_else_is_refused(
    coatcheck: Coatcheck, file: Path, state: Path, changes: dict[str, Any], stated: str
) -> None:
    told_before = json.loads(kept(state).read_text(encoding="utf-8"))
    keep(kept(state), json.dumps({**told_before, **changes}))
    code, printed = coatcheck("check", str(file))
    assert code == 2
    assert stated in printed


def test_that_a_session_has_expired_is_told(coatcheck: Coatcheck, file: Path, doors: Doors) -> None:
    doors.provider.store[SESSIONS].clear()
    for command in (("check", str(file)), ("run", "--target", str(file), "--flow", "pkce")):
        code, printed = coatcheck(*command)
        assert code == 2
        assert "The session of alice has expired or is refused" in printed
        assert f"Run `coatcheck login {file} --user alice` and log in." in printed


def test_a_session_that_expires_on_the_way_spoils_no_verdict(
    session: Session, doors: Doors
) -> None:
    flow = session.specimens.flow(session.target.clients[0])
    assert acts.send("authorization", flow, (("prompt", "none"),)).code
    doors.provider.store[SESSIONS].clear()
    with pytest.raises(CredentialsRefused, match="has expired"):
        acts.send("authorization", flow, (("prompt", "none"),))
    with pytest.raises(CredentialsRefused, match="has expired"):
        acts.send("authorization", flow)


def test_what_makes_the_session_is_in_no_trace(
    file: Path, state: Path, tmp_path: Path, doors: Doors
) -> None:
    stated = json.loads(kept(state).read_text(encoding="utf-8"))
    storage = [{"origin": doors.provider.issuer, "localStorage": [{"name": "k", "value": "v" * 9}]}]
    keep(kept(state), json.dumps({**stated, "storage": {**stated["storage"], "origins": storage}}))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("user_agent: http", "user_agent: browser"), encoding="utf-8")
    with closing(Session(target_file.load(file), tmp_path)) as session:
        flow = session.specimens.flow(session.target.clients[0])
        assert (
            "consent" in acts.send("authorization", flow, (("prompt", "consent"),)).authorized.pages
        )
        assert session.browser.artifacts is not None
        session.browser.artifacts.keep("scenario")
    secrets = [cookie["value"] for cookie in stated["storage"]["cookies"]] + ["v" * 9]
    seen = b"".join(unpacked(trace) for trace in tmp_path.glob("scenario-*.zip"))
    assert b"/interaction/" in seen
    assert [secret for secret in secrets if secret.encode() in seen] == []
