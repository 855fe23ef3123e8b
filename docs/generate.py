"""Writes the pages of docs/ that are made from the suite itself: `make docs`.

With --check it writes nothing, and ends with 1 where a page is out of date.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from coatcheck import contract
from coatcheck.base import files
from coatcheck.capabilities import CAPABILITIES
from coatcheck.expect import RULES
from coatcheck.expect.schema import all_requirements
from coatcheck.protocol.client_authentication import PRESENTATIONS
from coatcheck.protocol.userinfo import WAYS
from coatcheck.register.requirement import Requirement, register
from coatcheck.run.listing import all_scenarios
from coatcheck.run.vocabulary import definitions
from coatcheck.scenario.said import MESSAGES
from coatcheck.scenario.words import WORDS

DOCS = Path(__file__).resolve().parent
NOTE = "<!-- Made by docs/generate.py; change what it is made from. -->\n"


def vocabulary() -> Iterator[str]:
    """Every sentence, word and phrase that a feature may use."""
    yield "# Vocabulary\n"
    yield NOTE
    yield f"{len(definitions())} sentences carry {len(all_scenarios())} scenarios.\n"
    for kind in ("given", "when", "then"):
        yield f"## {kind.capitalize()}\n"
        for definition in definitions():
            if definition.type == kind:
                yield f"- **{definition.sentence}** — {definition.meaning}"
        yield ""
    yield from _lists()
    yield from _phrases()


def _lists() -> Iterator[str]:
    yield "## Words in tables\n"
    yield "A table holds deviations from the plain request, a name and a value a row. Besides plain"
    yield "values there are `(omitted)`, `(empty)`, `(repeated)`, `(further) ...` for a value"
    yield "beside those that are there, and these words:\n"
    yield from (f"- `{word}`" for word in WORDS)
    yield "\n## How a client presents itself\n"
    yield from (f"- the client presents {how}" for how in PRESENTATIONS)
    yield "\n## How a UserInfo request is sent\n"
    yield from (f"- the client sends the UserInfo request {how}" for how in WAYS)
    yield "\n## What a scenario may need\n"
    yield from (f"- `@needs:{name}`" for name in CAPABILITIES)


def _phrases() -> Iterator[str]:
    yield "\n## What is said of messages\n"
    yield "Each of these is also judged on every such message that the suite ever receives.\n"
    for name, (kind, _) in MESSAGES.items():
        for rule in RULES:
            if issubclass(kind, rule.message):
                yield f"- the {name} **{rule.phrase}** (`{rule.requirement}`)"
    yield ""


def faults() -> Iterator[str]:
    """Every way in which the reference provider can be made to break a requirement."""
    command = [sys.executable, "-m", "coatcheck.reference_server", "--list-faults"]
    listed = subprocess.run(command, capture_output=True, check=True, text=True, cwd=DOCS.parent)
    rows = json.loads(listed.stdout)
    yield "# Faults of the reference provider\n"
    yield NOTE
    yield f"{len(rows)} faults; `coatcheck serve --fault NAME` serves a provider that has one.\n"
    yield "| fault | breaks | how |\n| --- | --- | --- |"
    yield from (f"| `{r['name']}` | `{r['requirement']}` | {r['sentence']} |" for r in rows)
    yield ""


def coverage() -> Iterator[str]:
    """What the register holds, and what tests it."""
    scenarios = Counter(scenario.requirement for scenario in all_scenarios())
    by_the_way = {rule.requirement for rule in RULES} | all_requirements()
    by_the_way |= contract.all_requirements()
    yield "# Coverage of the specifications\n"
    yield NOTE
    tested = [r for r in register().values() if r.untested is None]
    yield f"{len(register())} requirements are on the register, {len(tested)} of them tested.\n"
    for prefix, document in sorted({r.document.prefix: r.document for r in tested}.items()):
        rows = [r for r in register().values() if r.document.prefix == prefix]
        yield f"## [{prefix}]({document.url}): {document.title}\n"
        yield "| requirement | level | tested by |\n| --- | --- | --- |"
        yield from (_coverage(row, scenarios[row.id], row.id in by_the_way) for row in rows)
        yield ""


def _coverage(row: Requirement, scenarios: int, by_the_way: bool) -> str:
    tests = [f"{scenarios} scenario{'s' if scenarios > 1 else ''}"] if scenarios else []
    tests += ["every message"] if by_the_way else []
    return f"| `{row.id}` {row.text} | {row.level} | {', '.join(tests) or row.untested} |"


def targets() -> Iterator[str]:
    """The target file, key by key."""
    schema = json.loads((files.SCHEMAS / "target.schema.json").read_text(encoding="utf-8"))
    yield "# The target file\n"
    yield NOTE
    yield schema["description"] + "\n"
    yield "`targets/reference.yaml` is a complete example. Editors complete and check the file when"
    yield "it begins with `# yaml-language-server: $schema=` and the path of"
    yield "`schemas/target.schema.json`.\n"
    yield from _keys(schema, "")
    yield from _capabilities()


def _capabilities() -> Iterator[str]:
    """The names below `capabilities`, and how many scenarios each decides."""
    tags = (tag for scenario in all_scenarios() for tag in scenario.tags)
    needing = Counter(tag.removeprefix("needs:") for tag in tags)
    yield "\n## Capabilities\n"
    yield "What a provider offers is read from its metadata, the clients and the rest of the target"
    yield "file; the report names what decided it. Where that is wrong, `capabilities` has the last"
    yield "word, by these names:\n"
    for name in sorted(CAPABILITIES):
        yield f"- `{name}`: {needing[name]} scenario{'s' if needing[name] != 1 else ''}"


def _keys(schema: dict[str, Any], above: str) -> Iterator[str]:
    for name, key in schema.get("properties", {}).items():
        path = f"{above}{name}"
        need = "required" if name in schema.get("required", ()) else "optional"
        values = f" One of {', '.join(f'`{v}`' for v in key['enum'])}." if "enum" in key else ""
        kind = key.get("type", "value")
        yield f"- **`{path}`** ({kind}, {need}). {key.get('description', '')}{values}".rstrip()
        yield from _keys(key, f"{path}.")
        yield from _keys(key.get("items", {}), f"{path}[].")


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "vocabulary.md": vocabulary,
    "faults.md": faults,
    "coverage.md": coverage,
    "targets.md": targets,
}


def main(arguments: list[str]) -> int:
    """Write or check the pages and return the exit code."""
    stale = []
    for name, page in PAGES.items():
        text = "\n".join(page()).rstrip() + "\n"
        path = DOCS / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
    sys.stdout.write("".join(f"{name} is out of date\n" for name in stale))
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
