"""Requests that a client sends directly: token requests, and those to other endpoints."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from coatcheck.kinds.kind import Kind, NamedMessage
from coatcheck.protocol.authorization import AuthorizationMessage, AuthorizationRequest
from coatcheck.protocol.client_request import parameters_of, transport_of
from coatcheck.protocol.endpoints import Endpoint, EndpointMessage, EndpointRequest
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import TokenMessage, TokenRequest, TokenResponse
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario import documented
from coatcheck.scenario.flow import Flow, Presentation
from coatcheck.scenario.words import filled_in


class TokenKind(Kind):
    """A kind of token request."""

    response = TokenResponse
    secrets: ClassVar[tuple[str, ...]] = TokenResponse.brings

    @abstractmethod
    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters of the plain request."""

    def send(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Send a request with deviations; it goes back to nothing that was sent before."""
        return request_token(flow, further(self.name, flow, self.plain(flow)), changes)

    def answer(self, flow: Flow) -> TokenMessage | None:
        """Return the answer to the latest token request, of whatever kind."""
        return flow.token_response


class EndpointKind(Kind):
    """The kind of request that an endpoint takes."""

    endpoint: ClassVar[Endpoint]
    refusal_demanded: ClassVar[bool] = False
    """Whether no scenario judges a refusal of it unless another one demands that refusal."""

    def __init_subclass__(cls) -> None:
        cls.name, cls.response = cls.endpoint.kind, cls.endpoint.response

    @abstractmethod
    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters of the plain request."""

    def send(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Send a request with deviations."""
        parameters = further(self.name, flow, self.plain(flow))
        return request_endpoint(flow, self.endpoint, parameters, changes)

    def answer(self, flow: Flow) -> Message:
        """Return the answer to the latest request. Raises NotTestable where none was sent."""
        return flow.answer(self.name)

    def messages(self) -> Mapping[str, NamedMessage]:
        """Return the answers: what was asked for, a refusal, or either."""
        granted = self.response if self.refusal_demanded else None
        return {
            f"answer to the {self.name} request": NamedMessage(EndpointMessage, self.answer),
            f"{self.name} response": NamedMessage(self.response, self.answer),
            f"{self.name} error response": NamedMessage(self.endpoint.error, self.answer, granted),
        }


def request_token(
    flow: Flow,
    plain: Parameters,
    changes: Changes,
    authorization: AuthorizationMessage | None = None,
    first: TokenResponse | None = None,
) -> Flow:
    """Send a token request with deviations."""
    parameters = plain.changed(filled_in(parameters_of(changes), flow))
    request = TokenRequest(flow.client, parameters, authorization, first)
    shown, transport = flow.presentation, tuple(transport_of(changes).items())
    claims = filled_in(shown.assertion, flow)
    message = flow.party.request_token(request, shown.how, claims, transport)
    hold_to_contract(flow, changes, message, TokenResponse)
    return flow.answered("token", message)


def request_endpoint(
    flow: Flow,
    endpoint: Endpoint,
    plain: Parameters,
    changes: Changes,
    authorization: AuthorizationRequest | None = None,
) -> Flow:
    """Send a request to an endpoint with deviations."""
    parameters = plain.changed(filled_in(parameters_of(changes), flow))
    if authorization is not None:
        authorization = replace(authorization, parameters=parameters)
    earlier = tuple(message for _, message in flow.answers)
    request = EndpointRequest(flow.client, parameters, flow.issued, authorization, earlier)
    shown, transport = flow.presentation, tuple(transport_of(changes).items())
    claims = filled_in(shown.assertion, flow)
    message = flow.party.request_endpoint(endpoint, request, shown.how, claims, transport)
    hold_to_contract(flow, changes, message, endpoint.response)
    return flow.answered(endpoint.kind, message)


def hold_to_contract(flow: Flow, changes: Changes, message: Message, goods: type[Message]) -> None:
    """Hold a plain request to the contract of the target file, if there is one."""
    if not changes and flow.presentation == Presentation():
        documented.require(flow.party, message, goods)


def further(kind: str, flow: Flow, parameters: Parameters) -> Parameters:
    """Return parameters with those that the target file has every such request carry."""
    return parameters.changed(flow.party.target.further(kind))
