"""The way to the provider: through which proxy, trusting whom, and showing which certificate."""

import ssl
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import httpx

CONNECT_TIMEOUT = 5.0
"""How long a connection may take to be made, in seconds."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A client certificate for TLS, and its key, both in files of PEM."""

    file: Path
    key_file: Path


@dataclass(frozen=True, slots=True)
class Route:
    """How connections are made."""

    proxy: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    certificate: Certificate | None = None
    connect_timeout: float = CONNECT_TIMEOUT

    @property
    def proxy_of_browser(self) -> dict[str, str]:
        """The proxy as a browser is told of it, with a name and a password beside the address."""
        url = httpx.URL(self.proxy or "")
        credentials = {"username": url.username, "password": url.password}
        server = f"{url.scheme}://{url.netloc.decode()}"
        return {"server": server, **(credentials if url.userinfo else {})}

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that no report may show."""
        password = self.proxy_of_browser.get("password")
        return (password,) if password else ()

    @cache  # noqa: B019 - routes are few, and an authority's certificates take long to read
    def tls(self) -> ssl.SSLContext:
        """Return how TLS is spoken. Raises OSError for files that cannot be used."""
        if self.ca_file is None and self.certificate is None:
            return httpx.create_ssl_context()
        context = ssl.create_default_context(cafile=self.ca_file)
        if self.certificate is not None:
            context.load_cert_chain(self.certificate.file, self.certificate.key_file)
        return context
