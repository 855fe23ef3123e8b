"""The pages made from the suite are up to date, and name what exists."""

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT
from tests.offenders import refuse

PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((ROOT / "docs").glob("*.md"))


def test_generated_pages_are_up_to_date() -> None:
    command = [sys.executable, "docs/generate.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr + "run `make docs`"


def test_links_within_the_project_lead_somewhere() -> None:
    links = [(page, link) for page in PAGES for link in links_of(page)]
    refuse(f"{page.name}: {link}" for page, link in links if not (page.parent / link).exists())


def links_of(page: Path) -> list[str]:
    """Return the links of a page to other files of the project."""
    return re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
