"""The HTML report shows everything, runs nothing and needs nothing."""

import itertools
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from coatcheck.base.verdict import Verdict
from coatcheck.report import html, view

from .sample import HOSTILE_ADDRESS, Results

CSS = Path(html.__file__).parent / "templates" / "report.css"


def page(results: Results) -> BeautifulSoup:
    return BeautifulSoup(html.render(results), "html.parser")


def only(found: object) -> Tag:
    assert isinstance(found, Tag)
    return found


def test_hostile_text_is_text(results: Results) -> None:
    text = html.render(results)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)
    assert r"\x1b[31m" in text
    assert r"\u202etxt.exe" in text
    assert "{{ 7*7 }}" in text


def test_nothing_is_loaded_and_only_one_script_is_there(results: Results) -> None:
    soup = page(results)
    assert len(soup.find_all("script")) == len(soup.find_all("style")) == 1
    assert not soup.find_all(["link", "iframe", "object", "embed", "base"])
    assert not [t for t in soup.find_all(True) for a in t.attrs if a.startswith("on")]
    assert not soup.find_all(style=True)
    assert all("://" not in str(image["src"]) for image in soup.find_all("img"))


def test_only_the_shipped_script_and_style_may_act(results: Results) -> None:
    soup = page(results)
    policy = str(only(soup.find("meta", attrs={"http-equiv": True}))["content"])
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert html._digest(only(soup.script).get_text()) in policy
    assert html._digest(only(soup.style).get_text()) in policy


def test_every_link_leads_to_a_web_page_or_into_the_report(results: Results) -> None:
    soup = page(results)
    addresses = {str(a["href"]) for a in soup.find_all("a", href=True)}
    assert HOSTILE_ADDRESS not in addresses
    assert all(re.match(r"https?://|#|artifacts/", address) for address in addresses)
    ids = [str(t["id"]) for t in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert {a[1:] for a in addresses if a.startswith("#")} <= set(ids)


def test_the_verdict_comes_first_with_all_six_counts(results: Results) -> None:
    soup = page(results)
    assert only(soup.h1).get_text() == "reference does not conform."
    tiles = soup.select(".tile")
    shown = {re.sub(r"^\W+", "", only(t.dt).get_text()): only(t.b).get_text() for t in tiles}
    assert shown == {v: str(n) for v, n in results["counts"]["requirements"].items()}
    assert view.CAVEAT in soup.get_text()


def test_everything_amiss_has_its_evidence(results: Results) -> None:
    soup = page(results)
    issues = [i for i in view.issues(results) if i.verdict in (Verdict.FAIL, Verdict.WARNING)]
    assert len(soup.select(".issue")) == len(issues)
    for issue in issues:
        card = only(soup.find(id=html._anchor(issue.anchor)))
        text = card.get_text()
        assert issue.requirement["id"] in text
        assert issue.requirement["text"] in text
        assert {"Expected", "Received"} <= {dt.get_text() for dt in card.find_all("dt")}
        assert issue.scenario is not None
        assert issue.scenario["rerun"] in text
        assert card.select(".exchange .http")


def test_every_scenario_and_every_reason_is_told(results: Results) -> None:
    soup = page(results)
    text = soup.get_text()
    for scenario in results["scenarios"]:
        assert soup.find(id=scenario["id"]), scenario["id"]
    assert "the positive control failed" in text
    assert "claims_parameter_supported" in text
    assert "KeyError: 'code'" in text


def test_every_exchange_is_shown_once(results: Results) -> None:
    soup = page(results)
    for exchange in results["exchanges"]:
        assert len(soup.find_all(id=f"x{exchange['id']}")) == 1


def test_headings_leave_no_level_out(results: Results) -> None:
    levels = [int(h.name[1]) for h in page(results).find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_a_run_without_failures_says_so(sound_results: Results) -> None:
    soup = page(sound_results)
    assert only(soup.h1).get_text() == "reference conforms."
    assert only(soup.find(id="failures")).get_text().split() == [
        "Findings",
        "and",
        "failures",
        "None.",
    ]


def test_a_scenario_off_the_register_is_shown(results: Results) -> None:
    results["scenarios"][1]["requirement"] = "RFC9999-1/unheard-of"
    results["requirements"][1]["scenarios"] = []
    results["scenarios"][1]["exchanges"] = [999]
    soup = page(results)
    assert "Not on the register" in soup.get_text()
    assert soup.find(id=results["scenarios"][1]["id"])


def test_a_large_run_stays_small(large_results: Results) -> None:
    for scenario in large_results["scenarios"]:
        scenario.update(verdict="FAIL", expected="x" * 10_000, received="y" * 10_000)
    assert len(html.render(large_results).encode()) < 3_000_000


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sheet", "sunk"])
def test_every_colour_can_be_read(scheme: int, ground: str) -> None:
    block = re.findall(r":root \{(.*?)\}", CSS.read_text(encoding="utf-8"), re.DOTALL)[scheme]
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    written = ["ink", "soft", "link", *(html._class(verdict) for verdict in Verdict)]
    for name in written:
        low, high = sorted(luminance(colours[n]) for n in (ground, name))
        assert (high + 0.05) / (low + 0.05) >= 4.5, name
