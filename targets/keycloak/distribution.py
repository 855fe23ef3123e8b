"""Keycloak's distribution: fetched once, compared with its digest, and unpacked."""

import hashlib
import os
import shutil
import ssl
import tempfile
import zipfile
from pathlib import Path

import httpx
from coatcheck.targets.started import cache, tell

VERSION = "26.7.3"
URL = (
    "https://repo1.maven.org/maven2/org/keycloak/keycloak-quarkus-dist/"
    f"{VERSION}/keycloak-quarkus-dist-{VERSION}.zip"
)
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
"""Whom a Debian machine trusts, the authority of a company's own proxy among them."""

SHA256 = "27a6535553c3cdcd083872ba40629efafb3475e3b758e0c6f691395561dd0f1f"


def home() -> Path:
    """Return the folder of a Keycloak that is ready to start; a second call finds it there."""
    folder = cache("keycloak")
    ready = folder / f"keycloak-{VERSION}"
    if not ready.exists():
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            _prepare(Path(scratch), ready)
    return ready


def _prepare(scratch: Path, ready: Path) -> None:
    archive = scratch / "keycloak.zip"
    _fetch(archive)
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(scratch)
    unpacked = scratch / ready.name
    (unpacked / "bin/kc.sh").chmod(0o755)
    try:
        unpacked.rename(ready)
    except OSError:  # another start was quicker
        if not ready.exists():
            raise


def _fetch(archive: Path) -> None:
    """Fetch the distribution, or copy the one that COATCHECK_KEYCLOAK_ZIP names."""
    at_hand = os.environ.get("COATCHECK_KEYCLOAK_ZIP")
    if at_hand:
        shutil.copyfile(at_hand, archive)
    else:
        tell(f"Fetching {URL}, 170 MB.")
        _download(archive)
    with archive.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    if digest != SHA256:
        raise SystemExit(f"{at_hand or URL} has the SHA-256 digest {digest}, not {SHA256}.")


def _tls() -> ssl.SSLContext:
    context = httpx.create_ssl_context()
    if AUTHORITIES.exists():
        context.load_verify_locations(AUTHORITIES)
    return context


def _download(archive: Path) -> None:
    try:
        with (
            archive.open("wb") as content,
            httpx.stream("GET", URL, verify=_tls(), timeout=60, follow_redirects=True) as answer,
        ):
            answer.raise_for_status()
            for chunk in answer.iter_bytes(1 << 20):
                content.write(chunk)
    except httpx.HTTPError as error:
        raise SystemExit(f"{URL} cannot be fetched: {error}") from error
