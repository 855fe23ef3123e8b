"""What a request says: its parameters by place, its body, and who reads which of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from coatcheck.net.wire import Request

FORM = "application/x-www-form-urlencoded"

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Sent:
    """A request, taken apart."""

    request: Request

    @cached_property
    def segments(self) -> list[str]:
        """The segments of the path, as they are meant and not as they are escaped."""
        return [unquote(part) for part in urlsplit(self.request.url).path.split("/")[1:]]

    @cached_property
    def media_type(self) -> str:
        """The media type of the body, in lower case, without its parameters."""
        values = [value for name, value in self.request.headers if name.lower() == "content-type"]
        return values[-1].partition(";")[0].strip().lower() if values else ""

    @property
    def query(self) -> Pairs:
        """The parameters of the query."""
        return parse_qsl(urlsplit(self.request.url).query, keep_blank_values=True)

    @property
    def headers(self) -> Pairs:
        """The headers, their names in lower case."""
        return [(name.lower(), value) for name, value in self.request.headers]

    @property
    def cookies(self) -> Pairs:
        """The cookies."""
        lines = [value for name, value in self.headers if name == "cookie"]
        pairs = (pair.partition("=") for line in lines for pair in line.split(";"))
        return [(name.strip(), value) for name, _, value in pairs]

    @property
    def form(self) -> Pairs:
        """The parameters of a body that is a form."""
        body = self.request.body if self.media_type == FORM else None
        return parse_qsl(body or "", keep_blank_values=True)

    @cached_property
    def json(self) -> Any:
        """The body as JSON. Raises ValueError where it is none."""
        return json.loads(self.request.body or "")

    def at(self, place: str, template: str) -> Pairs:
        """Return the parameters at a place; those of the path are in its template."""
        if place == "path":
            return list(self._in_path(template))
        return {"query": self.query, "header": self.headers, "cookie": self.cookies}[place]

    def _in_path(self, template: str) -> Iterator[tuple[str, str]]:
        names = template.split("/")[1:]
        for name, value in zip(names, self.segments[-len(names) :], strict=True):
            if is_variable(name):
                yield name[1:-1], value

    @cached_property
    def choices(self) -> dict[str, str]:
        """The parameters by which documents tell forms apart, wherever they stand."""
        found = dict([*self.query, *self.form])
        if is_json(self.media_type):
            found |= self._members()
        return found

    def _members(self) -> dict[str, str]:
        try:
            members = self.json.items() if isinstance(self.json, dict) else ()
        except ValueError:
            return {}
        return {name: value for name, value in members if isinstance(value, str)}


def is_variable(segment: str) -> bool:
    """Tell whether a segment of a path template is a parameter."""
    return segment.startswith("{") and segment.endswith("}")


def is_json(media_type: str) -> bool:
    """Tell whether a media type is JSON, or made of it (RFC 6839)."""
    return media_type == "application/json" or media_type.endswith("+json")
