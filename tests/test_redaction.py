"""No secret of a target stays in what reports show, however it is spelled."""

import json
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from coatcheck.evidence.redactor import Redactor, masked
from coatcheck.kinds import secret_names
from coatcheck.protocol.parties import Client, User
from coatcheck.target.target import Target

SECRET = 'hush "word" & <1>'
REDACTOR = Redactor([SECRET, "abc"], secret_names())


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        f"j_password={quote_plus(SECRET)}&submit=1",
        f"https://op.example/?x={quote(SECRET, safe='')}",
        json.dumps({"typed": SECRET}),
    ],
)
def test_a_known_secret_is_masked_in_every_spelling(text: str) -> None:
    shown = REDACTOR.text(text)
    assert "hush" not in shown
    assert "<redacted:" in shown


def test_known_secrets_go_wherever_they_stand() -> None:
    assert REDACTOR.text(f"said {SECRET}.") == f"said {masked(SECRET)}."


def test_what_is_too_short_to_be_a_secret_stays() -> None:
    assert REDACTOR.text("abc") == "abc"


@pytest.mark.parametrize(
    "text",
    [
        "grant_type=authorization_code&code=HIDDEN&state=s",
        "https://client.example/callback?code=HIDDEN&iss=i",
        '{"access_token": "HIDDEN", "token_type": "Bearer"}',
        '{"id_token":"HIDDEN"}',
        "client_assertion=HIDDEN&client_assertion_type=urn:x",
        "refresh_token=HIDDEN",
        "token=HIDDEN&token_type_hint=access_token",
        '{"device_code": "HIDDEN", "interval": 5}',
        "auth_req_id=HIDDEN",
    ],
)
def test_secrets_of_messages_go_by_name(text: str) -> None:
    shown = REDACTOR.text(text)
    assert "HIDDEN" not in shown
    assert masked("HIDDEN") in shown


def test_what_is_no_secret_stays() -> None:
    text = "grant_type=authorization_code&code_challenge=public&error_code=7"
    assert REDACTOR.text(text) == text


def test_headers_that_authenticate_are_masked() -> None:
    headers = (
        ("Authorization", "Bearer HIDDEN"),
        ("Cookie", "sid=HIDDEN; b=HIDDEN"),
        ("Set-Cookie", "sid=HIDDEN; Path=/oidc"),
        ("Content-Type", "text/html"),
    )
    shown = dict(REDACTOR.headers(headers))
    assert "HIDDEN" not in str(shown)
    assert shown["Authorization"].startswith("Bearer ")
    assert shown["Set-Cookie"].endswith("; Path=/oidc")
    assert shown["Content-Type"] == "text/html"


def test_equal_secrets_look_equal_and_others_do_not() -> None:
    redactor = Redactor(["first-secret", "second-secret"], secret_names())
    one, again, other = redactor.text("first-secret first-secret second-secret").split()
    assert one == again != other


def test_equal_secrets_are_masked_alike() -> None:
    assert masked("one") == masked("one") != masked("two")


def test_a_token_is_masked_by_its_name_even_where_the_text_is_cut() -> None:
    shown = Redactor([], secret_names()).text('{"refresh_token": "abcdefgh')
    assert "abcdefgh" not in shown


def test_text_that_is_no_unicode_is_masked_all_the_same() -> None:
    assert "\ud800" not in Redactor([], secret_names()).text('"code": "x\ud800y"')


def test_basic_credentials_are_secrets_of_a_target() -> None:
    client = Client("me", "client_secret_basic", ("https://c.example/",), client_secret="hush-hush")
    target = Target(Path("t.yaml"), "t", (client,), (User("u", "word-of-u"),), ())
    shown = Redactor(target.secrets, secret_names()).text(
        "Authorization was Basic bWU6aHVzaC1odXNo, word-of-u"
    )
    assert "bWU6aHVzaC1odXNo" not in shown
    assert "word-of-u" not in shown
