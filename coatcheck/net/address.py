"""Addresses, compared as user agents do: in the normal form of RFC 3986, 6.2."""

from urllib.parse import SplitResult, urlsplit

DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def parsed(url: str) -> SplitResult:
    """Return the parts of an address; one that cannot be taken apart is all path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def origin(url: str) -> str:
    """Return the origin of an address, without a port that its scheme implies (RFC 6454, 4).

    One that cannot be taken apart has an origin of its own (RFC 6454, 4, step 1).
    """
    parts = parsed(url)
    if not parts.scheme:
        return url
    scheme, host = parts.scheme.lower(), parts.netloc.lower()
    implied = DEFAULT_PORTS.get(scheme)
    return f"{scheme}://{host.removesuffix(implied) if implied else host}"


def without_query(url: str) -> str:
    """Return an address without what comes behind its path; nothing for none."""
    return f"{origin(url)}{parsed(url).path or '/'}" if url else ""
