"""Secrets are masked however a browser, a page or a provider spells them."""

import datetime
import json
import subprocess
import sys

import pytest

from coatcheck.evidence.redactor import MAX_SHOWN, Redactor, masked
from coatcheck.kinds import secret_names
from coatcheck.net.wire import Exchange, Reply, Request

SECRET = "Tr0ub*dor~3 'ä\"!"
TOKEN = "abcdefghijklmnop.qrstuvwxyz-0123456789"


@pytest.mark.parametrize(
    "text",
    [
        "passwd=Tr0ub*dor%7E3+%27%C3%A4%22%21",
        "passwd=Tr0ub*dor~3%20'%C3%A4%22!",
        json.dumps({"fill": SECRET}, ensure_ascii=False),
        "<input value='Tr0ub*dor~3 &#39;ä&#34;!'>",
    ],
    ids=["form of a browser", "script of a page", "script's JSON", "page"],
)
def test_a_known_secret_is_masked_as_others_spell_it(text: str) -> None:
    assert "Tr0ub" not in Redactor([SECRET], secret_names()).text(text)


@pytest.mark.parametrize(
    "text",
    [
        f"/login?back=%2Fauth%3Fprompt%3Dnone%26id_token_hint%3D{TOKEN}%26state%3Dx",
        f"received {{'access_token': '{TOKEN}', 'expires_in': 5}}",
        f'<input type="hidden" name="code" value="{TOKEN}">',
        f"<input value='{TOKEN}' name='id_token'/>",
        f'{{"html":"<input name=\\"token\\" value=\\"{TOKEN}\\">"}}',
        f'{{"body":"{{\\"refresh_token\\":\\"{TOKEN}\\"}}"}}',
        f"subject_token={TOKEN}",
        f"nobody=eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.{TOKEN.replace('.', '-')}",
    ],
)
def test_a_token_is_masked_wherever_it_is_carried_along(text: str) -> None:
    shown = Redactor([], secret_names()).text(text)
    assert TOKEN.partition(".")[2] not in shown
    assert "<redacted:" in shown


def test_names_that_only_begin_like_those_of_secrets_are_left_alone() -> None:
    text = "code_challenge=abcdef&token_type=Bearer&xcode=1 <input name=code_hint value=abcdef>"
    assert Redactor([], secret_names()).text(text) == text


@pytest.mark.parametrize("name", ["Authorization", "X-Api-Key", "X-Auth-Token", "Apikey"])
def test_a_header_that_is_a_secret_as_a_whole_is_masked(name: str) -> None:
    assert TOKEN not in str(Redactor([], secret_names()).headers(((name, TOKEN),)))


def test_what_is_cut_and_what_went_wrong_is_masked_first() -> None:
    now = datetime.datetime.now(datetime.UTC)
    body = (" " * (MAX_SHOWN - 5) + SECRET).encode()
    broken = f"Page.goto: net::ERR_EMPTY_RESPONSE at https://op.example/?id_token_hint={TOKEN}"
    reply = Reply(200, (), body)
    exchange = Exchange(1, "page", Request("GET", "https://op.example"), reply, broken, now, 0.0)
    shown = Redactor([SECRET], secret_names()).exchange(exchange)
    assert shown["response"]["truncated"]
    assert "Tr" not in shown["response"]["body"]
    assert TOKEN not in shown["error"]


def test_no_guess_can_be_tried_at_a_mask_in_another_process() -> None:
    code = "from coatcheck.evidence.redactor import masked; print(masked('hunter2'))"
    printed = subprocess.check_output([sys.executable, "-c", code], env={}, text=True, cwd="/")
    assert printed.startswith("<redacted:")
    assert printed.strip() != masked("hunter2")


def test_text_made_to_be_slow_is_not() -> None:
    began = datetime.datetime.now(datetime.UTC)
    for part in ("\\", "<input ", '"code":"', "eyJa.", "code", "26"):
        Redactor([], secret_names()).text(part * (300_000 // len(part)))
    assert (datetime.datetime.now(datetime.UTC) - began).total_seconds() < 5
