"""Reading the tables of steps."""

from coatcheck.protocol.parameters import Changes


def changes(table: list[list[str]]) -> Changes:
    """Return the deviations in a table of names and values. Raises ValueError for other tables."""
    for row in table:
        if len(row) != 2:
            raise ValueError(f"a table row must have a name and a value, not {row}")
    return tuple((name, value) for name, value in table)
