"""What every flow stands on: HTTP, seams, the store, keys, clients, sessions. It knows no flow."""
