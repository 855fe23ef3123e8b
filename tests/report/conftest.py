"""The sample results, made anew for every test."""

import pytest

from .sample import Results, large, results, sound


@pytest.fixture(name="results")
def sample_results() -> Results:
    return results()


@pytest.fixture(name="sound_results")
def sample_sound_results() -> Results:
    return sound()


@pytest.fixture(name="large_results")
def sample_large_results() -> Results:
    return large()
