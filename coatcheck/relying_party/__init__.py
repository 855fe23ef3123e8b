"""The relying party: it sends requests, and has every answer judged."""
