"""What is asked of an answer in HTTP and JSON, whichever endpoint gives it."""

import json
from collections import Counter
from typing import Any

from coatcheck.expect.rule import expect
from coatcheck.protocol.message import Message


def expect_status(message: Message, *allowed: int, suffix: str = "") -> None:
    """Expect one of these statuses, with a detail such as `with invalid_client`."""
    wanted = f"the status {' or '.join(map(str, allowed))} {suffix}".rstrip()
    expect(message.reply.status in allowed, wanted, message.exchange.summary)


def expect_status_of_error(message: Message, error: str) -> None:
    """Expect the status 400; only invalid_client may have 401 (RFC 6749, 5.2)."""
    allowed = (400, 401) if error == "invalid_client" else (400,)
    expect_status(message, *allowed, suffix=f"with {error}")


def expect_json(message: Message) -> None:
    """Expect the media type application/json."""
    kind = message.reply.header("content-type") or "no Content-Type"
    expect(message.reply.media_type == "application/json", "Content-Type: application/json", kind)


def expect_json_object(message: Message) -> None:
    """Expect a JSON object that says so by its media type."""
    expect_json(message)
    expect(message.readable, "a JSON object", message.reply.text)


def repeated_names(text: str) -> list[list[str]]:
    """Return the names that occur twice in each object of a JSON text, the outermost at the end.

    Raises ValueError or RecursionError where the text cannot be read.
    """
    found: list[list[str]] = []

    def note(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        counted = Counter(name for name, _ in pairs)
        found.append([name for name, count in counted.items() if count > 1])
        return dict(pairs)

    json.loads(text, object_pairs_hook=note)
    return found
