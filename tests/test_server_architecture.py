"""Which room of the reference provider may import which, and that no import goes in a circle."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from coatcheck.base import files

SERVER = files.FEATURES.parent / "reference_server"
MODULES = {
    ".".join(path.relative_to(SERVER).with_suffix("").parts): path
    for path in sorted(SERVER.rglob("*.py"))
}

CORE, TOKENS, GRANTS = "core", "flows.tokens", "flows.token_endpoint"

ALLOWLIST: dict[str, set[str]] = {
    CORE: set(),
    "flows.metadata": {CORE},
    "flows.jwks": {CORE},
    TOKENS: {CORE},
    GRANTS: {CORE, TOKENS},
    "flows.authorization": {CORE, TOKENS},
    "flows.authorization_code": {CORE, TOKENS, GRANTS, "flows.authorization"},
    "flows.pushed_authorization": {CORE, "flows.authorization", "flows.authorization_code"},
    "flows.refresh_token": {CORE, TOKENS, GRANTS},
    "flows.client_credentials": {CORE, TOKENS, GRANTS},
    "flows.password": {CORE, TOKENS, GRANTS},
    "flows.polling": {CORE},
    "flows.device": {CORE, TOKENS, GRANTS, "flows.polling"},
    "flows.backchannel": {CORE, TOKENS, GRANTS, "flows.polling"},
    "flows.revocation": {CORE, TOKENS},
    "flows.introspection": {CORE, TOKENS},
    "flows.userinfo": {CORE, TOKENS},
    "flows.logout": {CORE, TOKENS},
    "mosaic": {
        CORE,
        TOKENS,
        GRANTS,
        "flows.authorization",
        "flows.authorization_code",
        "flows.backchannel",
        "flows.client_credentials",
        "flows.device",
        "flows.introspection",
        "flows.logout",
        "flows.password",
        "flows.polling",
        "flows.pushed_authorization",
        "flows.refresh_token",
        "flows.revocation",
        "flows.userinfo",
    },
    "app": {CORE, "catalogue"},
    "catalogue": {CORE},
    "__main__": {CORE, "app", "catalogue"},
}
"""The rooms, and those that each may import: the core, and the few flows that a flow builds on."""


def room(module: str) -> str:
    """Return the room that a module is in."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "flows" and len(parts) > 1 else parts[0]


def imported(module: str) -> Iterator[str]:
    """Yield the modules that one imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            package = module.split(".")[: -node.level]
            base = ".".join([*package, *([node.module] if node.module else [])])
            for alias in node.names:
                within = f"{base}.{alias.name}".lstrip(".")
                yield within if within in MODULES else base


IMPORTS = {
    module: set(imported(module)) - {""} for module in MODULES if not module.endswith("__init__")
}


def edges() -> set[tuple[str, str]]:
    """Return which room imports which other one."""
    found = {(room(a), room(b)) for a, imports in IMPORTS.items() for b in imports}
    return {(a, b) for a, b in found if a != b}


def test_every_import_between_rooms_is_allowed() -> None:
    allowed = {(one, other) for one, others in ALLOWLIST.items() for other in others}
    assert edges() - allowed == set()


def test_nothing_is_allowed_that_nobody_needs() -> None:
    allowed = {(one, other) for one, others in ALLOWLIST.items() for other in others}
    assert allowed - edges() == set()


def test_every_room_is_known() -> None:
    rooms = {room(module) for module in IMPORTS} - {"flows"}
    assert rooms == ALLOWLIST.keys()


def test_no_module_imports_itself_by_a_detour() -> None:
    TopologicalSorter(IMPORTS).prepare()


def test_modules_import_one_another_by_relative_names() -> None:
    """So that they are the same modules in a checkout and in the wheel, and are seen above."""
    for module, path in MODULES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            assert [name for name in names if name.startswith("reference_server")] == [], module


def test_the_core_and_the_flows_know_nothing_of_a_dialect() -> None:
    """Neither do what brings them all together: a wing is known by its folder alone."""
    wings = {path.name for path in SERVER.iterdir() if (path / "dialect.py").is_file()}
    wings -= {CORE}
    assert wings
    named = {
        (module, wing)
        for module, path in MODULES.items()
        if room(module) not in wings
        for wing in wings
        if wing in path.read_text(encoding="utf-8").lower()
    }
    assert named == set()


def test_a_package_imports_nothing() -> None:
    """What stands in an `__init__` is imported by everybody who imports a module beside it."""
    packages = [module for module in MODULES if module.endswith("__init__")]
    assert [module for module in packages if set(imported(module))] == []


def test_rooms_are_folders() -> None:
    assert [name for name in ALLOWLIST if not _exists(SERVER / name.replace(".", "/"))] == []


def _exists(path: Path) -> bool:
    return path.is_dir() or path.with_suffix(".py").is_file()
