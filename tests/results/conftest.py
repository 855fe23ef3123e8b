"""A provider that breaks a requirement, and runs against it."""

from pathlib import Path

import pytest

from tests.conftest import Write


@pytest.fixture
def broken(reference_target: str, write_target: Write) -> Path:
    """A target file of a provider that redeems a code twice."""
    fault = '"--fault", "code_of_public_client_reusable", "--until-stdin-closes"'
    text = reference_target.replace('"--until-stdin-closes"', fault)
    return Path(write_target(f"# Ours.\n{text}\nuser_agent: http # no script\n"))


def run(target: Path, out: Path) -> tuple[str, ...]:
    """Return the command of a run that is reported to a folder."""
    return ("run", "--target", str(target), "--out", str(out), "-n", "1")
