"""The messages of a flow by the words that the features use for them."""

from collections.abc import Callable, Sequence

from coatcheck.flow import Flow
from coatcheck.protocol.messages import (
    AuthorizationErrorResponse,
    AuthorizationResponse,
    AuthorizationServerMetadataResponse,
    DialogueResponse,
    IdToken,
    JwksResponse,
    JwtAccessToken,
    Message,
    MetadataResponse,
    TokenErrorResponse,
    TokenResponse,
    UserInfoErrorResponse,
    UserInfoResponse,
)
from coatcheck.verdict import NotTestable

Find = Callable[[Flow], Message | Sequence[Message] | None]


def _dialogue(flow: Flow) -> list[Message]:
    response = flow.authorized
    return [DialogueResponse(response.provider, exchange) for exchange in response.exchanges]


MESSAGES: dict[str, tuple[type[Message], Find]] = {
    "OpenID Provider metadata": (MetadataResponse, lambda flow: flow.document),
    "authorization server metadata": (
        AuthorizationServerMetadataResponse,
        lambda flow: flow.document,
    ),
    "JWK Set": (JwksResponse, lambda flow: flow.document),
    "authorization dialogue": (DialogueResponse, _dialogue),
    "authorization response": (AuthorizationResponse, lambda flow: flow.authorized),
    "authorization error response": (AuthorizationErrorResponse, lambda flow: flow.authorized),
    "token response": (TokenResponse, lambda flow: flow.token_response),
    "token error response": (TokenErrorResponse, lambda flow: flow.token_response),
    "ID Token": (IdToken, lambda flow: flow.tokens.id_token),
    "access token": (JwtAccessToken, lambda flow: flow.tokens.jwt_access_token),
    "UserInfo response": (UserInfoResponse, lambda flow: flow.userinfo_response),
    "UserInfo error response": (UserInfoErrorResponse, lambda flow: flow.userinfo_response),
}
"""What can be judged, by its name in a feature: its kind, and where a flow has it."""


def said(name: str, flow: Flow) -> list[Message]:
    """Return the messages of this name. Raises NotTestable where none of them came."""
    kind, find = MESSAGES[name]
    found = find(flow)
    messages = list(found) if isinstance(found, Sequence) else [found]
    fitting = [message for message in messages if isinstance(message, kind)]
    came = [message for message in fitting if message.readable or message.exchange.reply]
    if not came:
        raise NotTestable(f"no {name} came: {flow.last_outcome}")
    return came


def came_of(kind: str, flow: Flow) -> Message | None:
    """Return what came of the last request of a kind. Raises KeyError for an unknown kind."""
    return OUTCOMES[kind](flow)


OUTCOMES: dict[str, Callable[[Flow], Message | None]] = {
    "authorization": lambda flow: flow.authorized,
    "token": lambda flow: flow.token_response,
    "refresh": lambda flow: flow.token_response,
    "client credentials": lambda flow: flow.token_response,
    "UserInfo": lambda flow: flow.userinfo_response,
}
"""Where a flow has what came of a request, by the words that the features use."""
