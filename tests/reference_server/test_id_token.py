import base64
import hashlib
import json

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from .relying_party import RelyingParty

ALGORITHMS = ["RS256", "PS256", "ES256", "Ed25519"]


def test_claims_say_who_logged_in_and_for_whom(rp: RelyingParty) -> None:
    tokens = rp.tokens()
    keys = KeySet.import_key_set(rp.http.get(f"{rp.issuer}/jwks").json())
    id_token = jwt.decode(tokens["id_token"], keys, algorithms=ALGORITHMS)
    claims = id_token.claims
    assert claims["iss"] == rp.issuer
    assert claims["aud"] == "client-basic"
    assert claims["nonce"] == "a nonce"
    assert claims["exp"] - claims["iat"] == 600
    assert claims["sub"] == rp.userinfo(tokens["access_token"]).json()["sub"]
    half = hashlib.sha256(tokens["access_token"].encode()).digest()[:16]
    assert claims["at_hash"] == base64.urlsafe_b64encode(half).rstrip(b"=").decode()


def test_algorithm_is_the_one_registered(rp: RelyingParty) -> None:
    header = rp.as_client("client-public").tokens()["id_token"].partition(".")[0]
    assert json.loads(base64.urlsafe_b64decode(header + "=="))["alg"] == "EdDSA"


def test_plain_oauth_request_has_no_id_token(rp: RelyingParty) -> None:
    assert "id_token" not in rp.tokens(scope="api:read")


def test_keys_are_public_and_distinct(rp: RelyingParty) -> None:
    keys = rp.http.get(f"{rp.issuer}/jwks").json()["keys"]
    assert len({key["kid"] for key in keys}) == len(keys) == 4
    assert all({"d", "p", "q", "k"}.isdisjoint(key) for key in keys)


@pytest.mark.parametrize("fault", ["", "metadata_text"])
def test_metadata_is_served_at_both_locations(rp: RelyingParty, fault: str) -> None:
    path = f"/{fault}/oidc" if fault else "/oidc"
    for url in (
        f"{rp.base}{path}/.well-known/openid-configuration",
        f"{rp.base}/.well-known/oauth-authorization-server{path}",
    ):
        assert rp.http.get(url).json()["issuer"] == f"{rp.base}{path}"
