"""The relying party's own arithmetic, against known vectors of the specifications."""

import base64
import re
from types import SimpleNamespace
from typing import Any, cast

import pytest
from joserfc.jwk import ECKey

from coatcheck.protocol import client_authentication as authentication
from coatcheck.protocol import jose, pkce
from coatcheck.protocol.client_authentication import PRESENTATIONS, Claim, credentials
from coatcheck.protocol.key_set import KeySet
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.wire import Reply, Request
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.words import WORDS, meant
from coatcheck.target.target import Client
from coatcheck.transcript import Redactor, masked
from coatcheck.user_agent.cookies import CookieJar

ISSUER = "https://provider.example"
CALLBACK = "https://client.example/callback"
SECRET = "p&ss w:rd/0123456789-0123456789-0123456789"
BASIC = Client("client one", "client_secret_basic", (CALLBACK,), SECRET)
POST = Client("client-post", "client_secret_post", (CALLBACK,), SECRET)
SECRET_JWT = Client("client-jwt", "client_secret_jwt", (CALLBACK,), SECRET)

OF_BASIC = (
    "an empty secret",
    "its credentials in two ways at once",
    "its secret with every character percent-encoded",
    "its secret by the scheme in lower case",
)
"""Presentations that only a client of client_secret_basic makes."""

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


