"""`coatcheck init` finds the provider's metadata, or says where it looked."""

from pathlib import Path

from coatcheck.target import target_file
from tests.conftest import Coatcheck, refused
from tests.onboarding.people import CLIENTS, USERS
from tests.onboarding.provider import Behaviour


def test_issuer_that_the_metadata_names_otherwise(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.metadata = {"issuer": "https://login.example"}
    options = (*CLIENTS, *USERS, "-o", str(file), "--no-browser")
    printed = coatcheck("init", f"{issuer}/.well-known/openid-configuration", *options)[1]
    assert f"names the issuer https://login.example and not {issuer}" in printed
    target = target_file.load(file)
    assert (target.issuer, target.name) == ("https://login.example", "login-example")
    assert target.metadata_url == f"{issuer}/.well-known/openid-configuration"


def test_metadata_elsewhere(coatcheck: Coatcheck, issuer: str, file: Path) -> None:
    options = (*CLIENTS, *USERS, "-o", str(file), "--no-browser")
    coatcheck("init", issuer, *options, "--metadata-url", f"{issuer}/elsewhere")
    assert target_file.load(file).metadata_url == f"{issuer}/elsewhere"


def test_unreachable(coatcheck: Coatcheck, nobody: str, file: Path) -> None:
    refused(coatcheck("init", nobody, "-o", str(file)), "No metadata", "--metadata-url")
    for text in ("login.example", "http://[::1", "https://"):
        refused(coatcheck("init", text, "-o", str(file)), "is not a URL")


def test_metadata_without_endpoints(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.metadata = {"token_endpoint": None, "jwks_uri": None}
    refused(coatcheck("init", issuer, "-o", str(file)), "has no token_endpoint, jwks_uri")
