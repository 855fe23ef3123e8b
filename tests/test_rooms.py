"""The rooms of the suite: which room may know which, and no circle anywhere."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from coatcheck.base import files

ROOT = files.FEATURES.parent
SUITE = ROOT / "coatcheck"

ALLOWED: dict[str, set[str]] = {
    "base": set(),
    "register": {"base"},
    "net": set(),
    "protocol": {"base", "net"},
    "capabilities": {"net", "protocol"},
    "target": {"base", "net", "protocol", "capabilities"},
    "expect": {"base", "register", "net", "protocol"},
    "contract": {"base", "register", "net", "expect"},
    "evidence": {"base", "net", "contract"},
    "user_agent": {"base", "net", "protocol", "target", "evidence"},
    "relying_party": {
        *("base", "net", "protocol", "target", "expect", "evidence", "user_agent"),
    },
    "scenario": {
        *("base", "net", "protocol", "target", "expect", "user_agent", "relying_party"),
    },
    "kinds": {
        *("base", "net", "protocol", "target", "expect", "user_agent", "relying_party"),
        "scenario",
    },
    "run": {
        *("base", "register", "protocol", "capabilities", "target", "contract", "evidence"),
        *("user_agent", "relying_party", "scenario", "kinds"),
    },
    "preflight": {
        *("base", "register", "net", "protocol", "capabilities", "expect", "user_agent"),
        *("scenario", "kinds", "run"),
    },
    "onboarding": {
        *("base", "net", "protocol", "capabilities", "target", "expect", "evidence"),
        *("user_agent", "relying_party", "preflight"),
    },
    "report": {"base"},
    "results": {"base", "register", "capabilities", "target", "contract", "run", "report"},
    "command": {
        *("base", "register", "net", "protocol", "capabilities", "target", "contract", "evidence"),
        *("user_agent", "scenario", "kinds", "run", "preflight", "onboarding", "report", "results"),
    },
    "__main__": {"base", "command"},
    "__init__": set(),
    "steps": {"base", "expect", "scenario", "kinds"},
}
"""What each room may import from; `report` is made from the results alone."""

FORBIDDEN: dict[str, tuple[str, ...]] = {
    "net": ("pytest", "playwright"),
    "protocol": ("pytest", "playwright", "httpx"),
    "capabilities": ("pytest", "playwright", "httpx"),
    "expect": ("pytest", "playwright", "httpx"),
    "contract": ("pytest", "playwright", "httpx"),
    "scenario": ("pytest", "playwright", "httpx"),
    "report": ("pytest", "playwright", "httpx"),
}
"""Libraries that a room has no business with: judging sends nothing, and speaking runs nothing."""


def modules() -> dict[str, Path]:
    """Return every module of the suite by its name; those of steps/ are `coatcheck.steps`."""
    paths = [*SUITE.rglob("*.py"), *(ROOT / "steps").rglob("*.py")]
    return {_name(path): path for path in paths}


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    parts = parts if parts[0] == "coatcheck" else ("coatcheck", *parts)
    return ".".join(parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Yield what a module imports, also for its types alone and inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def known(name: str, names: set[str]) -> str | None:
    """Return the module of the suite behind an imported name, if it is one."""
    while name and name not in names:
        name = name.rpartition(".")[0]
    return name or None


def arrows() -> dict[str, set[str]]:
    """Return which module imports which others of the suite."""
    found, names = {}, {*modules()}
    for name, path in modules().items():
        others = {known(each, names) for each in imported(path)}
        found[name] = {other for other in others if other and other != name}
    return found


def test_a_room_knows_those_that_are_allowed_and_no_others() -> None:
    offending = [
        f"{module} imports {other}"
        for module, others in arrows().items()
        for other in sorted(others)
        if room(other) not in (*ALLOWED[room(module)], room(module), "__init__")
    ]
    assert offending == []


def test_every_arrow_that_is_allowed_is_used() -> None:
    used: dict[str, set[str]] = {name: set() for name in ALLOWED}
    for module, others in arrows().items():
        used[room(module)] |= {room(other) for other in others}
    unused = [f"{a} -> {b}" for a, rooms in ALLOWED.items() for b in rooms - used[a]]
    assert unused == []


def test_the_rooms_have_no_circle() -> None:
    assert list(TopologicalSorter(ALLOWED).static_order())


def circles(graph: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_the_modules_have_no_circle() -> None:
    assert circles(arrows()) == []


def test_a_room_leaves_alone_the_libraries_of_others() -> None:
    offending = [
        f"{module} imports {name}"
        for module, path in modules().items()
        for name in imported(path)
        if name.startswith(FORBIDDEN.get(room(module), ("reference_server",)))
        or "reference_server" in name
    ]
    assert offending == []
