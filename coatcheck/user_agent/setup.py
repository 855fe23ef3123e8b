"""Finding or getting a browser, once, when the suite is set up.

An installed Chromium, Chrome or Edge is used as it is; else Playwright downloads its own; else, as
root on Debian or Ubuntu, the package `chromium` is installed; else the three ways are named.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from coatcheck.user_agent.chromium import installed_browser

ADVICE = """coatcheck: no browser was found, and none could be installed. Do one of these:
  - install Chromium, Chrome or Edge, or name one in COATCHECK_BROWSER;
  - run `python -m playwright install chromium` where it can be downloaded;
  - as root on Debian or Ubuntu, run `apt-get install chromium`.
"""


def main() -> int:
    """Make sure that there is a browser; return 2, with advice, where there is none."""
    ways = (installed_browser, _own_browser, _download, _debian_package)
    browser = next((found for way in ways if (found := way())), None)
    if browser is None:
        sys.stderr.write(ADVICE)
        return 2
    sys.stdout.write(f"Browser: {browser}\n")
    return 0


def _own_browser() -> str | None:
    """Return the path of the browser that Playwright has downloaded, if it is there."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _download() -> str | None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return _own_browser()


def _debian_package() -> str | None:
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return None
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        quietly = ["apt-get", "-qq", *command]
        subprocess.run(quietly, check=False, env=environment, stdout=subprocess.DEVNULL)
    return installed_browser()


if __name__ == "__main__":
    sys.exit(main())
