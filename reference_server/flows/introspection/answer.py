"""The introspection response: RFC 7662 2.2."""

from typing import Any

from ...core.seams import ABSENT
from ..tokens.records import AccessToken
from .records import Introspected, introspection


@introspection.response
def active(stated: Introspected) -> Any:
    """RFC 7662 2.2: whether the token is active."""
    return stated.token is not None


@introspection.response
def scope(stated: Introspected) -> Any:
    """RFC 7662 2.2: the scopes of the token."""
    token = stated.token
    if token is None:
        return ABSENT
    return " ".join(token.scopes if isinstance(token, AccessToken) else token.grant.scopes)


@introspection.response
def client_id(stated: Introspected) -> Any:
    """RFC 7662 2.2: the client that the token was issued to."""
    return stated.token.grant.client.client_id if stated.token else ABSENT


@introspection.response
def username(stated: Introspected) -> Any:
    """RFC 7662 2.2: the end-user, by the name that people use."""
    user = stated.token.grant.user if stated.token else None
    return user.username if user else ABSENT


@introspection.response
def token_type(stated: Introspected) -> Any:
    """RFC 7662 2.2: how to use an access token."""
    return "Bearer" if isinstance(stated.token, AccessToken) else ABSENT


@introspection.response
def exp(stated: Introspected) -> Any:
    """RFC 7662 2.2: when the token expires."""
    return int(stated.token.expires_at) if stated.token else ABSENT


@introspection.response
def iat(stated: Introspected) -> Any:
    """RFC 7662 2.2: when an access token was issued."""
    return stated.token.issued_at if isinstance(stated.token, AccessToken) else ABSENT


@introspection.response
def jti(stated: Introspected) -> Any:
    """RFC 7662 2.2: the access token's own name."""
    return (isinstance(stated.token, AccessToken) and stated.token.jti) or ABSENT


@introspection.response
def sub(stated: Introspected) -> Any:
    """RFC 7662 2.2: the end-user, or the client that acts for itself."""
    return str(stated.token.grant.sub) if stated.token else ABSENT


@introspection.response
def aud(stated: Introspected) -> Any:
    """RFC 7662 2.2: where the token is good, by default at the provider itself."""
    if stated.token is None:
        return ABSENT
    resources = stated.token.resources if isinstance(stated.token, AccessToken) else ()
    return list(resources) or stated.provider.issuer


@introspection.response
def iss(stated: Introspected) -> Any:
    """RFC 7662 2.2: the issuer of the token."""
    return stated.provider.issuer if stated.token else ABSENT


@introspection.response
def nbf(stated: Introspected) -> Any:
    """RFC 7662 2.2: an optional member that the provider does without."""
    return ABSENT
