"""The way to the provider: through which proxy, trusting whom, and showing which certificate."""

import base64
import hashlib
import socket
import ssl
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_der_x509_certificate

CONNECT_TIMEOUT = 5.0
"""How long a connection may take to be made, in seconds."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A client certificate for TLS, and its key, both in files of PEM."""

    file: Path
    key_file: Path


@dataclass(frozen=True, slots=True)
class RunAuthority:
    """A certificate authority that is trusted for one run, and a server that it has certified."""

    ca_file: Path
    server: str
    """The address of the server."""


@dataclass(frozen=True, slots=True)
class Route:
    """How connections are made."""

    proxy: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    certificate: Certificate | None = None
    connect_timeout: float = CONNECT_TIMEOUT
    run_authority: RunAuthority | None = None

    @property
    def proxy_of_browser(self) -> dict[str, str]:
        """The proxy as a browser takes it, with name and password separate from the address."""
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
            context = httpx.create_ssl_context()
        else:
            context = ssl.create_default_context(cafile=self.ca_file)
        if self.run_authority is not None:
            context.load_verify_locations(self.run_authority.ca_file)
        if self.certificate is not None:
            context.load_cert_chain(self.certificate.file, self.certificate.key_file)
        return context

    def pins(self) -> tuple[str, ...]:
        """Return the hashes of the keys that a browser is to trust in this run.

        That is the key of the server that the run's authority has certified, as its certificate,
        verified here, has it. Raises OSError where the server shows no such certificate.
        """
        if self.run_authority is None:
            return ()
        server = httpx.URL(self.run_authority.server)
        address = (server.host, server.port or 443)
        with (
            socket.create_connection(address, self.connect_timeout) as connection,
            self.tls().wrap_socket(connection, server_hostname=server.host) as secured,
        ):
            shown = secured.getpeercert(binary_form=True)
        assert shown is not None, "a server always shows a certificate that is verified"
        key = load_der_x509_certificate(shown).public_key()
        information = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return (base64.b64encode(hashlib.sha256(information).digest()).decode(),)
