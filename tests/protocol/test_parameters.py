"""Deviations as tables say them."""

import pytest

from coatcheck.protocol.parameters import Parameters

PLAIN = Parameters.of(a="1", b="2", c=None)


@pytest.mark.parametrize(
    ("changes", "encoded"),
    [
        ((), "a=1&b=2"),
        ((("a", "(omitted)"),), "b=2"),
        ((("a", "(empty)"),), "a=&b=2"),
        ((("a", "(repeated)"),), "a=1&b=2&a=1"),
        ((("a", "x y&z"),), "a=x+y%26z&b=2"),
        ((("c", "3"),), "a=1&b=2&c=3"),
        ((("d", "(omitted)"),), "a=1&b=2"),
        ((("a", "(repeated)"), ("a", "9")), "a=9&b=2"),
    ],
)
def test_changed(changes: tuple[tuple[str, str], ...], encoded: str) -> None:
    assert PLAIN.changed(changes).encode() == encoded


def test_parsing_keeps_order_empty_values_and_duplicates() -> None:
    parsed = Parameters.parse("b=&a=1&b=x+y")
    assert parsed.pairs == (("b", ""), ("a", "1"), ("b", "x y"))
    assert parsed.get("b") == ""
    assert parsed.all("b") == ["", "x y"]
    assert parsed.get("c") is None
