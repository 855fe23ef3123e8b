"""One provider process for all tests of the reference provider."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from .relying_party import RelyingParty

COMMAND = (sys.executable, "-m", "coatcheck.reference_server", "--until-stdin-closes")


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        issuer: str = json.loads(process.stdout.readline())["issuer"]
        yield issuer.removesuffix("/oidc")
        process.stdin.close()


@pytest.fixture
def rp(base: str) -> Iterator[RelyingParty]:
    with RelyingParty(base) as party:
        yield party
