"""What the other files hold: messages, JUnit, Allure, Markdown, and all of them together."""

import json
import re
import shlex
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from coatcheck.base.verdict import Verdict
from coatcheck.report import allure, junit, markdown, messages, write_all

from .sample import HOSTILE, VERDICTS, Results, exchange

ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]")


def allure_results(directory: Path) -> list[dict[str, Any]]:
    files = sorted(directory.glob("*-result.json"))
    return [json.loads(file.read_text(encoding="utf-8")) for file in files]


def test_curl_sends_what_was_sent_and_reads_no_file() -> None:
    sent = exchange(1)
    sent["request"]["headers"].append(["@/etc/passwd", "x"])
    sent["request"]["body"] = "@/etc/passwd"
    words = shlex.split(messages.as_curl(sent))
    assert words[words.index("--url") + 1] == sent["request"]["url"]
    assert words[words.index("--data-raw") + 1] == "@/etc/passwd"
    assert "Authorization: Basic <redacted:0c1f2a77>" in words
    assert not [w for w in words if w.startswith("@") and w != "@/etc/passwd"]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "-o/x", "http://[", HOSTILE])
def test_curl_is_offered_for_web_addresses_only(address: str) -> None:
    sent = exchange(1)
    sent["request"]["url"] = address
    assert messages.as_curl(sent) == ""


def test_messages_of_any_size_are_cut() -> None:
    sent = exchange(1, body="x" * 100_000)
    sent["response"]["headers"] = [["X", "y" * 100_000]] * 1000
    assert len(messages.as_http(sent, 1000)) < 40_000


def test_an_exchange_without_a_response_says_why() -> None:
    failed = exchange(1, response=None, error="timed out after 10 s")
    assert messages.line(failed).endswith("/token → timed out after 10 s")
    assert "(timed out after 10 s)" in messages.as_http(failed, 100)


def junit_outcomes(results: Results) -> dict[str, set[str]]:
    root = ElementTree.fromstring(junit.render(results))
    found: dict[str, set[str]] = {}
    for case in root.iter("testcase"):
        values = {p.get("name"): p.get("value") for p in case.iter("property")}
        tags = {child.tag for child in case} - {"properties"}
        found.setdefault(values.get("verdict") or "problem", set()).update(tags or {"passed"})
    return found


@pytest.mark.parametrize(("strict", "warning"), [(False, "system-out"), (True, "failure")])
def test_junit_says_each_verdict_in_its_own_words(
    results: Results, strict: bool, warning: str
) -> None:
    results["run"]["strict"] = strict
    assert junit_outcomes(results) == {
        "PASS": {"passed"},
        "FAIL": {"failure"},
        "WARNING": {warning},
        "ERROR": {"error"},
        "NOT APPLICABLE": {"skipped"},
        "EXCLUDED": {"skipped"},
        "problem": {"error"},
    }


def test_junit_counts_agree_and_nothing_hostile_is_left(results: Results) -> None:
    text = junit.render(results)
    assert not ILLEGAL.search(text)
    root = ElementTree.fromstring(text)
    for element in [root, *root.iter("testsuite")]:
        cases = list(element.iter("testcase"))
        assert element.get("tests") == str(len(cases))
        for tag, name in [("failure", "failures"), ("error", "errors"), ("skipped", "skipped")]:
            assert element.get(name) == str(sum(case.find(tag) is not None for case in cases))
    expected = len(results["scenarios"] + results["findings"] + results["problems"])
    assert root.get("tests") == str(expected)
    assert root.get("failures") == "3"


def test_junit_names_document_and_clause(results: Results) -> None:
    root = ElementTree.fromstring(junit.render(results))
    case = next(c for c in root.iter("testcase") if c.get("name") == "A redeemed code is refused")
    assert case.get("classname") == "RFC 6749 4.1.2"
    failure = case.findtext("failure")
    assert failure is not None
    assert "received  status 200 with an access token" in failure
    assert "coatcheck run --target" in failure


