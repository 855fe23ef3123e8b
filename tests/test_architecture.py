"""Who may import whom, and how large things may grow."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from coatcheck.base import files
from tests.offenders import refuse

ROOT = files.FEATURES.parent
CODE = [
    path
    for folder in ("coatcheck", "steps", "reference_server")
    for path in sorted((ROOT / folder).rglob("*.py"))
]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
EVERYTHING = [*CODE, *TESTS]
REQUIREMENT = r"\b[A-Z0-9]+-[\w.]+/[a-z0-9-]+"
PROVIDERS = ("keycloak", "panva", "auth0", "okta", "hydra", "mosaic", "entra", "dex")


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


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


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def importing(folder: str, forbidden: tuple[str, ...]) -> Iterator[str]:
    """Yield every import of a folder's files that begins in one of these ways."""
    for path in within(folder):
        names = [name for name in imports(path) if name.startswith(forbidden)]
        yield from (f"{place(path)} imports {name}" for name in names)


def importing_beyond(folder: str, allowed: tuple[str, ...], whole: str = "") -> Iterator[str]:
    """Yield every import from a whole, or from anywhere, that begins in none of these ways."""
    for path in within(folder):
        names = [name for name in imports(path) if name.startswith(whole)]
        found = [name for name in names if not name.startswith(allowed)]
        yield from (f"{place(path)} imports {name}" for name in found)


def test_every_module_that_is_named_here_exists() -> None:
    named = re.findall(r'"(coatcheck(?:\.\w+)+)"', Path(__file__).read_text(encoding="utf-8"))
    assert [name for name in named if find_spec(name) is None] == []


def test_steps_call_the_suite_and_nothing_below_it() -> None:
    allowed = ("coatcheck", "pytest_bdd", "dataclasses", "collections", "typing", ".")
    refuse(importing_beyond("steps", allowed))


def test_the_reference_provider_knows_nothing_of_the_suite() -> None:
    forbidden = ("coatcheck", "steps", "features", "pytest", "playwright", "httpx")
    refuse(importing("reference_server", forbidden))


def test_the_suite_speaks_to_the_reference_provider_over_http_only() -> None:
    named = [(path, name) for path in within("coatcheck") for name in imports(path)]
    refuse(f"{place(path)} imports {name}" for path, name in named if "reference_server" in name)


def test_modules_stay_small() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in EVERYTHING}
    refuse(f"{place(path)} has {size} lines" for path, size in sizes.items() if size > 300)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def statements(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the statements of a function, its docstring left out."""
    count = sum(isinstance(node, ast.stmt) for node in ast.walk(function)) - 1
    return count - 1 if ast.get_docstring(function) else count


def test_functions_stay_short() -> None:
    refuse(
        f"{place(path)} {function.name} has {statements(function)} statements"
        for path in EVERYTHING
        for function in functions(path)
        if statements(function) >= 20
    )


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
    assert {place(path) for path in EVERYTHING if sleeps(path)} == SLEEPING.keys()


def test_steps_have_five_lines_or_fewer_and_are_synchronous() -> None:
    steps = [function for path in within("steps") for function in functions(path)]
    refuse(f"{step.name} is too long" for step in steps if statements(step) > 5)
    refuse(
        f"{step.name} would never be awaited"
        for step in steps
        if not isinstance(step, ast.FunctionDef)
    )


def providers_named(path: Path) -> set[str]:
    """Return the providers that a file names, other than in the id of a requirement."""
    text = re.sub(REQUIREMENT, "", path.read_text(encoding="utf-8"))
    return {*PROVIDERS} & {*re.findall(r"[a-z0-9]+", text.lower())}


def test_no_provider_is_named_in_the_code_of_the_suite() -> None:
    suite = [*within("coatcheck"), *within("steps")]
    refuse(f"{place(path)} names {name}" for path in suite for name in providers_named(path))
