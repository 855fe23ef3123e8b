"""What a UserInfo response must be like (OIDC Core, 5.1, 5.3 and 5.3.2)."""

import re
import zoneinfo
from functools import cache

from coatcheck.expect.answer import expect_json
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol.userinfo import UserInfoResponse

JWT = "application/jwt"
SIGNED = "the response is signed or encrypted"


@cache
def time_zones() -> frozenset[str]:
    """Return the names of the time zone database."""
    return frozenset(zoneinfo.available_timezones())


@rule(UserInfoResponse, "OIDCC-5.3.2/json-object", "is a JSON object")
def json_object(response: UserInfoResponse) -> None:
    """The claims are the members of a JSON object (OIDC Core, 5.3.2)."""
    applicable(response.reply.media_type != JWT, SIGNED)
    testable(_is_utf_8(response), "the body is not UTF-8")
    expect(isinstance(response.reply.json, dict), "a JSON object", response.reply.text)


@rule(UserInfoResponse, "OIDCC-5.3.2/content-type-json", "has the media type application/json")
def content_type_json(response: UserInfoResponse) -> None:
    """A JSON object has the media type application/json (OIDC Core, 5.3.2)."""
    testable(response.readable, "the UserInfo response is not a JSON object")
    expect_json(response)


@rule(UserInfoResponse, "OIDCC-5.3.2/utf-8", "is encoded as UTF-8")
def utf_8(response: UserInfoResponse) -> None:
    """The body is UTF-8 (OIDC Core, 5.3.2)."""
    sound = _is_utf_8(response)
    testable(response.readable or not sound, "the UserInfo response is not a JSON object")
    expect(sound, "octets of UTF-8", response.reply.body[:60])


def _is_utf_8(response: UserInfoResponse) -> bool:
    return response.reply.text.encode() == response.reply.body


@rule(UserInfoResponse, "OIDCC-5.3.2/sub-present", "names the end-user")
def sub_present(response: UserInfoResponse) -> None:
    """The claim sub is always returned (OIDC Core, 5.3.2)."""
    testable(response.readable, "the UserInfo response is not a JSON object")
    expect(response.members.get("sub"), "the claim sub", sorted(response.members))


@rule(UserInfoResponse, "OIDCC-5.3.2/sub-equals-id-token", "is about the end-user of the ID Token")
def sub_equals_id_token(response: UserInfoResponse) -> None:
    """The sub is that of the ID Token (OIDC Core, 5.3.2)."""
    token = response.tokens.id_token
    testable(token and "sub" in token.members, "there is no ID Token with a sub to compare with")
    assert token is not None
    testable("sub" in response.members, "the UserInfo response has no sub")
    expect(
        response.members["sub"] == token.members["sub"],
        f"sub {token.members['sub']!r}, as in the ID Token",
        response.members["sub"],
    )


@rule(UserInfoResponse, "OIDCC-5.3.2/absent-claims-omitted", "has no claim without a value")
def absent_claims_omitted(response: UserInfoResponse) -> None:
    """A claim that is not returned is neither null nor empty (OIDC Core, 5.3.2)."""
    testable(response.readable, "the UserInfo response is not a JSON object")
    hollow = sorted(name for name, value in response.members.items() if value in (None, ""))
    expect(not hollow, "no claim that is null or empty", hollow)


@rule(UserInfoResponse, "OIDCC-5.1/zoneinfo-iana", "has a time zone of the IANA database, if any")
def zoneinfo_iana(response: UserInfoResponse) -> None:
    """The zoneinfo is a name in the IANA time zone database (OIDC Core, 5.1)."""
    zone = response.members.get("zoneinfo")
    applicable(zone, "the provider sends no zoneinfo")
    testable(isinstance(zone, str) and time_zones(), "zoneinfo is not a string")
    expect(zone in time_zones(), "a name in the IANA time zone database", zone)


@rule(UserInfoResponse, "OIDCC-5.1/phone-number-e164", "has an international telephone number")
def phone_number_e164(response: UserInfoResponse) -> None:
    """The phone_number has the format E.164 (OIDC Core, 5.1)."""
    applicable(
        response.members.get("phone_number_verified") is not True, "phone_number_verified is true"
    )
    _e164(response)


@rule(
    UserInfoResponse,
    "OIDCC-5.1/verified-phone-number-e164",
    "has an international telephone number if it is verified",
)
def verified_phone_number_e164(response: UserInfoResponse) -> None:
    """A phone_number that is verified has the format E.164 (OIDC Core, 5.1)."""
    applicable(
        response.members.get("phone_number_verified") is True, "phone_number_verified is not true"
    )
    _e164(response)


def _e164(response: UserInfoResponse) -> None:
    number = response.members.get("phone_number")
    applicable(number, "the provider sends no phone_number")
    testable(isinstance(number, str), "phone_number is not a string")
    written, _, _extension = str(number).partition(";ext=")
    digits = re.sub(r"[ ().\-]", "", written)
    expect(re.fullmatch(r"\+[1-9][0-9]{1,14}", digits), "a number in the format E.164", number)
