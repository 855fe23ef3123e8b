"""Providers that do something in another way than the reference provider, and lawfully."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from starlette.types import ASGIApp, Receive, Scope, Send

from coatcheck.house import TARGETS
from coatcheck.run.engine import Collector, Record, run
from reference_server.app import create_app
from reference_server.seams import Function
from tests.faults.matrix import PLACES, options
from tests.user_agent.doors import served

Target = dict[str, Any]


class Otherwise:
    """The reference provider with other functions at some of its seams."""

    def __init__(self, seams: Mapping[str, Function]) -> None:
        self._seams = seams
        self._app: ASGIApp

    def serve(self, base: str) -> None:
        """Serve the provider at a base URL."""
        self._app = create_app(base, self._seams)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self._app(scope, receive, send)


@contextmanager
def provider(seams: Mapping[str, Function]) -> Iterator[str]:
    """Serve a provider with other functions at some seams; yields its base URL."""
    app = Otherwise(seams)
    with served(app, app.serve) as base:
        yield base


def records(
    folder: Path,
    seams: Mapping[str, Function],
    scenarios: list[str],
    told: Callable[[Target], None] = lambda target: None,
    dialect: str = "standards",
) -> dict[str, Record]:
    """Return what scenarios come to at such a provider, by id, with the target file changed."""
    path, name = PLACES[dialect]
    text = (TARGETS / name).read_text(encoding="utf-8")
    keys = TARGETS.parent / "reference_server/client_keys.json"
    target = yaml.safe_load(text.replace("../reference_server/client_keys.json", str(keys)))
    told(target)
    file, collector = folder / "target.yaml", Collector()
    file.write_text(yaml.safe_dump(target), encoding="utf-8")
    with provider(seams) as base:
        run(options(file, f"{base}{path}", scenarios), 1, collector)
    return {record["id"]: record for record in collector.records}