def test_pkce_challenge_of_rfc7636_appendix_b() -> None:
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert pkce.challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_pkce_verifiers_are_well_formed_and_differ() -> None:
    verifiers = {pkce.verifier() for _ in range(20)}
    assert len(verifiers) == 20
    assert all(re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", verifier) for verifier in verifiers)


class TestJose:
    """The signature of RFC 7515, A.2, and what must not pass for one."""

    def test_signature_of_rfc7515_a2_verifies(self) -> None:
        jwt = jose.parse(RFC7515_A2_TOKEN)
        assert jwt.claims["iss"] == "joe"
        assert jose.verification_error(jwt, KeySet({"keys": [RFC7515_A2_KEY]}), ["RS256"]) is None

    def test_tampered_signature_does_not_verify(self) -> None:
        jwt = jose.parse(jose.tampered(RFC7515_A2_TOKEN))
        assert jose.verification_error(jwt, KeySet({"keys": [RFC7515_A2_KEY]}), ["RS256"])

    def test_tampered_payload_does_not_verify(self) -> None:
        header, _, signature = RFC7515_A2_TOKEN.split(".")
        payload = jose.unsigned({"iss": "joe", "exp": 0}).split(".")[1]
        jwt = jose.parse(f"{header}.{payload}.{signature}")
        assert jose.verification_error(jwt, KeySet({"keys": [RFC7515_A2_KEY]}), ["RS256"])

    @pytest.mark.parametrize("allowed", [["ES256"], ["none"], ["HS256"], []])
    def test_algorithm_comes_from_what_is_allowed(self, allowed: list[str]) -> None:
        jwt = jose.parse(RFC7515_A2_TOKEN)
        assert jose.verification_error(jwt, KeySet({"keys": [RFC7515_A2_KEY]}), allowed)

    def test_unsigned_token_never_verifies(self) -> None:
        jwt = jose.parse(jose.unsigned({"sub": "alice"}))
        assert jwt.claims == {"sub": "alice"}
        assert jose.verification_error(jwt, KeySet({"keys": [RFC7515_A2_KEY]}), ["none", "RS256"])

    def test_key_of_another_kid_does_not_verify(self) -> None:
        key = ECKey.generate_key("P-256")
        token = jose.sign({"sub": "alice"}, {"alg": "ES256", "kid": "one"}, key)
        public = key.as_dict(private=False)
        own, other = KeySet({"keys": [public]}), KeySet({"keys": [{**public, "kid": "two"}]})
        assert jose.verification_error(jose.parse(token), own, ["ES256"]) is None
        assert "kid 'one'" in (jose.verification_error(jose.parse(token), other, ["ES256"]) or "")

    @pytest.mark.parametrize("raw", ["", "a.b", "a.b.c.d", "e30=.e30=.", "bm8.e30.", "W10.W10."])
    def test_malformed_token_is_said_to_be_malformed(self, raw: str) -> None:
        assert jose.parse(raw).malformed
        assert not jose.looks_like_jwt(raw)

    @pytest.mark.parametrize("raw", [RFC7515_A2_TOKEN, "opaque", "x", "AAAA"])
    def test_tampering_changes_one_character(self, raw: str) -> None:
        changed = jose.tampered(raw)
        assert len(changed) == len(raw)
        assert sum(a != b for a, b in zip(raw, changed, strict=True)) == 1


class TestParameters:
    """Deviations as tables say them."""

    plain = Parameters.of(a="1", b="2", c=None)

    @pytest.mark.parametrize(
        ("changes", "encoded"),
        [
            ((), "a=1&b=2"),
            ((("a", "(omitted)"),), "b=2"),
            ((("a", "(empty)"),), "a=&b=2"),
            ((("a", "(repeated)"),), "a=1&b=2&a=1"),
            ((("a", "x y&z"),), "a=x+y%26z&b=2"),
            ((("c", "3"),), "a=1&b=2&c=3"),
            ((("d", "(omitted)"),), "a=1&b=2"),
            ((("a", "(repeated)"), ("a", "9")), "a=9&b=2"),
        ],
    )
    def test_changed(self, changes: tuple[tuple[str, str], ...], encoded: str) -> None:
        assert self.plain.changed(changes).encode() == encoded

    def test_parsing_keeps_order_empty_values_and_duplicates(self) -> None:
        parsed = Parameters.parse("b=&a=1&b=x+y")
        assert parsed.pairs == (("b", ""), ("a", "1"), ("b", "x y"))
        assert parsed.get("b") == ""
        assert parsed.all("b") == ["", "x y"]
        assert parsed.get("c") is None


class TestClientAuthentication:
    """What a client presents, rightly and wrongly."""

    def test_basic_credentials_are_form_encoded(self) -> None:
        name, value = credentials(Claim(BASIC, ISSUER)).headers[0]
        assert name == "Authorization"
        user, _, password = base64.b64decode(value.removeprefix("Basic ")).decode().partition(":")
        assert user == "client+one"
        assert password == "p%26ss+w%3Ard%2F0123456789-0123456789-0123456789"

    def test_percent_encoding_is_of_every_character(self) -> None:
        assert authentication.percent_encoded("a-é") == "%61%2D%C3%A9"

    def test_secret_in_the_body(self) -> None:
        shown = credentials(Claim(POST, ISSUER))
        assert shown.headers == ()
        assert dict(shown.body.pairs) == {"client_id": "client-post", "client_secret": SECRET}

    def test_wrong_credentials_differ_in_the_secret_alone(self) -> None:
        shown = dict(credentials(Claim(POST, ISSUER, "wrong credentials")).body.pairs)
        assert shown["client_id"] == "client-post"
        assert shown["client_secret"] != SECRET

    def test_assertion_has_the_claims_of_rfc7523_3(self) -> None:
        shown = credentials(Claim(SECRET_JWT, ISSUER)).body
        assert shown.get("client_assertion_type") == authentication.ASSERTION_TYPE
        claims = jose.parse(shown.get("client_assertion") or "").claims
        assert claims.keys() == {"iss", "sub", "aud", "jti", "iat", "exp"}
        assert (claims["iss"], claims["sub"], claims["aud"]) == ("client-jwt", "client-jwt", ISSUER)
        assert claims["exp"] > claims["iat"]

    def test_every_assertion_has_a_jti_of_its_own(self) -> None:
        claims = [authentication.assertion_claims(Claim(SECRET_JWT, ISSUER)) for _ in range(2)]
        assert claims[0]["jti"] != claims[1]["jti"]

    def test_deviations_of_claims(self) -> None:
        changes = (("aud", "(omitted)"), ("sub", "x"), ("nbf", "(in ten minutes)"))
        claim = Claim(SECRET_JWT, ISSUER, assertion_changes=changes)
        claims = authentication.assertion_claims(claim)
        assert "aud" not in claims
        assert claims["sub"] == "x"
        assert claims["nbf"] - claims["iat"] == 600

    @pytest.mark.parametrize("how", PRESENTATIONS)
    def test_every_presentation_can_be_made_and_deviates(self, how: str) -> None:
        client = BASIC if how in OF_BASIC else SECRET_JWT
        shown, own = (credentials(Claim(client, ISSUER, w)) for w in (how, "its own credentials"))
        assert how == "its own credentials" or shown != own


class TestCookieJar:
    """A user agent's cookies (RFC 6265)."""

    def kept(self, *cookies: str, url: str = "http://127.0.0.1:8000/oidc/auth") -> CookieJar:
        jar = CookieJar()
        reply = Reply(200, tuple(("Set-Cookie", cookie) for cookie in cookies), b"")
        jar.keep(Request("GET", url), reply)
        return jar

    def sent(self, jar: CookieJar, url: str) -> str | None:
        return dict(jar.attach(Request("GET", url)).headers).get("Cookie")

    def test_cookie_goes_back_to_where_it_came_from(self) -> None:
        jar = self.kept("sid=1; Path=/; HttpOnly")
        assert self.sent(jar, "http://127.0.0.1:8000/oidc/token") == "sid=1"
        assert self.sent(jar, "http://client.example/callback") is None

    def test_path_is_respected(self) -> None:
        jar = self.kept("a=1; Path=/oidc", "b=2; Path=/auth")
        assert self.sent(jar, "http://127.0.0.1:8000/oidc/auth") == "a=1"
        assert self.sent(jar, "http://127.0.0.1:8000/elsewhere") is None

    @pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000", "op.localhost"])
    def test_secure_cookie_is_kept_on_loopback(self, host: str) -> None:
        jar = self.kept("a=1; Path=/; Secure", url=f"http://{host}/")
        assert self.sent(jar, f"http://{host}/oidc/auth") == "a=1"

    def test_secure_cookie_needs_https_elsewhere(self) -> None:
        jar = self.kept("a=1; Path=/; Secure", "b=2; Path=/", url="https://op.example/")
        assert self.sent(jar, "https://op.example/auth") == "a=1; b=2"
        assert self.sent(jar, "http://op.example/auth") == "b=2"

    def test_cookie_of_no_age_is_forgotten(self) -> None:
        jar = self.kept("sid=1; Path=/")
        gone = Reply(200, (("Set-Cookie", "sid=; Path=/; Max-Age=0"),), b"")
        jar.keep(Request("GET", "http://127.0.0.1:8000/"), gone)
        assert self.sent(jar, "http://127.0.0.1:8000/") is None

    def test_cookies_survive_the_way_through_a_browser(self) -> None:
        jar, other = self.kept("sid=1; Path=/oidc"), CookieJar()
        other.from_browser(jar.for_browser())
        assert self.sent(other, "http://127.0.0.1:8000/oidc/auth") == "sid=1"


class TestRedactor:
    """No secret of the target file or of a message survives."""

    redactor = Redactor([SECRET, "abc"])

    def test_known_secrets_go_wherever_they_stand(self) -> None:
        assert self.redactor.text(f"said {SECRET}.") == f"said {masked(SECRET)}."

    def test_what_is_too_short_to_be_a_secret_stays(self) -> None:
        assert self.redactor.text("abc") == "abc"

    @pytest.mark.parametrize(
        "text",
        [
            "grant_type=authorization_code&code=HIDDEN&state=s",
            "https://client.example/callback?code=HIDDEN&iss=i",
            '{"access_token": "HIDDEN", "token_type": "Bearer"}',
            '{"id_token":"HIDDEN"}',
            "client_assertion=HIDDEN&client_assertion_type=urn:x",
            "refresh_token=HIDDEN",
            "token=HIDDEN&token_type_hint=access_token",
            '{"device_code": "HIDDEN", "interval": 5}',
            "auth_req_id=HIDDEN",
        ],
    )
    def test_secrets_of_messages_go_by_name(self, text: str) -> None:
        shown = self.redactor.text(text)
        assert "HIDDEN" not in shown
        assert masked("HIDDEN") in shown

    def test_what_is_no_secret_stays(self) -> None:
        text = "grant_type=authorization_code&code_challenge=public&error_code=7"
        assert self.redactor.text(text) == text

    def test_headers_that_authenticate_are_masked(self) -> None:
        headers = (
            ("Authorization", "Bearer HIDDEN"),
            ("Cookie", "sid=HIDDEN; b=HIDDEN"),
            ("Set-Cookie", "sid=HIDDEN; Path=/oidc"),
            ("Content-Type", "text/html"),
        )
        shown = dict(self.redactor.headers(headers))
        assert "HIDDEN" not in str(shown)
        assert shown["Authorization"].startswith("Bearer ")
        assert shown["Set-Cookie"].endswith("; Path=/oidc")
        assert shown["Content-Type"] == "text/html"

    def test_equal_secrets_look_equal_and_others_do_not(self) -> None:
        assert masked("a") == masked("a") != masked("b")


class TestWords:
    """What the words in parentheses stand for."""

    def flow(self) -> Flow:
        target = SimpleNamespace(other_than=lambda client: POST)
        party = SimpleNamespace(target=target, known=SimpleNamespace(issuer=ISSUER))
        stand_in: Any = SimpleNamespace(party=party, client=BASIC)
        return cast(Flow, stand_in)

    def test_words_are_replaced_within_a_value(self) -> None:
        changes = (("aud", "(the issuer)/"), ("x", "(the issuer)-(the issuer)"))
        assert meant(changes, self.flow()) == (
            ("aud", f"{ISSUER}/"),
            ("x", f"{ISSUER}-{ISSUER}"),
        )

    def test_words_of_another_client(self) -> None:
        changes = (("client_id", "(another client's client_id)"), ("redirect_uri", "(omitted)"))
        assert meant(changes, self.flow()) == (
            ("client_id", "client-post"),
            ("redirect_uri", "(omitted)"),
        )

    def test_every_word_stands_in_parentheses_and_in_no_other(self) -> None:
        assert all(word.startswith("(") and word.endswith(")") for word in WORDS)
        assert not [(a, b) for a in WORDS for b in WORDS if a != b and a in b]
