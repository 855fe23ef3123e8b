"""No scenario has a Given that could be left out."""

import pytest

from coatcheck.run.listing import ListedScenario, all_scenarios
from tests.fillers import fillers
from tests.offenders import refuse


def scenario(*steps: str) -> ListedScenario:
    """Return a scenario of these Givens and, at the end, its When."""
    keywords = (*("given" for _ in steps[1:]), "when")
    return ListedScenario("feature/id", "title", "requirement", (), steps, keywords)


def test_no_given_could_be_left_out() -> None:
    refuse(f"{each.id}: {given}" for each in all_scenarios() for given in fillers(each))


BY_DEFAULT = "the client presents its own credentials"
WRONG = "the client presents wrong credentials"
BASIC = 'a client that authenticates by "client_secret_basic"'
SIGNED_IN = "the end-user is signed in"
NO_SESSION = "a user agent without a session"
REVOKED = "the client has sent the revocation request in vain"
CODE_FLOW = "the client completes the code flow"
JWK_SET = "the client fetches the JWK Set"
REFRESH = "the client sends the refresh request"
USERINFO = "the client sends the UserInfo request by POST"


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ((BY_DEFAULT, REFRESH), [BY_DEFAULT]),
        ((WRONG, WRONG, REFRESH), [WRONG]),
        ((SIGNED_IN, CODE_FLOW), [SIGNED_IN]),
        ((NO_SESSION, SIGNED_IN, CODE_FLOW), [SIGNED_IN]),
        ((NO_SESSION, CODE_FLOW), [NO_SESSION]),
        ((WRONG, CODE_FLOW), [WRONG]),
        ((WRONG, USERINFO), [WRONG]),
        (("the client presents nothing at all", JWK_SET), ["the client presents nothing at all"]),
        ((BASIC, JWK_SET), [BASIC]),
    ],
)
def test_a_given_that_could_be_left_out_is_found(steps: tuple[str, ...], found: list[str]) -> None:
    assert [*fillers(scenario(*steps))] == found


@pytest.mark.parametrize(
    "steps",
    [
        (WRONG, REFRESH),
        (WRONG, REVOKED, BY_DEFAULT, REFRESH),
        (BASIC, CODE_FLOW),
        (NO_SESSION, SIGNED_IN, "the client sends the authorization request"),
        (SIGNED_IN, USERINFO),
        ("the client has redeemed an authorization code", CODE_FLOW),
        ("2 seconds pass", JWK_SET),
    ],
)
def test_a_given_that_is_needed_is_none(steps: tuple[str, ...]) -> None:
    assert [*fillers(scenario(*steps))] == []
