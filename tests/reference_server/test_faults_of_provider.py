from reference_server.catalogue import catalogue
from reference_server.core.dialect import DIALECTS
from reference_server.core.lifetimes import LIFETIMES
from reference_server.core.seams import every_duty, function_at, has_seam, own_seams

from .relying_party import RelyingParty


def test_faults_replace_what_keeps_a_requirement() -> None:
    for fault in catalogue().values():
        sound = function_at(fault.seam, DIALECTS[fault.dialect].seams)
        assert fault.replacement is not sound, fault.name
        assert "/" in fault.requirement, fault.name
        assert fault.sentence.endswith("."), fault.name


def test_every_seam_has_a_fault_or_a_use() -> None:
    """A function that tables share is a seam of each, and proven where a fault stands at one."""
    seams = {fault.seam for fault in catalogue().values()} | {*LIFETIMES.values()}
    seams |= {address for dialect in DIALECTS.values() for address in dialect.seams}
    replaced = {function_at(address, {}) for address in seams if has_seam(address, {})}
    unused = {a for a, sound in own_seams().items() if a not in seams and sound not in replaced}
    assert unused == set()


def test_every_check_and_builder_says_which_clause_it_keeps() -> None:
    seams = [every_duty(), *(dialect.seams for dialect in DIALECTS.values())]
    silent = [a for each in seams for a, function in each.items() if not function.__doc__]
    assert silent == []


def test_faulty_provider_breaks_its_promise_and_the_sound_one_does_not(rp: RelyingParty) -> None:
    with RelyingParty(rp.base, "code_reusable") as faulty:
        code = faulty.code()
        assert faulty.redeem(code).status_code == 200
        assert faulty.redeem(code).status_code == 200


def test_providers_share_neither_sessions_nor_clocks(rp: RelyingParty) -> None:
    faulty = RelyingParty(rp.base, "metadata_text", http=rp.http)
    rp.code()
    assert "/interaction/" in faulty.authorize().headers["location"]
    faulty.advance_clock(5)
    assert (rp.clock_offset(), faulty.clock_offset()) == (0, 5)
    faulty.reset_clock()


def test_unknown_fault_and_path_are_not_found(rp: RelyingParty) -> None:
    assert rp.http.get(f"{rp.base}/unheard_of/oidc/jwks").status_code == 404
    assert rp.http.get(f"{rp.issuer}/unheard-of").status_code == 404
