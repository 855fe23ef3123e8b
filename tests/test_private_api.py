"""One module uses the private names of pytest-bdd, and none uses those of pytest."""

import ast
from collections.abc import Iterator
from inspect import isfunction
from pathlib import Path

import pytest

from coatcheck.base import files
from coatcheck.run.collection import FeatureFile, ScenarioTest

ROOT = files.FEATURES.parent
ADAPTER = ROOT / "coatcheck/run/bdd.py"
FOLDERS = ("coatcheck", "steps", "tests", "docs")
MODULES = [ROOT / "conftest.py", *(p for each in FOLDERS for p in (ROOT / each).rglob("*.py"))]
PUBLIC = ("given", "parsers", "scenario", "scenarios", "step", "then", "when")
"""What pytest-bdd documents."""


def is_private(name: str) -> bool:
    """Tell whether the dotted name of a module, or of something in it, is private to its makers."""
    package, _, rest = name.partition(".")
    public = rest in ("", *PUBLIC) or rest.startswith("parsers.")
    return package == "_pytest" or (package == "pytest_bdd" and not public)


def named(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports, and the strings by which it might import or patch something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value if node.value.replace(".", "").isidentifier() else ""


def private_names(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [name for name in named(tree) if is_private(name)]


def test_private_names_stand_in_one_module() -> None:
    others = [path for path in MODULES if path not in (ADAPTER, Path(__file__))]
    found = {str(path.relative_to(ROOT)): private_names(path) for path in others}
    assert {path: names for path, names in found.items() if names} == {}


def test_what_the_adapter_names_is_of_pytest_bdd_alone() -> None:
    found = private_names(ADAPTER)
    assert found
    assert [name for name in found if name.startswith("_pytest")] == []


@pytest.mark.parametrize(
    ("text", "private"),
    [
        ("import _pytest", True),
        ("from _pytest.runner import runtestprotocol", True),
        ("from pytest_bdd.compat import inject_fixture", True),
        ("from pytest_bdd import parser", True),
        ("load('pytest_bdd.scenario.get_feature')", True),
        ("load('_pytest.config')", True),
        ("from pytest_bdd import given, parsers", False),
        ("from pytest_bdd.parsers import StepParser", False),
        ("import pytest, pytest_bdd", False),
    ],
)
def test_a_private_name_is_told_from_a_public_one(text: str, private: bool, tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(text, encoding="utf-8")
    assert bool(private_names(path)) is private


def reached_into(path: Path) -> list[str]:
    """Return the private attributes that a module asks of anything but an object of its own."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    return [
        ast.unparse(node)
        for node in attributes
        if node.attr.startswith("_")
        and not node.attr.startswith("__")
        and ast.unparse(node.value) not in ("self", "cls")
    ]


def test_the_run_reaches_into_no_object_of_pytest() -> None:
    modules = [*(ROOT / "coatcheck/run").rglob("*.py"), *(ROOT / "tests/run").rglob("*.py")]
    found = {path.name: reached_into(path) for path in modules}
    assert {name: attributes for name, attributes in found.items() if attributes} == {}


@pytest.mark.parametrize(
    ("kind", "base"), [(FeatureFile, pytest.File), (ScenarioTest, pytest.Function)]
)
def test_no_private_method_of_pytest_is_overridden(kind: type, base: type) -> None:
    methods = [name for name, value in vars(kind).items() if isfunction(value)]
    own = {name for name in methods if name.startswith("_") and not name.startswith("__")}
    assert own & {*dir(base)} == set()
