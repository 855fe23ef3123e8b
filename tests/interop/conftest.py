"""Judges and adopts each provider once, side by side, and writes one table of the verdicts."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.interop import table
from tests.interop.adoption import Adoption, adopted
from tests.interop.providers import PROVIDERS, Provider

TABLE = ROOT / "reports/interop.md"
ROWS = pytest.StashKey[dict[str, table.Row]]()

AT_ONCE = 2
"""How many runs are under way at once: more would starve a provider that takes long to start."""

each_provider = pytest.fixture(
    scope="session", params=PROVIDERS, ids=lambda provider: provider.name
)
Runs = dict[str, Future[Any]]


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Runs, Runs]]:
    """The runs against all providers that can be had here, and their adoptions, under way."""
    there = [provider for provider in PROVIDERS if not provider.missing]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        judging = {p.name: pool.submit(p.judged, tmp_path_factory.mktemp(p.name)) for p in there}
        adopting = {
            p.name: pool.submit(adopted, p, tmp_path_factory.mktemp(f"{p.name}-adopted"))
            for p in there
        }
        yield judging, adopting
        pool.shutdown(cancel_futures=True)


@each_provider
def results(request: pytest.FixtureRequest, runs: tuple[Runs, Runs]) -> dict[str, Any]:
    """The results of a whole run against a provider."""
    provider: Provider = request.param
    rows = request.config.stash.setdefault(ROWS, {})
    if provider.missing:
        rows[provider.name] = table.not_judged(provider.name, provider.missing)
        pytest.skip(f"NOT RUN: {provider.missing}")
    rows[provider.name] = table.not_judged(provider.name, "no results came of the run")
    results: dict[str, Any] = runs[0][provider.name].result()
    rows[provider.name] = table.judged(provider.name, provider.version(), results)
    return results


@each_provider
def adoption(request: pytest.FixtureRequest, runs: tuple[Runs, Runs]) -> Adoption:
    """The adoption of a provider."""
    provider: Provider = request.param
    if provider.missing:
        pytest.skip(f"NOT RUN: {provider.missing}")
    adoption: Adoption = runs[1][provider.name].result()
    return adoption


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Write the table to the terminal and to the reports."""
    rows = config.stash.get(ROWS, {})
    if rows:
        told = table.markdown([*rows.values()])
        TABLE.write_text(told, encoding="utf-8")
        terminalreporter.section(str(TABLE.relative_to(ROOT)))
        terminalreporter.write(told)
