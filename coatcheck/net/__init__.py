"""Bytes: addresses, HTTP, TLS, proxies and pace."""
