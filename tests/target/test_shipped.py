"""The target files that come with the suite, and for whose provider nothing runs here."""

import re
from pathlib import Path

import pytest
import yaml

from coatcheck.base.files import TARGETS
from coatcheck.register.requirement import register
from coatcheck.run.listing import all_scenarios
from coatcheck.target import plain_secrets, target_file
from tests.conftest import ROOT

JUDGED = [TARGETS / name / "target.yaml" for name in ("keycloak", "dex", "node-oidc-provider")]
UNVERIFIED = [TARGETS / "mosaic.yaml", *sorted((TARGETS / "unverified").glob("*.yaml"))]


@pytest.mark.parametrize("path", UNVERIFIED, ids=lambda path: path.stem)
def test_an_unverified_target_is_sound_once_its_variables_are_set(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = path.read_text(encoding="utf-8")
    assert "UNVERIFIED" in text
    for name in re.findall(r"\$\{(\w+)\}", text):
        monkeypatch.setenv(name, "https://op.example" if name.endswith("_ISSUER") else name.lower())
    target = target_file.load(path)
    assert target.name == path.stem
    assert target.issuer
    assert target.issuer.startswith("https://")
    assert len({client.client_id for client in target.clients}) == len(target.clients)
    assert target.other_than(target.clients[0])
    assert len(target.users) == 2
    assert all(entry.link for entry in target.known_deviations)
    known = {*register(), *(scenario.id for scenario in all_scenarios())}
    assert [entry.id for entry in target.known_deviations if entry.id not in known] == []


@pytest.mark.parametrize("path", UNVERIFIED, ids=lambda path: path.stem)
def test_an_unverified_target_holds_nothing_of_a_tenant(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert list(plain_secrets.plain_secrets(data)) == []
    named = [row["client_id"] for row in data["clients"]] + [u["username"] for u in data["users"]]
    assert all(re.fullmatch(r"\$\{\w+\}", name) for name in named)


def test_the_documented_deviations_are_those_of_the_provider_that_runs_here() -> None:
    documented, running = (
        yaml.safe_load((TARGETS / name).read_text(encoding="utf-8"))["known_deviations"]
        for name in ("mosaic.yaml", "reference-mosaic.yaml")
    )
    assert {entry["id"] for entry in documented} == {entry["id"] for entry in running}


def test_every_unverified_target_is_in_the_list() -> None:
    stated = (TARGETS / "unverified/README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(.+?)` \|", stated, re.MULTILINE) == [p.name for p in UNVERIFIED[1:]]


def test_the_deviations_of_the_providers_that_run_here_are_findings_that_are_written_down() -> None:
    text = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    written = re.findall(r"^### ([A-Za-z-]+ \d+)$", text, re.MULTILINE)
    links = [entry.link for path in JUDGED for entry in target_file.load(path).known_deviations]
    assert {f"docs/findings.md#{each.lower().replace(' ', '-')}" for each in written} == {*links}
    assert len(written) == len({*written})
