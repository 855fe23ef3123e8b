"""HTML as the user agent gets it."""

from functools import lru_cache

from bs4 import BeautifulSoup


@lru_cache(maxsize=16)
def parsed(html: str) -> BeautifulSoup:
    """Return a page's elements, to be read only: a page is looked at by many."""
    return BeautifulSoup(html, "html.parser")
