"""UserInfo: requests that show the access token in some way (RFC 6750, 2), and their answers."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from coatcheck.net.wire import Request
from coatcheck.protocol import jose
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import User

FORM = ("Content-Type", "application/x-www-form-urlencoded")


def _bearer(token: str) -> tuple[str, str]:
    return ("Authorization", f"Bearer {token}")


def _get(url: str, token: str) -> Request:
    return Request("GET", url, (_bearer(token),))


def _unsigned(url: str, token: str) -> Request:
    """The claims of a JWT without its signature; those of no JWT are none."""
    return _get(url, jose.unsigned(jose.parse(token).claims))


def _cross_origin(url: str, token: str) -> Request:
    return Request("GET", url, (_bearer(token), ("Origin", "https://client.example")))


def _post_header(url: str, token: str) -> Request:
    return Request("POST", url, (_bearer(token),))


def _post_form(url: str, token: str) -> Request:
    return Request("POST", url, (FORM,), urlencode({"access_token": token}))


def _two_ways(url: str, token: str) -> Request:
    return Request("POST", url, (FORM, _bearer(token)), urlencode({"access_token": token}))


WAYS: dict[str, Callable[[str, str], Request]] = {
    "by GET": _get,
    "by POST": _post_header,
    "by POST with the access token in a form": _post_form,
    "with that access token": _get,
    "from a page of another origin": _cross_origin,
    "with the access token in two ways at once": _two_ways,
    "without an access token": lambda url, token: Request("GET", url),
    "with a tampered access token": lambda url, token: _get(url, jose.tampered(token)),
    "with an unsigned access token": _unsigned,
    "with an unknown access token": lambda url, token: _get(url, "no-token-of-this-provider"),
}
"""How an access token is shown, by the words that the features use."""


def shown_tokens(request: Request) -> dict[str, str]:
    """Return the access tokens in a request, by where they stand (RFC 6750, 2)."""
    query = Parameters.parse(urlsplit(request.url).query).get("access_token")
    body = Parameters.parse(request.body or "").get("access_token")
    authorization = dict(request.headers).get("Authorization")
    header = authorization.partition(" ")[2] if authorization else None
    places = {"header": header, "body": body, "query": query}
    return {place: token for place, token in places.items() if token is not None}


def userinfo_request(url: str, token: str, how: str) -> Request:
    """Return a UserInfo request. Raises KeyError for a way that nobody defined."""
    return WAYS[how](url, token)


@dataclass(frozen=True)
class UserInfoMessage(Message):
    """The response to a UserInfo request."""

    tokens: TokenResponse
    user: User | None = None

    @property
    def authorization_request(self) -> Parameters:
        """The parameters of the authorization request that it goes back to; maybe none."""
        return self.tokens.request.authorization_parameters


class UserInfoResponse(UserInfoMessage):
    """Claims about the end-user (OIDC Core, 5.3.2)."""

    schema = "userinfo_response"


class UserInfoErrorResponse(UserInfoMessage):
    """A refusal by the UserInfo endpoint (OIDC Core, 5.3.3; RFC 6750, 3)."""
