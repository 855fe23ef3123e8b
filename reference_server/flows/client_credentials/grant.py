"""The client credentials grant: RFC 6749 4.4."""

from ...core.client_request import GrantRequest
from ...core.clients import CONFIDENTIAL
from ...core.resources import asked
from ...core.scopes import API_SCOPES
from ...core.seams import Behaviours
from ...core.store import unguessable
from ..token_endpoint.grants import grant_type
from ..tokens.access_token import issue_access_token
from ..tokens.records import Grant, Issued
from .duties import CLIENT_CREDENTIALS, client_credentials

client_grant = Behaviours("client_grant")


@client_grant
def refresh_token(grant: Grant) -> str | None:
    """RFC 6749 4.4.3: a client needs no refresh token to act for itself again."""
    return None


@grant_type(CLIENT_CREDENTIALS, clients=CONFIDENTIAL)
def grant_to_client(request: GrantRequest) -> Issued:
    """Issue an access token to a client that acts for itself; without an end-user no ID Token."""
    provider = request.provider
    provider.check(client_credentials, request)
    scopes = request.parameters.words("scope") or API_SCOPES
    at = asked(request.parameters)
    grant = Grant(unguessable(), request.client, request.client.client_id, scopes, resources=at)
    token = issue_access_token(provider, grant, scopes)
    return Issued(provider, token, provider.use(refresh_token)(grant))
