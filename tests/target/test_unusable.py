"""What cannot be used in a target file is told in words, and no secret is shown with it."""

from pathlib import Path

import pytest

from coatcheck.target import target_file
from tests.conftest import Coatcheck, Write, refused

SECRET = "S3CR3T of the environment"
TARGET = """\
name: x
issuer: https://op.example
clients:
  - client_id: one
    token_endpoint_auth_method: client_secret_basic
    client_secret: ${COATCHECK_TEST_SECRET}
    redirect_uris: [https://client.example/]
  - {client_id: two, token_endpoint_auth_method: none, redirect_uris: [https://client.example/]}
users: [{username: alice, password: "${COATCHECK_TEST_SECRET}"}]
login: [{page: login, when: "#login"}]
"""
DEVIATION = "{id: RFC6749-4.1.2/code-single-use, reason: a good reason, expires: 2026-02-30}"
CIBA = "ciba: {login_hint: '{username}', approve: %s, deny: by hand}\n"


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COATCHECK_TEST_SECRET", SECRET)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("issuer: https://op.example\n", "", "issuer or start is missing here"),
        ("client_secret_basic", "private_key_jwt", "clients[0]: jwks or jwks_file is missing here"),
        (
            "https://op.example",
            "'https://[::1'",
            "line 2, at issuer: 'https://[::1' is not an absolute",
        ),
        (
            "[https://client.example/]}",
            "[nowhere]}",
            "clients[1].redirect_uris[0]: 'nowhere' is no",
        ),
    ],
)
def test_what_is_missing_or_no_address_is_told(
    coatcheck: Coatcheck, write_target: Write, old: str, new: str, words: str
) -> None:
    printed = coatcheck("check", write_target(TARGET.replace(old, new)))
    refused(printed, words)
    assert SECRET not in printed[1]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("proxy: ${COATCHECK_TEST_SECRET}\n", "at proxy: '${COATCHECK_TEST_SECRET}' is not text"),
        ("proxy: http://me:S3CR3T/x@proxy:1\n", "has an invalid address"),
        (CIBA % "'${COATCHECK_TEST_SECRET}'", "'${COATCHECK_TEST_SECRET}' is not one of by hand"),
        (f"known_deviations: [{DEVIATION}]\n", "an invalid date or number"),
        ("capabilities: {no: true}\n", "the key no on line 11 is not text"),
        ("1: x\n", "the key 1 on line 11 is not text"),
        ("timeout: .inf\n", "at timeout: inf is greater than"),
    ],
)
def test_what_is_added_is_told(
    coatcheck: Coatcheck, write_target: Write, more: str, words: str
) -> None:
    printed = coatcheck("check", write_target(TARGET + more))
    refused(printed, words)
    assert "S3CR3T" not in printed[1]


@pytest.mark.parametrize(
    ("call", "where", "words"),
    [
        ("{url: 'https://op.example/{auth_req}'}", "ciba.approve.url", "Did you mean auth_req_id?"),
        (
            "{url: 'https://a/', headers: {X: '{}'}}",
            "approve.headers.X",
            "Known names are {issuer}",
        ),
        ("{url: 'https://a/', json: {x: ['{']}}", "ciba.approve.json.x[0]", "Write {{ for a brace"),
        ("{url: 'https://a/', form: {x: '{user_code}'}}", "form.x", "unknown name {user_code}"),
    ],
)
def test_what_is_filled_into_a_call_is_known(
    coatcheck: Coatcheck, write_target: Write, call: str, where: str, words: str
) -> None:
    refused(coatcheck("check", write_target(TARGET + CIBA % call)), where, words)


def test_what_the_environment_adds_to_a_call_is_secret(write_target: Write) -> None:
    call = "{url: 'https://a/', headers: {X-Api: 'Key ${COATCHECK_TEST_SECRET}'}}"
    target = target_file.load(
        Path(write_target(TARGET + CIBA % call + "proxy: http://me:pw@a:1\n"))
    )
    assert SECRET in target.further_secrets
    assert {SECRET, "pw"} <= set(target.secrets)
    assert SECRET not in repr(target)
