"""Faults of the claims about an end-user, and of their release."""

from collections.abc import Mapping
from typing import Any

from ....core.faults.fault import Fault, constant
from ....core.scopes import CLAIMS_OF_SCOPE
from .. import claims as sound
from ..records import AccessToken, Grant

_SCOPES = {
    "profile": "OIDCC-5.4/profile-claims-returned",
    "email": "OIDCC-5.4/email-claims-returned",
    "address": "OIDCC-5.4/address-claim-returned",
    "phone": "OIDCC-5.4/phone-claims-returned",
}


def _without_scope(scope: str) -> Any:
    def by_scope(token: AccessToken) -> Any:
        withheld = CLAIMS_OF_SCOPE[scope]
        return [name for name in sound.by_scope(token) if name not in withheld]

    return by_scope


def _claim(name: str, requirement: str, claim: str, value: Any, sentence: str) -> Fault:
    return Fault(f"claim_{name}", requirement, f"claim.{claim}", constant(value), sentence)


def _untagged(grant: Grant) -> Mapping[str, Any]:
    requests = sound.by_userinfo_request(grant)
    return {name.partition("#")[0]: request for name, request in requests.items()}


FAULTS = (
    *(
        Fault(
            f"claims_of_{scope}_withheld", requirement, "release.by_scope", _without_scope(scope),
            f"The scope {scope} releases nothing.",
        )
        for scope, requirement in _SCOPES.items()
    ),
    _claim("string_wrong", "OIDCC-5.1/string-claims", "nickname", 7, "nickname is a number."),
    *(
        _claim(f"{name}_number", "OIDCC-5.1/string-claims", name, 7, f"{name} is a number.")
        for name in ("name", "given_name", "family_name", "preferred_username", "gender")
    ),
    *(
        _claim(f"{name}_wrong", "OIDCC-5.1/url-claims", name, "my page", f"{name} is not a URL.")
        for name in ("profile", "picture")
    ),
    _claim("url_wrong", "OIDCC-5.1/url-claims", "website", "my website", "website is not a URL."),
    _claim("email_wrong", "OIDCC-5.1/email-addr-spec", "email", "a person", "email has no @."),
    _claim(
        "email_verified_string", "OIDCC-5.1/email-verified-boolean", "email_verified", "true",
        "email_verified is a string.",
    ),
    _claim(
        "birthdate_wrong", "OIDCC-5.1/birthdate-format", "birthdate", "29.2.1980",
        "birthdate has the day first.",
    ),
    _claim(
        "zoneinfo_wrong", "OIDCC-5.1/zoneinfo-iana", "zoneinfo", "Central European Time",
        "zoneinfo is not a name of the time zone database.",
    ),
    _claim(
        "locale_wrong", "OIDCC-5.1/locale-bcp47", "locale", "English (UK)",
        "locale is not a language tag.",
    ),
    Fault(
        "claim_phone_number_wrong", "OIDCC-5.1/verified-phone-number-e164",
        "claim.phone_number",
        lambda user: "extension 7"
        if user.claims["phone_number_verified"] else user.claims["phone_number"],
        "phone_number is verified and not in the format E.164.",
    ),
    Fault(
        "claim_phone_number_unverified_wrong", "OIDCC-5.1/phone-number-e164",
        "claim.phone_number",
        lambda user: user.claims["phone_number"]
        if user.claims["phone_number_verified"] else "extension 7",
        "phone_number is unverified and not in the format E.164.",
    ),
    _claim(
        "phone_number_verified_string", "OIDCC-5.1/phone-number-verified-boolean",
        "phone_number_verified", "true", "phone_number_verified is a string.",
    ),
    _claim(
        "address_string", "OIDCC-5.1/address-object", "address", "1 Cloakroom Lane, Oslo",
        "address is a string.",
    ),
    _claim(
        "address_member_number", "OIDCC-5.1.1/address-strings", "address",
        {"street_address": "1 Cloakroom Lane", "postal_code": 150}, "postal_code is a number.",
    ),
    _claim(
        "updated_at_string", "OIDCC-5.1/updated-at-number", "updated_at", "2023-11-14T22:13:20Z",
        "updated_at is a string.",
    ),
    _claim(
        "empty", "OIDCC-5.3.2/absent-claims-omitted", "middle_name", "",
        "A claim without value is an empty string.",
    ),
    Fault(
        "claims_request_ignored_at_userinfo", "OIDCC-5.5/userinfo-claim-returned",
        "release.by_userinfo_request", constant({}),
        "Claims that are requested for the UserInfo endpoint are not returned.",
    ),
    Fault(
        "claims_request_ignored_in_id_token", "OIDCC-5.5/id-token-claim-returned",
        "release.by_id_token_request", constant({}),
        "Claims that are requested for the ID Token are not returned.",
    ),
    Fault(
        "claim_of_other_language", "OIDCC-5.5.2/other-language-tagged",
        "release.by_userinfo_request", _untagged,
        "A claim in another language than the requested one has no tag.",
    ),
    Fault(
        "claim_of_other_value", "OIDCC-5.5.1/claim-value-mismatch-omitted",
        "release.is_as_requested", constant(True),
        "A claim is returned although its value is not the requested one.",
    ),
)  # fmt: skip
