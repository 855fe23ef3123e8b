"""The revocation endpoint: RFC 7009 2."""

from starlette.requests import Request
from starlette.responses import Response

from ..checks.revocation import revocation, revocation_effect
from ..messages import GrantRequest
from .client_endpoint import answer


async def revoke(http: Request) -> Response:
    """Answer a revocation request."""
    return await answer(http, revocation, _invalidate)


def _invalidate(request: GrantRequest) -> GrantRequest:
    request.provider.check(revocation_effect, request)
    return request
