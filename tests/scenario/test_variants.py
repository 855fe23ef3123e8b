"""What comes close to a right value, and where there is nothing that does."""

from collections.abc import Callable

import pytest

from coatcheck.base.verdict import NotApplicable
from coatcheck.scenario.words import variants


@pytest.mark.parametrize(
    ("variant", "value", "close"),
    [
        (variants.in_another_case, "Secret-1", "sECRET-1"),
        (variants.beginning, "Secret-1", "Secret-"),
        (variants.path_in_another_case, "https://a.example/cb?b=c", "https://a.example/CB?b=c"),
        (variants.of_subdomain, "https://a.example/cb", "https://elsewhere.a.example/cb"),
        (variants.of_subdomain, "http://localhost:80/cb", "http://elsewhere.localhost:80/cb"),
        (variants.at_another_port, "https://a.example/cb", "https://a.example:8443/cb"),
        (variants.at_another_port, "https://a.example:8443/cb", "https://a.example:9443/cb"),
    ],
)
def test_a_variant_comes_close(variant: Callable[[str, str], str], value: str, close: str) -> None:
    assert variant("value", value) == close


@pytest.mark.parametrize(
    ("variant", "value"),
    [
        (variants.in_another_case, "12345"),
        (variants.beginning, "1"),
        (variants.path_in_another_case, "https://a.example/"),
        (variants.of_subdomain, "http://127.0.0.1:80/cb"),
        (variants.of_subdomain, "http://[::1]/cb"),
        (variants.of_subdomain, "com.example.app:/cb"),
        (variants.at_another_port, "http://127.0.0.1:80/cb"),
        (variants.at_another_port, "http://localhost/cb"),
    ],
)
def test_what_has_no_variant_is_not_applicable(
    variant: Callable[[str, str], str], value: str
) -> None:
    with pytest.raises(NotApplicable, match="value"):
        variant("value", value)
