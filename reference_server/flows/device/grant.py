"""The device authorization grant: RFC 8628 3.4."""

from ...core.client_request import GrantRequest
from ...core.clients import PUBLIC, TRUSTED
from ...core.seams import Behaviours
from ...core.sessions import Session
from ...core.store import SPENT, unguessable
from ..token_endpoint.grants import grant_type
from ..tokens.issuing import issued
from ..tokens.records import Grant, Issued
from ..tokens.subject import subject
from .records import DEVICE_CODE, DeviceAuthorization
from .token_duties import device_token, presented

device_grant = Behaviours("device_grant")


@device_grant
def approver(request: GrantRequest, waiting: DeviceAuthorization) -> Session:
    """RFC 8628 1: the tokens are those of the end-user who approved."""
    assert waiting.decided_by is not None
    return waiting.decided_by


@grant_type(DEVICE_CODE, "device_code", clients=(*TRUSTED, *PUBLIC))
def connect(request: GrantRequest) -> Issued:
    """Issue tokens to the device that the end-user has approved."""
    provider = request.provider
    provider.check(device_token, request)
    waiting = presented(request)
    provider.store[SPENT][waiting.device_code] = True
    return issued(request, _grant(request, waiting))


def _grant(request: GrantRequest, waiting: DeviceAuthorization) -> Grant:
    provider = request.provider
    session = provider.use(approver)(request, waiting)
    return Grant(
        grant_id=unguessable(),
        client=waiting.client,
        sub=provider.use(subject)(session),
        scopes=waiting.scopes,
        user=session.user,
        auth_time=session.auth_time,
        acr=session.acr,
        granted_at=int(provider.clock.now()),
        parameters=waiting.parameters,
    )
