"""A name of nothing is told with the nearest that there is."""

import pytest

from coatcheck.base.nearest import asked, nearest
from tests.conftest import Coatcheck


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "--flow", "pkse"), "Did you mean pkce?"),
        (("list", "--flow", "pkse"), "Did you mean pkce?"),
        (("run", "--clause", "RFC6749-4.1.2/code-singel-use"), "RFC6749-4.1.2/code-single-use"),
        (("run", "--clause", "rfc6749"), "Did you mean RFC6749?"),
        (("run", "--flow", "pkce", "--flow", "no-such-flow"), "unknown feature no-such-flow"),
        (
            ("run", "--scenario", "token_endpoint/a-redemed-code-is-refused"),
            "Did you mean token_endpoint/a-redeemed-code-is-refused?",
        ),
        (("run", "--flow", "pkce", "--flow", "jwk_set", "--clause", "RFC6750"), "matches all"),
        (("serve", "--fault", "code_reuseable"), "Did you mean code_reusable?"),
        (("serve", "--fault", "no such thing at all"), "--list-faults"),
    ],
)
def test_a_name_of_nothing_is_told_with_the_nearest(
    coatcheck: Coatcheck, arguments: tuple[str, ...], words: str
) -> None:
    code, printed = coatcheck(*arguments)
    assert code == 2
    assert words in printed
    assert printed.count("\n") < 5


def test_nearest_names() -> None:
    assert nearest("lifetime", ["lifetimes", "clients"]) == ["lifetimes"]
    assert nearest("RFC6749", ["rfc6749"]) == ["rfc6749"]
    assert nearest(1, ["users"]) == []
    assert asked("paged", ["page", "pages"], "") == "Did you mean page or pages?"
    assert asked("xyz", ["page"], "Leave it.") == "Leave it."
