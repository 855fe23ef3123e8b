"""Headers and addresses that only look like numbers and addresses are no fault of the suite."""

import pytest

from coatcheck.net.address import origin, without_query
from coatcheck.net.pace import retry_after

MALFORMED = "https://[::1/callback"


@pytest.mark.parametrize("value", ["²", "٣", "soon", "", "1.5"])
def test_a_retry_after_that_is_no_number_asks_for_nothing(value: str) -> None:
    assert retry_after(value) is None


def test_an_address_that_cannot_be_taken_apart_shares_its_origin_with_none() -> None:
    assert origin(MALFORMED) == MALFORMED
    assert origin(MALFORMED) != origin("https://[::2/callback")
    assert without_query(MALFORMED).startswith(MALFORMED)
