"""Judges each provider once, and writes what came of all of them as one table."""

from typing import Any

import pytest

from tests.conftest import ROOT
from tests.interop import table
from tests.interop.providers import PROVIDERS, Provider

TABLE = ROOT / "reports/interop.md"
ROWS = pytest.StashKey[dict[str, table.Row]]()


@pytest.fixture(scope="session", params=PROVIDERS, ids=lambda provider: provider.name)
def results(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """The results of a whole run against a provider."""
    provider: Provider = request.param
    rows = request.config.stash.setdefault(ROWS, {})
    if provider.missing:
        rows[provider.name] = table.not_judged(provider.name, provider.missing)
        pytest.skip(f"NOT RUN: {provider.missing}")
    rows[provider.name] = table.not_judged(provider.name, "no results came of the run")
    results = provider.judged(tmp_path_factory.mktemp("reports"))
    rows[provider.name] = table.judged(provider.name, provider.version(), results)
    return results


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
