"""The HTTP headers of each kind of answer."""

from collections.abc import Callable

from ..errors import InsufficientScope, OAuthError, TokenAbsent
from ..messages import ClientRequest
from ..provider import Provider
from ..seams import ABSENT, Absent, Table

JSON = "application/json"
ANY_ORIGIN = "*"

Header = Callable[[Provider], str | Absent]
metadata_header = Table[Header]("metadata_header")
oauth_metadata_header = Table[Header]("oauth_metadata_header")
jwks_header = Table[Header]("jwks_header")
token_header = Table[Header]("token_header")
userinfo_header = Table[Header]("userinfo_header")
redirect_header = Table[Header]("redirect_header")


@metadata_header
def content_type(provider: Provider) -> str | Absent:
    """OpenID Connect Discovery 4.2: metadata is JSON."""
    return JSON


@metadata_header
def access_control_allow_origin(provider: Provider) -> str | Absent:
    """RFC 9700 2.6: endpoints that a script may read allow any origin."""
    return ANY_ORIGIN


oauth_metadata_header.extend(metadata_header)
jwks_header.extend(metadata_header)
token_header.extend(metadata_header)


@token_header
@userinfo_header
@redirect_header
def cache_control(provider: Provider) -> str | Absent:
    """RFC 6749 5.1: what holds a credential or personal data is not stored."""
    return "no-store"


@token_header
def pragma(provider: Provider) -> str | Absent:
    """RFC 6749 5.1: nor by caches of HTTP/1.0."""
    return "no-cache"


userinfo_header.extend(metadata_header)


@redirect_header
def referrer_policy(provider: Provider) -> str | Absent:
    """RFC 9700 4.2.4: the code does not leak in a Referer header."""
    return "no-referrer"


@redirect_header.named("access_control_allow_origin")
def redirect_access_control(provider: Provider) -> str | Absent:
    """RFC 9700 2.6: the authorization endpoint is not for scripts of other origins."""
    return ABSENT


Failure = tuple[Provider, ClientRequest, OAuthError]
token_error_header = Table[Callable[[Failure], str | Absent]]("token_error_header")


@token_error_header.named("content_type")
def token_error_content_type(failure: Failure) -> str | Absent:
    """RFC 6749 5.2: an error answer is JSON."""
    return JSON


@token_error_header.named("cache_control")
def token_error_cache_control(failure: Failure) -> str | Absent:
    """RFC 6749 5.2: an error answer is not stored either."""
    return "no-store"


@token_error_header.named("pragma")
def token_error_pragma(failure: Failure) -> str | Absent:
    """RFC 6749 5.1: nor by caches of HTTP/1.0."""
    return "no-cache"


@token_error_header
def www_authenticate(failure: Failure) -> str | Absent:
    """RFC 6749 5.2: a client that used the Authorization header is told the scheme to use."""
    provider, request, error = failure
    used = error.code == "invalid_client" and request.authorization is not None
    return f'Basic realm="{provider.issuer}", charset="UTF-8"' if used else ABSENT


@token_error_header
def allow(failure: Failure) -> str | Absent:
    """RFC 9110 15.5.6: a refused method comes with the methods that are allowed."""
    return "POST" if failure[2].status == 405 else ABSENT


Refused = tuple[Provider, OAuthError]
userinfo_error_header = Table[Callable[[Refused], str | Absent]]("userinfo_error_header")


@userinfo_error_header.named("www_authenticate")
def userinfo_www_authenticate(refused: Refused) -> str | Absent:
    """RFC 6750 3: a refusal is a Bearer challenge; without a token it bears no error."""
    provider, error = refused
    challenge = f'Bearer realm="{provider.issuer}"'
    if isinstance(error, TokenAbsent):
        return challenge
    challenge += f', error="{error.code}", error_description="{error.description}"'
    return challenge + (', scope="openid"' if isinstance(error, InsufficientScope) else "")


@userinfo_error_header.named("cache_control")
def userinfo_error_cache_control(refused: Refused) -> str | Absent:
    """RFC 6750 5.3: nothing about a token is stored."""
    return "no-store"
