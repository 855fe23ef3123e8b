"""How the faults are run."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option to run each fault by itself."""
    stated = "run each fault by itself, against all scenarios that it can touch"
    parser.addoption("--single", action="store_true", help=stated)
