"""What is said of a target file that is wrong, and of one that tells its secrets."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from coatcheck.errors import TargetFileError
from coatcheck.house import SCHEMAS
from coatcheck.nearest import asked, nearest
from coatcheck.scenario import acts
from coatcheck.target import plain_secrets, target_file
from tests.conftest import Coatcheck

Write = Callable[[str], str]

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
        ("[https://client.example/]", "https://client.example/", "line 7,", "to be a list"),
        ("capabilities:\n  pkce: true", "capabilities:", "line 19, at capabilities", "is empty"),
        ("pkce: true", "pkce: 'yes'", "line 20,", "true or false, and is text"),
        ('    when: "#login"\n', "", "line 15, at login[0]", "when is missing"),
        ('when: "#login"', 'when: "#login["', "line 16, at login[0].when", "no CSS selector"),
        ("2099-01-01", "soon", "line 24,", "no date"),
        ("2099-01-01", "2099-01-01T00:00:00Z", "line 24,", "no date"),
        ("2099-01-01", "2099", "line 24,", "no date"),
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
    write_target: Write, old: str, new: str, where: str, what: str
) -> None:
    assert old in TARGET
    with pytest.raises(TargetFileError) as raised:
        target_file.load(Path(write_target(TARGET.replace(old, new, 1))))
    said = str(raised.value)
    assert where in said
    assert what in said
    assert "not to be shown" not in said


def test_every_unknown_key_is_told_at_once(write_target: Write) -> None:
    text = TARGET.replace("issuer:", "isuer:").replace("    when:", "    wehn:")
    with pytest.raises(TargetFileError) as raised:
        target_file.load(Path(write_target(text)))
    assert "line 2, at isuer" in raised.value.what
    assert "line 16, at login[0].wehn" in raised.value.what


def test_a_value_that_may_be_secret_is_not_shown(write_target: Write) -> None:
    text = TARGET.replace("${COATCHECK_TEST_SECRET}", "20250317", 1)
    with pytest.raises(TargetFileError) as raised:
        target_file.load(Path(write_target(text)))
    assert "clients[0].client_secret" in raised.value.what
    assert "20250317" not in str(raised.value)


def test_the_kinds_of_plain_requests_are_those_that_the_suite_sends() -> None:
    schema = json.loads((SCHEMAS / "target.schema.json").read_text(encoding="utf-8"))
    kinds = schema["properties"]["parameters"]["propertyNames"]["enum"]
    sent = {name.lower().replace(" ", "_") for name in acts.ACTS}
    assert set(kinds) == sent - {"token", "refresh", "userinfo"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "--flow", "pkse"), "Did you mean pkce?"),
        (("list", "--flow", "pkse"), "Did you mean pkce?"),
        (("run", "--clause", "RFC6749-4.1.2/code-singel-use"), "RFC6749-4.1.2/code-single-use"),
        (("run", "--clause", "rfc6749"), "Did you mean RFC6749?"),
        (("run", "--flow", "pkce", "--flow", "no-such-flow"), "named no-such-flow"),
        (
            ("run", "--scenario", "token_endpoint/a-redemed-code-is-refused"),
            "Did you mean token_endpoint/a-redeemed-code-is-refused?",
        ),
        (("run", "--flow", "pkce", "--flow", "jwk_set", "--clause", "RFC6750"), "together"),
        (("serve", "--fault", "code_reuseable"), "Did you mean code_reusable?"),
        (("serve", "--fault", "no such thing at all"), "--list-faults"),
    ],
)
def test_a_name_of_nothing_is_told_with_the_nearest(
    coatcheck: Coatcheck, arguments: tuple[str, ...], words: str
) -> None:
    code, said = coatcheck(*arguments)
    assert code == 2
    assert words in said
    assert said.count("\n") < 5


def test_nearest_names() -> None:
    assert nearest("lifetime", ["lifetimes", "clients"]) == ["lifetimes"]
    assert nearest("RFC6749", ["rfc6749"]) == ["rfc6749"]
    assert nearest(1, ["users"]) == []
    assert asked("paged", ["page", "pages"], "") == "Did you mean page or pages?"
    assert asked("xyz", ["page"], "Leave it.") == "Leave it."


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ("${COATCHECK_TEST_SECRET}", "plain", ["clients[0].client_secret", "users[0].password"]),
        ("_secret: ${COATCHECK_TEST_SECRET}", "_secret: a-${X}", ["clients[0].client_secret"]),
        ("${COATCHECK_TEST_SECRET}", "${A}${B}", []),
        ("${COATCHECK_TEST_SECRET}", "secret-for-tests-only", []),
    ],
)
def test_secrets_in_plain_are_found(
    write_target: Write, old: str, new: str, keys: list[str]
) -> None:
    data = yaml.safe_load(TARGET.replace(old, new))
    assert list(plain_secrets.plain_secrets(data)) == keys


@pytest.mark.parametrize("issuer", ["issuer: http://127.0.0.1:8080/x", "start: {command: [x]}"])
def test_secrets_of_a_provider_on_this_machine_are_none(issuer: str) -> None:
    text = TARGET.replace("${COATCHECK_TEST_SECRET}", "plain")
    data = yaml.safe_load(text.replace("issuer: https://op.example", issuer))
    assert list(plain_secrets.plain_secrets(data)) == []


def test_a_secret_in_plain_is_warned_of_once_and_not_shown(
    coatcheck: Coatcheck, write_target: Write
) -> None:
    text = TARGET.replace("${COATCHECK_TEST_SECRET}", "correct-horse")
    path = write_target(text.replace("https://op.example", "https://no-such-host.invalid"))
    for command in (("check", path), ("run", "--target", path)):
        code, said = coatcheck(*command)
        assert code == 2
        assert said.count("secrets in plain") == 1
        assert "clients[0].client_secret, users[0].password" in said
        assert "correct-horse" not in said
