"""Addresses, compared as user agents do: in the normal form of RFC 3986, 6.2."""

from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def origin(url: str) -> str:
    """Return the origin of an address, without a port that its scheme implies (RFC 6454, 4)."""
    parts = urlsplit(url)
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    implied = DEFAULT_PORTS.get(scheme)
    return f"{scheme}://{host.removesuffix(implied) if implied else host}"


def without_query(url: str) -> str:
    """Return an address without what comes behind its path; nothing for none."""
    return f"{origin(url)}{urlsplit(url).path or '/'}" if url else ""
