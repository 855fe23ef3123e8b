"""`coatcheck init` says what is wrong with what it was given, and writes nothing."""

from pathlib import Path

import pytest

from tests.conftest import Coatcheck, refused
from tests.onboarding.people import CLIENTS, USERS
from tests.onboarding.provider import Behaviour

BAD = [
    (("--client", "one:basic:ONE"), "client_secret_basic"),
    (("--client", "one:client_secret_post:s3cret!"), "not the secret itself"),
    (("--client", "one:none:ONE"), "has no secret"),
    (("--client", "one:private_key_jwt"), "has no file of keys"),
    (("--client", "one:private_key_jwt:/none.json", *CLIENTS), "not a readable JWK Set"),
    (("--user", ":ANN"), "has no user name"),
    (("--redirect-uri", "callback"), "not an absolute URI"),
    (("--redirect-uri", "https://[::1"), "not an absolute URI"),
    ((*CLIENTS, *("--redirect-uri", "https://a.example/") * 3), "3 times and --client 2 times"),
    (("--name", "My Provider"), "small letters"),
    (("--metadata-url", "elsewhere"), "not a URL"),
]


@pytest.mark.parametrize(("options", "words"), BAD, ids=lambda value: value[-1][:24])
def test_bad_option(
    coatcheck: Coatcheck, issuer: str, file: Path, options: tuple[str, ...], words: str
) -> None:
    refused(coatcheck("init", issuer, *USERS, *options, "-o", str(file)), words)
    assert not file.exists()


def test_nobody_to_ask(coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour) -> None:
    refused(coatcheck("init", issuer, "-o", str(file)), "no terminal", "--user NAME:ENV")
    how.metadata = {"registration_endpoint": None}
    words = ("no registration_endpoint", "--client ID:METHOD:ENV")
    refused(coatcheck("init", issuer, *USERS, "-o", str(file)), *words)


def test_file_that_exists(coatcheck: Coatcheck, issuer: str, file: Path) -> None:
    file.write_text("mine")
    options = (*CLIENTS, *USERS, "-o", str(file), "--no-browser")
    refused(coatcheck("init", issuer, *options), "exists", "--force")
    assert file.read_text() == "mine"
    assert coatcheck("init", issuer, *options, "--force")[0] == 0
    folder = file.parent / "none" / "target.yaml"
    refused(coatcheck("init", issuer, "-o", str(folder)), "cannot be written")
