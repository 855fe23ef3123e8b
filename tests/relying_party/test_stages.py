"""What happens between building and sending a client's request, and clients that come later."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request as Asked
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from coatcheck.evidence.evidence import Recorder
from coatcheck.evidence.redactor import Redactor
from coatcheck.net.wire import Exchange, Request
from coatcheck.protocol.messages import TokenErrorResponse, TokenRequest, TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.relying_party.party import RelyingParty
from coatcheck.target.target import Target
from coatcheck.user_agent.forms import FormDriver
from tests.served import served

CLIENT = Client("client", "none", ("https://client.example/callback",))
ASKED = TokenRequest(CLIENT, Parameters.of(grant_type="client_credentials"))
NONCE = "fresh"


async def token(asked: Asked) -> Response:
    """Grant a request that has a proof with the nonce, and tell the nonce otherwise."""
    if asked.headers.get("proof") == f"client {NONCE}":
        return JSONResponse({"access_token": "a", "token_type": "Bearer"})
    headers = {"Nonce": NONCE} if asked.headers.get("proof") == "client none" else {}
    return JSONResponse({"error": "use_nonce"}, 400, headers)


async def metadata(asked: Asked) -> Response:
    base = str(asked.base_url).rstrip("/")
    return JSONResponse({"issuer": base, "token_endpoint": f"{base}/token"})


class Proof:
    """A stage that proves something with a nonce, which the provider tells when it is missing."""

    def __init__(self) -> None:
        self.nonce = "none"

    def prepare(self, client: Client, request: Request) -> Request:
        proof = ("proof", f"{client.client_id} {self.nonce}")
        return replace(request, headers=(*request.headers, proof))

    def again(self, client: Client, exchange: Exchange) -> bool:
        stated = exchange.answer.header("nonce")
        self.nonce = stated or self.nonce
        return stated is not None


class Vain(Proof):
    """A stage whose proofs are never right."""

    def again(self, client: Client, exchange: Exchange) -> bool:
        return True


class Signature:
    """A stage that covers what the stages before it have added."""

    def prepare(self, client: Client, request: Request) -> Request:
        return replace(request, headers=(*request.headers, ("signed", str(request.headers))))

    def again(self, client: Client, exchange: Exchange) -> bool:
        return False


@pytest.fixture
def party() -> Iterator[RelyingParty]:
    routes = [
        Route("/token", token, methods=["POST"]),
        Route("/.well-known/openid-configuration", metadata),
    ]
    with served(Starlette(routes=routes)) as base:
        target = Target(Path("t.yaml"), "t", (CLIENT,), (), (), issuer=base)
        made = RelyingParty(target, FormDriver(), Recorder())
        yield made
        made.wire.close()


def test_a_request_goes_as_it_is_where_there_is_no_stage(party: RelyingParty) -> None:
    assert isinstance(party.request_token(ASKED), TokenErrorResponse)


def test_a_stage_adds_its_proof_and_sends_once_more_with_the_nonce(party: RelyingParty) -> None:
    party.stages.append(Proof())
    assert isinstance(party.request_token(ASKED), TokenResponse)
    labels = [exchange.label for exchange in party.recorder.current.exchanges.values()]
    assert labels.count("token request") == 2


def test_later_stages_see_what_earlier_ones_have_added_anew(party: RelyingParty) -> None:
    party.stages += [Proof(), Signature()]
    message = party.request_token(ASKED)
    assert isinstance(message, TokenResponse)
    headers = dict(message.exchange.request.headers)
    assert f"client {NONCE}" in headers["signed"]
    assert [name for name, _ in message.exchange.request.headers].count("signed") == 1


def test_nothing_is_sent_a_third_time(party: RelyingParty) -> None:
    party.stages.append(Vain())
    assert isinstance(party.request_token(ASKED), TokenErrorResponse)
    labels = [exchange.label for exchange in party.recorder.current.exchanges.values()]
    assert labels.count("token request") == 2


def test_a_client_that_comes_later_has_its_redirection_uri_and_its_secret_kept(
    party: RelyingParty,
) -> None:
    redactor = Redactor(party.target.secrets)
    party = RelyingParty(party.target, FormDriver(), Recorder(), redactor.learn)
    came = Client("later", "client_secret_basic", ("https://later.example/cb",), "swordfish")
    assert "https://later.example" not in party.stops("https://op.example/authorize")
    party.admit(came)
    assert "https://later.example" in party.stops("https://op.example/authorize")
    assert "swordfish" not in redactor.text("it is swordfish")
    party.wire.close()
