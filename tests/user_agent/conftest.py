"""Fixtures of the tests of user agents."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from coatcheck.house import TARGETS

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
        text = (TARGETS / "reference.yaml").read_text(encoding="utf-8")
        keys = TARGETS.parent / "reference_server/client_keys.json"
        text = text.replace("../reference_server/client_keys.json", str(keys))
        data = yaml.safe_load(re.sub(r"start:\n(  .*\n)+", f"issuer: {issuer}\n", text))
        data["login"] = [*(yaml.safe_load(pages) or []), *data["login"]]
        data["users"] = [{**user, **of_user} for user in data["users"]]
        data["user_agent"] = user_agent
        file = tmp_path / "target.yaml"
        file.write_text(yaml.safe_dump(data), encoding="utf-8")
        return file

    return write


def results(out: Path) -> dict[str, Any]:
    """Return the results of the one run that was reported to a folder."""
    [file] = out.glob("*/results.json")
    read: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return read


def amiss(run: dict[str, Any]) -> list[str]:
    """Return what did not pass, of what applies."""
    neutral = ("PASS", "NOT APPLICABLE")
    rows = [row for row in run["scenarios"] if row["verdict"] not in neutral]
    return [f"{row['id']}: {row['reason']}" for row in rows] + [*run["problems"]]
