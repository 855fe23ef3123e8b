"""Somebody who logs in with the phone in their hand, and the session that is kept of it."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from playwright.sync_api import Page as Tab
from rich.console import Console

from coatcheck.command.login import log_in
from coatcheck.run.session import Session
from coatcheck.target import target_file
from tests.user_agent.doors import TOTP, Doors

STEPS = ("name", "password", "code", "stay")
"""What the provider asks for, one page after another."""


def person(doors: Doors, name: str, decision: str = "allow") -> Callable[[Tab], None]:
    """Return somebody who passes the login with the phone in their hand."""

    def act(tab: Tab) -> None:
        tab.fill("[name=identifier]", name)
        tab.click("#next")
        tab.fill("[name=credential]", doors.provider.users[name].password)
        tab.click("#enter")
        tab.fill("[name=otp]", TOTP.code(TOTP.step(doors.provider.clock.now())))
        tab.click("#verify")
        tab.click("[name=kept]")
        tab.click(f"button[value={decision}]")

    return act


def logged_in(file: Path, doors: Doors, *names: str) -> str:
    """Have people log in by hand, and return what was said of it."""
    console = Console(record=True, width=300)
    with closing(Session(target_file.load(file))) as session:
        for user in session.target.users:
            if user.username in names:
                log_in(session, user, console, person(doors, user.username))
    return console.export_text()


def kept(state: Path, name: str = "alice") -> Path:
    """Return the file of the session that is kept of an end-user."""
    return state / "sessions" / "reference" / f"{name}.json"
