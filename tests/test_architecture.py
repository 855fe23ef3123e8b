"""Who may import whom, and how large things may grow."""

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from coatcheck.base import files

ROOT = files.FEATURES.parent
CODE = [
    path
    for folder in ("coatcheck", "steps", "reference_server")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
EVERYTHING = [*CODE, *TESTS]
by_path = pytest.mark.parametrize(
    "path", EVERYTHING, ids=[str(p.relative_to(ROOT)) for p in EVERYTHING]
)
REQUIREMENT = r"\b[A-Z0-9]+-[\w.]+/[a-z0-9-]+"
PROVIDERS = ("keycloak", "panva", "auth0", "okta", "hydra", "mosaic", "entra", "dex")


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def imports(path: Path) -> Iterator[str]:
    """Yield what a file imports by its full name, with its dots where that is relative."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from (f"{module}.{alias.name}" for alias in node.names)


def within(folder: str) -> list[Path]:
    found = [path for path in CODE if (ROOT / folder) in path.parents]
    assert found, folder
    return found


def test_every_module_that_is_named_here_exists() -> None:
    named = re.findall(r'"(coatcheck(?:\.\w+)+)"', Path(__file__).read_text(encoding="utf-8"))
    assert [name for name in named if find_spec(name) is None] == []


@pytest.mark.parametrize("path", within("reference_server"), ids=lambda p: p.stem)
def test_the_reference_provider_knows_nothing_of_the_suite(path: Path) -> None:
    forbidden = ("coatcheck", "steps", "features", "pytest", "playwright", "httpx")
    assert [name for name in imports(path) if name.startswith(forbidden)] == []


@pytest.mark.parametrize("path", within("coatcheck"), ids=lambda p: str(p.relative_to(ROOT)))
def test_the_suite_speaks_to_the_reference_provider_over_http_only(path: Path) -> None:
    assert [name for name in imports(path) if "reference_server" in name] == []


@by_path
def test_modules_stay_small(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the statements of a function, its docstring left out."""
    count = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1
    return count - 1 if ast.get_docstring(function) else count


@by_path
def test_functions_stay_short(path: Path) -> None:
    long = {f.name: statements(f) for f in functions(path) if statements(f) >= 20}
    assert long == {}


SLEEPING = {
    "coatcheck/protocol/clock.py": "a provider whose clock cannot be moved announces no expiry",
    "coatcheck/net/pace.py": "a provider under load announces no end of it",
    "tests/runs.py": "a report that another process writes announces itself by no event",
}
"""The modules of which waiting is the noun, and why there is no event to await."""


def sleeps(path: Path) -> bool:
    called = (ast.unparse(node.func) for node in nodes(path) if isinstance(node, ast.Call))
    return any(name.rpartition(".")[2] in ("sleep", "wait_for_timeout") for name in called)


def test_nothing_sleeps_but_what_waits_by_its_noun() -> None:
    assert {str(path.relative_to(ROOT)) for path in EVERYTHING if sleeps(path)} == SLEEPING.keys()


@pytest.mark.parametrize("path", within("steps"), ids=lambda p: p.stem)
def test_steps_have_five_lines_or_fewer_and_are_synchronous(path: Path) -> None:
    for function in functions(path):
        assert statements(function) <= 5, function.name
        assert isinstance(function, ast.FunctionDef), f"{function.name} would never be awaited"


SUITE = [*within("coatcheck"), *within("steps")]


@pytest.mark.parametrize("path", SUITE, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_provider_is_named_in_the_code_of_the_suite(path: Path) -> None:
    text = re.sub(REQUIREMENT, "", path.read_text(encoding="utf-8"))
    assert {*PROVIDERS} & {*re.findall(r"[a-z0-9]+", text.lower())} == set()
