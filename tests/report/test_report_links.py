"""Nothing that a provider says becomes a link in a summary."""

import pytest

from coatcheck.report import markdown


@pytest.mark.parametrize("text", ["www.evil.example", "WWW.evil.example", "see www.a.example/b"])
def test_no_address_is_linked_by_itself(text: str) -> None:
    shown = markdown.safe(text)
    assert "www." not in shown.lower()
    assert "www&#46;" in shown.lower()
