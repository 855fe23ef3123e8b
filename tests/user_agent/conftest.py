"""Fixtures of the tests of user agents."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.reference import running_at, target_text

Target = Callable[..., Path]

STEPS = """
  - page: login
    when: "#identifier"
    fill: { "#identifier": "{username}" }
    press: "#next"
  - page: login
    when: "input[name=credential]"
    fill: { "input[name=credential]": "{password}" }
    press: "#enter"
  - page: login
    when: "input[name=otp]"
    fill: { "input[name=otp]": "{totp}" }
    press: "#verify"
  - page: other
    when: "#stay"
    press: "button[name=kept]"
  - page: login
    when: "input[name=agreed]"
    wait: "#late"
    check: ["input[name=agreed]"]
    press: "#late"
"""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for what is kept between runs."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "coatcheck"


@pytest.fixture
def target(tmp_path: Path) -> Target:
    """Write a target file for a reference provider behind doors."""

    def write(issuer: str, user_agent: str = "sparing", pages: str = "", **of_user: object) -> Path:
        data = yaml.safe_load(running_at(issuer, target_text()))
        data["login"] = [*(yaml.safe_load(pages) or []), *data["login"]]
        data["users"] = [{**user, **of_user} for user in data["users"]]
        data["user_agent"] = user_agent
        file = tmp_path / "target.yaml"
        file.write_text(yaml.safe_dump(data), encoding="utf-8")
        return file

    return write


def not_passed(run: dict[str, Any]) -> list[str]:
    """Return what did not pass, of what applies."""
    neutral = ("PASS", "NOT APPLICABLE")
    rows = [row for row in run["scenarios"] if row["verdict"] not in neutral]
    return [f"{row['id']}: {row['reason']}" for row in rows] + [*run["problems"]]
