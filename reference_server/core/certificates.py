"""Certificates for the time that a server runs: an authority of its own, and one for the server."""

from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

LIFETIME = datetime.timedelta(days=7)
LOOPBACK = ("localhost", "127.0.0.1", "::1")

Key = ec.EllipticCurvePrivateKey
Extensions = tuple[x509.ExtensionType, ...]


@dataclass(frozen=True, slots=True)
class Certificates:
    """Where the files are: the authority's certificate, and the server's with its key."""

    ca_file: Path
    certificate_file: Path
    key_file: Path


@contextmanager
def certificates_for(host: str) -> Iterator[Certificates]:
    """Certificates for a server at a host, and on loopback; the files are removed in the end."""
    with TemporaryDirectory(prefix="reference-provider-") as folder:
        files = Certificates(*(Path(folder, f"{name}.pem") for name in ("ca", "server", "key")))
        _write(files, dict.fromkeys((host, *LOOPBACK)))
        yield files


def _write(files: Certificates, hosts: Iterable[str]) -> None:
    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca = _signed(_name("Throw-away authority"), ca_key, ca_key, _of_authority(ca_key))
    server = _signed(_name("Reference provider"), key, ca_key, _of_server(key, ca_key, hosts))
    files.ca_file.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    files.certificate_file.write_bytes(server.public_bytes(serialization.Encoding.PEM))
    files.key_file.touch(mode=0o600)
    files.key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _signed(subject: x509.Name, key: Key, ca_key: Key, extensions: Extensions) -> x509.Certificate:
    """A certificate of the authority; RFC 5280 4.2.1.9: what an authority may sign is critical."""
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(
        issuer_name=_name("Throw-away authority"),
        subject_name=subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=now - datetime.timedelta(hours=1),
        not_valid_after=now + LIFETIME,
    )
    for extension in extensions:
        builder = builder.add_extension(extension, isinstance(extension, x509.BasicConstraints))
    return builder.sign(ca_key, hashes.SHA256())


def _of_authority(key: Key) -> Extensions:
    return (
        x509.BasicConstraints(ca=True, path_length=0),
        x509.SubjectKeyIdentifier.from_public_key(key.public_key()),
        _usage(key_cert_sign=True),
    )


def _of_server(key: Key, ca_key: Key, hosts: Iterable[str]) -> Extensions:
    return (
        x509.BasicConstraints(ca=False, path_length=None),
        x509.SubjectKeyIdentifier.from_public_key(key.public_key()),
        x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()),
        _usage(key_cert_sign=False),
        x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]),
        x509.SubjectAlternativeName([_host(host) for host in hosts]),
    )


def _usage(*, key_cert_sign: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not key_cert_sign,
        key_cert_sign=key_cert_sign,
        crl_sign=key_cert_sign,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
