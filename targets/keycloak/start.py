"""Runs Keycloak on the loopback interface: python start.py [--until-stdin-closes | --version]."""

import shutil
from pathlib import Path

import authentication_device
import distribution
from coatcheck.targets import started

REALM = Path(__file__).with_name("realm.json")
CIBA = "--spi-ciba-auth-channel--ciba-http-auth-channel--http-authentication-channel-uri"
SETTINGS = (
    "--db=dev-mem",
    "--import-realm",
    f"--http-host={started.HOST}",
    f"{CIBA}={authentication_device.REQUESTS}",
    "--log-level=warn",
)


def main() -> None:
    """Fetch Keycloak where it is missing, start it, and serve until told to end."""
    started.tell_version(distribution.VERSION)
    started.needed("java", "Keycloak needs a Java runtime, 17 or newer.")
    home = distribution.home()
    shutil.copy(REALM, _folder(home / "data/import") / "coatcheck-realm.json")
    port = started.free_port()
    at = f"http://{started.HOST}:{port}"
    command = [str(home / "bin/kc.sh"), "start-dev", *SETTINGS, f"--http-port={port}"]
    issuer = f"{at}/realms/coatcheck"
    with (
        authentication_device.device(issuer),
        started.child([*command, f"--hostname={at}"], home) as keycloak,
    ):
        started.announce(issuer, keycloak, within=180)
        started.serve(keycloak)


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


if __name__ == "__main__":
    main()
