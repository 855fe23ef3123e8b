"""The introspection response: RFC 7662 2.2."""

from typing import Any

from ...core.seams import ABSENT
from ..tokens.records import AccessToken
from .records import Introspected, introspection


@introspection.response
def active(told: Introspected) -> Any:
    """RFC 7662 2.2: whether the token is active."""
    return told.token is not None


@introspection.response
def scope(told: Introspected) -> Any:
    """RFC 7662 2.2: the scopes of the token."""
    token = told.token
    if token is None:
        return ABSENT
    return " ".join(token.scopes if isinstance(token, AccessToken) else token.grant.scopes)


@introspection.response
def client_id(told: Introspected) -> Any:
    """RFC 7662 2.2: the client that the token was issued to."""
    return told.token.grant.client.client_id if told.token else ABSENT


@introspection.response
def username(told: Introspected) -> Any:
    """RFC 7662 2.2: the end-user, by the name that people use."""
    user = told.token.grant.user if told.token else None
    return user.username if user else ABSENT


@introspection.response
def token_type(told: Introspected) -> Any:
    """RFC 7662 2.2: how to use an access token."""
    return "Bearer" if isinstance(told.token, AccessToken) else ABSENT


@introspection.response
def exp(told: Introspected) -> Any:
    """RFC 7662 2.2: when the token expires."""
    return int(told.token.expires_at) if told.token else ABSENT


@introspection.response
def iat(told: Introspected) -> Any:
    """RFC 7662 2.2: when an access token was issued."""
    return told.token.issued_at if isinstance(told.token, AccessToken) else ABSENT


@introspection.response
def jti(told: Introspected) -> Any:
    """RFC 7662 2.2: the access token's own name."""
    return (isinstance(told.token, AccessToken) and told.token.jti) or ABSENT


@introspection.response
def sub(told: Introspected) -> Any:
    """RFC 7662 2.2: the end-user, or the client that acts for itself."""
    return str(told.token.grant.sub) if told.token else ABSENT


@introspection.response
def aud(told: Introspected) -> Any:
    """RFC 7662 2.2: where the token is good, by default at the provider itself."""
    if told.token is None:
        return ABSENT
    resources = told.token.resources if isinstance(told.token, AccessToken) else ()
    return list(resources) or told.provider.issuer


@introspection.response
def iss(told: Introspected) -> Any:
    """RFC 7662 2.2: the issuer of the token."""
    return told.provider.issuer if told.token else ABSENT


@introspection.response
def nbf(told: Introspected) -> Any:
    """RFC 7662 2.2: an optional member that the provider does without."""
    return ABSENT
