"""The refresh of tokens: RFC 6749 6, OpenID Connect Core 12."""
