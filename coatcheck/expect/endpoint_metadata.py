"""What the metadata says of the endpoints for revocation and introspection."""

from collections.abc import Callable

from coatcheck.expect.metadata import is_protected, listed, members_of
from coatcheck.expect.metadata_values import BY_ASSERTION
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.messages import (
    AuthorizationServerMetadataResponse,
    Document,
    MetadataResponse,
)

Judge = Callable[[Document], None]


def _https(member: str) -> Judge:
    def judge(message: Document) -> None:
        """The URL has the https scheme, loopback hosts excepted (RFC 7009, 2; RFC 7662, 2)."""
        url = members_of(message).get(member)
        applicable(isinstance(url, str), f"metadata: {member} is no string")
        expect(is_protected(str(url)), f"an https {member}", url)

    return judge


def _lists_algorithms(methods: str, algorithms: str) -> Judge:
    def judge(message: Document) -> None:
        """Whoever takes assertions lists the algorithms that sign them (RFC 8414, 2)."""
        taken = listed(message, methods)
        by_jwt = any(method in taken for method in BY_ASSERTION)
        applicable(by_jwt, f"metadata: {methods} has no method by JWT")
        expect(algorithms in message.members, f"the member {algorithms}", f"{algorithms} missing")

    return judge


def _no_unsigned_assertions(algorithms: str) -> Judge:
    def judge(message: Document) -> None:
        """The value none is not used for client assertions (RFC 8414, 2)."""
        taken = listed(message, algorithms)
        expect("none" not in taken, f"no none in {algorithms}", taken)

    return judge


for _noun, _document in (("revocation", "RFC7009"), ("introspection", "RFC7662")):
    _member = f"{_noun}_endpoint"
    _methods, _algorithms = (
        f"{_member}_auth_{_values}_supported" for _values in ("methods", "signing_alg_values")
    )
    for _kind in (MetadataResponse, AuthorizationServerMetadataResponse):
        rule(_kind, f"{_document}-2/endpoint-https", f"has an https {_member}")(_https(_member))
    rule(
        AuthorizationServerMetadataResponse,
        f"RFC8414-2/{_noun}-auth-signing-alg-values-present",
        f"lists the algorithms of client assertions for {_noun}",
    )(_lists_algorithms(_methods, _algorithms))
    rule(
        AuthorizationServerMetadataResponse,
        f"RFC8414-2/{_noun}-auth-signing-alg-values-not-none",
        f"takes no unsigned client assertions for {_noun}",
    )(_no_unsigned_assertions(_algorithms))


@rule(
    AuthorizationServerMetadataResponse,
    "RFC7009-2/endpoint-without-fragment",
    "has no fragment in its revocation_endpoint",
)
@rule(
    MetadataResponse,
    "RFC7009-2/endpoint-without-fragment",
    "has no fragment in its revocation_endpoint",
)
def without_fragment(message: Document) -> None:
    """The URL keeps the rules of RFC 6749, 3.1, which allow no fragment (RFC 7009, 2)."""
    url = members_of(message).get("revocation_endpoint")
    applicable(isinstance(url, str), "metadata: revocation_endpoint is no string")
    expect("#" not in str(url), "no fragment in revocation_endpoint", url)
