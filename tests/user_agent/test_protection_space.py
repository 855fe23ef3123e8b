"""A password that was entered at one address is sent to no other (RFC 7617, 2.2)."""

import pytest

from coatcheck.net.wire import Request
from coatcheck.protocol.parties import User
from coatcheck.user_agent.basic import Keyring


@pytest.mark.parametrize(
    ("asked", "sent", "known"),
    [
        ("https://op.example/a/auth?x=1", "https://op.example/a/next", True),
        ("https://op.example/a/auth?x=1", "https://op.example/b", False),
        ("https://op.example?x=1", "https://op.example/a", True),
        ("https://op.example?x=1", "https://other.example/", False),
        ("https://op.example", "https://op.example.evil.example/", False),
        ("https://op.example/a/auth?back=/b/", "https://op.example/a/next", True),
    ],
)
def test_the_password_goes_where_it_was_asked_for(asked: str, sent: str, known: bool) -> None:
    keyring = Keyring(User("alice", "secret"))
    keyring.unlock(asked)
    headers = dict(keyring.attach(Request("GET", sent)).headers)
    assert ("Authorization" in headers) is known
