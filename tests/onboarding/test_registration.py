"""`coatcheck init` registers clients where it is given none."""

import stat
import subprocess
from pathlib import Path

import pytest
import yaml

from coatcheck.target import target_file
from tests.conftest import Coatcheck, refused
from tests.onboarding.people import CLIENTS, USERS
from tests.onboarding.provider import Behaviour


def test_clients_are_registered(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = coatcheck("init", issuer, *USERS, "-o", str(file), "--name", "small")[1]
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
    assert secret not in file.read_text(encoding="utf-8") + printed
    assert f". {kept}" in printed
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
    code, printed = coatcheck("init", *options, "--initial-access-token-env", "SESAME")
    assert code == 0, printed
    assert len(how.registered) == 3


def test_registration_that_is_refused_halfway_goes_on_with_what_was_given(
    coatcheck: Coatcheck, issuer: str, file: Path, how: Behaviour
) -> None:
    how.registrations = 1
    options = (*CLIENTS[:2], *USERS, "-o", str(file), "--no-browser")
    code, printed = coatcheck("init", issuer, *options)
    assert code == 0, printed
    assert "no further client could be registered" in printed
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))["clients"]
    assert [row["client_id"] for row in rows] == ["one", "made-1"]


def test_what_was_kept_before_stays(coatcheck: Coatcheck, issuer: str, file: Path) -> None:
    options = ("init", issuer, *USERS, "-o", str(file), "--no-browser")
    coatcheck(*options)
    before = file.with_suffix(".env").read_text(encoding="utf-8")
    coatcheck(*options, "--force")
    assert file.with_suffix(".env").read_text(encoding="utf-8").startswith(before)
