"""Finding and starting a browser of the Chromium family."""

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Browser, Error, Playwright

from coatcheck.base.errors import BrowserUnavailable, TargetUnreachable
from coatcheck.net.address import origin
from coatcheck.net.route import Route
from coatcheck.protocol.parties import BASIC
from coatcheck.user_agent.agent import Interaction

INSTALLED = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
"""Where a browser of the Chromium family may be found, by name or by path."""

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
"""The variables that name a screen, where it goes without saying on other systems."""

UNHURRIED = 250.0
"""How long each act of a browser that is watched takes, in milliseconds."""


def installed_browser() -> str | None:
    """Return the path of a browser that is installed already, if there is one."""
    named = os.environ.get("COATCHECK_BROWSER")
    found = (shutil.which(name) for name in ((named,) if named else INSTALLED))
    return next((path for path in found if path), None)


def require_screen() -> None:
    """Raise BrowserUnavailable where nobody could see a browser."""
    if sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in SCREENS):
        return
    raise BrowserUnavailable(
        f"There is no screen for a visible browser: {' and '.join(SCREENS)} are not set.",
        "Use a machine with a screen, or `xvfb-run`. Checks and runs without --headed need none.",
    )


def launch(playwright: Playwright, route: Route, *, headed: bool = False) -> Browser:
    """Start an installed browser, or Playwright's own. Raises BrowserUnavailable.

    Raises TargetUnreachable where the provider does not show the certificate to trust.
    """
    args = [*_arguments(route)]
    try:
        return playwright.chromium.launch(
            executable_path=installed_browser(),
            args=args,
            headless=not headed,
            slow_mo=UNHURRIED if headed else 0,
        )
    except Error as error:
        screen = f"Check that the screen in {' or '.join(SCREENS)} can be used. "
        raise BrowserUnavailable(
            f"No browser can be started: {str(error).splitlines()[0]}",
            f"{screen if headed else ''}"
            "Install Chromium, Chrome or Edge; or run `playwright install chromium`; "
            "or, as root on Debian or Ubuntu, `apt-get install chromium`.",
        ) from error


def _arguments(route: Route) -> Iterator[str]:
    yield "--disable-background-networking"
    yield "--disable-component-update"
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        yield "--no-sandbox"
    try:
        pins = route.pins()
    except OSError as error:
        raise TargetUnreachable(
            f"The provider shows no certificate of the authority that it has announced: {error}.",
            "Correct the ca_file that start.command prints.",
        ) from error
    if pins:
        yield f"--ignore-certificate-errors-spki-list={','.join(pins)}"


def settings(route: Route, url: str, interaction: Interaction | None = None) -> dict[str, Any]:
    """Return how a browser context goes the way that the suite goes, and on whose behalf.

    An authority to trust cannot be told to a browser. Where the target file names one, the suite
    itself has verified the certificate by then, when it fetched the first page; where the provider
    announced one, the key that it certifies was told when the browser was started.
    """
    options: dict[str, Any] = {"ignore_https_errors": route.ca_file is not None}
    if route.proxy:
        options["proxy"] = route.proxy_of_browser
    if route.certificate is not None:
        files = {"certPath": route.certificate.file, "keyPath": route.certificate.key_file}
        options["client_certificates"] = [{"origin": origin(url), **files}]
    if interaction is not None and interaction.origins:
        options["storage_state"] = {"cookies": [], "origins": list(interaction.origins)}
    if interaction is not None and interaction.user.login == BASIC:
        user = interaction.user
        names = {"username": user.username, "password": user.password, "origin": origin(url)}
        options["http_credentials"] = names
    return options
