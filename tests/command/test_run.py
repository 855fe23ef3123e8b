"""A run from the command line to its reports."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from coatcheck.base.files import SCHEMAS
from coatcheck.command.serve import SERVING
from tests.conftest import ROOT, Coatcheck, Write
from tests.reference import faulty, provider, running_at
from tests.runs import results, unpacked, verdicts

TargetAt = Callable[..., str]


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The sound issuer of a reference provider that runs already."""
    with provider() as found:
        yield found


@pytest.fixture
def target_at(issuer: str, reference_target: str, write_target: Write) -> TargetAt:
    """Write a target file for the running provider, with a fault or without."""

    def write(
        fault: str = "",
        more: str = "",
        user_agent: str = "http",
        clock: bool = True,
        capabilities: str = "",
    ) -> str:
        text = running_at(faulty(issuer, fault), reference_target)
        text = text if clock else re.sub(r"(?m)^clock:.*$", "", text)
        text = text.replace("capabilities:\n", f"capabilities:\n{capabilities}", 1)
        return write_target(f"{text}\nuser_agent: {user_agent}\n{more}")

    return write


def judged(out: Path) -> dict[str, Any]:
    """Return the results of the one run that was reported to a folder, which keep their schema."""
    found = results(out)
    schema = json.loads((SCHEMAS / "results.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(found)
    return found


def test_sound_provider_conforms(coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path) -> None:
    out = tmp_path / "out"
    target = target_at(clock=False)
    code, printed = coatcheck(
        "run", "--target", target, "--flow", "pkce", "-n", "2", "--out", str(out)
    )
    assert code == 0, printed
    assert "conforms" in printed
    found = judged(out)
    assert found["verdict"] == "conforms"
    assert found["run"]["workers"] == 2
    assert {"PASS"} <= {*verdicts(found).values()} <= {"PASS", "NOT APPLICABLE"}
    [folder] = out.iterdir()
    assert f"{folder.name}/report.html" in "".join(printed.split())
    assert {"report.html", "junit.xml", "summary.md", "allure-results"} <= {
        path.name for path in folder.iterdir()
    }
    suites = ElementTree.parse(folder / "junit.xml").getroot()
    assert len(suites.findall(".//testcase")) >= len(found["scenarios"])


def test_no_secret_reaches_a_report(
    coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    options = ("--flow", "client_authentication", "--flow", "client_assertions", "-n", "1")
    coatcheck("run", "--target", target_at(), *options, "--out", str(out))
    assert "PASS" in verdicts(judged(out)).values()
    for path in out.rglob("*"):
        if path.is_file() and path.suffix in (".json", ".html", ".xml", ".md", ".txt"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"secret-of-client-[a-z0-9-]+-for-tests", text), path
            assert "correct horse battery" not in text, path
            assert not re.search(r"ey[\w-]{20,}\.ey[\w-]{20,}\.[\w-]{20,}", text), path


def test_a_broken_must_is_told_with_its_evidence(
    coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path
) -> None:
    out, scenario = tmp_path / "out", "token_endpoint/a-redeemed-code-of-a-public-client-is-refused"
    target = target_at("code_of_public_client_reusable")
    code, printed = coatcheck(
        "run", "--target", target, "--flow", "token_endpoint", "-n", "2", "--out", str(out)
    )
    flat = " ".join(printed.split())
    assert code == 1, printed
    assert "RFC6749-4.1.2/code-single-use" in flat
    assert 'a refusal with "invalid_grant"' in flat
    assert f"coatcheck run --target {target} --scenario {scenario}" in flat
    [failed] = [row for row in judged(out)["scenarios"] if row["verdict"] == "FAIL"]
    assert failed["id"] == scenario
    assert failed["exchanges"]


def test_the_rerun_command_repeats_just_that_scenario(
    coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path
) -> None:
    out, scenario = tmp_path / "out", "token_endpoint/a-redeemed-code-of-a-public-client-is-refused"
    target = target_at("code_of_public_client_reusable")
    code, _ = coatcheck("run", "--target", target, "--scenario", scenario, "--out", str(out))
    assert code == 1
    assert [row["id"] for row in judged(out)["scenarios"]] == [scenario]


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_an_unmet_should_fails_a_strict_run_only(
    coatcheck: Coatcheck,
    target_at: TargetAt,
    tmp_path: Path,
    options: tuple[str, ...],
    code: int,
) -> None:
    out, chosen = tmp_path / "out", ("--clause", "RFC6749-5.1/expires-in-present", *options)
    target = target_at("token_expires_in_missing")
    got, printed = coatcheck("run", "--target", target, *chosen, "--out", str(out))
    assert got == code, printed
    assert judged(out)["counts"]["scenarios"]["WARNING"] == 1


DEVIATION = """
known_deviations:
  - id: RFC6749-4.1.2/code-single-use
    reason: A finding that this test declares.
    expires: {expires}
"""


def test_a_declared_deviation_is_excluded(
    coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    target = target_at("code_of_public_client_reusable", DEVIATION.format(expires="2099-01-01"))
    code, printed = coatcheck(
        "run", "--target", target, "--clause", "RFC6749-4.1.2", "--out", str(out)
    )
    assert code == 0, printed
    found = judged(out)
    assert found["counts"]["scenarios"]["EXCLUDED"] == 1
    [row] = [r for r in found["requirements"] if r["id"] == "RFC6749-4.1.2/code-single-use"]
    assert row["verdict"] == "EXCLUDED"


def test_an_expired_deviation_excuses_nothing(
    coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path
) -> None:
    target = target_at("code_of_public_client_reusable", DEVIATION.format(expires="2020-01-01"))
    code, printed = coatcheck(
        "run", "--target", target, "--clause", "RFC6749-4.1.2", "--out", str(tmp_path / "out")
    )
    assert code == 1, printed


def test_what_is_not_claimed_is_not_applicable_and_says_why(
    coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    target = target_at(capabilities="  client_credentials: false\n")
    code, printed = coatcheck(
        "run", "--target", target, "--flow", "client_credentials", "--out", str(out)
    )
    assert code == 2, printed
    found = judged(out)
    assert {*verdicts(found).values()} == {"NOT APPLICABLE"}
    for row in found["scenarios"]:
        assert "capabilities.client_credentials is false" in row["reason"]


def test_a_failed_control_is_an_error_and_no_pass(
    coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    options = ("--flow", "pkce", "-n", "1", "--out", str(out))
    target = target_at("token_access_token_missing")
    coatcheck("run", "--target", target, *options)
    found = judged(out)["scenarios"]
    refusals = {row["verdict"] for row in found if "refused" in row["title"]}
    assert {"ERROR"} <= refusals <= {"ERROR", "NOT APPLICABLE"}


def test_a_failed_browser_scenario_leaves_a_screenshot_and_a_trace(
    coatcheck: Coatcheck, target_at: TargetAt, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    target = target_at("redirect_307_after_credentials", user_agent="browser")
    code, printed = coatcheck(
        "run", "--target", target, "--clause", "RFC9700-4.12", "-n", "1", "--out", str(out)
    )
    assert code == 1, printed
    [folder] = out.iterdir()
    kept = [a for row in judged(out)["scenarios"] for a in row["attachments"]]
    assert {attachment["type"] for attachment in kept} == {"image/png", "application/zip"}
    for attachment in kept:
        assert (folder / attachment["path"]).stat().st_size > 1000
    for trace in folder.rglob("*.zip"):
        assert b"correct horse battery staple" not in unpacked(trace)


def test_serve_prints_a_target_that_can_be_used(coatcheck: Coatcheck, write_target: Write) -> None:
    command = [sys.executable, "-m", "coatcheck", "serve"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        try:
            text = "".join(takewhile(lambda line: line.strip() != SERVING, serving.stdout))
            code, printed = coatcheck("check", write_target(f"{text}\nuser_agent: http\n"))
        finally:
            serving.terminate()
    assert code == 0, printed
    assert "log in as alice: got a code" in printed


def test_list_names_scenarios_and_requirements(coatcheck: Coatcheck) -> None:
    code, printed = coatcheck("list", "--clause", "RFC6749-4.1.2")
    assert code == 0
    assert "token_endpoint/a-redeemed-code-of-a-public-client-is-refused" in printed
    assert "MUST RFC6749-4.1.2/code-single-use" in printed
    assert "OIDCC-" not in printed


def test_a_target_that_runs_already_is_not_started(
    coatcheck: Coatcheck, issuer: str, tmp_path: Path
) -> None:
    words = (
        "--scenario",
        "authorization_server_metadata/the-metadata-has-the-media-type-of-json",
        "--issuer",
        issuer,
    )
    code, printed = coatcheck("run", *words, "--out", str(tmp_path))
    assert code == 0, printed
    assert results(tmp_path)["target"]["issuer"] == issuer
