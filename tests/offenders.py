"""How a lint fails: with every offender, each on a line of its own."""

from collections.abc import Iterable


def refuse(offenders: Iterable[str]) -> None:
    """Fail where there are offenders, and name them all."""
    found = list(offenders)
    if found:
        raise AssertionError(f"{len(found)} offend:\n" + "\n".join(found))
