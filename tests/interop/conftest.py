"""Judges and adopts each provider once, side by side, and writes one table of the verdicts."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coatcheck.run.process import shared
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


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What one provider comes to: judged by its own target file, then adopted."""

    judged: dict[str, Any]
    adopted: Adoption


def _both(provider: Provider, folder: Path) -> Verdicts:
    """Judge and adopt a provider; one that all workers share is started once for both."""
    with shared(provider.target()) as target:
        return Verdicts(provider.judged(target, folder / "judged"), adopted(target, folder))


@pytest.fixture(scope="session")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Verdicts]]]:
    """The verdicts on all providers that can be had here, under way."""
    there = [provider for provider in PROVIDERS if not provider.missing]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {p.name: pool.submit(_both, p, tmp_path_factory.mktemp(p.name)) for p in there}
        pool.shutdown(cancel_futures=True)


@each_provider
def results(
    request: pytest.FixtureRequest, verdicts: dict[str, Future[Verdicts]]
) -> dict[str, Any]:
    """The results of a whole run against a provider."""
    provider: Provider = request.param
    rows = request.config.stash.setdefault(ROWS, {})
    if provider.missing:
        rows[provider.name] = table.not_judged(provider.name, provider.missing)
        pytest.skip(f"NOT RUN: {provider.missing}")
    rows[provider.name] = table.not_judged(provider.name, "no results came of the run")
    results: dict[str, Any] = verdicts[provider.name].result().judged
    rows[provider.name] = table.judged(provider.name, provider.version(), results)
    return results


@each_provider
def adoption(request: pytest.FixtureRequest, verdicts: dict[str, Future[Verdicts]]) -> Adoption:
    """The adoption of a provider."""
    provider: Provider = request.param
    if provider.missing:
        pytest.skip(f"NOT RUN: {provider.missing}")
    adoption: Adoption = verdicts[provider.name].result().adopted
    return adoption


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Write the table to the terminal and to the reports."""
    rows = config.stash.get(ROWS, {})
    if rows:
        stated = table.markdown([*rows.values()])
        TABLE.write_text(stated, encoding="utf-8")
        terminalreporter.section(str(TABLE.relative_to(ROOT)))
        terminalreporter.write(stated)
