"""The scope of an access token: what was asked for, and what the provider says it granted."""

import re

from coatcheck.protocol.messages import TokenResponse

_TOKEN = re.compile(r"[\x21\x23-\x5B\x5D-\x7E]+")


def requested(response: TokenResponse) -> frozenset[str] | None:
    """Return the scope that the client asked for, or None where it asked for none."""
    request = response.request
    asked = request.parameters.get("scope")
    if request.grant_type == "authorization_code" and request.authorization is not None:
        asked = request.authorization.request.parameters.get("scope")
    return words(asked)


def granted(response: TokenResponse) -> frozenset[str] | None:
    """Return the scope that was granted, or None where it cannot be told.

    A response without scope grants what was asked for (RFC 6749, 5.1).
    """
    said = words(response.members.get("scope"))
    return said or inside(response) or requested(response)


def inside(response: TokenResponse) -> frozenset[str] | None:
    """Return the scope that the access token itself bears, where it is a JWT that has one."""
    token = response.jwt_access_token
    return words(token.members.get("scope")) if token else None


def words(scope: object) -> frozenset[str] | None:
    """Return the values of a scope, or None for something that is no string or has none."""
    return (frozenset(scope.split()) or None) if isinstance(scope, str) else None


def malformed(asked: frozenset[str]) -> frozenset[str]:
    """Return the values of a scope that the syntax of RFC 6749, 3.3 does not allow."""
    return frozenset(word for word in asked if not _TOKEN.fullmatch(word))


def shown(scope: frozenset[str] | None) -> str:
    """Return a scope in words for a report."""
    return " ".join(sorted(scope)) if scope else "no scope"
