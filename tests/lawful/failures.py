"""Answers of a server that has no part in the request."""

from reference_server.core.errors import OAuthError


class Busy(OAuthError):
    """A server that has no time."""

    code, status = "temporarily_unavailable", 503


class Broken(OAuthError):
    """A server that fails."""

    code, status = "server_error", 500
