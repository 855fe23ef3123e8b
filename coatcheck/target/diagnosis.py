"""Errors in a target file: the line, the key, and the probable correction."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import yaml
from jsonschema.exceptions import ValidationError

from coatcheck.base.errors import TargetFileError
from coatcheck.base.nearest import asked
from coatcheck.capabilities import CAPABILITIES, known

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast one, where PyYAML has been built with it."""

Keys = Sequence[str | int]
Found = tuple[Keys, str, str]
"""The place of an error, what is wrong, and what to do."""

_EXPLAINED = "docs/targets.md explains every key."
_TEXT = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:merge")
_KINDS = {
    "object": "a mapping of keys to values",
    "array": "a list",
    "string": "text (in quotes if it looks like something else)",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


_FORMATS = jsonschema.FormatChecker(formats=())


@_FORMATS.checks("uri", raises=ValueError)
def _is_absolute(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


class Source:
    """The text of a target file, and the lines of its keys."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._root = path, yaml.compose(text, Loader=LOADER)

    def where(self, keys: Keys) -> str:
        """Return the file, the line and the key, such as clients[0].client_id."""
        parts = [f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys]
        spelt = "".join(parts).removeprefix(".") or "the file"
        return f"{self._path}, line {self._line(keys)}, at {spelt}"

    def written(self, keys: Keys, otherwise: object) -> str:
        """Return a text as it is written, its environment variables by name."""
        node = self._nearest(keys)[1]
        return repr(node.value if isinstance(node, yaml.ScalarNode) else otherwise)

    def _line(self, keys: Keys) -> int:
        """Return the line of a key, or of the nearest thing around it that has one."""
        return self._nearest(keys)[0]

    def _nearest(self, keys: Keys) -> tuple[int, yaml.Node | None]:
        node, line = self._root, 1
        for key in keys:
            found = _within(node, key)
            if found is None:
                break
            line, node = found
        return line, node

    def misread_keys(self) -> Iterator[Found]:
        """Yield the keys that YAML does not read as text, such as yes, no and 1."""
        for node in _mappings(self._root):
            for name, _ in node.value:
                if name.tag not in _TEXT:
                    what = f"the key {name.value} on line {name.start_mark.line + 1} is not text."
                    yield (), what, "Correct it, or put it in quotes."

    def repeated_keys(self) -> Iterator[Found]:
        """Yield the keys that a mapping has twice; YAML would silently drop the first value."""
        for node in _mappings(self._root):
            lines: dict[str, int] = {}
            for name, _ in node.value:
                line = name.start_mark.line + 1
                if name.value in lines:
                    what = f"{name.value} is on line {lines[name.value]} and on line {line}."
                    yield (), what, "Keep one of them, or merge their values."
                lines[name.value] = line


def _mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _mappings(item)


def _within(node: yaml.Node | None, key: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        item: yaml.Node = node.value[key]
        return item.start_mark.line + 1, item
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return name.start_mark.line + 1, value
    return None


def require_sound(data: Any, source: Source, schema: dict[str, Any]) -> None:
    """Raise TargetFileError where data, read from this source, is not a valid target."""
    validator = jsonschema.Draft202012Validator(schema, format_checker=_FORMATS)
    errors = sorted(validator.iter_errors(data), key=lambda error: list(map(str, error.path)))
    found = [*source.misread_keys(), *source.repeated_keys()]
    found += [each for error in errors for each in _unknown_keys(error)]
    if errors and not found:
        best = jsonschema.exceptions.best_match(errors)
        assert best is not None, "there are errors"
        found = [(tuple(best.absolute_path), *_problem(best, source))]
    found = found or [*_unknown_capabilities(data), *_wrong_dates(data)]
    if found:
        problems = [f"{source.where(keys)}: {what}" for keys, what, _ in found]
        raise TargetFileError("\n".join(problems), found[0][2])


def _unknown_keys(error: ValidationError) -> Iterator[Found]:
    if error.validator != "additionalProperties" or error.validator_value is not False:
        return
    schema: Any = error.schema
    row: Any = error.instance
    right = [*schema.get("properties", {})]
    free = [name for name in right if name not in row]
    for name in row:
        if isinstance(name, str) and name not in right:
            what = f"unknown key. {asked(name, free or right, f'Known keys are {_list(right)}.')}"
            yield (*error.absolute_path, name), what, f"Correct or remove it; {_EXPLAINED}"


def _problem(error: ValidationError, source: Source) -> tuple[str, str]:
    """Return what is wrong, without any value that may be secret, and what to do."""
    wanted: Any = error.validator_value
    came: Any = error.instance
    written = source.written(tuple(error.absolute_path), came)
    hint = f"Correct it; {_EXPLAINED}"
    if error.validator == "type":
        return f"this must be {_KINDS[wanted]}, but is {_kind(came)}.", hint
    if error.validator in ("required", "anyOf"):
        return f"{_missing(error)} is missing here.", f"Add it; {_EXPLAINED}"
    if error.validator == "enum":
        question = asked(came, map(str, wanted), "")
        return f"{written} is not one of {_list(wanted)}. {question}".rstrip(), hint
    if error.validator in ("pattern", "format"):
        return f"{written} is not {_named(error.validator, wanted)}.", hint
    if error.validator == "minItems":
        return f"at least {wanted} entries are needed here.", f"Add to the list; {_EXPLAINED}"
    return f"{error.message}.", hint


def _missing(error: ValidationError) -> str:
    wanted: Any = error.validator_value
    came: Any = error.instance
    if error.validator == "required":
        return _list(name for name in wanted if name not in came)
    return " or ".join(name for each in wanted for name in each["required"])


def _named(validator: str, wanted: str) -> str:
    return "an absolute URI" if validator == "format" else f"text that matches {wanted}"


def _kind(value: object) -> str:
    if value is None:
        return "empty"
    kinds = {dict: "a mapping", list: "a list", str: "text", bool: "true or false"}
    return kinds.get(type(value), "a date" if isinstance(value, datetime.date) else "a number")


def _list(names: Iterable[object]) -> str:
    return ", ".join(map(str, names))


def _unknown_capabilities(data: dict[str, Any]) -> Iterator[Found]:
    for name in data.get("capabilities", {}):
        if not known(name):
            what = f"unknown capability. {asked(name, CAPABILITIES, '')}".rstrip()
            yield ("capabilities", name), what, "docs/targets.md lists the capabilities."


def _wrong_dates(data: dict[str, Any]) -> Iterator[Found]:
    for number, entry in enumerate(data.get("known_deviations", ())):
        try:
            day(entry["expires"])
        except ValueError:
            keys = ("known_deviations", number, "expires")
            yield keys, f"{entry['expires']!s} is not a date.", "Write YYYY-MM-DD."


def day(value: object) -> datetime.date:
    """Return the date that a value stands for. Raises ValueError for others."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str):
        return datetime.date.fromisoformat(value)
    raise ValueError(value)
