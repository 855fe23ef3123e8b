"""HTTP Basic authentication in place of a login page (RFC 7617)."""

from coatcheck.net.address import without_query
from coatcheck.net.wire import Exchange, Reply, Request
from coatcheck.protocol.parties import BASIC, User
from coatcheck.target.target import Page
from coatcheck.user_agent.cookies import CookieJar

CHALLENGE = Page("login", "", "(answer the challenge)", {"(credentials)": "{username}:{password}"})
"""What a user agent shows by itself where it is asked for a name and a password."""


def challenges(reply: Reply) -> bool:
    """Tell whether an answer asks for HTTP Basic authentication."""
    offered = (reply.header("www-authenticate") or "").split(",")
    return reply.status == 401 and any(o.strip().lower().startswith("basic") for o in offered)


def challenged(exchange: Exchange, user: User) -> bool:
    """Tell whether an answer asks an end-user who logs in so to do it."""
    return user.login == BASIC and challenges(exchange.answer)


class Keyring(CookieJar):
    """The cookies of a user agent, and where it has entered the end-user's name and password."""

    def __init__(self, user: User) -> None:
        super().__init__()
        self._credentials = user.basic_credentials
        self._spaces: list[str] = []

    def unlock(self, url: str) -> None:
        """Enter them at an address, and for all that lies beside and below it (RFC 7617, 2.2)."""
        self._spaces.append(without_query(url).rpartition("/")[0] + "/")

    def attach(self, request: Request) -> Request:
        """Return the request with the cookies and the credentials that belong to its address."""
        request = super().attach(request)
        address = without_query(request.url)
        if not any(address.startswith(space) for space in self._spaces):
            return request
        header = ("Authorization", f"Basic {self._credentials}")
        return Request(request.method, request.url, (*request.headers, header), request.body)


def again(request: Request) -> Request:
    """Return a request as it is sent once more, without what the user agent adds by itself."""
    kept = tuple(h for h in request.headers if h[0].lower() in ("content-type", "origin"))
    return Request(request.method, request.url, kept, request.body)
