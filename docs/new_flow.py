"""Write the skeleton of a flow: `python docs/new_flow.py NAME`, or `make flow NAME=name`.

The skeleton is a whole flow in small: an endpoint that clients speak to, with its messages, its
kind of request, rules, a capability, a feature, a register, a schema, and its folder in the
reference provider with two faults. docs/adding-a-flow.md goes on from there.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Template

DOCS = Path(__file__).resolve().parent
SKELETON = DOCS / "skeleton"
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")

LISTED = {
    "tests/test_server_architecture.py": (
        '    "flows.metadata": {CORE},\n',
        '    "flows.$name": {CORE},\n',
    ),
}
"""Files in which a flow is listed: behind which text, and how."""


class UnusableName(Exception):
    """A name of which no flow can be made, or one that is there already."""


def new_flow(name: str, root: Path) -> list[Path]:
    """Write the skeleton of a flow, and return the files that are new.

    Raises UnusableName where the name is no lower-case identifier, or a file is there already.
    """
    if not NAME.fullmatch(name):
        raise UnusableName(f"{name!r} is no name of a flow: write it like token_exchange.")
    written = dict(_files(name))
    there = [path for path in written if (root / path).exists()]
    if there:
        raise UnusableName(f"{there[0]} is there already: choose another name.")
    for path, text in written.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for listing, (behind, entry) in LISTED.items():
        _list(root / listing, behind, _filled(entry, name))
    return [*written]


def _files(name: str) -> Iterator[tuple[Path, str]]:
    for template in sorted(SKELETON.rglob("*.txt")):
        path = str(template.relative_to(SKELETON)).replace("NAME", name).removesuffix(".txt")
        yield Path(path), _filled(template.read_text(encoding="utf-8"), name)


def _filled(text: str, name: str) -> str:
    words = name.replace("_", " ")
    return Template(text).substitute(
        name=name,
        NAME=name.upper(),
        Name="".join(part.capitalize() for part in name.split("_")),
        words=words,
        Words=words.capitalize(),
        CODE=name.upper().replace("_", ""),
        slug=name.replace("_", "-"),
    )


def _list(path: Path, behind: str, entry: str) -> None:
    text = path.read_text(encoding="utf-8")
    if behind not in text:
        raise UnusableName(f"{path} has no {behind.strip()} to list the flow behind.")
    path.write_text(text.replace(behind, behind + entry, 1), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Write the skeleton of the flow that is named, and say what is new."""
    if len(arguments) != 1:
        sys.stderr.write("Name the flow: make flow NAME=token_exchange\n")
        return 2
    try:
        written = new_flow(arguments[0], DOCS.parent)
    except UnusableName as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write("\n".join([*map(str, written), *LISTED, "Now run `make docs`.", ""]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
