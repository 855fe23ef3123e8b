"""An operation of a contract: what it answers to, and which schema says what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coatcheck.contract.sent import Sent, is_json, is_variable


@dataclass(frozen=True, slots=True)
class Choice:
    """The schema of a body, or several of them by the value of a parameter of the request."""

    schema: str | None = None
    by: str | None = None
    schemas: Mapping[str, str] | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Choice":
        """Return the choice described by a part of the index."""
        return cls(row.get("schema", row.get("otherwise")), row.get("by"), row.get("schemas"))

    def chosen(self, values: Mapping[str, str]) -> str | None:
        """Return the schema's name for a request with these parameters; None where there is none.

        A value that the document does not know has the schema for all the others.
        """
        return (self.schemas or {}).get(values.get(self.by or "", ""), self.schema)

    @property
    def all(self) -> list[str]:
        """The names of every schema that may be chosen."""
        return [*([self.schema] if self.schema else []), *(self.schemas or {}).values()]


Content = Mapping[str, Choice]
"""What is documented of a body, by its media type, which may be a range such as `text/*`."""


def content_for(content: Content, media_type: str) -> Choice | None:
    """Return what is documented of a body of this media type, the closest range first."""
    known = _ranges(content)
    ranges = (media_type, f"{media_type.partition('/')[0]}/*", "*/*")
    return next((known[name] for name in ranges if name in known), None)


def _ranges(content: Content) -> Content:
    return {name.partition(";")[0].strip().lower(): choice for name, choice in content.items()}


@dataclass(frozen=True)
class Operation:
    """One operation."""

    id: str
    method: str
    path: str
    parameters: Mapping[str, Mapping[str, Any]]
    body: Content | None
    body_required: bool
    answers: Mapping[str, Content]
    tolerated: tuple[Mapping[str, Any], ...]

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Operation":
        """Return the operation described by a row of the index."""
        body = row["body"]
        return cls(
            row["operationId"],
            row["method"],
            row["path"],
            row["parameters"],
            _content(body["media_types"]) if body else None,
            bool(body and body["required"]),
            {status: _content(content) for status, content in row["answers"].items()},
            tuple(row["tolerated"]),
        )

    @property
    def line(self) -> str:
        """The operation as the first line of its requests has it."""
        return f"{self.method} {self.path}"

    def rank(self, method: str, sent: Sent) -> tuple[int, int] | None:
        """Return how closely a request fits, None where it does not.

        Wherever the API is mounted, the end of the request's path is the documented one. A path
        of variables alone would fit every end, and has to be the whole.
        """
        template, path = self.path.split("/")[1:], sent.segments
        literal = [part for part in template if part and not is_variable(part)]
        end = path[-len(template) :]
        if method.upper() != self.method or len(end) < len(template):
            return None
        if not literal and len(path) > len(template):
            return None
        fits = all(is_variable(t) or t == p for t, p in zip(template, end, strict=True))
        return (len(template), len(literal)) if fits else None

    def answer(self, status: int) -> Content | None:
        """Return what is documented of an answer of this status."""
        keys = (str(status), f"{status // 100}XX", "default")
        return next((self.answers[key] for key in keys if key in self.answers), None)

    def tolerates(self, status: int, values: Mapping[str, str]) -> bool:
        """Tell whether an undocumented answer to a request with these parameters is no breach."""
        return any(
            status in row["statuses"] and row.get("when", {}).items() <= values.items()
            for row in self.tolerated
        )

    @property
    def has_members(self) -> bool:
        """Whether an answer is documented that can be JSON."""
        ranges = {name for content in self.answers.values() for name in _ranges(content)}
        return any(is_json(each) or each in ("application/*", "*/*") for each in ranges)

    @property
    def schemas_of_success(self) -> set[str]:
        """The names of the schemas of answers that may tell of success."""
        contents = [c for status, c in self.answers.items() if status[0] in "2d"]
        return {name for content in contents for choice in content.values() for name in choice.all}


def _content(row: Mapping[str, Mapping[str, Any]]) -> Content:
    return {media_type: Choice.of(choice) for media_type, choice in row.items()}
