"""A contract: the documented operations of a provider, by which its messages are judged."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from coatcheck.base import files
from coatcheck.base.errors import ContractError
from coatcheck.base.verdict import Finding
from coatcheck.contract import folder
from coatcheck.contract.corrections import Corrections
from coatcheck.contract.derivation import Derived, derive
from coatcheck.contract.document import openapi
from coatcheck.contract.members import Breach, breaches, names_members, unknown_members
from coatcheck.contract.operation import Operation, content_for
from coatcheck.contract.request import request_breaches
from coatcheck.contract.sent import Sent, is_json
from coatcheck.expect.observe import Observation
from coatcheck.net.wire import Exchange, Reply, Request


class Contract:
    """The requests and responses described by an OpenAPI document."""

    def __init__(self, name: str, derived: Derived) -> None:
        self.prefix = re.sub(r"[^A-Z0-9]", "", name.upper()) or "CONTRACT"
        self.title = str(derived.index["title"])
        self.url = str(derived.index["url"])
        self.schemas = derived.schemas
        self.operations = tuple(Operation.of(row) for row in derived.index["operations"])

    @classmethod
    def load(cls, name: str, beside: Path = Path()) -> "Contract":
        """Return the contract of a name that comes with the suite, or of a path.

        A path leads to an OpenAPI document or to a folder of derived schemas; where it is
        relative, it begins at the folder `beside`. Raises ContractError where nothing is there.
        """
        if name in names():
            return cls(name, folder.load(files.SCHEMAS / name))
        path = beside / name
        if path.is_dir():
            return cls(path.resolve().name, folder.load(path))
        if not path.exists():
            raise ContractError(
                f"Unknown contract {name!r}.",
                f"Set contract to one of {', '.join(names())}, to the path of an OpenAPI "
                "document, or to a folder written by `coatcheck schemas`.",
            )
        return cls(path.stem, derive(openapi(path), Corrections()))

    def operation(self, method: str, url: str) -> Operation | None:
        """Return the operation that a request is for; None where none is documented."""
        return self._operation(Sent(Request(method, url)))

    def _operation(self, sent: Sent) -> Operation | None:
        ranked = [(each.rank(sent.request.method, sent), each) for each in self.operations]
        fitting = [(rank, each) for rank, each in ranked if rank is not None]
        return max(fitting, key=lambda pair: pair[0])[1] if fitting else None

    def requirement(self, operation: Operation, slug: str) -> str:
        """Return the id of a requirement of this contract for an operation."""
        return f"{self.prefix}-{operation.id}/{slug}"

    def names_members(self, operation: Operation) -> bool:
        """Tell whether a successful response can have an undocumented member."""
        return any(name in self._naming for name in operation.schemas_of_success)

    @cached_property
    def _naming(self) -> frozenset[str]:
        """The schemas in which there are objects whose members are named in full."""
        return frozenset(name for name, schema in self.schemas.items() if names_members(schema))

    def request_breaches(self, exchange: Exchange) -> list[str]:
        """Return how a request differs from its documentation; nothing without an operation."""
        sent = Sent(exchange.request)
        operation = self._operation(sent)
        if operation is None:
            return []
        breaches = request_breaches(operation, sent, self.schemas)
        return [f"{operation.line}: {breach}" for breach in breaches]

    def judge(self, exchange: Exchange) -> Observation:
        """Judge a response by the documentation of its operation."""
        sent = Sent(exchange.request)
        operation = self._operation(sent)
        if operation is None or exchange.reply is None:
            return Observation(frozenset(), ())
        judged: set[str] = set()
        findings = []
        for slug, breach in self._judgements(operation, sent, exchange.reply):
            requirement = self.requirement(operation, slug)
            judged.add(requirement)
            if breach is not None:
                finding = Finding(requirement, breach.expected, breach.received, exchange.id)
                findings.append(finding)
        return Observation(frozenset(judged), tuple(findings))

    def _judgements(
        self, operation: Operation, sent: Sent, reply: Reply
    ) -> Iterator[tuple[str, Breach | None]]:
        """Yield the slug of each judged requirement, with its breaches."""
        content = operation.answer(reply.status)
        if content is None:
            tolerated = operation.tolerates(reply.status, sent.choices)
            yield "status", None if tolerated else _undocumented(operation, reply)
            return
        choice = content_for(content, reply.media_type)
        if content and choice is None:
            wanted = f"{operation.line}: {reply.status} with {' or '.join(content)}"
            yield "status", Breach(wanted, f"{reply.status} {reply.media_type}".strip())
            return
        yield "status", None
        if choice is not None and is_json(reply.media_type) and not reply.truncated:
            yield from self._members(operation, reply, choice.chosen(sent.choices))

    def _members(
        self, operation: Operation, reply: Reply, name: str | None
    ) -> Iterator[tuple[str, Breach | None]]:
        yield "members", None
        value = reply.json
        if value is None and reply.body.strip() != b"null":
            yield "members", Breach(f"{operation.line}: JSON", f"none: {reply.text[:100]}")
            return
        if name is None:
            return
        for breach in breaches(self.schemas[name], value):
            yield "members", Breach(f"{breach.expected} ({name})", breach.received)
        if name in self._naming and 200 <= reply.status < 300:
            yield "unknown-members", None
            for unknown in unknown_members(self.schemas[name], value):
                breach = unknown.breach
                yield "unknown-members", Breach(f"{breach.expected} ({name})", breach.received)


def _undocumented(operation: Operation, reply: Reply) -> Breach:
    documented = ", ".join(operation.answers) or "none"
    return Breach(f"{operation.line}: a documented status, {documented}", str(reply.status))


def names() -> list[str]:
    """Return the names of the contracts that come with the suite."""
    return sorted(path.parent.name for path in files.SCHEMAS.glob(f"*/{folder.INDEX}"))
