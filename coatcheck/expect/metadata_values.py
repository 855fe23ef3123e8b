"""What the members of the metadata must say, beyond their form."""

from functools import partial

from coatcheck.expect.metadata import listed, members_of
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.messages import (
    AuthorizationServerMetadataResponse,
    Document,
    MetadataResponse,
)

BY_ASSERTION = ("client_secret_jwt", "private_key_jwt")
SYMMETRIC = frozenset({"client_secret_basic", "client_secret_post", "client_secret_jwt", "none"})


def _present(message: Document, member: str) -> None:
    """The member is there, as its definition recommends."""
    expect(member in members_of(message), f"the member {member}", f"{member} is missing")


RECOMMENDED = {
    "userinfo_endpoint": "OIDCD-3/userinfo-endpoint-present",
    "scopes_supported": "OIDCD-3/scopes-supported-present",
    "claims_supported": "OIDCD-3/claims-supported-present",
    "code_challenge_methods_supported": "RFC9700-2.1.1/challenge-methods-published",
}
"""Members that are recommended, by the requirements that recommend them."""

for _member, _requirement in RECOMMENDED.items():
    rule(MetadataResponse, _requirement, f"has {_member}")(partial(_present, member=_member))

rule(
    AuthorizationServerMetadataResponse,
    "RFC8414-2/scopes-supported-present",
    "has scopes_supported",
)(partial(_present, member="scopes_supported"))


@rule(MetadataResponse, "OIDCD-3/scopes-supported-openid", "lists the scope openid")
def lists_openid(message: MetadataResponse) -> None:
    """The scopes_supported lists openid, which every provider supports (OIDC Discovery 3)."""
    scopes = listed(message, "scopes_supported")
    expect("openid" in scopes, "openid in scopes_supported", scopes)


@rule(MetadataResponse, "OIDCD-3/id-token-signing-alg-values-rs256", "lists RS256 for ID Tokens")
def lists_rs256_for_id_tokens(message: MetadataResponse) -> None:
    """The id_token_signing_alg_values_supported includes RS256 (OIDC Discovery 3)."""
    algorithms = listed(message, "id_token_signing_alg_values_supported")
    expect("RS256" in algorithms, "RS256 for ID Tokens", algorithms)


def lists_assertion_algorithms(message: Document, endpoint: str) -> None:
    """Whoever takes assertions lists the algorithms that sign them (RFC 8414, 2)."""
    methods, algorithms = f"{endpoint}_auth_methods_supported", _asserted(endpoint)
    taken = listed(message, methods)
    by_jwt = any(method in taken for method in BY_ASSERTION)
    applicable(by_jwt, f"{methods} in the metadata has no method with JWTs")
    expect(algorithms in message.members, f"the member {algorithms}", f"{algorithms} is missing")


def no_unsigned_assertions(message: Document, endpoint: str) -> None:
    """The value none is not used for client assertions (OIDC Discovery 3; RFC 8414, 2)."""
    algorithms = _asserted(endpoint)
    taken = listed(message, algorithms)
    expect("none" not in taken, f"{algorithms} without none", taken)


def _asserted(endpoint: str) -> str:
    """Return the member that lists the algorithms of client assertions for an endpoint."""
    return f"{endpoint}_auth_signing_alg_values_supported"


for _endpoint, _slug, _of in (
    ("token_endpoint", "token-endpoint", ""),
    ("revocation_endpoint", "revocation", " for revocation"),
    ("introspection_endpoint", "introspection", " for introspection"),
):
    rule(
        AuthorizationServerMetadataResponse,
        f"RFC8414-2/{_slug}-auth-signing-alg-values-present",
        f"lists the algorithms of client assertions{_of}",
    )(partial(lists_assertion_algorithms, endpoint=_endpoint))
    rule(
        AuthorizationServerMetadataResponse,
        f"RFC8414-2/{_slug}-auth-signing-alg-values-not-none",
        f"accepts no unsigned client assertions{_of}",
    )(partial(no_unsigned_assertions, endpoint=_endpoint))

rule(
    MetadataResponse,
    "OIDCD-3/token-endpoint-auth-signing-alg-values-not-none",
    "accepts no unsigned client assertions",
)(partial(no_unsigned_assertions, endpoint="token_endpoint"))


@rule(
    MetadataResponse,
    "OIDCD-3/token-endpoint-auth-signing-alg-values-rs256",
    "lists RS256 for client assertions",
)
def lists_rs256_for_assertions(message: MetadataResponse) -> None:
    """RS256 is supported for client assertions (OIDC Discovery 3)."""
    member = _asserted("token_endpoint")
    algorithms = listed(message, member)
    expect("RS256" in algorithms, f"RS256 in {member}", algorithms)


@rule(MetadataResponse, "RFC7636-7.2/plain-not-offered", "does not offer plain for PKCE")
def no_plain(message: MetadataResponse) -> None:
    """The challenge method plain is not used in new implementations (RFC 7636, 7.2)."""
    methods = listed(message, "code_challenge_methods_supported")
    expect("plain" not in methods, "code_challenge_methods_supported without plain", methods)


@rule(
    MetadataResponse,
    "RFC9700-2.5/asymmetric-authentication-offered",
    "offers client authentication with asymmetric keys",
)
def asymmetric_authentication(message: MetadataResponse) -> None:
    """Clients can authenticate with asymmetric cryptography (RFC 9700, 2.5)."""
    methods = listed(message, "token_endpoint_auth_methods_supported")
    beyond = {method for method in methods if isinstance(method, str)} - SYMMETRIC
    expect(beyond, "a method with asymmetric keys, such as private_key_jwt", methods)


@rule(
    MetadataResponse,
    "OIDCD-3/subject-types-supported-values",
    "lists the subject type public or pairwise",
)
def lists_subject_type(message: MetadataResponse) -> None:
    """The subject types include pairwise or public (OIDC Discovery 3)."""
    types = listed(message, "subject_types_supported")
    expect("public" in types or "pairwise" in types, "public or pairwise", types)
