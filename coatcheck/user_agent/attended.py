"""A browser in which a person deals with the provider's pages."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page as Tab

from coatcheck.net.wire import Request, Wire
from coatcheck.user_agent.agent import Destination, Interaction
from coatcheck.user_agent.browser import ARRIVED, BrowserDriver, Visit

Person = Callable[[Tab], None]
"""Handles what a tab shows; a person in front of it acts without instructions."""


def at_the_screen(tab: Tab) -> None:
    """Leave the tab to the person who sees it."""


class AttendedVisit(Visit):
    """A way through the provider's pages that ends when a person has come to the client."""

    def __init__(
        self, context: BrowserContext, interaction: Interaction, wire: Wire, person: Person
    ) -> None:
        super().__init__(context, interaction, wire)
        self._person = person

    def run(self, request: Request) -> Destination:
        """Open a request's page, and wait for the client's redirection URI, however long."""
        try:
            self._open(request)
            self._person(self._tab)
            self._tab.wait_for_selector(f"#{ARRIVED}", state="attached", timeout=0)
        except Error as error:
            return Destination("", (self._broken(request, error),))
        return Destination(self._location, ())


def attended(
    browser: BrowserDriver, request: Request, interaction: Interaction, wire: Wire, person: Person
) -> tuple[Destination, dict[str, Any]]:
    """Show a request's page to a person, and return where they came and what the browser holds.

    It holds nothing where it was closed before they had come to the client.
    """
    with browser.context(request.url, interaction) as context:
        destination = AttendedVisit(context, interaction, wire, person).run(request)
        storage = context.storage_state() if destination.location else {}
        return destination, dict(storage)
