"""Values that are similar to a right one but wrong: a lax comparison would accept them."""

from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from coatcheck.base.verdict import NotApplicable

Variant = Callable[[str, str], str]
"""Changes a value of this name into a similar one."""

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""Hosts at which a native application may listen at any port (RFC 8252, 7.3)."""


def in_another_case(name: str, value: str) -> str:
    """Return a value with every letter in the other case. Raises NotApplicable without letters."""
    other = value.swapcase()
    if other == value:
        raise NotApplicable(f"the {name} in the target file has no letters")
    return other


def beginning(name: str, value: str) -> str:
    """Return a value without its last character. Raises NotApplicable where nothing is left."""
    if len(value) < 2:
        raise NotApplicable(f"the {name} in the target file has fewer than two characters")
    return value[:-1]


def path_in_another_case(name: str, uri: str) -> str:
    """Return a URI with its path in the other case. Raises NotApplicable without letters in it."""
    parts = urlsplit(uri)
    return parts._replace(path=in_another_case(f"path of the {name}", parts.path)).geturl()


def of_subdomain(name: str, uri: str) -> str:
    """Return a URI at a host below its own. Raises NotApplicable where the host is an address."""
    parts, host = urlsplit(uri), _host(uri)
    if ":" in host or host.replace(".", "").isdigit() or not host:
        raise NotApplicable(f"the host of the {name} in the target file is not a domain name")
    return _at(parts, f"elsewhere.{parts.netloc}")


def at_another_port(name: str, uri: str) -> str:
    """Return a URI at another port of its host. Raises NotApplicable where any port is lawful."""
    parts, host = urlsplit(uri), _host(uri)
    if host in _LOOPBACK or not host:
        raise NotApplicable(f"the {name} in the target file has a loopback host or none")
    own = f":{parts.port}" if parts.port else ""
    return _at(parts, f"{parts.netloc.removesuffix(own)}:{8443 if parts.port != 8443 else 9443}")


def _host(uri: str) -> str:
    return urlsplit(uri).hostname or ""


def _at(parts: SplitResult, netloc: str) -> str:
    return parts._replace(netloc=netloc).geturl()
