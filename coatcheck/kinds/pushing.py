"""Pushing: authorization requests at a provider that accepts only pushed ones."""

from dataclasses import replace

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.expect.outcome import described
from coatcheck.expect.rule import is_answer
from coatcheck.protocol.authorization import AuthorizationMessage, AuthorizationRequest
from coatcheck.protocol.endpoints import EndpointErrorResponse, EndpointMessage, EndpointRequest
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.provider import Provider
from coatcheck.protocol.pushed_authorization import (
    PUSHED_AUTHORIZATION,
    PushedAuthorizationResponse,
)
from coatcheck.relying_party.party import RelyingParty
from coatcheck.user_agent.agent import UserAgent


def demanded(provider: Provider) -> bool:
    """Tell whether a provider accepts only pushed authorization requests (RFC 9126, 5)."""
    return provider.metadata.get("require_pushed_authorization_requests") is True


def authorize(
    party: RelyingParty, request: AuthorizationRequest, agent: UserAgent, *, refusing: bool = False
) -> AuthorizationMessage:
    """Send an authorization request, after pushing it where that is demanded.

    Raises NotApplicable where the pushed request is refused, and NotTestable where it is neither
    accepted nor refused.
    """
    if demanded(party.known) and request.by_reference is None:
        request = pushed(party, request)
    return party.authorize(request, agent, refusing=refusing)


def pushed(party: RelyingParty, request: AuthorizationRequest) -> AuthorizationRequest:
    """Return a request by its reference, or raise as `authorize` does where there is none."""
    sent = EndpointRequest(request.client, parameters(party, request), authorization=request)
    answer = party.request_endpoint(PUSHED_AUTHORIZATION, sent)
    if not isinstance(answer, PushedAuthorizationResponse) or not answer.request_uri:
        raise _without_reference(answer)
    reference = Parameters.of(client_id=request.client.client_id, request_uri=answer.request_uri)
    return replace(request, by_reference=reference)


def parameters(party: RelyingParty, request: AuthorizationRequest) -> Parameters:
    """Return what is pushed of an authorization request, with what the target file adds."""
    return request.parameters.changed(party.target.further(PUSHED_AUTHORIZATION.kind))


def _without_reference(answer: EndpointMessage) -> NotApplicable | NotTestable:
    refused = isinstance(answer, EndpointErrorResponse) and answer.reply.status < 500
    if refused and is_answer(answer):
        what = "the provider accepts only pushed authorization requests, and refused to take this"
        return NotApplicable(f"{what} one: {described(answer)}")
    return NotTestable(f"the pushed authorization request failed: {described(answer)}")
