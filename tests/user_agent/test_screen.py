"""A browser that people watch needs a screen."""

import pytest

from coatcheck.user_agent.chromium import SCREENS
from tests.conftest import Coatcheck
from tests.user_agent.conftest import Target
from tests.user_agent.doors import Doors, serving


@pytest.mark.parametrize("command", [("check",), ("run", "--target")])
def test_a_browser_cannot_be_watched_without_a_screen(
    coatcheck: Coatcheck, target: Target, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    code, printed = coatcheck(*command, str(target("http://127.0.0.1:1/oidc")), "--headed")
    assert code == 2
    assert "There is no screen for" in printed
    assert "xvfb-run" in printed


@pytest.mark.usefixtures("no_browser")
def test_a_browser_that_does_not_start_is_told_each_time(
    coatcheck: Coatcheck, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SCREENS[0], ":99")
    with serving(Doors()) as issuer:
        code, printed = coatcheck("check", str(target(issuer)), "--headed")
    assert code == 2
    assert printed.count("No browser can be started") > 1
    assert "Check that the screen in DISPLAY" in printed
