"""Authorization requests and their responses (RFC 6749, 4.1.1 and 4.1.2; OIDC Core, 3.1.2)."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coatcheck.net.wire import Exchange
from coatcheck.protocol.message import Message
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client, User

QUERY, FRAGMENT, FORM_POST = "query", "fragment", "form_post"
"""The response modes: in which part of the redirect, or in the body of a form that is posted."""

_TOKEN_WORDS = {"token", "id_token"}


@dataclass(frozen=True)
class AuthorizationRequest:
    """An authorization request (RFC 6749, 4.1.1; OIDC Core, 3.1.2.1)."""

    client: Client
    parameters: Parameters
    method: str = "GET"
    code_verifier: str | None = None
    origin: str | None = None
    by_reference: Parameters | None = None
    """What is sent in place of the parameters, where these were pushed (RFC 9126, 4)."""

    @property
    def mode_asked(self) -> bool:
        """Whether the request asks for a response mode that there is."""
        return self.parameters.get("response_mode") in (QUERY, FRAGMENT, FORM_POST)

    @property
    def response_mode(self) -> str:
        """Where the response belongs: what is asked for, or the default of the response type.

        That is the query for a code, and the fragment where tokens are asked for (OAuth 2.0
        Multiple Response Type Encoding Practices, 2.1 and 5).
        """
        if self.mode_asked:
            return self.parameters.get("response_mode") or QUERY
        words = {*(self.parameters.get("response_type") or "").split()}
        tokens = bool(words & _TOKEN_WORDS) and words <= _TOKEN_WORDS | {"code"}
        return FRAGMENT if tokens else QUERY

    def beside(self, name: str) -> str | None:
        """Return a parameter that is sent beside a request_uri, if there is one."""
        return self.by_reference.get(name) if self.by_reference else None


@dataclass(frozen=True)
class AuthorizationMessage(Message):
    """The response to an authorization request."""

    request: AuthorizationRequest
    location: str = ""
    pages: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    user: User | None = None
    login: str = ""
    posted: Parameters | None = None
    """What a form has brought that was posted to the redirection URI, if one was."""

    @cached_property
    def parameters(self) -> Parameters:
        """The parameters where the response mode of the request has them.

        For a response type with tokens they may be anywhere, unless a mode was asked for: a
        provider that does not know the type does not know its mode either.
        """
        address, _, fragment = self.location.partition("#")
        places = {
            QUERY: Parameters.parse(address.partition("?")[2]),
            FRAGMENT: Parameters.parse(fragment),
            FORM_POST: self.posted or Parameters(),
        }
        found = places[self.request.response_mode]
        by_type = self.request.response_mode == FRAGMENT and not self.request.mode_asked
        return self.delivered if by_type and not found.pairs else found

    @cached_property
    def delivered(self) -> Parameters:
        """The parameters of the response, wherever they stand."""
        brought = self.posted.pairs if self.posted else ()
        return Parameters((*Parameters.delivered(self.location).pairs, *brought))

    @property
    def members(self) -> dict[str, Any]:
        """The parameters where the response mode has them, by name."""
        return dict(reversed(self.parameters.pairs))

    @property
    def readable(self) -> bool:
        """Whether it came to the client."""
        return bool(self.location)


class AuthorizationResponse(AuthorizationMessage):
    """A code, delivered to the client's redirection URI (RFC 6749, 4.1.2)."""

    schema = "authorization_response"
    brings = ("code",)

    @property
    def code(self) -> str:
        """The authorization code."""
        return self.parameters.get("code") or ""


class AuthorizationErrorResponse(AuthorizationMessage):
    """An error, delivered to the client's redirection URI (RFC 6749, 4.1.2.1)."""

    schema = "authorization_error_response"


class MisdirectedResponse(AuthorizationMessage):
    """Anything that went to a redirection URI that the client has not registered."""


class AuthorizationPage(AuthorizationMessage):
    """A page at which the user agent stays; nothing went to the client."""