@pytest.mark.parametrize(("strict", "warning"), [(False, "passed"), (True, "failed")])
def test_allure_says_each_verdict_in_its_own_words(
    results: Results, tmp_path: Path, strict: bool, warning: str
) -> None:
    results["run"]["strict"] = strict
    allure.write(results, tmp_path / "allure", tmp_path)
    statuses = {key: set[str]() for key in VERDICTS}
    for result in allure_results(tmp_path / "allure"):
        tags = {label["value"] for label in result["labels"] if label["name"] == "tag"}
        verdict = next(v for v in VERDICTS if v in tags)
        statuses[verdict] = statuses[verdict] | {result["status"]}
        assert verdict == Verdict.PASS or result["statusDetails"]["message"]
    assert statuses == {
        "PASS": {"passed"},
        "FAIL": {"failed"},
        "WARNING": {warning},
        "NOT APPLICABLE": {"skipped"},
        "EXCLUDED": {"skipped"},
        "ERROR": {"broken"},
    }


def test_allure_keeps_names_and_attaches_evidence(results: Results, tmp_path: Path) -> None:
    shot = tmp_path / "artifacts" / "login page.png"
    shot.parent.mkdir()
    shot.write_bytes(b"PNG")
    for _ in range(2):
        allure.write(results, tmp_path / "allure", tmp_path)
    found = {result["fullName"]: result for result in allure_results(tmp_path / "allure")}
    assert len(found) == len({r["historyId"] for r in found.values()})
    assert len(found) == len(results["scenarios"]) + len(results["findings"])
    failed = found["token_endpoint/a-redeemed-code-is-refused"]
    assert [a["type"] for a in failed["attachments"]] == ["text/plain", "image/png"]
    transcript = tmp_path / "allure" / failed["attachments"][0]["source"]
    assert "POST http://127.0.0.1:9000/oidc/token" in transcript.read_text(encoding="utf-8")
    assert [s["status"] for s in failed["steps"]] == ["passed", "passed", "failed"]
    labels = {label["name"]: label["value"] for label in failed["labels"]}
    assert labels["story"] == "An authorization code is single-use"
    assert labels["severity"] == "critical"
    assert failed["links"][0]["url"].endswith("#section-4.1.2")


def test_allure_attaches_nothing_from_outside(results: Results, tmp_path: Path) -> None:
    run = tmp_path / "run"
    (run / "artifacts").mkdir(parents=True)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (run / "artifacts" / "link.png").symlink_to(tmp_path / "secret")
    paths = ["../secret", str(tmp_path / "secret"), "artifacts/link.png", "absent.png"]
    results["scenarios"][1]["attachments"] = [
        {"name": "x", "path": path, "type": "image/png"} for path in paths
    ]
    allure.write(results, run / "allure", run)
    assert not list((run / "allure").glob("*.png"))


def test_markdown_escapes_what_it_is_sent(results: Results) -> None:
    text = markdown.render(results)
    assert not ILLEGAL.search(text)
    assert "<script" not in text
    assert r"\`code\`" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    table = [len(re.findall(r"(?<!\\)\|", row)) for row in rows]
    assert set(table) == {3, 6, 8}
    assert markdown.safe("a @b https://x") == "a &#64;b https&#58;//x"


def test_markdown_names_the_verdict_and_everything_amiss(results: Results) -> None:
    text = markdown.render(results).replace("\\", "")
    assert text.startswith("## ✗ reference does not conform\n")
    for scenario in results["scenarios"]:
        assert (scenario["id"] in text) == (scenario["verdict"] in ("FAIL", "WARNING")) or (
            scenario["id"] == results["findings"][0]["scenario"]
        )
    assert "3 PASS · 3 FAIL · 1 WARNING · 1 ERROR · 1 NOT APPLICABLE · 2 EXCLUDED" in text
    assert "expired on 2026-01-01" in text


def test_markdown_of_a_large_run_stays_short(large_results: Results) -> None:
    for scenario in large_results["scenarios"]:
        scenario.update(verdict="FAIL", received="x" * 10_000)
    text = markdown.render(large_results)
    assert len(text) < 100_000
    assert "…and 110 more in the report." in text


def test_all_files_are_written_from_the_one_document(results: Results, tmp_path: Path) -> None:
    run = tmp_path / "reports" / "run"
    write_all(results, run)
    names = {path.name for path in run.iterdir()}
    expected = {"results.json", "report.html", "junit.xml", "summary.md", "allure-results"}
    assert names == expected
    assert json.loads((run / "results.json").read_text(encoding="utf-8")) == results
    assert allure_results(run / "allure-results")
