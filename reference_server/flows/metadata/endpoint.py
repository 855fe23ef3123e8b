"""The documents: metadata under both well-known paths."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...core.headers import Header, json_for_scripts
from ...core.http import provider_of
from ...core.metadata import metadata, oauth_metadata
from ...core.provider import Provider
from ...core.routing import route
from ...core.seams import Behaviours, Table

metadata_header = Table[Header]("metadata_header", json_for_scripts)
oauth_metadata_header = Table[Header]("oauth_metadata_header", json_for_scripts)
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
def metadata_serialised(members: Mapping[str, Any]) -> str:
    """OpenID Connect Discovery 4.2: the members are those of one JSON object."""
    return json.dumps(members)


@documents
def oauth_metadata_serialised(members: Mapping[str, Any]) -> str:
    """RFC 8414 3.2: the members are those of one JSON object."""
    return json.dumps(members)


@route("/.well-known/openid-configuration", "GET", scripts=True)
async def openid_configuration(http: Request) -> Response:
    """Answer with the metadata of OpenID Connect Discovery."""
    provider = provider_of(http)
    status = provider.use(openid_configuration_status)(provider)
    document = provider.use(metadata_serialised)(provider.build(metadata, provider))
    return Response(document, status, provider.headers(metadata_header, provider))


@route("/.well-known/oauth-authorization-server", "GET", scripts=True, before_issuer=True)
async def oauth_authorization_server(http: Request) -> Response:
    """Answer with the metadata of RFC 8414."""
    provider = provider_of(http)
    status = provider.use(oauth_metadata_status)(provider)
    document = provider.use(oauth_metadata_serialised)(provider.build(oauth_metadata, provider))
    return Response(document, status, provider.headers(oauth_metadata_header, provider))
