"""The documents in which the provider tells of itself: Discovery 4, RFC 8414 3."""
