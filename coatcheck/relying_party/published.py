"""What a provider publishes of itself: its metadata, at either address, and its keys."""

from dataclasses import replace
from functools import cached_property
from urllib.parse import urlsplit

from coatcheck.net.wire import Exchange, Request, Wire
from coatcheck.protocol.key_set import KeySet
from coatcheck.protocol.provider import Provider
from coatcheck.target.target import Target

BROWSER_CLIENT = "https://client.example"
"""The origin of a client whose scripts read what the provider publishes."""


class Published:
    """Fetches the documents of one provider; what is known of it comes from the first answers."""

    def __init__(self, wire: Wire, target: Target) -> None:
        self._wire, self._target = wire, target
        self.issuer = target.issuer or ""

    @cached_property
    def provider(self) -> Provider:
        """What the provider says of itself, and the target file of it."""
        metadata, target = self.metadata.answer.members, self._target
        keys = KeySet()
        if isinstance(metadata.get("jwks_uri"), str):
            keys = KeySet(self.fetch_jwks(metadata["jwks_uri"]).answer.members)
        known = Provider(self.issuer, metadata, keys)
        known = replace(known, contract=target.contract, refusal_members=target.refusal_members)
        return replace(known, lifetimes=target.lifetimes, resources=target.resources)

    @cached_property
    def metadata(self) -> Exchange:
        """The first answer at the address of the OpenID Provider's configuration."""
        return self.fetch_metadata()

    @cached_property
    def server_metadata(self) -> Exchange:
        """The first answer at the address of the authorization server's metadata."""
        return self.fetch_server_metadata()

    def fetch_metadata(self) -> Exchange:
        """Fetch the OpenID Provider's configuration (OIDC Discovery, 4.1)."""
        usual = f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"
        return self._get("metadata", self._target.metadata_url or usual)

    def fetch_server_metadata(self) -> Exchange:
        """Fetch the authorization server's metadata (RFC 8414, 3.1)."""
        parts = urlsplit(self.issuer)
        path = "/.well-known/oauth-authorization-server" + parts.path.rstrip("/")
        return self._get("metadata", f"{parts.scheme}://{parts.netloc}{path}")

    def fetch_jwks(self, url: str) -> Exchange:
        """Fetch the JWK Set."""
        return self._get("JWK Set", url)

    def _get(self, label: str, url: str) -> Exchange:
        headers = (("Accept", "application/json"), ("Origin", BROWSER_CLIENT))
        return self._wire.send(label, Request("GET", url, headers))
