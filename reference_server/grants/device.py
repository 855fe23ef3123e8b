"""The device authorization grant: RFC 8628 3.4."""

from ..checks.device_token import device_token, presented
from ..checks.end_user import subject
from ..messages import GrantRequest
from ..models import DeviceAuthorization, Grant, Session
from ..responses.token import Issued
from ..seams import Behaviours
from ..store import unguessable
from .tokens import issued

device_grant = Behaviours("device_grant")


@device_grant
def approver(request: GrantRequest, waiting: DeviceAuthorization) -> Session:
    """RFC 8628 1: the tokens are those of the end-user who approved."""
    assert waiting.decided_by is not None
    return waiting.decided_by


def connect(request: GrantRequest) -> Issued:
    """Issue tokens to the device that the end-user has approved."""
    provider = request.provider
    provider.check(device_token, request)
    waiting = presented(request)
    provider.store.spent[waiting.device_code] = True
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
