"""How a client authenticates at the token endpoint, rightly and wrongly (RFC 6749, 2.3)."""

import base64
import dataclasses
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote_plus

from joserfc.jwk import KeySet, OctKey

from coatcheck.protocol import jose
from coatcheck.protocol.parameters import OMITTED, Changes, Parameters
from coatcheck.protocol.parties import Client

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
SECRETS = ("client_secret", "client_assertion", "registration_access_token")
"""What is secret of a client's registration and authentication, by name."""

WRONG_SECRET = "not-the-secret-of-this-client-0123456789"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a client adds to a request to say who it is."""

    headers: tuple[tuple[str, str], ...] = ()
    body: Parameters = dataclasses.field(default_factory=Parameters)
    query: Parameters = dataclasses.field(default_factory=Parameters)


@dataclass(frozen=True, slots=True)
class Claim:
    """A request for credentials: of which client, at which server, and what is off about them."""

    client: Client
    issuer: str
    presenting: str = "its own credentials"
    assertion_changes: Changes = ()


def credentials(claim: Claim) -> Credentials:
    """Return what the client presents. Raises KeyError for a presentation nobody defined."""
    return PRESENTATIONS[claim.presenting](claim)


def _own(claim: Claim) -> Credentials:
    return _METHODS[claim.client.token_endpoint_auth_method](claim)


def _basic(claim: Claim) -> Credentials:
    """The Authorization header, both parts form-encoded (RFC 6749, 2.3.1)."""
    return Credentials(headers=(basic(claim.client.client_id, claim.client.client_secret or ""),))


def basic(
    client_id: str, client_secret: str, encode: Callable[[str], str] = quote_plus
) -> tuple[str, str]:
    """Return the Authorization header of HTTP Basic authentication."""
    pair = f"{encode(client_id)}:{encode(client_secret)}"
    return ("Authorization", "Basic " + base64.b64encode(pair.encode()).decode())


def percent_encoded(text: str) -> str:
    """Return text with every character percent-encoded, as a form decoder must read it as well."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _percent_encoded(claim: Claim) -> Credentials:
    client = claim.client
    header = basic(client.client_id, client.client_secret or "", percent_encoded)
    return Credentials(headers=(header,))


def _lower_case(claim: Claim) -> Credentials:
    """The scheme's name is not case-sensitive (RFC 2617, 1.2)."""
    name, value = _basic(claim).headers[0]
    return Credentials(headers=((name, value.replace("Basic", "basic", 1)),))


def _post(claim: Claim) -> Credentials:
    client = claim.client
    return Credentials(
        body=Parameters.of(client_id=client.client_id, client_secret=client.client_secret)
    )


def _none(claim: Claim) -> Credentials:
    return Credentials(body=Parameters.of(client_id=claim.client.client_id))


def _assertion(claim: Claim) -> Credentials:
    return _with_assertion(claim, own_assertion(claim))


def own_assertion(claim: Claim) -> str:
    """Return a client assertion, signed with the client's own key."""
    header, key = signing(claim.client)
    return jose.sign(assertion_claims(claim), header, key)


def _with_assertion(claim: Claim, assertion: str) -> Credentials:
    return Credentials(
        body=Parameters.of(
            client_id=claim.client.client_id,
            client_assertion_type=ASSERTION_TYPE,
            client_assertion=assertion,
        )
    )


def signing(client: Client) -> tuple[dict[str, Any], Any]:
    """Return the JOSE header and the key with which a client signs its assertions."""
    if client.token_endpoint_auth_method == "client_secret_jwt":
        alg = client.token_endpoint_auth_signing_alg or "HS256"
        return {"alg": alg}, OctKey.import_key((client.client_secret or "").encode())
    keys = _imported(json.dumps(client.jwks)).keys
    alg = client.token_endpoint_auth_signing_alg or _alg_of(keys[0])
    key = next(key for key in keys if alg == _alg_of(key) or key.get("alg") == alg)
    return {"alg": alg, "kid": key.kid}, key


@cache
def _imported(jwks: str) -> KeySet:
    """Import a client's private keys once; checking an RSA key takes longer than signing."""
    return KeySet.import_key_set(json.loads(jwks))


def _alg_of(key: Any) -> str:
    return key.get("alg") or {"RSA": "RS256", "EC": "ES256", "OKP": "EdDSA"}[key.key_type]


