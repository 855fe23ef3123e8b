"""The answers to the navigations of a browser's tab, kept as exchanges."""

import datetime

from playwright.sync_api import Error, Page as Tab, Request as PlaywrightRequest, Response

from coatcheck.net.wire import Exchange, Reply, Request, Wire


class Answers:
    """Keeps the answers to a tab's navigations, redirects included, in the order they came."""

    def __init__(self, tab: Tab) -> None:
        self.came: list[Response] = []
        self._finished: list[PlaywrightRequest] = []
        self._bodies: dict[Response, bytes] = {}
        tab.on("response", self._answered)
        tab.on("requestfinished", self._ended)

    def keep_bodies(self) -> None:
        """Read the bodies that have come, which the browser drops together with their pages."""
        for response in self.came:
            if response not in self._bodies and self._has_ended(response):
                self._bodies[response] = _body(response)

    def exchange(self, response: Response, wire: Wire) -> Exchange:
        """Note an answer as an exchange of the wire, and return it."""
        sent = response.request
        request = Request(sent.method, sent.url, tuple(sent.headers.items()), sent.post_data)
        headers = tuple((h["name"], h["value"]) for h in response.headers_array())
        self.keep_bodies()
        reply = Reply(response.status, headers, self._bodies.get(response, b""))
        now = datetime.datetime.now(datetime.UTC)
        return wire.note("page", request, reply, None, now, 0.0)

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request() and not response.url.startswith("about:"):
            self.came.append(response)

    def _has_ended(self, response: Response) -> bool:
        return not 300 <= response.status < 400 and response.request in self._finished

    def _ended(self, request: PlaywrightRequest) -> None:
        self._finished.append(request)


def _body(response: Response) -> bytes:
    try:
        return response.body()
    except Error:
        return b"(the browser has let go of this page)"
