"""A person logs in once, and later runs have the session."""

import datetime
import json
import os
import stat
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from rich.console import Console

from coatcheck.command.login import log_in
from coatcheck.errors import CredentialsRefused
from coatcheck.run.session import Session
from coatcheck.scenario import plain
from coatcheck.state import keep
from coatcheck.target import target_file
from coatcheck.target.target import BY_HAND
from coatcheck.user_agent.chromium import SCREENS
from coatcheck.user_agent.kept import KeptSession
from coatcheck.verdict import NotApplicable
from reference_server.endpoints.http import SESSION_COOKIE
from reference_server.models import Session as Begun
from reference_server.store import unguessable
from tests.conftest import Coatcheck
from tests.user_agent.conftest import Target, amiss, results
from tests.user_agent.doors import TOTP, Doors, serving

STEPS = ("name", "password", "code", "stay")
FEATURE = "end_user_interaction"
COURSE = {
    "a-request-with-prompt-none-is-granted-silently": "PASS",
    "the-end-user-consents-again-with-prompt-consent": "PASS",
    "a-request-with-another-end-users-id-token-is-refused": "PASS",
    "the-end-user-logs-in-before-anything-is-granted": "alice logs in by hand: no fresh login",
    "the-end-user-logs-in-again-with-prompt-login": "alice logs in by hand: no further login",
    "the-end-user-logs-in-again-with-a-max-age-of-0": "alice logs in by hand: no further login",
}
"""What comes of scenarios, the verdict or the reason, where the end-users log in by hand."""

PASSWORDS = {"alice": "correct horse battery staple", "bob": "hunter2 hunter2"}


def person(doors: Doors, name: str, decision: str = "allow") -> Callable[[Tab], None]:
    """Return somebody who passes the login with the phone in their hand."""

    def act(tab: Tab) -> None:
        tab.fill("[name=identifier]", name)
        tab.click("#next")
        tab.fill("[name=credential]", PASSWORDS[name])
        tab.click("#enter")
        tab.fill("[name=otp]", TOTP.code(TOTP.step(doors.provider.clock.now())))
        tab.click("#verify")
        tab.click("[name=kept]")
        tab.click(f"button[value={decision}]")

    return act


def logged_in(file: Path, doors: Doors, *names: str) -> str:
    """Have people log in by hand, and return what was said of it."""
    session = Session(target_file.load(file))
    console = Console(record=True, width=300)
    try:
        for user in session.target.users:
            if user.username in names:
                log_in(session, user, console, person(doors, user.username))
    finally:
        session.close()
    return console.export_text()


def kept(state: Path, name: str = "alice") -> Path:
    return state / "sessions" / "reference" / f"{name}.json"


@pytest.mark.parametrize(
    ("user_agent", "pages"), [("http", ""), ("browser", '[{page: login, when: "#identifier"}]')]
)
def test_a_whole_run_lives_on_the_sessions(
    coatcheck: Coatcheck, target: Target, state: Path, tmp_path: Path, user_agent: str, pages: str
) -> None:
    doors, out = Doors(STEPS), tmp_path / "out"
    with serving(doors) as issuer:
        file = target(issuer, user_agent, pages, login=BY_HAND)
        said = logged_in(file, doors, "alice", "bob")
        assert f"kept in {kept(state)}, which only you can read" in said
        assert "cookies, of 127.0.0.1" in said
        assert "It was tried: a code came, by way of: no page" in said
        named = [word for name in COURSE for word in ("--scenario", f"{FEATURE}/{name}")]
        code, said = coatcheck("run", "--target", str(file), *named, "-n", "1", "--out", str(out))
    run = results(out)
    assert amiss(run) == []
    assert code == 0, said
    assert doors.logins == 2
    told = {row["id"]: row["reason"] or row["verdict"] for row in run["scenarios"]}
    assert [name for name, words in COURSE.items() if words not in told[f"{FEATURE}/{name}"]] == []


def test_the_file_is_for_its_owner_alone(target: Target, state: Path) -> None:
    doors = Doors(STEPS)
    with serving(doors) as issuer:
        logged_in(target(issuer, "http", login=BY_HAND), doors, "alice")
    assert stat.S_IMODE(kept(state).stat().st_mode) == 0o600
    told = json.loads(kept(state).read_text(encoding="utf-8"))
    assert told["issuer"] == issuer
    assert [file.name for file in kept(state).parent.iterdir()] == ["alice.json"]


