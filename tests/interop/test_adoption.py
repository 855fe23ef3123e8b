"""A provider that nobody here wrote is judged without editing its target file."""

from tests.interop.adoption import Adoption


def test_a_verdict_is_reached_without_editing(adoption: Adoption) -> None:
    assert adoption.init == 0, adoption.printed
    assert adoption.run in (0, 1), adoption.printed
    counts = adoption.results["counts"]["scenarios"]
    assert counts["ERROR"] == 0, adoption.printed
    assert counts["PASS"] > 100
