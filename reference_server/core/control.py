"""The provider's clock by HTTP, so that expiry takes no time; a test instrument only."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from .errors import InvalidRequest
from .http import form_of, provider_of
from .routing import route

FARTHEST = 100 * 365 * 24 * 3600


@route("/control/clock", "GET", "POST", "DELETE")
async def clock(http: Request) -> Response:
    """Tell (GET), advance (POST seconds=N) or reset (DELETE) the clock of this provider."""
    own = provider_of(http).clock
    if http.method == "POST":
        try:
            seconds = int((await form_of(http)).get("seconds") or "")
        except (ValueError, InvalidRequest):
            return JSONResponse({"error": "seconds is no whole number"}, 400)
        if abs(own.offset + seconds) > FARTHEST:
            return JSONResponse({"error": "that is too far from now"}, 400)
        own.advance(seconds)
    elif http.method == "DELETE":
        own.reset()
    return JSONResponse({"offset": own.offset})