def test_the_file_is_never_open_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    before = os.umask(0)
    try:
        keep(tmp_path / "a" / "b.json", "text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a" / "b.json").stat().st_mode) == 0o600


@pytest.fixture
def doors() -> Iterator[Doors]:
    """A provider that asks for more than a script has."""
    doors = Doors(STEPS)
    with serving(doors):
        yield doors


@pytest.fixture
def file(doors: Doors, target: Target, state: Path) -> Path:
    """A target file for it, in which both end-users log in by hand, and alice has a session."""
    file, provider = (
        target(doors.provider.issuer, "http", login=BY_HAND, password=""),
        doors.provider,
    )
    session = Begun(unguessable(), provider.users["alice"], int(time.time()), "urn:coatcheck:loa:1")
    provider.store.sessions[session.session_id] = session
    cookie: dict[str, Any] = {"name": SESSION_COOKIE, "value": session.session_id}
    cookie |= {"domain": "127.0.0.1"}
    cookie |= {"path": "/oidc", "expires": -1, "httpOnly": True, "secure": False, "sameSite": "Lax"}
    storage = {"cookies": [cookie], "origins": []}
    now = datetime.datetime.now(datetime.UTC)
    KeptSession(provider.issuer, "alice", now, storage).write(kept(state))
    return file


def test_without_a_session_nothing_runs(
    coatcheck: Coatcheck, file: Path, state: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code, said = coatcheck("run", "--target", str(file), "--flow", "pkce", "--out", str(out))
    assert code == 2
    assert f"No session is kept in {kept(state, 'bob')}." in said
    assert f"Run `coatcheck login {file} --user bob`" in said
    assert not out.exists()


def test_a_file_that_others_can_read_is_refused(
    coatcheck: Coatcheck, file: Path, state: Path
) -> None:
    kept(state).chmod(0o644)
    code, said = coatcheck("check", str(file))
    assert code == 2
    assert f"The session in {kept(state)} can be read by others: its mode is 0644." in said
    assert f"Run `chmod 600 {kept(state)}`" in said


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"issuer": "https://op.example"}, "is one of https://op.example, not of http://127.0.0.1"),
        ({"username": "bob"}, "is that of bob, not of alice"),
        ({"storage": {"cookies": [{}], "origins": []}}, "holds no session"),
        ({"storage": {"cookies": [], "origins": [{}]}}, "holds no session"),
        ({"storage": None}, "holds no session"),
        ({"made": "yesterday"}, "holds no session"),
    ],
)
def test_a_session_of_something_else_is_refused(
    coatcheck: Coatcheck, file: Path, state: Path, changes: dict[str, Any], told: str
) -> None:
    told_before = json.loads(kept(state).read_text(encoding="utf-8"))
    keep(kept(state), json.dumps({**told_before, **changes}))
    code, said = coatcheck("check", str(file))
    assert code == 2
    assert told in said


def test_that_a_session_has_expired_is_told(
    coatcheck: Coatcheck, file: Path, doors: Doors, tmp_path: Path
) -> None:
    doors.provider.store.sessions.clear()
    for command in (("check", str(file)), ("run", "--target", str(file), "--flow", "pkce")):
        code, said = coatcheck(*command)
        assert code == 2
        assert "The session of alice has expired, or is refused" in said
        assert f"Run `coatcheck login {file} --user alice`, and log in there." in said


def test_a_session_that_expires_on_the_way_spoils_no_verdict(file: Path, doors: Doors) -> None:
    session = Session(target_file.load(file))
    try:
        flow = session.specimens.flow(session.target.clients[0])
        assert flow.authorize((("prompt", "none"),)).code
        doors.provider.store.sessions.clear()
        with pytest.raises(CredentialsRefused, match="has expired"):
            flow.authorize((("prompt", "none"),))
        with pytest.raises(CredentialsRefused, match="has expired"):
            flow.authorize()
    finally:
        session.close()


def test_who_logs_in_by_hand_may_have_no_password(file: Path) -> None:
    session = Session(target_file.load(file))
    try:
        flow = session.specimens.flow(session.target.clients[0])
        with pytest.raises(NotApplicable, match="alice has no password"):
            plain.password(flow)
    finally:
        session.close()


