"""What a client that polls is told: RFC 8628 3.5, CIBA 11."""

from ...core.errors import OAuthError


class AuthorizationPending(OAuthError):
    """The end-user has not decided yet."""

    code = "authorization_pending"


class SlowDown(OAuthError):
    """The end-user has not decided yet, and the client asks too often."""

    code = "slow_down"


class ExpiredToken(OAuthError):
    """The end-user has not decided in time."""

    code = "expired_token"
