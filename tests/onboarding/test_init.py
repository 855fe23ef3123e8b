"""`coatcheck init` from end to end, against a provider with a login in two pages."""

import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from coatcheck.target import target_file
from tests.conftest import Coatcheck
from tests.faults.matrix import provider
from tests.onboarding.provider import AT_ONCE, NAME, PASSWORD, SECRET, Behaviour, serving
from tests.test_bad_input import refused, unused_port

CLIENTS = ("--client", "one:client_secret_post:ONE", "--client", "two:none")
ANN = "ann@mail.example"
USERS = ("--user", f"{ANN}:ANN")


@pytest.fixture
def how() -> Behaviour:
    return Behaviour()


@pytest.fixture
def issuer(how: Behaviour) -> Iterator[str]:
    with serving(how) as address:
        yield address


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the target file goes, in a place with the secrets set."""
    monkeypatch.setenv("ONE", "secret-of-one")
    monkeypatch.setenv("ANN", PASSWORD)
    return tmp_path / "target.yaml"


def commented(text: str) -> bool:
    """Tell whether every key has a comment where it stands first."""
    lines, seen = text.splitlines(), set()
    for number, line in enumerate(lines):
        key = line.strip().removeprefix("- ").partition(":")[0]
        if line.strip().startswith(("#", "- http")) or ":" not in line or not key.isidentifier():
            continue
        before = lines[number - 1].strip()
        if key not in seen and " # " not in line and not before.startswith("#"):
            pytest.fail(f"{line!r} says nothing of itself")
        seen.add(key)
    return True


def test_login_in_two_pages_and_a_consent(coatcheck: Coatcheck, issuer: str, file: Path) -> None:
    code, said = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0, said
    assert f"works for {ANN}; pages: login, consent, other" in said
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
    assert commented(text)
    assert PASSWORD not in text
    assert "secret-of-one" not in text


def test_login_of_an_end_user_who_is_known(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.first_page, how.login_again = AT_ONCE, SECRET
    code, said = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0, said
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
    how.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert target_file.load(file).capabilities == {
        "consent_page": False,
        "unknown_scope_ignored": False,
        "public_client": True,
    }
    assert commented(file.read_text(encoding="utf-8"))


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
        code, said = coatcheck("init", issuer, *options, "--user", "alice:P1", "-o", str(file))
        assert code == 0, said
        assert coatcheck("check", str(file))[0] == 0
    assert "password" in target_file.load(file).clients[0].grant_types


def test_clients_are_registered(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = coatcheck("init", issuer, *USERS, "-o", str(file), "--name", "small")[1]
    assert [each["token_endpoint_auth_method"] for each in how.registered] == [
        "client_secret_post",
        "client_secret_post",
        "none",
    ]
    kept = file.with_suffix(".env")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    shell = f". {kept}; echo $SMALL_CLIENT_2_SECRET $SMALL_CLIENT_1_REGISTRATION_ACCESS_TOKEN"
    secret, token = subprocess.check_output(["sh", "-c", shell], text=True).split()
    assert token == "rat's"
    assert secret not in file.read_text(encoding="utf-8") + said
    assert f". {kept}" in said
    for number in (1, 2):
        monkeypatch.setenv(f"SMALL_CLIENT_{number}_SECRET", secret)
    assert [c.client_id for c in target_file.load(file).clients] == ["made-1", "made-2", "made-3"]


def test_protected_registration(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    how.token = "sesame"
    options = (issuer, *USERS, "-o", str(file), "--no-browser")
    refused(coatcheck("init", *options), "HTTP 401", "--initial-access-token-env", "--client")
    assert not file.exists()
    refused(coatcheck("init", *options, "--initial-access-token-env", "UNSET_TOKEN"), "not set")
    monkeypatch.setenv("SESAME", "sesame")
    code, said = coatcheck("init", *options, "--initial-access-token-env", "SESAME")
    assert code == 0, said
    assert len(how.registered) == 3


def test_registration_that_is_refused_halfway_goes_on_with_what_was_given(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.registrations = 1
    options = (*CLIENTS[:2], *USERS, "-o", str(file), "--no-browser")
    code, said = coatcheck("init", issuer, *options)
    assert code == 0, said
    assert "no further client could be registered" in said
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))["clients"]
    assert [row["client_id"] for row in rows] == ["one", "made-1"]


def test_what_was_kept_before_stays(coatcheck: Coatcheck, issuer: str, file: Path) -> None:
    options = ("init", issuer, *USERS, "-o", str(file), "--no-browser")
    coatcheck(*options)
    before = file.with_suffix(".env").read_text(encoding="utf-8")
    coatcheck(*options, "--force")
    assert file.with_suffix(".env").read_text(encoding="utf-8").startswith(before)


def test_page_that_cannot_be_understood(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.first_page = "<title>Riddle</title><p>Enter by the shadow.</p><button>Knock</button>"
    code, said = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0, said
    assert "could not be understood: 'Riddle'" in said
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
    code, said = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0
    assert f"is the password of {ANN} right?" in said
    assert "wrong one" not in said + file.read_text(encoding="utf-8")


def test_user_name_that_the_page_does_not_take(
    coatcheck: Coatcheck, issuer: str, file: Path
) -> None:
    code, said = coatcheck("init", issuer, *CLIENTS, "--user", "ann:ANN", "-o", str(file))
    assert code == 0
    assert "No page came of pressing button[type=submit]" in said
    assert "code_challenge" not in said


def test_password_that_is_not_known(
    coatcheck: Coatcheck, issuer: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANN")
    code, said = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))
    assert code == 0
    assert f"The password of {ANN} is not known" in said
    assert "export ANN=..." in said


def test_refusal_that_does_not_reach_the_client_is_left_out(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.first_page = NAME + "<a href='/authorize/cancel'>Cancel</a>"
    said = coatcheck("init", issuer, *CLIENTS, *USERS, "-o", str(file))[1]
    assert "told the client no error" in said
    assert all(page.refuse is None for page in target_file.load(file).login)


def test_redirect_uri_that_is_not_registered(coatcheck: Coatcheck, issuer: str, file: Path) -> None:
    uri = ("--redirect-uri", "http://client.example/callback")
    code, said = coatcheck("init", issuer, *CLIENTS, *USERS, *uri, "-o", str(file))
    assert code == 0
    assert "with redirect_uri http://client.example/callback is refused" in said


def test_issuer_that_the_metadata_names_otherwise(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.metadata = {"issuer": "https://login.example"}
    options = (*CLIENTS, *USERS, "-o", str(file), "--no-browser")
    said = coatcheck("init", f"{issuer}/.well-known/openid-configuration", *options)[1]
    assert f"names the issuer https://login.example and not {issuer}" in said
    target = target_file.load(file)
    assert (target.issuer, target.name) == ("https://login.example", "login-example")
    assert target.metadata_url == f"{issuer}/.well-known/openid-configuration"


def test_metadata_elsewhere(coatcheck: Coatcheck, issuer: str, file: Path) -> None:
    options = (*CLIENTS, *USERS, "-o", str(file), "--no-browser")
    coatcheck("init", issuer, *options, "--metadata-url", f"{issuer}/elsewhere")
    assert target_file.load(file).metadata_url == f"{issuer}/elsewhere"


BAD = [
    (("--client", "one:basic:ONE"), "client_secret_basic"),
    (("--client", "one:client_secret_post:s3cret!"), "not the secret itself"),
    (("--client", "one:none:ONE"), "has no secret"),
    (("--client", "one:private_key_jwt"), "names no keys"),
    (("--client", "one:private_key_jwt:/none.json", *CLIENTS), "no readable JWK Set"),
    (("--user", ":ANN"), "names nobody"),
    (("--redirect-uri", "callback"), "no absolute URI"),
    (("--redirect-uri", "https://[::1"), "no absolute URI"),
    ((*CLIENTS, *("--redirect-uri", "https://a.example/") * 3), "3 --redirect-uri for 2"),
    (("--name", "My Provider"), "small letters"),
    (("--metadata-url", "elsewhere"), "no address"),
]


@pytest.mark.parametrize(("options", "words"), BAD, ids=lambda value: value[-1][:24])
def test_bad_option(
    coatcheck: Coatcheck, issuer: str, file: Path, options: tuple[str, ...], words: str
) -> None:
    refused(coatcheck("init", issuer, *USERS, *options, "-o", str(file)), words)
    assert not file.exists()


def test_nobody_to_ask(coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour) -> None:
    refused(coatcheck("init", issuer, "-o", str(file)), "no terminal", "--user NAME:ENV")
    how.metadata = {"registration_endpoint": None}
    words = ("no registration_endpoint", "--client ID:METHOD:ENV")
    refused(coatcheck("init", issuer, *USERS, "-o", str(file)), *words)


def test_unreachable(coatcheck: Coatcheck, file: Path) -> None:
    address = f"http://127.0.0.1:{unused_port()}"
    refused(coatcheck("init", address, "-o", str(file)), "No metadata", "--metadata-url")
    for text in ("login.example", "http://[::1", "https://"):
        refused(coatcheck("init", text, "-o", str(file)), "is no address")


def test_metadata_without_endpoints(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.metadata = {"token_endpoint": None, "jwks_uri": None}
    refused(coatcheck("init", issuer, "-o", str(file)), "has no token_endpoint, jwks_uri")


def test_file_that_exists(coatcheck: Coatcheck, issuer: str, file: Path) -> None:
    file.write_text("mine")
    options = (*CLIENTS, *USERS, "-o", str(file), "--no-browser")
    refused(coatcheck("init", issuer, *options), "exists", "--force")
    assert file.read_text() == "mine"
    assert coatcheck("init", issuer, *options, "--force")[0] == 0
    folder = file.parent / "none" / "target.yaml"
    refused(coatcheck("init", issuer, "-o", str(folder)), "cannot be written")
