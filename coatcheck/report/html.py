"""The report as one HTML file that needs no other file, and works without script."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coatcheck.base.text import clip, local_path, plural, visible, web_link
from coatcheck.base.verdict import Verdict
from coatcheck.report import messages, view
from coatcheck.report.view import Results

_TEMPLATES = Path(__file__).parent / "templates"
_Filters = dict[str, Callable[..., Any]]


def render(results: Results) -> str:
    """Return the report as HTML."""
    return _environment().get_template("report.html.j2").render(_context(results)).lstrip()


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= _filters()
    return environment


def _filters() -> _Filters:
    of_text: _Filters = {"clip": clip, "plural": plural, "web_link": web_link}
    of_view: _Filters = {"seen": view.seen, "spoken": view.spoken}
    own: _Filters = {"anchor": _anchor, "class": _class, "symbol": _symbol}
    others: _Filters = {
        "body": messages.shown_body,
        "curl": messages.as_curl,
        "document_name": view.document_name,
        "headers": messages.shown_headers,
        "line": messages.line,
        "local_file": _local_file,
        "outcome": messages.outcome,
        "start_line": messages.start_line,
    }
    return {**of_text, **of_view, **own, **others}


def _shown(value: Any) -> Any:
    """Make invisible characters visible in all output of the template; escaping comes later."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _anchor(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._/-]", "-", name)


def _class(verdict: str) -> str:
    return verdict.lower().replace(" ", "-")


def _symbol(verdict: str) -> str:
    return view.SYMBOLS[Verdict(verdict)]


def _local_file(path: str) -> str:
    return quote(local_path(path))


def _context(results: Results) -> dict[str, Any]:
    style, script = _asset("report.css"), _asset("report.js")
    return {
        "r": results,
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(style, script),
        "sentence": view.sentence(results),
        "caveat": view.CAVEAT,
        "overall": _overall(results),
        "requirements": view.all_counts(results, "requirements"),
        "scenario_counts": view.all_counts(results, "scenarios"),
        "specifications": view.specifications(results),
        "unjudged": view.unjudged_features(results),
        "limit": _share(600_000, results["exchanges"]),
        "evidence_limit": _share(250_000, view.issues(results)),
        **_of_issues(results),
        **_of_scenarios(results),
    }


def _share(room: int, among: list[Any]) -> int:
    """Return how much of a text is shown, so that the report opens quickly in any case."""
    return min(max(room // max(len(among), 1), 300), 6000)


def _of_issues(results: Results) -> dict[str, Any]:
    issues = view.issues(results)
    return {
        "failures": [i for i in issues if i.verdict in (Verdict.FAIL, Verdict.WARNING)],
        "errors": view.by_reason(view.of_verdict(results, Verdict.ERROR)),
        "excluded": [i for i in issues if i.verdict == Verdict.EXCLUDED],
        "not_applicable": view.by_reason(view.of_verdict(results, Verdict.NOT_APPLICABLE)),
        "open_points": view.open_points(results),
    }


def _of_scenarios(results: Results) -> dict[str, Any]:
    known = {requirement["id"] for requirement in results["requirements"]}
    home = _homes(results)
    return {
        "scenarios": {scenario["id"]: scenario for scenario in results["scenarios"]},
        "strays": [s for s in results["scenarios"] if s["requirement"] not in known],
        "exchanges": {exchange["id"]: exchange for exchange in results["exchanges"]},
        "home": home,
        "loose": [exchange for exchange in results["exchanges"] if exchange["id"] not in home],
    }


def _homes(results: Results) -> dict[int, str]:
    """Return the one scenario under which each exchange is shown in full; others refer to it."""
    homes: dict[int, str] = {}
    for scenario in results["scenarios"]:
        for number in scenario["exchanges"]:
            homes.setdefault(number, scenario["id"])
    return homes


def _overall(results: Results) -> str:
    """Return the result whose colour the verdict has."""
    overall = {"conforms": Verdict.PASS, "does not conform": Verdict.FAIL}
    return overall.get(results["verdict"], Verdict.ERROR)


def _asset(name: str) -> str:
    return "\n" + (_TEMPLATES / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the content security policy: only this style, this script and local pictures."""
    return (
        f"default-src 'none'; img-src 'self' file:; style-src {_digest(style)}; "
        f"script-src {_digest(script)}; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
