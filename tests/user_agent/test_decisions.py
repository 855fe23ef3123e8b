"""What an end-user decides on another device, where a person at the terminal has to see to it."""

import os
import pty
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.protocol.parties import BY_HAND
from coatcheck.scenario import person
from reference_server.core.provider import Provider
from reference_server.core.sessions import Session
from reference_server.flows.backchannel.records import BACKCHANNEL_REQUESTS
from reference_server.flows.device.records import DEVICE_AUTHORIZATIONS
from tests.conftest import Coatcheck
from tests.runs import results
from tests.user_agent.conftest import Target, not_passed
from tests.user_agent.doors import Doors, serving

DEVICE = "device_authorization"
BY_HAND_ALONE = "the end-user decides by hand (target file), without deviations"
OUT_OF_SIGHT = {
    "an-end-user-who-types-the-user-code-can-approve": BY_HAND_ALONE,
    "a-user-code-that-nobody-was-given-approves-nothing": BY_HAND_ALONE,
    **dict.fromkeys(
        (
            "the-end-user-is-shown-the-user-code-that-was-not-typed",
            "the-pages-that-ask-about-a-device-cannot-be-framed",
        ),
        "device is set in the target file, so the suite sees no device pages",
    ),
}
DECISIONS = {"approve": BY_HAND, "deny": BY_HAND}


class Terminal:
    """A terminal, and somebody in front of it who does what it asks for."""

    def __init__(self) -> None:
        self.provider: Provider | None = None
        self.asked: list[str] = []
        self._person, screen = pty.openpty()
        self.keyboard = os.fdopen(screen, encoding="utf-8")

    def write(self, text: str) -> None:
        """Show text to the person."""
        self.asked.append(text)
        self._decide(text, approved="approve" in text)
        os.write(self._person, b"\n")

    def flush(self) -> None:
        """Everything has been shown already."""

    def close(self) -> None:
        """Turn the terminal off."""
        self.keyboard.close()
        os.close(self._person)

    def _decide(self, text: str, *, approved: bool) -> None:
        if self.provider is None:
            return
        store, now = self.provider.store, self.provider.clock.now()
        for code, device in store[DEVICE_AUTHORIZATIONS].items():
            if device.user_code in text:
                user = self.provider.users["alice"]
                session = Session("s", user, int(now), "urn:coatcheck:loa:1")
                store[DEVICE_AUTHORIZATIONS][code] = replace(
                    device, decided_by=session, approved=approved
                )
        for name, waiting in store[BACKCHANNEL_REQUESTS].items():
            if "authentication device" in text and waiting.decided_at is None:
                store[BACKCHANNEL_REQUESTS][name] = replace(
                    waiting, decided_at=now, approved=approved
                )


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal in place of this process's."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "__stdin__", terminal.keyboard)
    monkeypatch.setattr(sys, "__stderr__", terminal)
    yield terminal
    terminal.close()


@pytest.fixture
def by_hand(target: Target) -> Iterator[tuple[Path, Provider]]:
    """A target file in which a person decides, and its provider."""
    doors = Doors()
    with serving(doors) as issuer:
        file = target(issuer, "http")
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        data["device"] = DECISIONS
        data["ciba"] = {"login_hint": "{username}", **DECISIONS}
        file.write_text(yaml.safe_dump(data), encoding="utf-8")
        yield file, doors.provider


def run(coatcheck: Coatcheck, file: Path, out: Path) -> dict[str, tuple[str, str]]:
    """Run the scenarios in which somebody decides, and return what came of each."""
    named = ("--flow", DEVICE, "--flow", "backchannel_authentication")
    code, printed = coatcheck("run", "--target", str(file), *named, "--out", str(out))
    assert code == 0, printed
    assert not_passed(results(out)) == []
    return {s["id"]: (s["verdict"], str(s["reason"])) for s in results(out)["scenarios"]}


def test_somebody_at_the_terminal_decides(
    coatcheck: Coatcheck, terminal: Terminal, by_hand: tuple[Path, Provider], tmp_path: Path
) -> None:
    file, terminal.provider = by_hand
    verdicts = run(coatcheck, file, tmp_path)
    not_seen = {f"{DEVICE}/{name}": reason for name, reason in OUT_OF_SIGHT.items()}
    neutral = {id: reason for id, (verdict, reason) in verdicts.items() if verdict != "PASS"}
    assert neutral == not_seen
    first, *_ = (text for text in terminal.asked if "open" in text)
    code = next(iter(terminal.provider.store[DEVICE_AUTHORIZATIONS].values())).user_code
    assert f"As alice, open {terminal.provider.issuer}/device?user_code={code}" in first
    assert f"enter {code}, and approve.\nPress Enter when you have done this." in first
    assert any("and deny." in text for text in terminal.asked)


def test_without_a_terminal_nobody_decides(
    coatcheck: Coatcheck,
    by_hand: tuple[Path, Provider],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "__stdin__", None)
    verdicts = run(coatcheck, by_hand[0], tmp_path)
    verdict, reason = verdicts[f"{DEVICE}/a-device-gets-its-tokens-once-it-is-approved"]
    assert verdict == "NOT APPLICABLE"
    assert "has no terminal to ask at" in reason
    assert (
        verdicts["backchannel_authentication/an-undecided-authentication-is-pending"][0] == "PASS"
    )


def test_what_a_provider_sends_does_nothing_to_the_terminal(terminal: Terminal) -> None:
    person.asked("open https://op.example/\x1b[2J\nrm -rf")
    assert "\\x1b[2J rm -rf" in terminal.asked[0]


def test_an_end_of_the_input_is_no_answer(terminal: Terminal) -> None:
    os.write(terminal._person, b"\x04")
    with pytest.raises(NotTestable, match="nobody confirmed"):
        person.asked("approve")


def test_no_terminal_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with open(os.devnull, encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "__stdin__", nothing)
        with pytest.raises(NotApplicable, match=re.escape("has no terminal to ask at")):
            person.asked("approve")
