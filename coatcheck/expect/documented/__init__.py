"""Rules of documented contracts, judged where the target file names the contract."""

from coatcheck.expect.documented import authorization, grants, tokens
from coatcheck.expect.documented.rules import documented

__all__ = ["authorization", "documented", "grants", "tokens"]
