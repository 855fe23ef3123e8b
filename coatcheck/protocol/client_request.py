"""A client's request at an endpoint, put together in the right form or out of it."""

import json
from collections.abc import Mapping

from coatcheck.net.wire import Request, with_query
from coatcheck.protocol.client_authentication import Credentials
from coatcheck.protocol.parameters import Changes, Parameters

FORM = ("Content-Type", "application/x-www-form-urlencoded")

TRANSPORT = ("(method)", "(media type)")
"""Rows of a table of deviations that are about HTTP, not about parameters."""


def transport_of(changes: Changes) -> dict[str, str]:
    """Return the deviations that are about HTTP."""
    return {name: value for name, value in changes if name in TRANSPORT}


def parameters_of(changes: Changes) -> Changes:
    """Return the deviations that are about parameters."""
    return tuple(change for change in changes if change[0] not in TRANSPORT)


def client_request(
    endpoint: str, parameters: Parameters, shown: Credentials, transport: Mapping[str, str]
) -> Request:
    """Put a request together, in the form or out of the form that RFC 6749, 3.2 asks for."""
    own = [pair for pair in shown.body.pairs if parameters.get(pair[0]) is None]
    body = Parameters((*parameters.pairs, *own))
    url = with_query(endpoint, shown.query.encode())
    if transport.get("(method)") == "GET":
        return Request("GET", with_query(endpoint, body.encode()), shown.headers)
    if transport.get("(media type)") == "application/json":
        json_type = ("Content-Type", "application/json")
        return Request("POST", url, (*shown.headers, json_type), json.dumps(dict(body.pairs)))
    return Request("POST", url, (*shown.headers, FORM), body.encode())
