"""The refusals of an authentication request: CIBA 13."""

from ...core.errors import OAuthError


class UnknownUserId(OAuthError):
    """The hint names no end-user."""

    code = "unknown_user_id"


class InvalidBindingMessage(OAuthError):
    """The binding message cannot be shown to the end-user."""

    code = "invalid_binding_message"
