"""`coatcheck init` finds out how to log in, and writes it into the target file."""

from pathlib import Path

import pytest
import yaml

from coatcheck.target import target_file
from tests.conftest import Coatcheck
from tests.onboarding.people import ANN, CLIENTS, USERS
from tests.onboarding.provider import AT_ONCE, NAME, PASSWORD, SECRET, Behaviour
from tests.reference import provider


def uncommented(text: str) -> list[str]:
    """Return the lines of keys that have no comment where they stand first."""
    lines, seen, found = text.splitlines(), set[str](), list[str]()
    for number, line in enumerate(lines):
        key = line.strip().removeprefix("- ").partition(":")[0]
        if line.strip().startswith(("#", "- http")) or ":" not in line or not key.isidentifier():
            continue
        before = lines[number - 1].strip()
        if key not in seen and " # " not in line and not before.startswith("#"):
            found.append(line)
        seen.add(key)
    return found


def test_login_in_two_pages_and_a_consent(coatcheck: Coatcheck, issuer: str, file: Path) -> None:
    code, printed = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0, printed
    assert f"works for {ANN}; pages: login, consent, other" in printed
    target = target_file.load(file)
    password, consent, name = target.login
    assert password.fill == {"input[name=credential]": "{password}"}
    assert name.fill == {"input[name=identifier]": "{username}"}
    assert consent.press == "form:has(input[name=approval][value=approve]) button[type=submit]"
    assert consent.refuse == "form:has(input[name=approval][value=reject]) button[type=submit]"
    assert [client.grant_types for client in target.clients] == [("authorization_code",)] * 2
    assert target.clients[0].id_token_signed_response_alg == "ES256"
    assert target.lifetimes == {"access_token": 300}
    text = file.read_text(encoding="utf-8")
    assert uncommented(text) == []
    assert PASSWORD not in text
    assert "secret-of-one" not in text


def test_login_of_an_end_user_who_is_known(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.first_page, how.login_again = AT_ONCE, SECRET
    code, printed = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0, printed
    everything, password, _ = target_file.load(file).login
    assert everything.fill == {
        "input[name=identifier]": "{username}",
        "input[name=credential]": "{password}",
    }
    assert password.fill == {"input[name=credential]": "{password}"}
    assert password.when == "input[name=credential]"
    assert everything.when == "input[name=identifier]:not([type=hidden])"


def test_what_the_provider_does_not_offer_is_told(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.consents, how.scopes = False, ("openid",)
    how.reaches_acr = False
    how.metadata = {
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
        "acr_values_supported": ["gold"],
    }
    coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert target_file.load(file).capabilities == {
        "consent_page": False,
        "reachable_acr": False,
        "unknown_scope_ignored": False,
        "public_client": True,
    }
    assert uncommented(file.read_text(encoding="utf-8")) == []


def test_grant_that_is_refused_for_another_reason_is_one_that_may_be_used(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.grant_error = "invalid_request"
    coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file), "--no-browser")
    confidential, public = target_file.load(file).clients
    assert confidential.grant_types == ("authorization_code", "client_credentials")
    assert public.grant_types == ("authorization_code",)


def test_reference_provider_and_its_check(
    coatcheck: Coatcheck, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, client in enumerate(("client-basic", "client-basic-2")):
        monkeypatch.setenv(f"C{number}", f"secret-of-{client}-for-tests-only-0123456789")
    monkeypatch.setenv("P1", "correct horse battery staple")
    clients = ("client-basic:client_secret_basic:C0", "client-basic-2:client_secret_basic:C1")
    options = [word for client in clients for word in ("--client", client)]
    with provider() as issuer:
        code, printed = coatcheck("init", issuer, *options, "--user", "alice:P1", "-o", str(file))
        assert code == 0, printed
        assert coatcheck("check", str(file))[0] == 0
    assert "password" in target_file.load(file).clients[0].grant_types


def test_page_that_cannot_be_understood(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.first_page = "<title>Riddle</title><p>Enter by the shadow.</p><button>Knock</button>"
    code, printed = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0, printed
    assert "could not be understood: 'Riddle'" in printed
    text = file.read_text(encoding="utf-8")
    assert "# FILL IN" in text
    assert "button 'Knock'" in text
    assert target_file.load(file).login[0].page == "login"


def test_page_cannot_write_into_the_file(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.first_page = "<title>x\nclock: y</title><button>a\nproxy: http://evil.example</button>"
    coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert {"clock", "proxy"} & set(yaml.safe_load(file.read_text(encoding="utf-8"))) == set()


def test_wrong_password(
    coatcheck: Coatcheck, issuer: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANN", "wrong one")
    code, printed = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0
    assert f"Is the password of {ANN} right?" in printed
    assert "wrong one" not in printed + file.read_text(encoding="utf-8")


def test_user_name_that_the_page_does_not_take(
    coatcheck: Coatcheck, issuer: str, file: Path
) -> None:
    code, printed = coatcheck("init", issuer, *CLIENTS, "--user", "ann:ANN", "-o", str(file))
    assert code == 0
    assert "Pressing button[type=submit] led to no other page" in printed
    assert "code_challenge" not in printed


def test_password_that_is_not_known(
    coatcheck: Coatcheck, issuer: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANN")
    code, printed = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0
    assert f"The password of {ANN} is not known" in printed
    assert "export ANN=..." in printed


def test_refusal_that_does_not_reach_the_client_is_left_out(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.first_page = NAME + "<a href='/authorize/cancel'>Cancel</a>"
    printed = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))[1]
    assert "the client got no error" in printed
    assert all(page.refuse is None for page in target_file.load(file).login)


def test_redirect_uri_that_is_not_registered(coatcheck: Coatcheck, issuer: str, file: Path) -> None:
    uri = ("--redirect-uri", "http://client.example/callback")
    code, printed = coatcheck("init", issuer, *CLIENTS, *USERS, *uri, "-o", str(file))
    assert code == 0
    assert "with redirect_uri http://client.example/callback is refused" in printed
