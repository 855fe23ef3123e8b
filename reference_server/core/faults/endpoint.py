"""What each endpoint of clients may take for a client's credentials."""

from __future__ import annotations

from ..client_authentication import secret_matches
from .credentials import by_secret_in_body
from .fault import Fault, forgiving, skipped


def credentials_ignored(noun: str, requirement: str) -> tuple[Fault, ...]:
    """Any secret in the body, and any signature of an assertion, is taken at one endpoint."""
    place = f"the {noun.replace('_', ' ')} endpoint"
    return (
        Fault(
            f"client_secret_in_body_ignored_at_{noun}",
            requirement,
            f"{noun}_client.secret_matches",
            forgiving(secret_matches, by_secret_in_body),
            f"Any secret in the body is accepted at {place}.",
        ),
        Fault(
            f"assertion_signature_ignored_at_{noun}",
            requirement,
            f"{noun}_assertion.signature_verifies",
            skipped,
            f"Any signature of an assertion is accepted at {place}.",
        ),
    )
