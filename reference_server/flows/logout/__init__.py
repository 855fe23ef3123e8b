"""Logout asked for by a client: OpenID Connect RP-Initiated Logout 1.0."""
