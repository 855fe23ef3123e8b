"""The messages of a flow by the words that the features use for them."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.protocol.device import VerificationMessage, VerificationPage
from coatcheck.protocol.dialogue import (
    CredentialsRedirect,
    DialogueResponse,
    PageResponse,
    dialogue,
)
from coatcheck.protocol.endpoints import ENDPOINTS, EndpointMessage
from coatcheck.protocol.logout import LogoutMessage, LogoutResponse
from coatcheck.protocol.messages import (
    AuthorizationErrorResponse,
    AuthorizationMessage,
    AuthorizationPage,
    AuthorizationResponse,
    AuthorizationServerMetadataResponse,
    IdToken,
    JwksResponse,
    JwtAccessToken,
    Message,
    MetadataResponse,
    TokenErrorResponse,
    TokenMessage,
    TokenResponse,
    UserInfoErrorResponse,
    UserInfoMessage,
    UserInfoResponse,
)
from coatcheck.scenario.flow import Flow

Find = Callable[[Flow], Message | Sequence[Message] | None]


def _dialogue(flow: Flow) -> list[Message]:
    return list(dialogue(flow.authorized))


def _login_redirects(flow: Flow) -> list[Message]:
    """Return the redirects after a password; a code, a challenge or a page may come instead."""
    found: list[Message] = [m for m in _dialogue(flow) if isinstance(m, CredentialsRedirect)]
    if not found and isinstance(flow.authorized, AuthorizationResponse):
        raise NotApplicable("no form with the end-user's password was answered by a redirect")
    return found


def _jwt_access_token(flow: Flow) -> Message:
    token = flow.tokens.jwt_access_token
    if token is None:
        raise NotApplicable("the access token is not a JWT")
    return token


def _verification(flow: Flow) -> Message:
    if flow.party.target.device is not None:
        raise NotApplicable("device is set in the target file, so the suite sees no device pages")
    return flow.answer("verification")


def _verification_pages(flow: Flow) -> list[Message]:
    verification = _verification(flow)
    return list(verification.shown) if isinstance(verification, VerificationMessage) else []


def _of_endpoints() -> Iterator[tuple[str, tuple[type[Message], Find]]]:
    """Yield the responses of the other endpoints: any, a successful one, and a refusal."""
    for kind, endpoint in ENDPOINTS.items():
        find = partial(Flow.answer, kind=kind)
        yield f"answer to the {kind} request", (EndpointMessage, find)
        yield f"{kind} response", (endpoint.response, find)
        yield f"{kind} error response", (endpoint.error, find)


MESSAGES: dict[str, tuple[type[Message], Find]] = {
    "OpenID Provider metadata": (MetadataResponse, lambda flow: flow.document),
    "authorization server metadata": (
        AuthorizationServerMetadataResponse,
        lambda flow: flow.document,
    ),
    "JWK Set": (JwksResponse, lambda flow: flow.document),
    "authorization dialogue": (DialogueResponse, _dialogue),
    "end-user's page": (PageResponse, _dialogue),
    "redirect after the login": (CredentialsRedirect, _login_redirects),
    "answer to the authorization request": (AuthorizationMessage, lambda flow: flow.authorized),
    "authorization server's page": (AuthorizationPage, lambda flow: flow.authorized),
    "authorization response": (AuthorizationResponse, lambda flow: flow.authorized),
    "authorization error response": (AuthorizationErrorResponse, lambda flow: flow.authorized),
    "answer to the token request": (TokenMessage, lambda flow: flow.token_response),
    "token response": (TokenResponse, lambda flow: flow.token_response),
    "token error response": (TokenErrorResponse, lambda flow: flow.token_response),
    "ID Token": (IdToken, lambda flow: flow.tokens.id_token),
    "access token": (JwtAccessToken, _jwt_access_token),
    "answer to the UserInfo request": (UserInfoMessage, lambda flow: flow.userinfo_response),
    "UserInfo response": (UserInfoResponse, lambda flow: flow.userinfo_response),
    "UserInfo error response": (UserInfoErrorResponse, lambda flow: flow.userinfo_response),
    "answer to the logout request": (LogoutMessage, lambda flow: flow.answer("logout")),
    "logout response": (LogoutResponse, lambda flow: flow.answer("logout")),
    "device verification": (VerificationMessage, _verification),
    "device's page": (VerificationPage, _verification_pages),
    **dict(_of_endpoints()),
}
"""The messages that can be judged, by name in a feature: their type, and where a flow has them."""


def said(name: str, flow: Flow) -> list[Message]:
    """Return the messages of this name. Raises NotTestable where there are none.

    Raises NotApplicable where the request was granted, and another scenario tests that it is
    refused: the form of a refusal cannot be tested then.
    """
    kind, find = MESSAGES[name]
    found = find(flow)
    messages = list(found) if isinstance(found, Sequence) else [found]
    fitting = [message for message in messages if isinstance(message, kind)]
    came = [message for message in fitting if message.readable or message.exchange.reply]
    if not came and isinstance(found, _GRANTED.get(name, ())):
        raise NotApplicable(f"the request was not refused: {flow.last_outcome}")
    if not came:
        raise NotTestable(f"there is no {name}: {flow.last_outcome}")
    return came


REFUSAL_DEMANDED = ("device authorization", "introspection", "pushed authorization")
"""Requests whose refusals are judged only where another scenario tests that they are refused."""

_GRANTED: dict[str, type[Message]] = {
    f"{kind} error response": ENDPOINTS[kind].response for kind in REFUSAL_DEMANDED
}


def came_of(kind: str, flow: Flow) -> Message:
    """Return the response to the last request of a kind. Raises NotTestable where none was sent."""
    message = OUTCOMES[kind](flow)
    if message is None:
        raise NotTestable(f"no {kind} request could be sent: {flow.last_outcome}")
    return message


OUTCOMES: dict[str, Callable[[Flow], Message | None]] = {
    "authorization": lambda flow: flow.authorized,
    "token": lambda flow: flow.token_response,
    "refresh": lambda flow: flow.token_response,
    "client credentials": lambda flow: flow.token_response,
    "password": lambda flow: flow.token_response,
    "extension grant": lambda flow: flow.token_response,
    "device token": lambda flow: flow.token_response,
    "CIBA token": lambda flow: flow.token_response,
    "UserInfo": lambda flow: flow.userinfo_response,
    "logout": partial(Flow.answer, kind="logout"),
    **{kind: partial(Flow.answer, kind=kind) for kind in ENDPOINTS},
}
"""Where a flow has the response to a request, by the words that the features use."""
