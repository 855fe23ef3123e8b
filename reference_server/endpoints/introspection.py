"""The introspection endpoint: RFC 7662 2."""

from starlette.requests import Request
from starlette.responses import Response

from ..checks.introspection import active_token, introspection
from ..messages import GrantRequest
from ..responses.introspection import Introspected
from .client_endpoint import answer


async def introspect(http: Request) -> Response:
    """Answer an introspection request."""
    return await answer(http, introspection, _tell)


def _tell(request: GrantRequest) -> Introspected:
    return Introspected(request.provider, active_token(request))
