"""A relying party that can misbehave on purpose.

Sending never raises on an error answer, and parsing never raises on a wrong answer: what came is
kept as it came, and judged in `coatcheck.expect` alone.
"""
