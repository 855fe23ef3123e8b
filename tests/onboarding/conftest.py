"""A small provider, and where the target file for it goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.onboarding.provider import PASSWORD, Behaviour, serving


@pytest.fixture
def how() -> Behaviour:
    return Behaviour()


@pytest.fixture
def issuer(how: Behaviour) -> Iterator[str]:
    with serving(how) as address:
        yield address


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the target file goes, in a place with the secrets set."""
    monkeypatch.setenv("ONE", "secret-of-one")
    monkeypatch.setenv("ANN", PASSWORD)
    return tmp_path / "target.yaml"
