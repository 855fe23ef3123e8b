"""Which faults keep a run from beginning, so that it cannot tell: all of them, and what it says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

import pytest

from coatcheck import preflight
from coatcheck.run.session import Session
from coatcheck.target import target_file
from tests.conftest import Coatcheck, Write
from tests.faults.matrix import TOGETHER, Fault, at, catalogue
from tests.faults.plan import DOCUMENTS
from tests.faults.trace import HEADER, NAME
from tests.reference import faulty, provider, running_at

TOLD = (
    "metadata_authorization_endpoint_missing",
    "metadata_token_endpoint_missing",
    "metadata_jwks_uri_missing",
    "metadata_authorization_endpoint_http",
    "metadata_token_endpoint_http",
    "metadata_jwks_uri_http",
    "metadata_unavailable",
    "metadata_status_203",
    "metadata_array",
)
"""Faults of the metadata, of which the requirement is named that they break."""

STOPPING = {
    *TOLD,
    "authorization_get_refused",
    "redirect_code_in_fragment",
    "redirect_to_first_redirect_uri",
    "client_post_refused",
    "client_secret_jwt_refused",
    "client_private_key_jwt_refused",
}
"""Every fault after which the target file and the provider do not seem to agree."""

GROUP = 16
"""How many faults are tried at once."""

FAULTS = {fault.name: fault for fault in catalogue() if fault.dialect == "standards"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The sound issuer of a reference provider with all its faults."""
    with provider() as found:
        yield found


def session_at(issuer: str, name: str) -> Session:
    file, address = at(issuer, name, "standards")
    wanted = {"issuer": address, "user_agent": "http"}
    return Session(target_file.with_overrides(target_file.load(file), wanted))


@pytest.mark.parametrize("name", sorted(STOPPING))
def test_a_run_does_not_begin(
    coatcheck: Coatcheck,
    issuer: str,
    reference_target: str,
    write_target: Write,
    tmp_path: Path,
    name: str,
) -> None:
    text = running_at(faulty(issuer, name), reference_target)
    file, out = write_target(f"{text}\nuser_agent: http\n"), tmp_path / "out"
    code, printed = coatcheck("run", "--target", file, "--flow", "jwk_set", "--out", str(out))
    assert code == 2, printed
    assert not out.exists()
    named = f"If the target file is right, this breaks {FAULTS[name].requirement}: "
    assert (named in " ".join(printed.split())) == (name in TOLD)


def test_any_other_fault_is_left_to_the_scenarios(issuer: str) -> None:
    touching = _touching(issuer)
    assert {fault.name for fault in touching} >= STOPPING
    others = [fault for fault in touching if fault.name not in STOPPING]
    stopping = [name for group in _at_different_seams(others) for name in _stop(issuer, group)]
    assert stopping == []


def _touching(issuer: str) -> list[Fault]:
    """Return the faults that change an answer to the pre-flight: the traced provider names them."""
    with closing(session_at(issuer, NAME)) as session:
        preflight.require(session)
    exchanges = session.evidence.exchanges.values()
    named = {name for e in exchanges for name in (e.answer.header(HEADER) or "").split(",")}
    return [
        fault
        for fault in FAULTS.values()
        if {fault.name, f"@{fault.seam}"} & named or fault.seam.partition(".")[0] in DOCUMENTS
    ]


def _at_different_seams(faults: Iterable[Fault]) -> Iterator[list[Fault]]:
    """Yield groups of faults that a provider can have at once."""
    at_seam: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        at_seam[fault.seam].append(fault)
    for row in zip_longest(*at_seam.values()):
        found = [fault for fault in row if fault is not None]
        yield from (found[n : n + GROUP] for n in range(0, len(found), GROUP))


def _stop(issuer: str, group: list[Fault]) -> list[str]:
    """Return the faults of a group under which the pre-flight fails.

    Where it does not fail under all of them at once, it fails under none.
    """
    if not _fails(issuer, TOGETHER.join(fault.name for fault in group)):
        return []
    if len(group) == 1:
        return [group[0].name]
    middle = len(group) // 2
    return [*_stop(issuer, group[:middle]), *_stop(issuer, group[middle:])]


def _fails(issuer: str, name: str) -> bool:
    with closing(session_at(issuer, name)) as session:
        return any(check.failure for check in preflight.checklist(session))
