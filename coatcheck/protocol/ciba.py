"""Client-initiated backchannel authentication (OpenID Connect CIBA Core 1.0)."""

CIBA = "urn:openid:params:grant-type:ciba"
"""The grant type (CIBA Core, 4)."""
