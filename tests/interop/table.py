"""What came of judging all providers, as one table."""

from typing import Any

VERDICTS = ("PASS", "FAIL", "WARNING", "NOT APPLICABLE", "EXCLUDED", "ERROR")
HEAD = ("provider", "version", "scenarios", *VERDICTS)

Row = tuple[str, ...]


def judged(name: str, version: str, results: dict[str, Any]) -> Row:
    """Return the line of a provider that was judged."""
    counts = results["counts"]["scenarios"]
    stated = (sum(counts.values()), *(counts[verdict] for verdict in VERDICTS))
    return (name, version, *map(str, stated))


def not_judged(name: str, why: str) -> Row:
    """Return the line of a provider that could not be judged here."""
    return (name, f"not judged: {why}", *[""] * (len(HEAD) - 2))


def markdown(rows: list[Row]) -> str:
    """Return the table as Markdown that is readable as it stands."""
    widths = [max(len(cell) for cell in column) for column in zip(HEAD, *rows, strict=True)]
    rule = tuple("-" * width for width in widths)
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in (HEAD, rule, *rows)
    )
    return "".join(f"| {line} |\n" for line in lines)
