"""Providers that do something in another way than the reference provider, and lawfully."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from starlette.types import ASGIApp, Receive, Scope, Send

from coatcheck.run.engine import Collector, Record, run
from coatcheck.run.listing import all_scenarios
from reference_server.app import create_app
from reference_server.core.seams import Function
from tests.reference import PLACES, options, target_text
from tests.served import served

Target = dict[str, Any]
Seams = Mapping[str, Function]


class Otherwise:
    """The reference provider with other functions at some of its seams."""

    def __init__(self, seams: Seams) -> None:
        self._seams = seams
        self._app: ASGIApp

    def serve(self, base: str) -> None:
        """Serve the provider at a base URL."""
        self._app = create_app(base, self._seams)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._app(scope, receive, send)


@contextmanager
def provider(seams: Seams) -> Iterator[str]:
    """Serve a provider with other functions at some seams; yields its base URL."""
    app = Otherwise(seams)
    with served(app, app.serve) as base:
        yield base


def records(
    folder: Path,
    seams: Seams,
    scenarios: list[str],
    stated: Callable[[Target], None] = lambda target: None,
    dialect: str = "standards",
) -> dict[str, Record]:
    """Return what scenarios come to at such a provider, by id, with the target file changed."""
    path, name = PLACES[dialect]
    target = yaml.safe_load(target_text(name))
    stated(target)
    file, collector = folder / "target.yaml", Collector()
    file.write_text(yaml.safe_dump(target), encoding="utf-8")
    with provider(seams) as base:
        run(options(file, f"{base}{path}", scenarios), 1, collector)
    found = {record["id"]: record for record in collector.records}
    assert found.keys() == {*scenarios}
    return found


def verdicts(found: Mapping[str, Record]) -> set[str]:
    """Return what scenarios come to, what was found by the way counted in."""
    seen = {str(record["verdict"]) for record in found.values()}
    return seen | {f["requirement"] for record in found.values() for f in record["findings"]}


def scenarios_of(*requirements: str) -> list[str]:
    """Return the scenarios of some requirements, each of which has one."""
    found = [scenario for scenario in all_scenarios() if scenario.requirement in requirements]
    assert {scenario.requirement for scenario in found} == {*requirements}
    return [scenario.id for scenario in found]
