"""Bad input: one clear message that says what to change, exit code 2, nothing judged."""

import re
import socket
from pathlib import Path

import pytest

from tests.conftest import Coatcheck, Write, refused
from tests.reference import running_at


def test_unknown_option(coatcheck: Coatcheck) -> None:
    refused(coatcheck("run", "--frobnicate"), "--frobnicate")


def test_no_workers(coatcheck: Coatcheck) -> None:
    refused(coatcheck("run", "-n", "0"), "positive")


def test_nothing_chosen(coatcheck: Coatcheck) -> None:
    refused(coatcheck("run", "--flow", "no-such-flow"), "No scenario", "coatcheck list")


def test_target_file_missing(coatcheck: Coatcheck, tmp_path: Path) -> None:
    refused(coatcheck("check", str(tmp_path / "none.yaml")), "none.yaml", "as TARGET")


@pytest.mark.parametrize("text", ["- just\n- a list\n", "name: [unclosed", "", "name: x\n"])
def test_target_file_malformed(coatcheck: Coatcheck, write_target: Write, text: str) -> None:
    refused(coatcheck("check", write_target(text)), "target.yaml")


def test_target_file_with_a_typo(
    coatcheck: Coatcheck, write_target: Write, reference_target: str
) -> None:
    text = reference_target.replace("lifetimes:", "lifetime:")
    line = text[: text.index("lifetime:")].count("\n") + 1
    refused(coatcheck("check", write_target(text)), f"line {line}, at lifetime:", "mean lifetimes?")


WRONG = {
    "variable not set": (
        *("hunter2 hunter2", "${COATCHECK_TEST_UNSET}", "COATCHECK_TEST_UNSET", "export"),
    ),
    "program": ('"{python}"', '"no-such-program-anywhere"', "no-such-program-anywhere"),
    "client secret": (
        *("secret-of-client-post-for", "not-the-secret-of-client-post"),
        *("client-post", "cannot authenticate"),
    ),
    "field": ('"input[name=username]":', '"input[name=user]":', "input[name=user]"),
    "selector": ("input[name=password]", "input[name=password", "login[0]", "not a CSS selector"),
}
"""What stands in the target file, what stands there in its place, and what is said of it."""

SOON = "timeout: 3\n"
"""A target file's time limit for what does not come: each page waits this long for its fields."""


@pytest.mark.parametrize("what", WRONG)
def test_target_file_with_something_wrong(
    coatcheck: Coatcheck, write_target: Write, reference_target: str, what: str
) -> None:
    right, wrong, *words = WRONG[what]
    assert right in reference_target
    text = reference_target.replace(right, wrong) + SOON
    refused(coatcheck("check", write_target(text)), *words)


def test_issuer_unreachable(
    coatcheck: Coatcheck, write_target: Write, reference_target: str, nobody: str
) -> None:
    text = running_at(f"{nobody}/oidc", reference_target)
    refused(coatcheck("run", "--target", write_target(text)), "No metadata", "issuer")


def test_provider_that_announces_nothing(
    coatcheck: Coatcheck, write_target: Write, reference_target: str
) -> None:
    command = "start:\n  command: ['{python}', '-c', 'print(1)']\n"
    text = re.sub(r"start:\n(  .*\n)+", command, reference_target)
    refused(coatcheck("check", write_target(text)), "did not announce its issuer")


def test_wrong_client_secret_stops_a_run(
    coatcheck: Coatcheck, write_target: Write, reference_target: str, tmp_path: Path
) -> None:
    text = reference_target.replace("secret-of-client-basic-for", "not-the-secret-of-client")
    printed = coatcheck("run", "--target", write_target(text), "--out", str(tmp_path / "out"))
    refused(printed, "client-basic", "cannot authenticate")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("user_agent", ["browser", "http"])
def test_login_that_does_not_find_its_fields(
    coatcheck: Coatcheck, write_target: Write, reference_target: str, user_agent: str
) -> None:
    text = reference_target.replace("input[name=password]", "input[name=passphrase]")
    text += f"\nuser_agent: {user_agent}\n{SOON}"
    refused(coatcheck("check", write_target(text)), "The login of alice", "login or users")


def test_wrong_password(coatcheck: Coatcheck, write_target: Write, reference_target: str) -> None:
    text = reference_target.replace("correct horse battery staple", "incorrect pony")
    text += "\nuser_agent: http\n"
    printed = coatcheck("check", write_target(text))
    refused(printed, "The login page is shown again", "password of alice")
    assert "incorrect pony" not in printed[1]


@pytest.mark.usefixtures("no_browser")
def test_browser_that_will_not_start(coatcheck: Coatcheck, tmp_path: Path) -> None:
    printed = coatcheck("run", "--out", str(tmp_path / "out"))
    refused(printed, "playwright install", "apt-get", "Chrome")


def test_tls_error(coatcheck: Coatcheck, write_target: Write, reference_target: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:
        port = plain.getsockname()[1]
        text = running_at(f"https://127.0.0.1:{port}/oidc", reference_target)
        text += "\ntimeout: 1\n"
        refused(coatcheck("check", write_target(text)), "No metadata", "TLS")


def test_unknown_key_is_named_before_a_missing_one(
    coatcheck: Coatcheck, write_target: Write, reference_target: str
) -> None:
    text = reference_target.replace("token_endpoint_auth_method: none", "auth_method: none", 1)
    refused(coatcheck("check", write_target(text)), "clients[5].auth_method", "unknown key")
