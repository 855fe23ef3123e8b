"""What a client presents, rightly and wrongly."""

import base64
import uuid

import pytest

from coatcheck.protocol import client_authentication as authentication, jose
from coatcheck.protocol.client_authentication import PRESENTATIONS, Claim, credentials
from coatcheck.protocol.parties import Client

ISSUER = "https://provider.example"
CALLBACK = "https://client.example/callback"
SECRET = "p&ss w:rd/0123456789-0123456789-0123456789"
BASIC = Client("client one", "client_secret_basic", (CALLBACK,), SECRET)
POST = Client("client-post", "client_secret_post", (CALLBACK,), SECRET)
SECRET_JWT = Client("client-jwt", "client_secret_jwt", (CALLBACK,), SECRET)
OF_BASIC = (
    "an empty secret",
    "its credentials in two ways at once",
    "its secret with every character percent-encoded",
    "its secret by the scheme in lower case",
)
"""Presentations that only a client of client_secret_basic makes."""


def test_basic_credentials_are_form_encoded() -> None:
    name, value = credentials(Claim(BASIC, ISSUER)).headers[0]
    assert name == "Authorization"
    user, _, password = base64.b64decode(value.removeprefix("Basic ")).decode().partition(":")
    assert user == "client+one"
    assert password == "p%26ss+w%3Ard%2F0123456789-0123456789-0123456789"


def test_percent_encoding_is_of_every_character() -> None:
    assert authentication.percent_encoded("a-é") == "%61%2D%C3%A9"


def test_secret_in_the_body() -> None:
    shown = credentials(Claim(POST, ISSUER))
    assert shown.headers == ()
    assert dict(shown.body.pairs) == {"client_id": "client-post", "client_secret": SECRET}


def test_wrong_credentials_differ_in_the_secret_alone() -> None:
    shown = dict(credentials(Claim(POST, ISSUER, "wrong credentials")).body.pairs)
    assert shown["client_id"] == "client-post"
    assert shown["client_secret"] != SECRET


def test_assertion_has_the_claims_of_rfc7523_3() -> None:
    shown = credentials(Claim(SECRET_JWT, ISSUER)).body
    assert shown.get("client_assertion_type") == authentication.ASSERTION_TYPE
    claims = jose.parse(shown.get("client_assertion") or "").claims
    assert claims.keys() == {"iss", "sub", "aud", "jti", "iat", "exp"}
    assert (claims["iss"], claims["sub"], claims["aud"]) == ("client-jwt", "client-jwt", ISSUER)
    assert claims["exp"] > claims["iat"]


def test_every_assertion_has_a_jti_of_its_own() -> None:
    claims = [authentication.assertion_claims(Claim(SECRET_JWT, ISSUER)) for _ in range(2)]
    assert claims[0]["jti"] != claims[1]["jti"]


def test_deviations_of_claims() -> None:
    changes = (("aud", "(omitted)"), ("sub", "x"), ("nbf", "(in ten minutes)"))
    claim = Claim(SECRET_JWT, ISSUER, assertion_changes=changes)
    claims = authentication.assertion_claims(claim)
    assert "aud" not in claims
    assert claims["sub"] == "x"
    assert claims["nbf"] - claims["iat"] == 600


@pytest.fixture
def unchanging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have two assertions of the same claims be the same."""
    monkeypatch.setattr(uuid, "uuid4", lambda: "an identifier")
    monkeypatch.setattr(jose, "in_seconds", lambda seconds: 1_000_000 + seconds)


@pytest.mark.usefixtures("unchanging")
@pytest.mark.parametrize("how", PRESENTATIONS)
def test_every_presentation_can_be_made_and_deviates(how: str) -> None:
    client = BASIC if how in OF_BASIC else SECRET_JWT
    shown, own = (credentials(Claim(client, ISSUER, w)) for w in (how, "its own credentials"))
    assert (shown == own) == (how == "its own credentials")
