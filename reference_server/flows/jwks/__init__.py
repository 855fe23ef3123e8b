"""The keys of the provider: RFC 7517."""
