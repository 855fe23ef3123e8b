"""Secrets that stand in a target file in plain are warned of."""

import pytest
import yaml

from coatcheck.target import plain_secrets
from tests.conftest import Coatcheck, Write
from tests.target.test_diagnosis import TARGET


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ("${COATCHECK_TEST_SECRET}", "plain", ["clients[0].client_secret", "users[0].password"]),
        ("_secret: ${COATCHECK_TEST_SECRET}", "_secret: a-${X}", ["clients[0].client_secret"]),
        ("${COATCHECK_TEST_SECRET}", "${A}${B}", []),
        ("${COATCHECK_TEST_SECRET}", "secret-for-tests-only", []),
    ],
)
def test_secrets_in_plain_are_found(old: str, new: str, keys: list[str]) -> None:
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
        code, printed = coatcheck(*command)
        assert code == 2
        assert printed.count("secrets in plain") == 1
        assert "clients[0].client_secret, users[0].password" in printed
        assert "correct-horse" not in printed
