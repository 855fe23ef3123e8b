"""The forms that a message may have, and which parameter tells them apart."""

from dataclasses import dataclass
from typing import Any

from coatcheck.contract.document import OpenApi

_ALTERNATIVES = ("oneOf", "anyOf")


@dataclass(frozen=True, slots=True)
class Forms:
    """The alternatives of a message's schema, and what they have in common."""

    document: OpenApi
    branches: tuple[Any, ...]
    common: dict[str, Any]
    discriminator: dict[str, Any]

    def joined(self, branches: list[Any] | None = None) -> dict[str, Any]:
        """Return a schema that a message keeps if it has one of these forms.

        Documented forms overlap more often than not, so that `oneOf` would refuse a message for
        having two of them: it is enough to have one.
        """
        chosen = list(self.branches if branches is None else branches)
        form = chosen[0] if len(chosen) == 1 else {"anyOf": chosen}
        return {"allOf": [self.common, form]} if self.common else form

    def named(self, names: list[str]) -> list[Any]:
        """Return the forms that have these schemas' names. Raises KeyError for an unknown one."""
        by_name = {_name(branch): branch for branch in self.branches}
        return [by_name[name] for name in names]

    def selection(self) -> tuple[str, dict[str, list[Any]]] | None:
        """Return the member that tells the forms apart, and the forms by its value."""
        if "propertyName" in self.discriminator:
            name = self.discriminator["propertyName"]
            return name, _grouped([(each, self._mapped(name, each)) for each in self.branches])
        values = [_constants(self.document, branch) for branch in self.branches]
        for name in values[0]:
            if all(name in each for each in values) and len({each[name] for each in values}) > 1:
                pairs = zip(self.branches, values, strict=True)
                return name, _grouped([(branch, [each[name]]) for branch, each in pairs])
        return None

    def _mapped(self, member: str, branch: Any) -> list[str]:
        """Return the values by which a discriminator leads to a form (OpenAPI 3.0.3)."""
        mapping = self.discriminator.get("mapping", {})
        mapped = [value for value, to in mapping.items() if to.rpartition("/")[2] == _name(branch)]
        own = _constants(self.document, branch).get(member) or _name(branch)
        return mapped or ([own] if own else [])


def forms(document: OpenApi, schema: Any) -> Forms | None:
    """Return the forms of a message; None where its schema knows one form only."""
    whole = document.followed(schema)
    if not isinstance(whole, dict):
        return None
    for keyword in _ALTERNATIVES:
        branches = whole.get(keyword) or None
        if isinstance(branches, list) and all(_is_form(document, branch) for branch in branches):
            annotations = (keyword, "discriminator", "title", "description", "example", "type")
            common = {name: value for name, value in whole.items() if name not in annotations}
            return Forms(document, tuple(branches), common, whole.get("discriminator", {}))
    mapping = whole.get("discriminator", {}).get("mapping", {})
    return _heirs(document, whole, list(mapping.values())) if mapping else None


def _heirs(document: OpenApi, base: dict[str, Any], targets: list[str]) -> Forms:
    """Return the schemas that a discriminator names, which inherit from its own schema."""
    references = dict.fromkeys(
        target if "/" in target else f"#/components/schemas/{target}" for target in targets
    )
    branches = (*({"$ref": reference} for reference in references), base)
    return Forms(document, branches, {}, base["discriminator"])


def _is_form(document: OpenApi, branch: Any) -> bool:
    """Tell whether a branch describes a message, and not just a condition on one."""
    whole = document.followed(branch)
    return isinstance(whole, dict) and bool(whole.keys() & {"properties", "allOf"})


def _name(branch: Any) -> str:
    return str(branch.get("$ref", "")).rpartition("/")[2]


def _constants(document: OpenApi, branch: Any) -> dict[str, str]:
    """Return the members of a form that can have one value only."""
    whole = document.followed(branch)
    found: dict[str, str] = {}
    for part in whole.get("allOf", ()):
        found |= _constants(document, part)
    for name, node in whole.get("properties", {}).items():
        member = document.followed(node)
        values = [member["const"]] if "const" in member else member.get("enum", ())
        if len(values) == 1 and isinstance(values[0], str):
            found[name] = values[0]
    return found


def _grouped(pairs: list[tuple[Any, list[str]]]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for branch, values in pairs:
        for value in values:
            groups.setdefault(value, []).append(branch)
    return groups
