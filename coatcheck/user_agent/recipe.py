"""The login recipe of a target file, as both drivers understand it."""

from coatcheck.base.errors import CredentialsRefused
from coatcheck.target.target import Page


def element_missing(page: Page, selector: str, url: str) -> CredentialsRefused:
    """Return the error for a page that lacks an element of its recipe."""
    return CredentialsRefused(
        f"The {page.page} page at {url} has no usable element {selector}.",
        f"Correct wait, fill, check or press of the page {page.page!r} under login in the target "
        "file.",
    )


def page_stays(page: Page, selector: str, url: str) -> CredentialsRefused:
    """Return the error for a page whose button does not lead to another page."""
    return CredentialsRefused(
        f"The {page.page} page at {url} is still there after {selector} was pressed.",
        f"Correct press of the page {page.page!r} under login in the target file, or the entered "
        "values: the page may have rejected them.",
    )
