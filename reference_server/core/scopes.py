"""Scopes: which there are, and which claims they stand for (OpenID Connect Core 5.4)."""

import re
from collections.abc import Mapping

OPENID = "openid"
OFFLINE_ACCESS = "offline_access"

CLAIMS_OF_SCOPE: Mapping[str, tuple[str, ...]] = {
    "profile": (
        "name", "family_name", "given_name", "middle_name", "nickname", "preferred_username",
        "profile", "picture", "website", "gender", "birthdate", "zoneinfo", "locale", "updated_at",
    ),
    "email": ("email", "email_verified"),
    "address": ("address",),
    "phone": ("phone_number", "phone_number_verified"),
}  # fmt: skip

END_USER_SCOPES = (OPENID, *CLAIMS_OF_SCOPE, OFFLINE_ACCESS)
API_SCOPES = ("api:read", "api:write")
ALL_SCOPES = (*END_USER_SCOPES, *API_SCOPES)

_SYNTAX = re.compile(r"[\x21\x23-\x5B\x5D-\x7E]+(?: [\x21\x23-\x5B\x5D-\x7E]+)*")


def is_well_formed(scope: str) -> bool:
    """Whether the value keeps the syntax of RFC 6749 3.3."""
    return _SYNTAX.fullmatch(scope) is not None
