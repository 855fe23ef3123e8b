"""The endpoint of the keys: OpenID Connect Discovery 3, RFC 7517 5."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ...core.headers import Header, json_for_scripts
from ...core.http import provider_of
from ...core.metadata import DISCOVERY, announce, at
from ...core.provider import Provider
from ...core.routing import route
from ...core.seams import Behaviours, Table
from .answer import jwk_set

PATH = "/jwks"

announce(("jwks_uri", at(PATH), f"{DISCOVERY}: the provider's keys."))
jwks_header = Table[Header]("jwks_header", json_for_scripts)
key_set = Behaviours("key_set")


@key_set
def status(provider: Provider) -> int:
    """RFC 7517 5: the JWK Set is answered with 200."""
    return 200


@route(PATH, "GET", scripts=True)
async def keys(http: Request) -> Response:
    """Answer with the public keys."""
    provider = provider_of(http)
    headers = provider.headers(jwks_header, provider)
    return Response(jwk_set(provider), provider.use(status)(provider), headers)
