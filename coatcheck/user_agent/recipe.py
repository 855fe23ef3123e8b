"""The login recipe of a target file, as both drivers understand it."""

from coatcheck.errors import CredentialsRefused
from coatcheck.target import Page


def element_missing(page: Page, selector: str, url: str) -> CredentialsRefused:
    """Return the error for a page that lacks an element of its recipe."""
    return CredentialsRefused(
        f"The {page.page} page at {url} has no {selector} that can be used.",
        f"Correct fill or press of the page {page.page!r} under login in the target file.",
    )
