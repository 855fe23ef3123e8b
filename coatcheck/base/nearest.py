"""The nearest right names for a wrong one."""

import difflib
from collections.abc import Iterable

LIKE, SPREAD = 0.6, 0.1
"""How like a name has to be, and how far it may stay behind the likest one, of 1."""


def nearest(wrong: object, right: Iterable[str], count: int = 3) -> list[str]:
    """Return the names that are most like a wrong one, the likest first; none where none is."""
    names = {name.lower(): name for name in right}
    word = str(wrong).lower()
    like = difflib.get_close_matches(word, names, count, LIKE)
    least = difflib.SequenceMatcher(None, like[0], word).ratio() - SPREAD if like else LIKE
    return [names[name] for name in difflib.get_close_matches(word, like, count, max(least, LIKE))]


def asked(wrong: object, right: Iterable[str], otherwise: str) -> str:
    """Return the question whether a near name was meant, or what to do where none is near."""
    like = nearest(wrong, right)
    if not like:
        return otherwise
    return f"Did you mean {' or '.join(filter(None, [', '.join(like[:-1]), like[-1]]))}?"
