"""From an issuer to a verdict: `coatcheck init` and `coatcheck run`, and nothing edited between."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from coatcheck.run.process import Process
from coatcheck.target.target import Target
from tests.conftest import Coatcheck
from tests.interop.providers import PROVIDERS, Provider


@pytest.fixture(params=PROVIDERS, ids=lambda provider: provider.name)
def started(request: pytest.FixtureRequest) -> Iterator[Target]:
    """A target whose provider runs, as if somebody else had started it."""
    provider: Provider = request.param
    if provider.missing:
        pytest.skip(f"NOT RUN: {provider.missing}")
    target = provider.target()
    process = Process(target)
    try:
        yield target.at(process.target.issuer or "")
    finally:
        process.end()


def options(target: Target, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield what is known of two clients and two end-users; secrets go by the environment."""
    first = target.clients[0]
    second = target.other_than(first)
    assert second is not None
    for number, client in enumerate((first, second)):
        monkeypatch.setenv(f"SECRET_{number}", client.client_secret or "")
        method = client.token_endpoint_auth_method
        yield from ("--client", f"{client.client_id}:{method}:SECRET_{number}")
        yield from ("--redirect-uri", client.redirect_uri)
    for number, user in enumerate(target.users[:2]):
        monkeypatch.setenv(f"PASSWORD_{number}", user.password)
        yield from ("--user", f"{user.username}:PASSWORD_{number}")


def test_a_verdict_is_reached_without_editing(
    started: Target, tmp_path: Path, coatcheck: Coatcheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, known = tmp_path / "target.yaml", options(started, monkeypatch)
    code, printed = coatcheck("init", started.issuer or "", *known, "-o", str(file))
    assert code == 0, printed
    code, printed = coatcheck("run", "--target", str(file), "--out", str(tmp_path / "reports"))
    assert code in (0, 1), printed
    [path] = tmp_path.glob("reports/*/results.json")
    results = json.loads(path.read_text(encoding="utf-8"))
    assert results["counts"]["scenarios"]["ERROR"] == 0, printed
    assert results["counts"]["scenarios"]["PASS"] > 100
