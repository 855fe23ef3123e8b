"""The claims about an end-user, and which of them a grant releases."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...core.provider import Provider
from ...core.scopes import CLAIMS_OF_SCOPE
from ...core.seams import ABSENT, Behaviours, Table
from ...core.users import User
from .records import AccessToken, Grant

claim = Table[Callable[[User], Any]]("claim")
release = Behaviours("release")


def _of_user(name: str) -> Callable[[User], Any]:
    def value(user: User) -> Any:
        """OpenID Connect Core 5.1: a standard claim, with the type that the clause gives it."""
        return user.claims.get(name, ABSENT)

    return value


for _names in CLAIMS_OF_SCOPE.values():
    for _name in _names:
        claim.add(_name, _of_user(_name))


@release
def by_scope(token: AccessToken) -> Iterable[str]:
    """OpenID Connect Core 5.4: the claims that the token's scopes stand for."""
    return [name for scope in token.scopes for name in CLAIMS_OF_SCOPE.get(scope, ())]


@release
def by_userinfo_request(grant: Grant) -> Mapping[str, Any]:
    """OpenID Connect Core 5.5: the claims that were requested from the UserInfo endpoint."""
    return grant.claims.userinfo


@release
def by_id_token_request(grant: Grant) -> Mapping[str, Any]:
    """OpenID Connect Core 5.5: the claims that were requested in the ID Token."""
    return grant.claims.id_token


@release
def is_as_requested(value: Any, request: Mapping[str, Any] | None) -> bool:
    """OpenID Connect Core 5.5.1: a claim of another value than the requested one is left out."""
    wanted = request or {}
    listed = wanted.get("values")
    allowed = listed if isinstance(listed, list) else [wanted.get("value", value)]
    return value in allowed


@release
def further_claims(user: User, requests: Mapping[str, Any]) -> Mapping[str, Any]:
    """OpenID Connect Core 5.1.2: claims besides the standard ones, of which a dialect has some."""
    return {}


def released(
    provider: Provider, user: User | None, requests: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The claims asked for, in the order of the table; a client alone has none."""
    if user is None:
        return {}
    fits = provider.use(is_as_requested)
    asked = [
        (name, function) for name, function in provider.table(claim).items() if name in requests
    ]
    further = provider.use(further_claims)(user, requests)
    built = ((name, function(user)) for name, function in asked)
    return {
        name: value
        for name, value in (*built, *further.items())
        if value is not ABSENT and fits(value, requests[name])
    }


def wanted_values(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The `value` or `values` with which a claim is requested (OpenID Connect Core 5.5.1)."""
    request = claims.get(name) or {}
    values = request.get("values")
    listed = values if isinstance(values, list) else []
    single = [request["value"]] if "value" in request else []
    return tuple(value for value in (*single, *listed) if isinstance(value, str))
