"""The endpoints: each reads a request, runs its checks and builds an answer."""
