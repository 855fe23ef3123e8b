"""The delegated access grant: an end-user acts for another one."""

from collections.abc import Callable

from ..core.client_request import GrantRequest
from ..core.errors import InvalidGrant, InvalidRequest
from ..core.scopes import API_SCOPES
from ..core.seams import Behaviours, Table
from ..core.store import unguessable
from ..core.users import User
from ..flows.tokens.access_token import issue_access_token
from ..flows.tokens.records import ACCESS_TOKENS, AccessToken, Grant, Issued, is_revoked
from .aliases import LOGIN_HINT_TYPES, user_with

ACTOR_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token"
SUBJECT_IDENTIFIER_TYPE = "user_id"

delegated_access = Table[Callable[[GrantRequest], None]]("delegated_access")
delegation = Behaviours("delegation")


@delegated_access
def subject_identifier_present(request: GrantRequest) -> None:
    """oidcToken subject_identifier: it is required."""
    if request.parameters.get("subject_identifier") is None:
        raise InvalidRequest("subject_identifier is missing")


@delegated_access
def subject_identifier_type_known(request: GrantRequest) -> None:
    """oidcToken subject_identifier_type: it is user_id, if anything."""
    named = request.parameters.get("subject_identifier_type")
    if named not in (None, SUBJECT_IDENTIFIER_TYPE):
        raise InvalidRequest("subject_identifier_type is unknown")


@delegated_access
def subject_known(request: GrantRequest) -> None:
    """oidcToken subject_identifier: it names an end-user."""
    if delegating(request) is None:
        raise InvalidGrant("subject_identifier names no end-user")


@delegated_access
def actor_token_present(request: GrantRequest) -> None:
    """oidcToken actor_token: it is required."""
    if request.parameters.get("actor_token") is None:
        raise InvalidRequest("actor_token is missing")


@delegated_access
def actor_token_type_known(request: GrantRequest) -> None:
    """oidcToken actor_token_type: it is that of an access token, if anything."""
    if request.parameters.get("actor_token_type") not in (None, ACTOR_TOKEN_TYPE):
        raise InvalidRequest("actor_token_type is unknown")


@delegated_access
def actor_token_known(request: GrantRequest) -> None:
    """oidcToken actor_token: it was issued here, to an end-user."""
    token = actor_token(request)
    if token is None or token.grant.user is None:
        raise InvalidGrant("actor_token is no access token of an end-user")


@delegated_access.fixed
def actor_token_unexpired(request: GrantRequest) -> None:
    """oidcToken actor_token: it has not expired."""
    token = actor_token(request)
    if token is not None and request.provider.clock.now() >= token.expires_at:
        raise InvalidGrant("actor_token has expired")


@delegated_access.fixed
def actor_token_unrevoked(request: GrantRequest) -> None:
    """oidcToken actor_token: it was not revoked."""
    token = actor_token(request)
    if token is not None and is_revoked(request.provider.store, token):
        raise InvalidGrant("actor_token was revoked")


@delegation
def subject(user: User, actor: AccessToken) -> str:
    """oidcToken subject_identifier: the token is about the end-user who delegates."""
    return user.sub


def delegating(request: GrantRequest) -> User | None:
    """The end-user who delegates."""
    by_id, value = LOGIN_HINT_TYPES["user_id"], request.parameters.get("subject_identifier")
    return user_with(request.provider, by_id, value)


def actor_token(request: GrantRequest) -> AccessToken | None:
    """The access token of the end-user who acts."""
    known = request.provider.store[ACCESS_TOKENS]
    return known.get(request.parameters.get("actor_token") or "")


def grant_to_actor(request: GrantRequest) -> Issued:
    """Issue an access token about one end-user, for another one who acts."""
    provider = request.provider
    provider.check(delegated_access, request)
    user, actor = delegating(request), actor_token(request)
    assert user is not None
    assert actor is not None
    grant = Grant(
        grant_id=unguessable(),
        client=request.client,
        sub=provider.use(subject)(user, actor),
        scopes=request.parameters.words("scope") or API_SCOPES,
        user=user,
        granted_at=int(provider.clock.now()),
        actor=actor.grant.sub,
    )
    return Issued(provider, issue_access_token(provider, grant, grant.scopes))
