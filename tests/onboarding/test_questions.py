"""What is asked at a terminal, and what is made of the answers."""

import getpass
from collections.abc import Callable
from pathlib import Path

import pytest

from coatcheck.base.errors import UsageError
from coatcheck.net.wire import Wire
from coatcheck.onboarding import options
from coatcheck.onboarding.discovery import Discovered
from coatcheck.onboarding.interview import Interview
from coatcheck.onboarding.questions import Questions
from coatcheck.onboarding.registration import Registrar
from coatcheck.onboarding.variables import Variables

Typing = Callable[..., Interview]


@pytest.fixture
def typing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Return an interview with somebody who types these lines, and a secret where asked."""

    def begin(*lines: str, secret: str = "s3cret") -> Interview:
        typed = iter(lines)
        monkeypatch.setattr("builtins.input", lambda question: next(typed))
        monkeypatch.setattr(getpass, "getpass", lambda question: secret)
        variables = Variables(tmp_path / "target.env")
        return Interview(Questions(at_terminal=True), variables, tmp_path, "small")

    return begin


@pytest.fixture
def nobody_registers() -> Registrar:
    return Registrar(Wire(1), Discovered("https://op.example", "", {}))


def test_end_users_are_asked_for(typing: Typing) -> None:
    rows = typing("alice", "bob:HIS").users([])
    assert [(row.user.username, row.variable) for row in rows] == [
        ("alice", "ALICE_PASSWORD"),
        ("bob", "HIS"),
    ]


def test_typed_secrets_are_kept_beside_the_target(
    typing: Typing, nobody_registers: Registrar, tmp_path: Path
) -> None:
    lines = ("one:client_secret_post", "", "two:none", "https://two.example/cb")
    rows, notes = typing(*lines, secret="it's").clients([], nobody_registers)
    assert [row.client.redirect_uri for row in rows] == [
        "https://client.example/callback",
        "https://two.example/cb",
    ]
    assert (rows[0].client.client_secret, rows[0].variable) == ("it's", "ONE_SECRET")
    assert "export ONE_SECRET='it'\"'\"'s'" in (tmp_path / "target.env").read_text()
    assert notes == ()


def test_an_answer_that_means_nothing_is_asked_for_again(
    typing: Typing, nobody_registers: Registrar, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("one:basic", "one:none", "", "two:none", "callback", "https://two.example/cb")
    assert len(typing(*lines).clients([], nobody_registers)[0]) == 2
    assert "METHOD is one of" in capsys.readouterr().out


def test_end_of_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(question: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    with pytest.raises(UsageError, match="ended"):
        Questions(at_terminal=True).read("Who?", str)


@pytest.mark.parametrize(
    ("text", "name"),
    [("client-basic", "CLIENT_BASIC_SECRET"), ("https://a.b/c", "HTTPS_A_B_C_SECRET"),
     ("7up", "X_7UP_SECRET"), ("\u00e9", "X_SECRET")],
)  # fmt: skip
def test_names_of_variables(text: str, name: str) -> None:
    assert options.named(text, "SECRET") == name


def test_client_ids_may_be_addresses() -> None:
    given = options.client("https://app.example:8443/x:client_secret_basic:APP")
    assert (given.client_id, given.credential) == ("https://app.example:8443/x", "APP")