def test_what_makes_the_session_is_in_no_trace(
    file: Path, state: Path, tmp_path: Path, doors: Doors
) -> None:
    told = json.loads(kept(state).read_text(encoding="utf-8"))
    storage = [{"origin": doors.provider.issuer, "localStorage": [{"name": "k", "value": "v" * 9}]}]
    keep(kept(state), json.dumps({**told, "storage": {**told["storage"], "origins": storage}}))
    told_browser = file.read_text(encoding="utf-8").replace(
        "user_agent: http", "user_agent: browser"
    )
    file.write_text(told_browser, encoding="utf-8")
    session = Session(target_file.load(file), tmp_path)
    try:
        flow = session.specimens.flow(session.target.clients[0])
        assert "consent" in flow.authorize((("prompt", "consent"),)).authorized.pages
        assert session.browser.artifacts is not None
        session.browser.artifacts.keep("scenario")
    finally:
        session.close()
    secrets = [cookie["value"] for cookie in told["storage"]["cookies"]] + ["v" * 9]
    seen = b""
    for trace in tmp_path.glob("scenario-*.zip"):
        with zipfile.ZipFile(trace) as members:
            seen += b"".join(members.read(name) for name in members.namelist())
    assert b"/interaction/" in seen
    assert [secret for secret in secrets if secret.encode() in seen] == []


def test_a_browser_that_is_closed_keeps_no_session(file: Path, state: Path) -> None:
    session = Session(target_file.load(file))
    try:
        with pytest.raises(CredentialsRefused, match="did not come to the client"):
            log_in(session, session.target.users[1], Console(quiet=True), Tab.close)
    finally:
        session.close()
    assert not kept(state, "bob").exists()


def test_a_login_that_ends_with_an_error_keeps_no_session(
    file: Path, doors: Doors, state: Path
) -> None:
    session = Session(target_file.load(file))
    try:
        with pytest.raises(CredentialsRefused, match="ends with an error"):
            log_in(
                session, session.target.users[1], Console(quiet=True), person(doors, "bob", "deny")
            )
    finally:
        session.close()
    assert not kept(state, "bob").exists()


def test_a_session_that_serves_for_nothing_is_told(file: Path, doors: Doors) -> None:
    def act(tab: Tab) -> None:
        person(doors, "bob")(tab)
        tab.wait_for_selector("#coatcheck-arrived")
        doors.provider.store.sessions.clear()

    session = Session(target_file.load(file))
    try:
        with pytest.raises(CredentialsRefused, match="is kept, and of no use"):
            log_in(session, session.target.users[1], Console(quiet=True), act)
    finally:
        session.close()


@pytest.mark.parametrize(
    ("change", "arguments", "told"),
    [
        (("login: by hand", "login: pages"), (), "No end-user of"),
        (("issuer: http", "start: {command: [x]}\nissuer: http"), (), "a session ends then"),
        (("", ""), ("--user", "alise"), "Did you mean alice?"),
        (("", ""), (), "There is no screen here to show a browser on"),
    ],
)
def test_where_nobody_can_log_in_the_command_says_so(
    coatcheck: Coatcheck,
    target: Target,
    monkeypatch: pytest.MonkeyPatch,
    change: tuple[str, str],
    arguments: tuple[str, ...],
    told: str,
) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    file = target("http://127.0.0.1:1/oidc", login=BY_HAND)
    file.write_text(file.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    code, said = coatcheck("login", str(file), *arguments)
    assert code == 2
    assert told in said


@pytest.mark.parametrize("command", [("check",), ("run", "--target")])
def test_a_browser_cannot_be_watched_without_a_screen(
    coatcheck: Coatcheck, target: Target, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    code, said = coatcheck(*command, str(target("http://127.0.0.1:1/oidc")), "--headed")
    assert code == 2
    assert "There is no screen here" in said
    assert "xvfb-run" in said


def test_a_browser_that_does_not_start_is_told_each_time(
    coatcheck: Coatcheck, target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "browser"
    fake.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("COATCHECK_BROWSER", str(fake))
    monkeypatch.setenv(SCREENS[0], ":99")
    with serving(Doors()) as issuer:
        code, said = coatcheck("check", str(target(issuer)), "--headed")
    assert code == 2
    assert said.count("No browser can be started") > 1
    assert "See whether the screen that DISPLAY" in said
