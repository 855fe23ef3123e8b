"""The CIBA grant: CIBA 10.1."""

from ...core.client_request import GrantRequest
from ...core.clients import TRUSTED
from ...core.scopes import ALL_SCOPES
from ...core.seams import Behaviours
from ...core.sessions import ACR_PASSWORD, ACRS, Session
from ...core.store import SPENT, unguessable
from ..token_endpoint.grants import grant_type
from ..tokens.access_token import issue_access_token
from ..tokens.id_token import issue_id_token
from ..tokens.issuing import issue_refresh_token, resources
from ..tokens.records import Grant, Issued
from ..tokens.subject import subject
from .id_token import backchannel_id_token
from .records import CIBA, BackchannelRequest
from .token_duties import backchannel_token, presented

backchannel_grant = Behaviours("backchannel_grant")


@backchannel_grant
def id_token_due(grant: Grant) -> bool:
    """CIBA 10.1.1: there is an ID Token, as after any OpenID Connect authentication."""
    return True


@grant_type(CIBA, "auth_req_id", clients=TRUSTED)
def collect(request: GrantRequest) -> Issued:
    """Issue tokens for the end-user who has approved on the authentication device."""
    provider = request.provider
    provider.check(backchannel_token, request)
    waiting = presented(request)
    provider.store[SPENT][waiting.auth_req_id] = True
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
