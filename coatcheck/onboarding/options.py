"""The options of `coatcheck init` about clients and end-users, parsed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from coatcheck.base.errors import UsageError

METHODS = (
    "client_secret_basic",
    "client_secret_post",
    "client_secret_jwt",
    "private_key_jwt",
    "none",
)
"""How a client may authenticate, as the schema of the target file lists it."""

KEYS = "private_key_jwt"
"""The method whose credential is a file of keys instead of a secret."""

_CLIENT = re.compile(rf"(?P<id>.+?):(?P<method>{'|'.join(METHODS)})(?::(?P<credential>.+))?")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FORM = "Give ID:METHOD or ID:METHOD:ENV, where METHOD is one of " + ", ".join(METHODS) + "."


@dataclass(frozen=True, slots=True)
class GivenClient:
    """A client that is registered already; its credential is a variable's name or a file's."""

    client_id: str
    method: str
    credential: str | None = None


@dataclass(frozen=True, slots=True)
class GivenUser:
    """An end-user, and the environment variable with the password."""

    username: str
    variable: str


def client(text: str) -> GivenClient:
    """Read ID:METHOD[:ENV]. Raises UsageError for another form."""
    match = _CLIENT.fullmatch(text)
    if match is None:
        raise UsageError(f"--client {text} has no known authentication method.", _FORM)
    method, credential = match["method"], match["credential"]
    if method == "none" and credential:
        raise UsageError(f"--client {text}: a client with none has no secret.", _FORM)
    if method == KEYS and not credential:
        hint = f"Give ID:{KEYS}:FILE, the path of a JSON file with its private keys."
        raise UsageError(f"--client {text} has no file of keys.", hint)
    if method not in (KEYS, "none"):
        credential = variable(credential or named(match["id"], "SECRET"), f"--client {text}")
    return GivenClient(match["id"], method, credential)


def user(text: str) -> GivenUser:
    """Read NAME[:ENV]. Raises UsageError for another form."""
    username, separator, name = text.rpartition(":")
    if not separator:
        username, name = text, named(text, "PASSWORD")
    if not username:
        raise UsageError(f"--user {text} has no user name.", "Give NAME or NAME:ENV.")
    return GivenUser(username, variable(name, f"--user {text}"))


def redirect_uris(given: Iterable[str]) -> tuple[str, ...]:
    """Return redirection URIs that are absolute (RFC 6749, 3.1.2). Raises UsageError."""
    for uri in given:
        parts = parsed(uri)
        if not parts.scheme or not (parts.netloc or parts.path) or parts.fragment:
            raise UsageError(
                f"--redirect-uri {uri} is not an absolute URI without a fragment.",
                "Give the registered one, such as https://client.example/callback.",
            )
    return tuple(given)


def parsed(address: str) -> SplitResult:
    """Return the parts of an address; no parts if it cannot be parsed."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def variable(name: str, where: str) -> str:
    """Return the name of an environment variable. Raises UsageError for an invalid name."""
    if not _VARIABLE.fullmatch(name):
        raise UsageError(
            f"{where}: {name} cannot be the name of an environment variable.",
            "Give the name of the variable with the secret, not the secret itself.",
        )
    return name


def named(whose: str, what: str) -> str:
    """Return the name of the variable for a client's or an end-user's secret."""
    word = re.sub(r"[^A-Z0-9]+", "_", whose.upper()).strip("_")
    return f"{word if word[:1].isalpha() else f'X_{word}'.rstrip('_')}_{what}"


def target_name(issuer: str) -> str:
    """Return a short name for reports, made from the issuer's host."""
    host = urlsplit(issuer).netloc.rpartition("@")[2].lower()
    return re.sub(r"[^a-z0-9]+", "-", host).strip("-") or "provider"


def require_name(name: str) -> str:
    """Return a name for reports. Raises UsageError for an invalid name."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", name):
        raise UsageError(
            f"--name {name} is not a valid name.", "Use small letters, digits and hyphens."
        )
    return name
