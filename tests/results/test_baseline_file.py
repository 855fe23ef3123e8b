"""A baseline is added to a target file without anything else becoming of the file."""

import json
import stat
from pathlib import Path

import pytest

from tests.conftest import Coatcheck
from tests.reference import target_text
from tests.results.records import record, written

FAILED = record(verdict="FAIL")


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_whoever_could_not_read_it_still_cannot(
    coatcheck: Coatcheck, tmp_path: Path, mode: int
) -> None:
    (tmp_path / "kept").mkdir()
    file, link = tmp_path / "kept/target.yaml", tmp_path / "target.yaml"
    file.write_text(target_text(), encoding="utf-8")
    file.chmod(mode)
    link.symlink_to(file)
    code, printed = coatcheck("baseline", str(written(tmp_path, FAILED)), "--into", str(link))
    assert code == 0, printed
    assert link.is_symlink()
    assert "known_deviations:" in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == mode
    assert [path.name for path in file.parent.iterdir()] == ["target.yaml"]


def test_what_results_say_stays_in_the_comment(coatcheck: Coatcheck, tmp_path: Path) -> None:
    path = written(tmp_path, FAILED)
    found = json.loads(path.read_text(encoding="utf-8"))
    found["requirements"][0]["text"] = "Once.\n- id: another"
    path.write_text(json.dumps(found), encoding="utf-8")
    code, printed = coatcheck("baseline", str(path))
    assert code == 0
    assert "Once. - id: another" in printed
