"""One provider process for all tests of the reference provider."""

from collections.abc import Iterator

import pytest

from tests.reference import provider

from .contract_party import ContractParty
from .relying_party import RelyingParty


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    with provider() as issuer:
        yield issuer.removesuffix("/oidc")


@pytest.fixture
def rp(base: str) -> Iterator[RelyingParty]:
    with RelyingParty(base) as party:
        yield party


@pytest.fixture
def moved(rp: RelyingParty) -> Iterator[RelyingParty]:
    """A relying party that may move the clock."""
    yield rp
    rp.reset_clock()


@pytest.fixture
def party(base: str) -> Iterator[ContractParty]:
    """A client of the provider that speaks the contract's dialect."""
    with ContractParty(base, client_id="web") as party:
        yield party