def assertion_claims(claim: Claim) -> dict[str, Any]:
    """Return the claims of a client assertion (RFC 7523, 3), with its deviations applied."""
    claims: dict[str, Any] = {
        "iss": claim.client.client_id,
        "sub": claim.client.client_id,
        "aud": claim.client.assertion_audience or claim.issuer,
        "jti": str(uuid.uuid4()),
        "iat": jose.in_seconds(0),
        "exp": jose.in_seconds(60),
    }
    for name, value in claim.assertion_changes:
        claims.pop(name, None)
        if value != OMITTED:
            claims[name] = _time(value)
    return claims


def _time(value: str) -> str | int:
    """Return a moment told in words as a number, anything else as it is."""
    moments = {"(ten minutes ago)": -600, "(in ten minutes)": 600, "(in twenty minutes)": 1200}
    return jose.in_seconds(moments[value]) if value in moments else value


def _wrong_secret(claim: Claim) -> Credentials:
    """The client's own method with a secret or a key that is not its own."""
    if claim.client.token_endpoint_auth_method == "private_key_jwt":
        header, key = signing(claim.client)
        stranger = type(key).generate_key(_size(key))
        return _with_assertion(claim, jose.sign(assertion_claims(claim), header, stranger))
    wrong = dataclasses.replace(claim.client, client_secret=WRONG_SECRET)
    return _own(dataclasses.replace(claim, client=wrong))


def _empty_secret(claim: Claim) -> Credentials:
    return _own(
        dataclasses.replace(claim, client=dataclasses.replace(claim.client, client_secret=""))
    )


def _size(key: Any) -> Any:
    return 2048 if key.key_type == "RSA" else key.as_dict()["crv"]


def _tampered(claim: Claim) -> Credentials:
    return _with_assertion(claim, jose.tampered(own_assertion(claim)))


def _unsigned(claim: Claim) -> Credentials:
    return _with_assertion(claim, jose.unsigned(assertion_claims(claim)))


def _assertion_without(parameter: str) -> Callable[[Claim], Credentials]:
    return lambda claim: Credentials(body=_assertion(claim).body.without(parameter))


def _assertion_and_secret(claim: Claim) -> Credentials:
    """An assertion beside another method (RFC 7521, 4.2.1)."""
    return Credentials(headers=_basic(claim).headers, body=_assertion(claim).body)


def _unknown(claim: Claim) -> Credentials:
    """The client's own method, in the name of a client that nobody registered."""
    stranger = dataclasses.replace(claim.client, client_id="a-client-that-nobody-registered")
    return _own(dataclasses.replace(claim, client=stranger))


def _both(claim: Claim) -> Credentials:
    """Two methods in one request, which RFC 6749, 2.3 forbids."""
    return Credentials(headers=_basic(claim).headers, body=_post(claim).body)


def _bearer(claim: Claim) -> Credentials:
    """An access token in the place of the client's credentials (RFC 7662, 2.1)."""
    return Credentials(headers=(("Authorization", f"Bearer {uuid.uuid4()}"),))


def _in_query(claim: Claim) -> Credentials:
    return Credentials(query=_post(claim).body)


PRESENTATIONS: dict[str, Callable[[Claim], Credentials]] = {
    "its own credentials": _own,
    "wrong credentials": _wrong_secret,
    "an empty secret": _empty_secret,
    "no credentials": _none,
    "nothing at all": lambda claim: Credentials(),
    "its credentials in two ways at once": _both,
    "its credentials in the request URI": _in_query,
    "the credentials of an unknown client": _unknown,
    "its secret in the Authorization header": _basic,
    "its secret with every character percent-encoded": _percent_encoded,
    "its secret by the scheme in lower case": _lower_case,
    "a bearer token that was never issued": _bearer,
    "a tampered assertion": _tampered,
    "an unsigned assertion": _unsigned,
    "an assertion without client_id": _assertion_without("client_id"),
    "an assertion without client_assertion_type": _assertion_without("client_assertion_type"),
    "a client_assertion_type alone": _assertion_without("client_assertion"),
    "an assertion and its secret at once": _assertion_and_secret,
}
"""How a client shows who it is, by the words that the features use."""

_METHODS: dict[str, Callable[[Claim], Credentials]] = {
    "client_secret_basic": _basic,
    "client_secret_post": _post,
    "client_secret_jwt": _assertion,
    "private_key_jwt": _assertion,
    "none": _none,
}

WITH_CREDENTIALS = tuple(method for method in _METHODS if method != "none")
"""The authentication methods of confidential clients."""
