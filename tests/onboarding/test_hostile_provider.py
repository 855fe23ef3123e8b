"""What a provider says of a client becomes neither a command nor a variable of this machine."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from coatcheck.onboarding.variables import beside
from tests.conftest import Coatcheck
from tests.onboarding.people import CLIENTS, USERS
from tests.onboarding.provider import NAME, Behaviour


def test_nothing_that_it_says_is_run_with_the_variables(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    mark = file.with_name("run by the shell")
    how.made = {"client_id": f"one\ntouch '{mark}'\n#"}
    code, printed = coatcheck("init", issuer, *USERS, "-o", str(file), "--no-browser")
    assert code == 0, printed
    subprocess.run(["sh", "-c", f". '{beside(file)}'"], check=True)
    assert not mark.exists()


@pytest.mark.parametrize(
    "made",
    [
        {"client_id": "${COATCHECK_TEST_SECRET}"},
        {"redirect_uris": ["https://client.example/?${COATCHECK_TEST_SECRET}"]},
        {"grant_types": ["authorization_code", "x${COATCHECK_TEST_SECRET}"]},
    ],
)
def test_no_variable_that_it_names_is_sent_to_it(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour, made: dict[str, Any]
) -> None:
    how.made = made
    code, printed = coatcheck("init", issuer, *USERS, "-o", str(file), "--no-browser")
    assert code == 2, printed
    assert "${COATCHECK_TEST_SECRET}" in printed
    assert not file.exists()


@pytest.mark.parametrize(
    "made",
    [
        {"redirect_uris": None},
        {"grant_types": 5},
        {"grant_types": [5]},
        {"client_secret_expires_at": 10**20},
        {"id_token_signed_response_alg": {"alg": "RS256"}},
        {"client_id": ""},
        {"token_endpoint_auth_method": ["none"]},
    ],
)
def test_what_is_no_registration_is_no_fault_of_the_suite(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour, made: dict[str, Any]
) -> None:
    how.made = made
    code, printed = coatcheck("init", issuer, *USERS, "-o", str(file), "--no-browser")
    assert code in (0, 2)
    assert "Internal error" not in printed


@pytest.mark.parametrize("said_issuer", ["https://[", "javascript:alert(1)", "no address"])
def test_an_issuer_that_is_no_address_is_refused(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour, said_issuer: str
) -> None:
    how.metadata = {"issuer": said_issuer}
    code, printed = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file), "--no-browser")
    assert code == 2, printed
    assert f"names the issuer {said_issuer}" in printed
    assert not file.exists()


def test_a_page_that_is_hard_to_select_on_ends_in_a_file(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    odd = NAME.replace("<button ", '<button data-test="a\n\\\'b" name="x\U0001f9e5" ')
    how.first_page = odd.replace("<form ", '<form id="one\'s" ')
    code, printed = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0, printed
    assert "Internal error" not in printed
