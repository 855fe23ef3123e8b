"""A certificate authority of a test, and what it certifies."""

import datetime
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from coatcheck.net.route import Certificate

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """An authority, and the folder where its certificate and those that it issues are kept."""

    folder: Path
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def made(cls, folder: Path, name: str = "authority") -> "Authority":
        """Return a fresh authority."""
        folder.mkdir(parents=True, exist_ok=True)
        key = ec.generate_private_key(ec.SECP256R1())
        constraints = x509.BasicConstraints(ca=True, path_length=0)
        certificate = (
            _certificate(_name(name), _name(name), key.public_key())
            .add_extension(constraints, critical=True)
            .sign(key, hashes.SHA256())
        )
        (folder / f"{name}.pem").write_bytes(_pem(certificate))
        return cls(folder, key, certificate)

    @property
    def ca_file(self) -> Path:
        """The file of the authority's own certificate."""
        return self.folder / f"{common_name(self.certificate)}.pem"

    def issue(self, name: str) -> Certificate:
        """Return a certificate for a client, or for a server on loopback."""
        key = ec.generate_private_key(ec.SECP256R1())
        hosts = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        certificate = (
            _certificate(_name(name), self.certificate.subject, key.public_key())
            .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
            .sign(self.key, hashes.SHA256())
        )
        issued = Certificate(self.folder / f"{name}.pem", self.folder / f"{name}.key")
        issued.file.write_bytes(_pem(certificate))
        issued.key_file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return issued

    def server_tls(self, name: str = "server", *, asks: bool = False) -> ssl.SSLContext:
        """Return how a server with a certificate of this authority speaks TLS.

        It may ask clients for a certificate of this authority, and takes those that have none.
        """
        context, own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), self.issue(name)
        context.load_cert_chain(own.file, own.key_file)
        if asks:
            context.verify_mode = ssl.CERT_OPTIONAL
            context.load_verify_locations(self.ca_file)
        return context


def common_name(certificate: x509.Certificate) -> str:
    """Return what a certificate calls its subject."""
    [attribute] = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(attribute.value)


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - DAY)
        .not_valid_after(now + DAY)
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
