"""The refusals of the provider, one class per error code of the specifications.

Refusal
├── PageError                  told to the end-user on a page; never redirected
└── OAuthError                 told to the client: by redirect, or as JSON with `status`
    ├── InvalidRequest ... (RFC 6749 4.1.2.1 and 5.2)
    ├── InvalidTarget      (RFC 8707 2)
    ├── LoginRequired ...  (OpenID Connect Core 3.1.2.6)
    └── InvalidToken ...   (RFC 6750 3.1)
"""


class Refusal(Exception):
    """A request that the provider does not grant."""

    status = 400

    def __init__(self, description: str) -> None:
        super().__init__(description)
        self.description = description


class PageError(Refusal):
    """A refusal that must not reach the redirection URI."""


class OAuthError(Refusal):
    """A refusal with an error code for the client."""

    code = "invalid_request"


class InvalidRequest(OAuthError):
    """The request is malformed."""


class MethodNotAllowed(InvalidRequest):
    """The endpoint is not spoken to by this HTTP method."""

    status = 405


class ContentTooLarge(InvalidRequest):
    """The body exceeds what the endpoint reads."""

    status = 413


class InvalidClient(OAuthError):
    """Client authentication failed."""

    code, status = "invalid_client", 401


class InvalidGrant(OAuthError):
    """The code or refresh token is not good for this client and request."""

    code = "invalid_grant"


class UnauthorizedClient(OAuthError):
    """The client may not use this grant or response type."""

    code = "unauthorized_client"


class UnsupportedGrantType(OAuthError):
    """The provider does not know this grant type."""

    code = "unsupported_grant_type"


class UnsupportedResponseType(OAuthError):
    """The provider does not know this response type."""

    code = "unsupported_response_type"


class InvalidScope(OAuthError):
    """The scope is malformed, unknown, or exceeds what was granted."""

    code = "invalid_scope"


class InvalidTarget(OAuthError):
    """The resource is malformed, unknown, or exceeds what was granted."""

    code = "invalid_target"


class AccessDenied(OAuthError):
    """The end-user, or the provider on their behalf, said no."""

    code = "access_denied"


class LoginRequired(OAuthError):
    """The end-user must log in, but may not be shown a page, or could not as asked."""

    code = "login_required"


class ConsentRequired(OAuthError):
    """The end-user must consent, but may not be shown a page."""

    code = "consent_required"


class RequestNotSupported(OAuthError):
    """The `request` parameter is not supported."""

    code = "request_not_supported"


class RequestUriNotSupported(OAuthError):
    """The `request_uri` parameter is not supported."""

    code = "request_uri_not_supported"


class RegistrationNotSupported(OAuthError):
    """The `registration` parameter is not supported."""

    code = "registration_not_supported"


class AuthorizationPending(OAuthError):
    """The end-user has not decided yet."""

    code = "authorization_pending"


class SlowDown(OAuthError):
    """The end-user has not decided yet, and the client asks too often."""

    code = "slow_down"


class ExpiredToken(OAuthError):
    """The end-user has not decided in time."""

    code = "expired_token"


class UnknownUserId(OAuthError):
    """The hint names no end-user."""

    code = "unknown_user_id"


class InvalidBindingMessage(OAuthError):
    """The binding message cannot be shown to the end-user."""

    code = "invalid_binding_message"


class TokenAbsent(OAuthError):
    """No access token came with the request; the answer says nothing but how to send one."""

    code, status = "", 401


class InvalidToken(OAuthError):
    """The access token is unknown, expired or revoked."""

    code, status = "invalid_token", 401


class InsufficientScope(OAuthError):
    """The access token does not cover this resource."""

    code, status = "insufficient_scope", 403
