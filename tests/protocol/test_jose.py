"""The signature of RFC 7515, A.2, and what must not pass for one."""

import pytest
from joserfc.jwk import ECKey

from coatcheck.protocol import jose
from coatcheck.protocol.key_set import KeySet

RFC7515_A2_TOKEN = (
    "eyJhbGciOiJSUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
    "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7"
    "AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4"
    "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K"
    "0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
    "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrB"
    "p0igcN_IoypGlUPQGe77Rw"
)
RFC7515_A2_KEY = {
    "kty": "RSA",
    "n": (
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx"
        "HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMs"
        "D1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSH"
        "SXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdV"
        "MTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8"
        "NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
    ),
    "e": "AQAB",
}


def test_signature_of_rfc7515_a2_verifies() -> None:
    jwt = jose.parse(RFC7515_A2_TOKEN)
    assert jwt.claims["iss"] == "joe"
    assert jose.verification_error(jwt, KeySet({"keys": [RFC7515_A2_KEY]}), ["RS256"]) is None


def test_tampered_signature_does_not_verify() -> None:
    jwt = jose.parse(jose.tampered(RFC7515_A2_TOKEN))
    assert jose.verification_error(jwt, KeySet({"keys": [RFC7515_A2_KEY]}), ["RS256"])


def test_tampered_payload_does_not_verify() -> None:
    header, _, signature = RFC7515_A2_TOKEN.split(".")
    payload = jose.unsigned({"iss": "joe", "exp": 0}).split(".")[1]
    jwt = jose.parse(f"{header}.{payload}.{signature}")
    assert jose.verification_error(jwt, KeySet({"keys": [RFC7515_A2_KEY]}), ["RS256"])


@pytest.mark.parametrize("allowed", [["ES256"], ["none"], ["HS256"], []])
def test_algorithm_comes_from_what_is_allowed(allowed: list[str]) -> None:
    jwt = jose.parse(RFC7515_A2_TOKEN)
    assert jose.verification_error(jwt, KeySet({"keys": [RFC7515_A2_KEY]}), allowed)


def test_unsigned_token_never_verifies() -> None:
    jwt = jose.parse(jose.unsigned({"sub": "alice"}))
    assert jwt.claims == {"sub": "alice"}
    assert jose.verification_error(jwt, KeySet({"keys": [RFC7515_A2_KEY]}), ["none", "RS256"])


def test_key_of_another_kid_does_not_verify() -> None:
    key = ECKey.generate_key("P-256")
    token = jose.sign({"sub": "alice"}, {"alg": "ES256", "kid": "one"}, key)
    public = key.as_dict(private=False)
    own, other = KeySet({"keys": [public]}), KeySet({"keys": [{**public, "kid": "two"}]})
    assert jose.verification_error(jose.parse(token), own, ["ES256"]) is None
    assert "kid 'one'" in (jose.verification_error(jose.parse(token), other, ["ES256"]) or "")


@pytest.mark.parametrize("raw", ["", "a.b", "a.b.c.d", "e30=.e30=.", "bm8.e30.", "W10.W10."])
def test_malformed_token_is_said_to_be_malformed(raw: str) -> None:
    assert jose.parse(raw).malformed
    assert not jose.looks_like_jwt(raw)


@pytest.mark.parametrize("raw", [RFC7515_A2_TOKEN, "opaque", "x", "AAAA"])
def test_tampering_changes_one_character(raw: str) -> None:
    changed = jose.tampered(raw)
    assert len(changed) == len(raw)
    assert sum(a != b for a, b in zip(raw, changed, strict=True)) == 1
