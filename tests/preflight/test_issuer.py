"""The pre-flight compares the issuer with that of the metadata, and says which is where."""

from tests.conftest import Coatcheck, Write
from tests.reference import provider, running_at


def test_an_issuer_with_a_slash_more_is_told(
    coatcheck: Coatcheck, reference_target: str, write_target: Write
) -> None:
    with provider() as issuer:
        right = coatcheck("check", write_target(running_at(issuer, reference_target)))
        wrong = coatcheck("check", write_target(running_at(f"{issuer}/", reference_target)))
    assert f"✓ compare the issuer: {issuer}\n" in right[1]
    assert f"! compare the issuer: issuer is '{issuer}' in the metadata" in wrong[1]
    assert right[0] == 0, right[1]
