"""HTTP Basic authentication in place of a login page."""

from pathlib import Path

import pytest

from coatcheck.net.wire import Reply, Request
from coatcheck.protocol.parties import BASIC, User
from coatcheck.user_agent.basic import Keyring, challenges
from tests.conftest import Coatcheck
from tests.runs import results
from tests.user_agent.conftest import Target, not_passed
from tests.user_agent.doors import Doors, serving


@pytest.mark.parametrize(
    ("status", "challenge", "asked"),
    [
        (401, 'Basic realm="op"', True),
        (401, 'Negotiate, basic realm="op", charset="UTF-8"', True),
        (401, 'Bearer realm="basic"', False),
        (401, None, False),
        (200, 'Basic realm="op"', False),
    ],
)
def test_a_challenge_is_known(status: int, challenge: str | None, asked: bool) -> None:
    headers = (("WWW-Authenticate", challenge),) if challenge else ()
    assert challenges(Reply(status, headers, b"")) is asked


def test_credentials_go_where_they_were_entered_and_below() -> None:
    keyring = Keyring(User("Aladdin", "open sesame", login=BASIC))
    keyring.unlock("https://op.example/login/start?x=1")
    for url, sent in {
        "https://op.example/login/start": True,
        "https://op.example/login/further/on": True,
        "https://op.example/": False,
        "https://op.example/loginx/start": False,
        "https://op.example.evil.example/login/start": False,
    }.items():
        headers = dict(keyring.attach(Request("GET", url)).headers)
        assert headers.get("Authorization") == (
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==" if sent else None
        )


@pytest.mark.parametrize("user_agent", ["http", "browser", "sparing"])
def test_an_end_user_logs_in_by_a_challenge(
    coatcheck: Coatcheck, target: Target, user_agent: str
) -> None:
    doors = Doors(basic=True)
    with serving(doors) as issuer:
        file = target(issuer, user_agent, login=BASIC)
        code, printed = coatcheck("check", str(file))
    assert code == 0, printed
    assert "log in as alice: got a code; pages shown: login, consent" in printed
    assert "log in as bob: got a code; pages shown: login, consent" in printed
    assert doors.logins >= 2


def test_a_run_logs_in_by_a_challenge(coatcheck: Coatcheck, target: Target, tmp_path: Path) -> None:
    doors, out = Doors(basic=True), tmp_path / "out"
    with serving(doors) as issuer:
        file = target(issuer, "http", login=BASIC)
        named = ("--flow", "pkce", "--flow", "logout", "--flow", "token_endpoint")
        code, printed = coatcheck(
            "run", "--target", str(file), *named, "-n", "1", "--out", str(out)
        )
    run = results(out)
    assert not_passed(run) == []
    assert code == 0, printed
    assert run["counts"]["scenarios"]["PASS"] > 50
    secret = "YWxpY2U6Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZQ=="
    written = [path for path in out.rglob("*") if path.is_file()]
    assert [path for path in written if secret.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("user_agent", ["http", "browser"])
def test_a_wrong_password_is_shown_once(
    coatcheck: Coatcheck, target: Target, user_agent: str
) -> None:
    doors = Doors(basic=True)
    with serving(doors) as issuer:
        file = target(issuer, user_agent, login=BASIC, password="not this one")
        file.write_text(file.read_text(encoding="utf-8") + "\ntimeout: 1\n")
        code, printed = coatcheck("check", str(file))
    assert code == 2
    assert "Correct the password of alice" in " ".join(printed.split())
    assert doors.logins == 0
