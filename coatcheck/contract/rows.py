"""What a contract adds to the register: three duties of each of its operations."""

from collections.abc import Collection, Iterable, Iterator

from coatcheck.contract.contract import Contract, names
from coatcheck.contract.operation import Operation
from coatcheck.register.requirement import Document, Requirement


def contract_rows(contract: Contract) -> list[Requirement]:
    """Return the requirements that `Contract.judge` judges by."""
    document = Document(contract.prefix, contract.title, contract.url)
    return [row for each in contract.operations for row in _rows(contract, each, document)]


def _rows(contract: Contract, operation: Operation, document: Document) -> Iterator[Requirement]:
    def row(slug: str, level: str, text: str) -> Requirement:
        requirement = contract.requirement(operation, slug)
        return Requirement(requirement, document, level, f"{operation.line}: {text}")

    yield row("status", "MUST", "the response has a documented status and media type.")
    if operation.has_members:
        yield row(
            "members",
            "MUST",
            "the members of the response have the documented types and values, "
            "and none is missing.",
        )
    if contract.names_members(operation):
        yield row("unknown-members", "SHOULD", "a successful response has no undocumented member.")


def untouched(rows: Iterable[Requirement], judged: Collection[str]) -> list[str]:
    """Return the problem that a contract has where none of its operations answered a request."""
    rows = list(rows)
    if not rows or any(row.id in judged for row in rows):
        return []
    lines = dict.fromkeys(row.text.partition(": ")[0] for row in rows)
    return [
        "The contract was not tested, because no request was for one of its operations "
        f"({', '.join(lines)}). Compare their paths with the provider's endpoints."
    ]


def all_requirements() -> set[str]:
    """Return every requirement that a contract of the suite's own is judged by."""
    return {row.id for name in names() for row in contract_rows(Contract.load(name))}
