"""How an ID Token must be put together and signed (OIDC Core, 2 and 10.1; RFC 7515; RFC 7519)."""

from typing import Any

from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol import jose
from coatcheck.protocol.messages import IdToken, Token

KEYS_IN_HEADER = frozenset({"x5u", "x5c", "jku", "jwk"})

JOSE_HEADER = frozenset(
    {"alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit"}
)
"""The members that RFC 7515 itself defines, which crit may not name (4.1.11)."""


def published(token: Token) -> list[dict[str, Any]]:
    """Return the keys of the JWK Set that may have signed a token.

    Raises NotTestable where there is no JWK Set, or no asymmetric signature to speak of.
    """
    keys = token.provider.keys
    testable(keys.is_readable(), "the provider's JWK Set cannot be read")
    alg = token.jwt.alg
    testable(alg in jose.ASYMMETRIC, f"the token has the alg {alg}, which has no public key")
    return keys.fitting(alg, token.jwt.kid)


def allowed_algorithms(token: Token) -> list[str]:
    """Return the algorithms that the client's registration and the metadata allow."""
    listed = token.provider.metadata.get("id_token_signing_alg_values_supported")
    names = listed if isinstance(listed, list) else []
    return [token.client.id_token_signed_response_alg, *(n for n in names if isinstance(n, str))]


@rule(IdToken, "RFC7515-7.1/compact-serialization", "is in the compact serialization")
def compact(token: IdToken) -> None:
    """A JWT is three parts of base64url without padding (RFC 7515, 7.1; RFC 7519, 7.1)."""
    expect(token.jwt.malformed is None, "a JWS in its compact serialization", token.jwt.malformed)


@rule(IdToken, "RFC7515-4/header-names-unique", "has every header member once")
def header_names_unique(token: IdToken) -> None:
    """No member of the header occurs twice (RFC 7515, 4)."""
    _nothing_repeated(token, 0)


@rule(IdToken, "RFC7519-4/claim-names-unique", "has every claim once")
def claim_names_unique(token: IdToken) -> None:
    """No claim occurs twice (RFC 7519, 4)."""
    _nothing_repeated(token, 1)


def _nothing_repeated(token: IdToken, part: int) -> None:
    testable(token.readable, "the ID Token cannot be parsed")
    repeated = jose.repeated_names(token.jwt, part)
    expect(not repeated, "every name once", f"repeated: {', '.join(repeated)}")


@rule(IdToken, "RFC7515-4.1.1/alg-present", "names its algorithm")
def alg_present(token: IdToken) -> None:
    """The header has alg (RFC 7515, 4.1.1)."""
    testable(token.readable, "the ID Token cannot be parsed")
    expect("alg" in token.jwt.header, "the header member alg", token.jwt.header)


@rule(IdToken, "RFC7515-4.1.4/kid-string", "names its key with a string")
def kid_string(token: IdToken) -> None:
    """The kid is a string (RFC 7515, 4.1.4)."""
    applicable("kid" in token.jwt.header, "the ID Token has no kid")
    expect(isinstance(token.jwt.header["kid"], str), "a string", token.jwt.header["kid"])


@rule(IdToken, "RFC7515-4.1.11/crit-well-formed", "names as critical only extensions in its header")
def crit_well_formed(token: IdToken) -> None:
    """The crit names members of the header that are extensions, once each (RFC 7515, 4.1.11)."""
    applicable("crit" in token.jwt.header, "the ID Token has no crit")
    crit = token.jwt.header["crit"]
    names = crit if isinstance(crit, list) and all(isinstance(n, str) for n in crit) else []
    extensions = set(token.jwt.header) - JOSE_HEADER
    sound = names and len(set(names)) == len(names) and set(names) <= extensions
    expect(sound, "the names of extensions that the header has", crit)


@rule(IdToken, "RFC7519-5.1/typ-jwt", "has the type JWT, if any")
def typ_jwt(token: IdToken) -> None:
    """The typ, where there is one, is JWT in capitals (RFC 7519, 5.1)."""
    applicable("typ" in token.jwt.header, "the ID Token has no typ")
    expect(token.jwt.header["typ"] == "JWT", "JWT", token.jwt.header["typ"])


