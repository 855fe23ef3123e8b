"""The CIBA grant: CIBA 10.1."""

from ..checks.backchannel_token import backchannel_token, presented
from ..checks.end_user import ACR_PASSWORD, ACRS, subject
from ..messages import GrantRequest
from ..models import BackchannelRequest, Grant, Session
from ..responses.access_token import issue_access_token
from ..responses.backchannel import backchannel_id_token
from ..responses.id_token import issue_id_token
from ..responses.token import Issued
from ..scopes import ALL_SCOPES
from ..seams import Behaviours
from ..store import unguessable
from .tokens import issue_refresh_token, resources

backchannel_grant = Behaviours("backchannel_grant")


@backchannel_grant
def id_token_due(grant: Grant) -> bool:
    """CIBA 10.1.1: there is an ID Token, as after any OpenID Connect authentication."""
    return True


def collect(request: GrantRequest) -> Issued:
    """Issue tokens for the end-user who has approved on the authentication device."""
    provider = request.provider
    provider.check(backchannel_token, request)
    waiting = presented(request)
    provider.store.spent[waiting.auth_req_id] = True
    grant = _grant(request, waiting)
    at = provider.use(resources)(request, grant)
    token = issue_access_token(provider, grant, grant.scopes, at)
    due = provider.use(id_token_due)(grant)
    id_token = issue_id_token(provider, token, backchannel_id_token) if due else None
    return Issued(provider, token, issue_refresh_token(provider, grant), id_token)


def _grant(request: GrantRequest, waiting: BackchannelRequest) -> Grant:
    provider = request.provider
    now = int(waiting.decided_at or provider.clock.now())
    wanted = (acr for acr in waiting.parameters.words("acr_values") if acr in ACRS)
    device = Session(unguessable(), waiting.user, now, next(wanted, ACR_PASSWORD))
    known = (scope for scope in waiting.parameters.words("scope") if scope in ALL_SCOPES)
    return Grant(
        grant_id=unguessable(),
        client=waiting.client,
        sub=provider.use(subject)(device),
        scopes=tuple(scope for scope in known if scope in waiting.client.scopes),
        user=waiting.user,
        auth_time=device.auth_time,
        acr=device.acr,
        granted_at=now,
        parameters=waiting.parameters,
    )
