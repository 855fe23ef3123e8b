"""The provider's metadata, as far as a target file is made from it."""

from dataclasses import dataclass
from typing import Any

from coatcheck.base.errors import TargetUnreachable, UsageError
from coatcheck.net.wire import Exchange, Request, Wire
from coatcheck.onboarding.options import parsed
from coatcheck.preflight.documents import ENDPOINTS

WELL_KNOWN = "/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Discovered:
    """What the provider says of itself, where, and what was odd about it."""

    issuer: str
    url: str
    members: dict[str, Any]
    notes: tuple[str, ...] = ()

    @property
    def metadata_url(self) -> str | None:
        """The address of the metadata, where it does not follow from the issuer."""
        return None if self.url == _below(self.issuer) else self.url

    def text(self, name: str) -> str:
        """Return a member that is a string; empty where there is none."""
        value = self.members.get(name)
        return value if isinstance(value, str) else ""

    def listed(self, name: str, default: tuple[str, ...]) -> tuple[str, ...]:
        """Return a member that is a list of strings; the default where it is absent."""
        value = self.members.get(name)
        if not isinstance(value, list):
            return default
        return tuple(item for item in value if isinstance(item, str))

    @property
    def grant_types(self) -> tuple[str, ...]:
        """The grants that are offered (OpenID Connect Discovery 1.0, 3)."""
        return self.listed("grant_types_supported", ("authorization_code", "implicit"))

    @property
    def methods(self) -> tuple[str, ...]:
        """How clients may authenticate (OpenID Connect Discovery 1.0, 3)."""
        return self.listed("token_endpoint_auth_methods_supported", ("client_secret_basic",))


def discover(wire: Wire, given: str, metadata_url: str | None) -> Discovered:
    """Fetch the metadata. Raises UsageError for what is no address, else TargetUnreachable."""
    issuer = _address(given, "ISSUER").removesuffix(WELL_KNOWN)
    url = _address(metadata_url, "--metadata-url") if metadata_url else _below(issuer)
    exchange = wire.send("metadata", Request("GET", url, (("Accept", "application/json"),)))
    members = exchange.answer.members
    if exchange.answer.status != 200 or not members:
        raise _nothing_there(exchange)
    missing = [name for name in ENDPOINTS if not isinstance(members.get(name), str)]
    if missing:
        raise TargetUnreachable(
            f"The metadata at {url} has no {', '.join(missing)}.",
            "A run needs these. Correct ISSUER or --metadata-url, or the provider.",
        )
    named = members.get("issuer")
    if not isinstance(named, str) or not named:
        raise TargetUnreachable(
            f"The metadata at {url} has no issuer.", "Correct the provider; tokens need an issuer."
        )
    if not _is_address(named):
        raise TargetUnreachable(
            f"The metadata at {url} names the issuer {named}, which is not a URL.",
            "Correct the provider.",
        )
    notes = () if named == issuer else (_differs(issuer, named, url),)
    return Discovered(named, url, members, notes)


def _below(issuer: str) -> str:
    return issuer.rstrip("/") + WELL_KNOWN


def _address(text: str, what: str) -> str:
    if not _is_address(text):
        raise UsageError(
            f"{what} {text} is not a URL.",
            "Give a URL that begins with https:// (or http:// for a provider on this machine).",
        )
    return text


def _is_address(text: str) -> bool:
    parts = parsed(text)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _nothing_there(exchange: Exchange) -> TargetUnreachable:
    came = exchange.summary
    if exchange.answer.status == 200:
        came += ", which is not a JSON object"
    return TargetUnreachable(
        f"No metadata at {exchange.request.url}: {came}.",
        "Correct ISSUER, give --metadata-url if it is elsewhere, or start the provider. If TLS "
        "fails, set SSL_CERT_FILE to trust its certificate.",
    )


def _differs(given: str, named: str, url: str) -> str:
    return f"The metadata at {url} names the issuer {named} and not {given}. {named} is used."
