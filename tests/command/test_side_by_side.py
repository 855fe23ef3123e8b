"""Several targets in one command."""

from pathlib import Path

import pytest

from coatcheck.command.side_by_side import worst
from tests.conftest import ROOT, Coatcheck
from tests.runs import results

REFERENCE, MOSAIC = (
    ROOT / "targets" / f"{name}.yaml" for name in ("reference", "reference-mosaic")
)


@pytest.mark.parametrize(
    ("codes", "code"),
    [((0, 0), 0), ((0, 2), 2), ((2, 1), 1), ((0, 1), 1), ((0, -15), 2), ((1, 3), 1)],
)
def test_the_worst_exit_code_is_that_of_all(codes: tuple[int, ...], code: int) -> None:
    assert worst(codes) == code


def test_each_target_has_its_results(coatcheck: Coatcheck, tmp_path: Path) -> None:
    targets = [word for path in (REFERENCE, MOSAIC) for word in ("--target", str(path))]
    code, _ = coatcheck(
        "run", *targets, "--clause", "RFC7636-4.5", "--out", str(tmp_path), "-n", "1"
    )
    assert code == 0
    names = {path.name.partition("-")[2].partition("-")[2] for path in tmp_path.iterdir()}
    assert names == {"reference", "reference-mosaic"}


def test_a_repetition_is_of_one_target(coatcheck: Coatcheck) -> None:
    targets = ("--target", str(REFERENCE), "--target", str(MOSAIC))
    code, printed = coatcheck("run", *targets, "--rerun-failed")
    assert code == 2
    assert "--rerun-failed is for a run of one target" in printed


def test_an_unusable_target_does_not_hide_the_other(coatcheck: Coatcheck, tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"
    targets = ("--target", str(REFERENCE), "--target", str(missing))
    out = tmp_path / "out"
    code, _ = coatcheck("run", *targets, "--clause", "RFC7636-4.5", "--out", str(out), "-n", "1")
    assert code == 2
    assert results(out)["scenarios"]