@rule(IdToken, "RFC7519-5.2/cty-absent", "has no content type")
def cty_absent(token: IdToken) -> None:
    """The header of a token that is not nested has no cty (RFC 7519, 5.2)."""
    testable(token.readable, "the ID Token cannot be parsed")
    expect("cty" not in token.jwt.header, "no cty", token.jwt.header.get("cty"))


@rule(IdToken, "OIDCC-2/no-key-in-header", "carries no key in its header")
def no_key_in_header(token: IdToken) -> None:
    """The header has none of x5u, x5c, jku and jwk (OIDC Core, 2)."""
    testable(token.readable, "the ID Token cannot be parsed")
    found = sorted(KEYS_IN_HEADER & token.jwt.header.keys())
    expect(not found, "none of x5u, x5c, jku and jwk", found)


@rule(IdToken, "OIDCC-2/alg-not-none", "is not unsecured")
def alg_not_none(token: IdToken) -> None:
    """The alg is not none, unless the client registered for it (OIDC Core, 2)."""
    testable("alg" in token.jwt.header, "the ID Token has no alg")
    applicable(
        token.client.id_token_signed_response_alg != "none", "the client is registered for none"
    )
    expect(token.jwt.header["alg"] != "none", "a signature", "alg none")


@rule(IdToken, "OIDCC-10.1/alg-registered", "is signed with the client's algorithm")
def alg_registered(token: IdToken) -> None:
    """The alg is the one registered for the client, by default RS256 (OIDC Core, 10.1)."""
    testable(token.jwt.header.get("alg") not in (None, "none"), "the ID Token is not signed")
    registered = token.client.id_token_signed_response_alg
    expect(token.jwt.header["alg"] == registered, registered, token.jwt.header["alg"])


@rule(IdToken, "OIDCC-10.1/signing-key-published", "is signed with a published key")
def signing_key_published(token: IdToken) -> None:
    """The JWK Set has the key that the header names (OIDC Core, 10.1)."""
    kid = token.jwt.header.get("kid")
    expect(published(token), f"a key of the JWK Set that matches kid {kid!r}", "none")


@rule(IdToken, "OIDCC-10.1/kid-present", "names its key among several")
def kid_present(token: IdToken) -> None:
    """The header has kid when the JWK Set has several keys (OIDC Core, 10.1)."""
    published(token)
    applicable(token.provider.keys.has_several(), "the JWK Set has a single key")
    expect("kid" in token.jwt.header, "the header member kid", token.jwt.header)


@rule(IdToken, "OIDCC-10.1/key-usage-signing", "is signed with a key for signatures")
def key_usage_signing(token: IdToken) -> None:
    """The key is not said to be for something else (OIDC Core, 10.1; RFC 7517, 4.2 and 4.3)."""
    keys = published(token)
    testable(keys, "the JWK Set has no matching key")
    fit = [key for key in keys if _for_signatures(key)]
    expect(fit, "a key whose use is sig", [{n: key.get(n) for n in ("kid", "use")} for key in keys])


def _for_signatures(key: dict[str, Any]) -> bool:
    operations = key.get("key_ops", ["verify"])
    return (
        key.get("use", "sig") == "sig" and isinstance(operations, list) and "verify" in operations
    )


@rule(IdToken, "OIDCC-3.1.3.7/signature-valid", "is signed by the provider")
def signature_valid(token: IdToken) -> None:
    """The signature verifies with the provider's published key (OIDC Core, 3.1.3.7, 6)."""
    testable(published(token), "the JWK Set has no matching key")
    allowed = allowed_algorithms(token)
    testable(
        token.jwt.header["alg"] in allowed, "the alg is neither registered nor in the metadata"
    )
    error = jose.verification_error(token.jwt, token.provider.keys, allowed)
    expect(error is None, "a signature of the provider's", error)
