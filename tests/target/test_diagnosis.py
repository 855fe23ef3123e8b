"""What is said of a target file that is wrong."""

import json
from pathlib import Path

import pytest

from coatcheck.base.files import SCHEMAS
from coatcheck.kinds import KINDS
from coatcheck.target import target_file
from tests.conftest import Write
from tests.target.conftest import Refusal, changed

TARGET = """\
name: x
issuer: https://op.example
clients:
  - client_id: one
    token_endpoint_auth_method: client_secret_basic
    client_secret: ${COATCHECK_TEST_SECRET}
    redirect_uris: [https://client.example/]
  - client_id: two
    token_endpoint_auth_method: none
    redirect_uris: [https://client.example/]
users:
  - username: alice
    password: ${COATCHECK_TEST_SECRET}
login:
  - page: login
    when: "#login"
    fill:
      "#name": "{username}"
capabilities:
  pkce: true
known_deviations:
  - id: RFC6749-4.1.2/code-single-use
    reason: A reason for it.
    expires: 2099-01-01
"""


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COATCHECK_TEST_SECRET", "not to be shown")


def test_it_is_sound_but_for_the_changes(write_target: Write) -> None:
    assert target_file.load(Path(write_target(TARGET))).name == "x"


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("issuer:", "isuer:", "line 2, at isuer:", "Did you mean issuer?"),
        ("client_id: two", "clientid: two", "line 8, at clients[1].clientid", "mean client_id?"),
        ("    fill:", "    fil:", "line 17, at login[0].fil", "mean fill?"),
        ("capabilities:", "issuer: x\ncapabilities:", "target.yaml", "on line 2 and on line 19"),
        (
            "    password:",
            "    username: b\n    password:",
            "target.yaml",
            "line 12 and on line 13",
        ),
        ("    reason:", "    raeson:", "line 23, at known_deviations[0].raeson", "mean reason?"),
        ("  pkce:", "  pkse:", "line 20, at capabilities.pkse", "Did you mean pkce?"),
        ("method: none", "method: nonne", "line 9,", "Did you mean none?"),
        ("page: login", "page: logn", "line 15, at login[0].page", "mean login?"),
        ("username: alice", "username: 12", "line 12, at users[0].username", "is a number"),
        ("[https://client.example/]", "https://client.example/", "line 7,", "must be a list"),
        ("capabilities:\n  pkce: true", "capabilities:", "line 19, at capabilities", "is empty"),
        ("pkce: true", "pkce: 'yes'", "line 20,", "true or false, but is text"),
        ('    when: "#login"\n', "", "line 15, at login[0]", "when is missing"),
        ('when: "#login"', 'when: "#login["', "line 16, at login[0].when", "not a CSS selector"),
        ("2099-01-01", "soon", "line 24,", "not a date"),
        ("2099-01-01", "2099-01-01T00:00:00Z", "line 24,", "not a date"),
        ("2099-01-01", "2099", "line 24,", "not a date"),
        ("COATCHECK_TEST_SECRET", "COATCHECK_TEST_UNSET", "line 6,", "COATCHECK_TEST_UNSET"),
        (
            "capabilities:",
            "parameters:\n  device_authorisation: {}\ncapabilities:",
            "line 19, at parameters",
            "mean device_authorization",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    refusal: Refusal, old: str, new: str, where: str, what: str
) -> None:
    printed = str(refusal(changed(TARGET, old, new)))
    assert where in printed
    assert what in printed
    assert "not to be shown" not in printed


def test_every_unknown_key_is_told_at_once(refusal: Refusal) -> None:
    text = changed(changed(TARGET, "issuer:", "isuer:"), "    when:", "    wehn:")
    what = refusal(text).what
    assert "line 2, at isuer" in what
    assert "line 16, at login[0].wehn" in what


def test_a_value_that_may_be_secret_is_not_shown(refusal: Refusal) -> None:
    error = refusal(changed(TARGET, "${COATCHECK_TEST_SECRET}", "20250317"))
    assert "clients[0].client_secret" in error.what
    assert "20250317" not in str(error)


def test_the_kinds_of_plain_requests_are_those_that_the_suite_sends() -> None:
    schema = json.loads((SCHEMAS / "target.schema.json").read_text(encoding="utf-8"))
    kinds = schema["properties"]["parameters"]["propertyNames"]["enum"]
    sent = {name.lower().replace(" ", "_") for name in KINDS}
    assert set(kinds) == sent - {"token", "refresh", "userinfo"}
