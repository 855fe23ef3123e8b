"""Target files that are wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coatcheck.base.errors import TargetFileError
from coatcheck.target import target_file
from tests.conftest import Write

Refusal = Callable[[str], TargetFileError]


@pytest.fixture
def refusal(write_target: Write) -> Refusal:
    """Return what is said of a target file of this text."""

    def refused(text: str) -> TargetFileError:
        with pytest.raises(TargetFileError) as raised:
            target_file.load(Path(write_target(text)))
        return raised.value

    return refused


def changed(text: str, old: str, new: str) -> str:
    """Return a text with one thing changed, which is in it."""
    assert old in text
    return text.replace(old, new, 1)
