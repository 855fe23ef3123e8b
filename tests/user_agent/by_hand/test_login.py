"""A person logs in once, and later runs have the session."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page as Tab
from rich.console import Console

from coatcheck.base.errors import CredentialsRefused
from coatcheck.base.verdict import NotApplicable
from coatcheck.command.login import log_in
from coatcheck.kinds.password import PASSWORD
from coatcheck.protocol.parties import BY_HAND
from coatcheck.run.session import Session
from coatcheck.user_agent.chromium import SCREENS
from reference_server.core.sessions import SESSIONS
from tests.conftest import Coatcheck
from tests.runs import results
from tests.user_agent.by_hand.person import STEPS, kept, logged_in, person
from tests.user_agent.conftest import Target, not_passed
from tests.user_agent.doors import Doors, serving

FEATURE = "end_user_interaction"
COURSE = {
    "a-request-with-prompt-none-is-granted-silently": "PASS",
    "the-end-user-consents-again-with-prompt-consent": "PASS",
    "a-request-with-another-end-users-id-token-is-refused": "PASS",
    "the-end-user-logs-in-before-anything-is-granted": "needs a user agent without a session",
    "the-end-user-logs-in-again-with-prompt-login": "this scenario needs another login",
    "the-end-user-logs-in-again-with-a-max-age-of-0": "this scenario needs another login",
}
"""What comes of scenarios, the verdict or the reason, where the end-users log in by hand."""


@pytest.mark.parametrize(
    ("user_agent", "pages"), [("http", ""), ("browser", '[{page: login, when: "#identifier"}]')]
)
def test_a_whole_run_lives_on_the_sessions(
    coatcheck: Coatcheck, target: Target, state: Path, tmp_path: Path, user_agent: str, pages: str
) -> None:
    doors, out = Doors(STEPS), tmp_path / "out"
    with serving(doors) as issuer:
        file = target(issuer, user_agent, pages, login=BY_HAND)
        printed = logged_in(file, doors, "alice", "bob")
        assert f"kept in {kept(state)}, which only you can read" in printed
        assert "cookies, of 127.0.0.1" in printed
        assert "It was tried: got a code; pages shown: none" in printed
        named = [word for name in COURSE for word in ("--scenario", f"{FEATURE}/{name}")]
        code, printed = coatcheck(
            "run", "--target", str(file), *named, "-n", "1", "--out", str(out)
        )
    run = results(out)
    assert not_passed(run) == []
    assert code == 0, printed
    assert doors.logins == 2
    stated = {row["id"]: row["reason"] or row["verdict"] for row in run["scenarios"]}
    assert [
        name for name, words in COURSE.items() if words not in stated[f"{FEATURE}/{name}"]
    ] == []


def bob(session: Session, act: Callable[[Tab], None]) -> None:
    """Have Bob log in by hand, in his way."""
    log_in(session, session.target.users[1], Console(quiet=True), act)


def test_a_browser_that_is_closed_keeps_no_session(session: Session, state: Path) -> None:
    with pytest.raises(CredentialsRefused, match="did not reach the client"):
        bob(session, Tab.close)
    assert not kept(state, "bob").exists()


def test_a_login_that_ends_with_an_error_keeps_no_session(
    session: Session, doors: Doors, state: Path
) -> None:
    with pytest.raises(CredentialsRefused, match="ended with an error"):
        bob(session, person(doors, "bob", "deny"))
    assert not kept(state, "bob").exists()


def test_a_session_that_serves_for_nothing_is_told(session: Session, doors: Doors) -> None:
    def act(tab: Tab) -> None:
        person(doors, "bob")(tab)
        tab.wait_for_selector("#coatcheck-arrived")
        doors.provider.store[SESSIONS].clear()

    with pytest.raises(CredentialsRefused, match="is kept, but it does not work"):
        bob(session, act)


@pytest.mark.parametrize(
    ("change", "arguments", "stated"),
    [
        (("login: by hand", "login: pages"), (), "No end-user of"),
        (("issuer: http", "start: {command: [x]}\nissuer: http"), (), "session would end with it"),
        (("", ""), ("--user", "alise"), "Did you mean alice?"),
        (("", ""), (), "There is no screen for a visible browser"),
    ],
)
def test_where_nobody_can_log_in_the_command_says_so(
    coatcheck: Coatcheck,
    target: Target,
    monkeypatch: pytest.MonkeyPatch,
    change: tuple[str, str],
    arguments: tuple[str, ...],
    stated: str,
) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    file = target("http://127.0.0.1:1/oidc", login=BY_HAND)
    file.write_text(file.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    code, printed = coatcheck("login", str(file), *arguments)
    assert code == 2
    assert stated in printed


def test_who_logs_in_by_hand_may_have_no_password(session: Session) -> None:
    flow = session.specimens.flow(session.target.clients[0])
    with pytest.raises(NotApplicable, match="alice has no password"):
        PASSWORD.plain(flow)
