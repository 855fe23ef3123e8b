"""Lawful answers of real providers that are easily taken for findings."""

import base64
import datetime
import random
from collections.abc import Callable

import pytest

from coatcheck.expect.entropy import guessing_bits
from coatcheck.net.wire import Exchange, Reply, Request
from coatcheck.protocol.authorization import AuthorizationPage, AuthorizationRequest
from coatcheck.protocol.dialogue import (
    CredentialsRedirect,
    DialogueResponse,
    PageResponse,
    dialogue,
)
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client, User
from coatcheck.protocol.provider import Provider

ALICE = User("alice", "correct horse")
CLIENT = Client("c", "none", ("https://client.example/",))


def answered(status: int, body: str = "") -> type[DialogueResponse]:
    """Return what an HTML answer to a request with this body is taken for."""
    request = Request("POST", "https://op.example/login", body=body)
    reply = Reply(status, (("content-type", "text/html"),), b"<a href='/next'>Found</a>")
    now = datetime.datetime.now(datetime.UTC)
    exchange = Exchange(1, "login", request, reply, None, now, 0.0)
    asked = AuthorizationRequest(CLIENT, Parameters())
    message = AuthorizationPage(
        Provider("https://op.example"), exchange, asked, exchanges=(exchange,), user=ALICE
    )
    [found] = dialogue(message)
    return type(found)


def test_the_body_of_a_redirect_is_no_page() -> None:
    assert answered(200) is PageResponse
    assert answered(303) is DialogueResponse


def test_a_redirect_after_the_password_is_one_whatever_its_body() -> None:
    assert answered(302, "username=alice&password=correct+horse") is CredentialsRedirect


def test_a_class_of_characters_may_lack_by_chance() -> None:
    assert guessing_bits("abcdefghijklmnopqrstuvwxyz") >= 128
    assert guessing_bits("abcdefghijklmnopqrstuvwx") < 128


ENCODINGS: list[Callable[[bytes], bytes]] = [
    base64.urlsafe_b64encode,
    lambda value: base64.b32encode(value).lower(),
    lambda value: base64.b16encode(value).lower(),
]


@pytest.mark.parametrize("encoded", ENCODINGS, ids=["base64url", "base32", "base16"])
def test_sixteen_random_bytes_are_enough_however_they_are_written(
    encoded: Callable[[bytes], bytes],
) -> None:
    chance = random.Random(16)
    for _ in range(2000):
        value = encoded(chance.randbytes(16)).decode().rstrip("=")
        assert guessing_bits(value) >= 128, value
