"""The refusals of OpenID Connect: Core 3.1.2.6."""

from ...core.errors import OAuthError


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
