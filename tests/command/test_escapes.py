"""What a provider says does not act on the terminal of who checks a target."""

import json
from http.server import BaseHTTPRequestHandler
from threading import Event

from tests.conftest import Coatcheck, Write
from tests.hostile.provider import IN_TURNS, hostile
from tests.reference import running_at


def title_of_the_terminal(handler: BaseHTTPRequestHandler, over: Event) -> None:
    """An error code that would set the title of the window."""
    handler.send_response(400)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    handler.wfile.write(json.dumps({"error": "\x1b]0;mine\x07\x1b[2J\u202e"}).encode())


def test_no_escape_of_the_provider_reaches_the_terminal(
    coatcheck: Coatcheck, write_target: Write, reference_target: str
) -> None:
    with hostile("token_endpoint", (title_of_the_terminal,)) as provider:
        text = running_at(provider.issuer, reference_target)
        text += f"\nmetadata_url: {provider.metadata_url(IN_TURNS)}\n"
        text += "user_agent: http\ntimeout: 5\n"
        printed = coatcheck("check", write_target(text))[1]
    assert "mine" in printed
    assert not {"\x1b", "\x07", "\u202e"} & set(printed)
