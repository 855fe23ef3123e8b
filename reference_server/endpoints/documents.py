"""The documents: metadata under both well-known paths, and the JWK Set."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ..provider import Provider
from ..responses.headers import jwks_header, metadata_header, oauth_metadata_header
from ..responses.jwks import jwk_set
from ..responses.metadata import metadata, oauth_metadata
from ..seams import Behaviours
from .http import provider_of

documents = Behaviours("documents")


@documents
def openid_configuration_status(provider: Provider) -> int:
    """OpenID Connect Discovery 4.2: the metadata is answered with 200."""
    return 200


@documents
def oauth_metadata_status(provider: Provider) -> int:
    """RFC 8414 3.2: the metadata is answered with 200."""
    return 200


@documents
def jwks_status(provider: Provider) -> int:
    """RFC 7517 5: the JWK Set is answered with 200."""
    return 200


@documents
def metadata_serialised(members: Mapping[str, Any]) -> str:
    """OpenID Connect Discovery 4.2: the members are those of one JSON object."""
    return json.dumps(members)


@documents
def oauth_metadata_serialised(members: Mapping[str, Any]) -> str:
    """RFC 8414 3.2: the members are those of one JSON object."""
    return json.dumps(members)


async def openid_configuration(http: Request) -> Response:
    """Answer with the metadata of OpenID Connect Discovery."""
    provider = provider_of(http)
    status = provider.use(openid_configuration_status)(provider)
    document = provider.use(metadata_serialised)(provider.build(metadata, provider))
    return Response(document, status, provider.headers(metadata_header, provider))


async def oauth_authorization_server(http: Request) -> Response:
    """Answer with the metadata of RFC 8414."""
    provider = provider_of(http)
    status = provider.use(oauth_metadata_status)(provider)
    document = provider.use(oauth_metadata_serialised)(provider.build(oauth_metadata, provider))
    return Response(document, status, provider.headers(oauth_metadata_header, provider))


async def keys(http: Request) -> Response:
    """Answer with the public keys."""
    provider = provider_of(http)
    status = provider.use(jwks_status)(provider)
    return Response(jwk_set(provider), status, provider.headers(jwks_header, provider))
