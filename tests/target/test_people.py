"""What is wrong with what a target file says of end-users, their logins and their decisions."""

from pathlib import Path

import pytest
import yaml

from coatcheck.target import plain_secrets, target_file
from tests.conftest import Write
from tests.target.conftest import Refusal, changed

TARGET = """\
name: x
issuer: https://op.example
clients:
  - {client_id: one, token_endpoint_auth_method: none, redirect_uris: [https://a.example/]}
  - {client_id: two, token_endpoint_auth_method: none, redirect_uris: [https://a.example/]}
users:
  - username: alice
    password: swordfish
    totp: GEZDGNBVGY3TQOJQ
    totp_reusable: true
    login: basic
  - username: bob
    login: by hand
    session: bob.json
login:
  - page: login
    when: "#login"
    wait: "#ready"
    fill:
      "#code": "{totp}"
    check: ["#agreed"]
    press: "#go"
ciba:
  login_hint: "{username}"
  approve: by hand
  deny: {url: "https://op.example/deny"}
device:
  approve: by hand
  deny: by hand
"""


def test_it_is_sound_but_for_the_changes(write_target: Write) -> None:
    file = Path(write_target(TARGET))
    target = target_file.load(file)
    assert target.asks_a_person
    assert target.users[1].session == file.parent / "bob.json"
    assert {"swordfish", "GEZDGNBVGY3TQOJQ", "YWxpY2U6c3dvcmRmaXNo"} <= set(target.secrets)


@pytest.mark.parametrize(
    ("old", "new", "where", "what"),
    [
        ("    totp:", "    topt:", "line 9, at users[0].topt", "Did you mean totp?"),
        ("totp_reusable:", "totp_reuseable:", "line 10, at users[0]", "Did you mean totp_reusable"),
        ("login: basic", "login: basik", "line 11, at users[0].login", "Did you mean basic?"),
        ("login: by hand", "login: by hnad", "line 13, at users[1].login", "Did you mean by hand?"),
        ("session:", "sesion:", "line 14, at users[1].sesion", "Did you mean session?"),
        ("wait:", "wiat:", "line 18, at login[0].wiat", "Did you mean wait?"),
        ("check:", "chek:", "line 21, at login[0].chek", "Did you mean check?"),
        ("device:", "devise:", "line 27, at devise", "Did you mean device?"),
        ("  approve: by hand\n  deny: by", "  aprove: by hand\n  deny: by", "line 28", "approve?"),
        (
            "approve: by hand\n  deny: {",
            "approve: hand\n  deny: {",
            "line 25",
            "not one of by hand",
        ),
        ("{url:", "{ulr:", "line 26, at ciba.deny.ulr", "Did you mean url?"),
        ("deny: by hand", "deny:", "line 29, at device.deny", "not one of by hand"),
        ("    password: swordfish\n", "", "line 7, at users[0]", "password is missing"),
        ("    login: by hand\n", "    password: p\n", "line 14, at users[1].session", "by hand"),
        ("totp: GEZDGNBVGY3TQOJQ", "totp: '0189'", "line 9, at users[0].totp", "not a seed"),
        ("totp_reusable: true", "totp_reusable: 'no'", "line 10", "true or false, but is text"),
        ('check: ["#agreed"]', 'check: "#agreed"', "line 21, at login[0].check", "must be a list"),
        ('"#agreed"', '"#agreed["', "line 21, at login[0].check", "not a CSS selector"),
        ('"#ready"', '"#"', "line 18, at login[0].wait", "not a CSS selector"),
        ("{totp}", "{topt}", "line 20, at login[0].fill.#code", "Did you mean totp?"),
        ("{totp}", "{totp", "line 20, at login[0].fill.#code", "Write {{"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    refusal: Refusal, old: str, new: str, where: str, what: str
) -> None:
    printed = str(refusal(changed(TARGET, old, new)))
    assert where in printed
    assert what in printed
    assert "0189" not in printed


def test_a_seed_in_plain_is_warned_of() -> None:
    found = list(plain_secrets.plain_secrets(yaml.safe_load(TARGET)))
    assert found == ["users[0].password", "users[0].totp"]
