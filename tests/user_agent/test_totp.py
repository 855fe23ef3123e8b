"""One-time codes: as RFC 6238 computes them, once each, and as a provider verifies them."""

import base64
import time
from pathlib import Path
from typing import Any

import pytest

from coatcheck.base.errors import CredentialsRefused, TargetFileError
from coatcheck.protocol.parties import User
from coatcheck.protocol.totp import Totp
from coatcheck.target import target_file
from coatcheck.user_agent.codes import Codes
from tests.conftest import Coatcheck
from tests.runs import results
from tests.user_agent.conftest import STEPS, Target, not_passed
from tests.user_agent.doors import SEED, Doors, serving

KEY = b"1234567890"
LENGTHS = {"SHA1": 20, "SHA256": 32, "SHA512": 64}
VECTORS = [
    (59, "94287082", "46119246", "90693936"),
    (1111111109, "07081804", "68084774", "25091201"),
    (1111111111, "14050471", "67062674", "99943326"),
    (1234567890, "89005924", "91819424", "93441116"),
    (2000000000, "69279037", "90698825", "38618901"),
    (20000000000, "65353130", "77737706", "47863826"),
]
"""RFC 6238, appendix B."""


@pytest.mark.parametrize(("now", "sha1", "sha256", "sha512"), VECTORS)
def test_the_codes_are_those_of_the_document(now: int, sha1: str, sha256: str, sha512: str) -> None:
    for algorithm, expected in zip(LENGTHS, (sha1, sha256, sha512), strict=True):
        key = (KEY * 7)[: LENGTHS[algorithm]]
        secret = base64.b32encode(key).decode().rstrip("=")
        uri = f"otpauth://totp/op:alice?secret={secret}&digits=8&algorithm={algorithm}"
        totp = Totp.of(uri)
        assert totp.code(totp.step(now)) == expected
        assert str(key) not in repr(totp)


def test_a_seed_is_read_as_people_have_it() -> None:
    assert Totp.of("gezd gnbv gy3t qojq").key == KEY == Totp.of("GEZDGNBVGY3TQOJQ").key
    assert Totp.of("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=60").period == 60


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18 is no base32",
        "otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=1",
        "otpauth://totp/x",
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=5",
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&algorithm=MD5",
        "otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=0",
    ],
)
def test_what_is_no_seed_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Totp.of(text)


class Sundial:
    """A clock that passes at once, and tells how much it did."""

    def __init__(self) -> None:
        self.time, self.waits = time.time() // 30 * 30 + 20, list[float]()

    def now(self) -> float:
        return self.time

    def sit_out(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds


def codes(sundial: Any) -> Codes:
    return Codes("https://op.example", sundial)


def test_no_code_is_used_twice_whoever_asks() -> None:
    sundial = Sundial()
    alice, bob = (User(name, totp=Totp.of(SEED)) for name in ("alice", "bob"))
    first = codes(sundial).code(alice)
    assert sundial.waits == []
    assert codes(sundial).code(bob) == first
    assert codes(sundial).code(alice) != first
    assert [round(wait) for wait in sundial.waits] == [10]
    codes(sundial).code(alice)
    assert [round(wait) for wait in sundial.waits] == [10, 30]


def test_a_code_is_used_twice_where_the_provider_takes_it_twice() -> None:
    sundial = Sundial()
    alice = User("alice", totp=Totp.of(SEED), totp_reusable=True)
    assert codes(sundial).code(alice) == codes(sundial).code(alice)
    assert sundial.waits == []


def test_what_was_used_long_ago_is_forgotten(state: Path) -> None:
    sundial, alice = Sundial(), User("alice", totp=Totp.of(SEED))
    sundial.time -= 86400
    codes(sundial).code(alice)
    sundial.time += 86400
    codes(sundial).code(alice)
    assert len(list(state.glob("codes/*/*"))) == 1


def test_a_page_that_asks_for_a_code_nobody_can_make_is_told() -> None:
    with pytest.raises(CredentialsRefused, match="totp is not set"):
        codes(Sundial()).code(User("alice"))


@pytest.mark.parametrize("user_agent", ["http", "browser", "sparing"])
def test_a_login_in_steps_with_a_code_is_passed(
    coatcheck: Coatcheck, target: Target, user_agent: str
) -> None:
    doors = Doors(("name", "password", "code", "stay"))
    with serving(doors) as issuer:
        file = target(issuer, user_agent, STEPS, totp=SEED)
        code, printed = coatcheck("check", str(file))
    assert code == 0, printed
    assert "got a code; pages shown: login, login, login, other, consent" in printed
    assert doors.wrong_codes == []
    assert doors.logins == 3, printed
    assert SEED not in printed


def test_a_whole_run_needs_no_code_twice_and_shows_no_seed(
    coatcheck: Coatcheck, target: Target, tmp_path: Path
) -> None:
    doors = Doors(("name", "password", "code"))
    with serving(doors) as issuer:
        file = target(issuer, "http", STEPS, totp=SEED)
        out = tmp_path / "out"
        arguments = ("--flow", "end_user_interaction", "-n", "1", "--out", str(out))
        code, printed = coatcheck("run", "--target", str(file), *arguments)
    assert not_passed(results(out)) == []
    assert code == 0, printed
    assert doors.wrong_codes == []
    written = [path for path in out.rglob("*") if path.is_file()]
    assert written
    assert [path for path in written if SEED.encode() in path.read_bytes()] == []


def test_a_wrong_seed_is_told(coatcheck: Coatcheck, target: Target) -> None:
    with serving(Doors(("name", "password", "code"))) as issuer:
        file = target(issuer, "http", STEPS, totp="A" * 32)
        code, printed = coatcheck("check", str(file))
    assert code == 2
    assert "the password or the totp of alice" in " ".join(printed.split())


def test_a_seed_that_is_none_is_told_with_its_line_and_not_shown(target: Target) -> None:
    file = target("https://op.example", totp="0189")
    with pytest.raises(TargetFileError) as raised:
        target_file.load(file)
    assert "at users[0].totp: this is not a seed" in raised.value.what
    assert "0189" not in str(raised.value)
