"""`coatcheck schemas`: what it writes, and what it refuses."""

import json
import shutil
from pathlib import Path

import pytest

from coatcheck.base import files
from coatcheck.contract import Contract
from tests.conftest import Coatcheck, refused
from tests.contract.messages import documented

MOSAIC = files.SCHEMAS / "mosaic"


def write(path: Path, operation: str = "getX") -> Path:
    content = {"application/json": {"schema": {"type": "object"}}}
    item = {"get": {"operationId": operation, "responses": {"200": {"content": content}}}}
    path.write_text(json.dumps(documented({"/x": item})))
    return path


def test_schemas_of_a_document(coatcheck: Coatcheck, tmp_path: Path) -> None:
    code, printed = coatcheck(
        "schemas", str(write(tmp_path / "api.json")), "--out", str(tmp_path / "new/out")
    )
    assert (code, printed.split()[:6]) == (0, ["Wrote", "1", "schemas", "of", "1", "operations"])
    names = {path.name for path in (tmp_path / "new/out").iterdir()}
    assert names == {"contract.json", "getX.200.schema.json"}
    assert Contract.load(str(tmp_path / "new/out")).prefix == "OUT"


def test_the_folder_is_made_anew(coatcheck: Coatcheck, tmp_path: Path) -> None:
    for operation in ("getX", "getY"):
        path = write(tmp_path / "api.json", operation)
        assert coatcheck("schemas", str(path), "--out", str(tmp_path / "out"))[0] == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"contract.json", "getY.200.schema.json"}


def test_document_and_corrections_may_lie_in_the_folder(
    coatcheck: Coatcheck, tmp_path: Path
) -> None:
    folder = tmp_path / "mosaic"
    shutil.copytree(MOSAIC, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    document, notes = folder / "openapi.json", folder / "corrections.yaml"
    command = ("schemas", str(document), "--corrections", str(notes), "--out", str(folder))
    assert coatcheck(*command)[0] == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("thesis.txt", "precious", "--out"),
        ("contract.json", '{"schemas": {"a": "thesis.txt"}}', "coatcheck-contract/1"),
    ],
)
def test_a_folder_of_something_else_is_left_alone(
    coatcheck: Coatcheck, tmp_path: Path, name: str, text: str, word: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text(text)
    refused(coatcheck("schemas", str(write(tmp_path / "api.json")), "--out", str(out)), name, word)
    assert {path.name: path.read_text() for path in out.iterdir()} == {name: text}


def test_a_folder_that_is_a_file(coatcheck: Coatcheck, tmp_path: Path) -> None:
    path = write(tmp_path / "api.json")
    refused(coatcheck("schemas", str(path), "--out", str(path)), "cannot be written", "--out")


def test_no_document(coatcheck: Coatcheck, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    refused(coatcheck("schemas", str(tmp_path / "none.yaml"), "--out", out), "none.yaml")
    refused(coatcheck("schemas", str(tmp_path), "--out", out), "cannot be read")
    binary = tmp_path / "binary.json"
    binary.write_bytes(b"\xff\xfe\x00")
    refused(coatcheck("schemas", str(binary), "--out", out), "binary.json")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("defects: [{at: [/info], was: {}}]", "reason"),
        ("defect: []", "'defect' was unexpected"),
        ("tolerated: [{statuses: [99], reason: because of that}]", "99"),
        ("[", "neither JSON nor YAML"),
        ("answers: [{operation: getZ, status: '200', by: x, forms: {}, reason: because of it}]",
         "getZ"),
    ],
)  # fmt: skip
def test_corrections_that_are_none(
    coatcheck: Coatcheck, tmp_path: Path, text: str, word: str
) -> None:
    notes = tmp_path / "notes.yaml"
    notes.write_text(text)
    command = ("schemas", str(write(tmp_path / "api.json")), "--corrections", str(notes))
    refused(coatcheck(*command, "--out", str(tmp_path / "out")), "notes.yaml", word)


def test_a_schema_that_is_missing_from_its_folder(coatcheck: Coatcheck, tmp_path: Path) -> None:
    out = tmp_path / "out"
    coatcheck("schemas", str(write(tmp_path / "api.json")), "--out", str(out))
    (out / "getX.200.schema.json").unlink()
    with pytest.raises(Exception, match="Write the folder again"):
        Contract.load(str(out))
