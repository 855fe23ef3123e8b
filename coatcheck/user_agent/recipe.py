"""The login recipe of a target file, as both drivers understand it."""

from coatcheck.base.errors import CredentialsRefused
from coatcheck.target.target import Page


def element_missing(page: Page, selector: str, url: str) -> CredentialsRefused:
    """Return the error for a page that lacks an element of its recipe."""
    return CredentialsRefused(
        f"The {page.page} page at {url} has no {selector} that can be used.",
        f"Correct wait, fill, check or press of the page {page.page!r} under login in the target "
        "file.",
    )


def page_stays(page: Page, selector: str, url: str) -> CredentialsRefused:
    """Return the error for a page from which its button leads nowhere."""
    return CredentialsRefused(
        f"The {page.page} page at {url} stays when {selector} has been pressed.",
        f"Correct press of the page {page.page!r} under login in the target file, or what is "
        "entered there: the page may not have taken it.",
    )
