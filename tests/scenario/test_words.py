"""What the words in parentheses stand for."""

from types import SimpleNamespace
from typing import Any, cast

from coatcheck.protocol.parties import Client
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.words import WORDS, filled_in

ISSUER = "https://provider.example"
CALLBACK = "https://client.example/callback"
SECRET = "p&ss w:rd/0123456789-0123456789-0123456789"
BASIC = Client("client one", "client_secret_basic", (CALLBACK,), SECRET)
POST = Client("client-post", "client_secret_post", (CALLBACK,), SECRET)


def flow() -> Flow:
    target = SimpleNamespace(other_than=lambda client: POST)
    party = SimpleNamespace(target=target, known=SimpleNamespace(issuer=ISSUER))
    stand_in: Any = SimpleNamespace(party=party, client=BASIC)
    return cast(Flow, stand_in)


def test_words_are_replaced_within_a_value() -> None:
    changes = (("aud", "(the issuer)/"), ("x", "(the issuer)-(the issuer)"))
    assert filled_in(changes, flow()) == (
        ("aud", f"{ISSUER}/"),
        ("x", f"{ISSUER}-{ISSUER}"),
    )


def test_words_of_another_client() -> None:
    changes = (("client_id", "(another client's client_id)"), ("redirect_uri", "(omitted)"))
    assert filled_in(changes, flow()) == (
        ("client_id", "client-post"),
        ("redirect_uri", "(omitted)"),
    )


def test_every_word_stands_in_parentheses_and_in_no_other() -> None:
    assert all(word.startswith("(") and word.endswith(")") for word in WORDS)
    assert not [(a, b) for a in WORDS for b in WORDS if a != b and a in b]
