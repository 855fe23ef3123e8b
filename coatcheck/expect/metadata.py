"""What both metadata documents must be like: their place, their form, whose they are."""

from functools import partial
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from coatcheck.base.verdict import NotTestable
from coatcheck.expect.answer import expect_json, expect_status
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.messages import (
    AuthorizationServerMetadataResponse,
    Document,
    MetadataResponse,
)


def members_of(message: Document) -> dict[str, Any]:
    """Return the members of a document. Raises NotTestable where it did not come."""
    if not message.readable:
        raise NotTestable(
            f"the response from {message.exchange.request.url} is {message.exchange.summary}"
        )
    return message.members


def listed(message: Document, member: str) -> list[Any]:
    """Return the values of a member. Raises NotApplicable where it is no list of them."""
    values = members_of(message).get(member)
    applicable(isinstance(values, list), f"{member} in the metadata is not a list")
    return list(values or ())


def _came(message: Document) -> None:
    applicable(200 <= message.reply.status < 300, f"the response is {message.exchange.summary}")


@rule(MetadataResponse, "OIDCD-4/document-available", "is available below the issuer")
def available_below_issuer(message: MetadataResponse) -> None:
    """The metadata is found at its well-known path below the issuer (OIDC Discovery 4)."""
    found = 200 <= message.reply.status < 300
    expect(found, f"the metadata at {message.exchange.request.url}", message.exchange.summary)


@rule(MetadataResponse, "OIDCD-4.2/status-200", "has the status 200")
def status_200(message: MetadataResponse) -> None:
    """A successful response has the status 200 (OIDC Discovery 4.2)."""
    _came(message)
    expect_status(message, 200)


@rule(AuthorizationServerMetadataResponse, "RFC9700-2.6/metadata-published", "is published")
def published(message: AuthorizationServerMetadataResponse) -> None:
    """Metadata is published as RFC 8414 has it (RFC 9700, 2.6).

    Where the issuer has no path, the location of OpenID Connect Discovery is one of RFC 8414, 3.
    """
    shared = not urlsplit(message.provider.issuer).path.strip("/") and message.provider.metadata
    found = message.reply.status not in (404, 410) or shared
    expect(found, f"metadata at {message.exchange.request.url}", message.exchange.summary)


@rule(
    AuthorizationServerMetadataResponse,
    "RFC8414-3/document-available",
    "is available at its well-known location",
)
def available_at_well_known(message: AuthorizationServerMetadataResponse) -> None:
    """The metadata is found, with the status 200, where RFC 8414, 3 and 3.2 have it."""
    applicable(
        message.reply.status not in (404, 410), f"the response is {message.exchange.summary}"
    )
    expect_status(message, 200)


@rule(
    AuthorizationServerMetadataResponse,
    "RFC8414-3.2/content-type-json",
    "has the media type application/json",
)
@rule(MetadataResponse, "OIDCD-4.2/content-type-json", "has the media type application/json")
def media_type(message: Document) -> None:
    """The media type is application/json (OIDC Discovery 4.2; RFC 8414, 3.2)."""
    _came(message)
    expect_json(message)


@rule(AuthorizationServerMetadataResponse, "RFC8414-3.2/json-object", "is a JSON object")
@rule(MetadataResponse, "OIDCD-4.2/json-object", "is a JSON object")
def json_object(message: Document) -> None:
    """The body is a JSON object (OIDC Discovery 4.2; RFC 8414, 3.2)."""
    _came(message)
    expect(isinstance(message.reply.json, dict), "a JSON object", message.reply.text)


@rule(AuthorizationServerMetadataResponse, "RFC8414-3.2/no-empty-arrays", "has no empty arrays")
@rule(MetadataResponse, "OIDCD-4.2/no-empty-arrays", "has no empty arrays")
def no_empty_arrays(message: Document) -> None:
    """A member without values is left out (OIDC Discovery 4.2; RFC 8414, 3.2)."""
    empty = [name for name, value in members_of(message).items() if value == []]
    expect(not empty, "no members without values", ", ".join(empty))


@rule(
    AuthorizationServerMetadataResponse,
    "RFC8414-3.3/issuer-equals-configured",
    "names the issuer that its location belongs to",
)
@rule(
    MetadataResponse,
    "OIDCD-4.3/issuer-equals-configured",
    "names the issuer that its location belongs to",
)
def issuer_as_asked(message: Document) -> None:
    """The issuer is that from which the address was made (OIDC Discovery 4.3; RFC 8414, 3.3)."""
    issuer = members_of(message).get("issuer")
    applicable(isinstance(issuer, str), "issuer in the metadata is not a string")
    expect(issuer == message.provider.issuer, message.provider.issuer, issuer)


def is_protected(url: str) -> bool:
    """Tell whether a URL is https, or of this very machine, where nobody listens in."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and _loopback(host)))


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def https(message: Document, member: str) -> None:
    """Expect a URL of the https scheme, loopback hosts excepted, where the member is a string."""
    url = members_of(message).get(member)
    applicable(isinstance(url, str), f"{member} in the metadata is not a string")
    expect(is_protected(str(url)), f"an https {member}", url)


def without_fragment(message: Document, member: str) -> None:
    """Expect the URI of an endpoint to have no fragment (RFC 6749, 3.1 and 3.2)."""
    url = members_of(message).get(member)
    applicable(isinstance(url, str), f"{member} in the metadata is not a string")
    expect("#" not in str(url), f"no fragment in {member}", url)


def https_endpoint(requirement: str, member: str, *documents: type[Document]) -> None:
    """Declare the rule that a member is an https URL, for each kind of document."""
    for document in documents:
        rule(document, requirement, f"has an https {member}")(partial(https, member=member))


def endpoint_without_fragment(requirement: str, member: str, *documents: type[Document]) -> None:
    """Declare the rule that the URI of an endpoint has no fragment, for each kind of document."""
    for document in documents:
        rule(document, requirement, f"has no fragment in its {member}")(
            partial(without_fragment, member=member)
        )


BOTH = (MetadataResponse, AuthorizationServerMetadataResponse)
"""The documents in which RFC 8414 lists the endpoints of a flow."""

for _member in (
    "authorization_endpoint",
    "token_endpoint",
    "userinfo_endpoint",
    "jwks_uri",
    "registration_endpoint",
):
    _slug = _member.replace("_", "-")
    https_endpoint(f"OIDCD-3/{_slug}-https", _member, MetadataResponse)

https_endpoint("RFC8414-2/jwks-uri-https", "jwks_uri", AuthorizationServerMetadataResponse)

for _member, _clause in (("authorization_endpoint", "3.1"), ("token_endpoint", "3.2")):
    endpoint_without_fragment(
        f"RFC6749-{_clause}/endpoint-without-fragment", _member, MetadataResponse
    )
