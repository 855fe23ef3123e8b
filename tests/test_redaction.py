"""No secret of a target stays in what reports show, however it is spelled."""

import json
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from coatcheck.target.target import Client, Target, User
from coatcheck.transcript import Redactor, masked

SECRET = 'hush "word" & <1>'


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
    shown = Redactor([SECRET]).text(text)
    assert "hush" not in shown
    assert "<redacted:" in shown


def test_equal_secrets_are_masked_alike() -> None:
    assert masked("one") == masked("one") != masked("two")


def test_a_token_is_masked_by_its_name_even_where_the_text_is_cut() -> None:
    shown = Redactor([]).text('{"refresh_token": "abcdefgh')
    assert "abcdefgh" not in shown


def test_text_that_is_no_unicode_is_masked_all_the_same() -> None:
    assert "\ud800" not in Redactor([]).text('"code": "x\ud800y"')


def test_basic_credentials_are_secrets_of_a_target() -> None:
    client = Client("me", "client_secret_basic", ("https://c.example/",), client_secret="hush-hush")
    target = Target(Path("t.yaml"), "t", (client,), (User("u", "word-of-u"),), ())
    shown = Redactor(target.secrets).text("Authorization was Basic bWU6aHVzaC1odXNo, word-of-u")
    assert "bWU6aHVzaC1odXNo" not in shown
    assert "word-of-u" not in shown
