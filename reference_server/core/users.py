"""The two end-users, with every standard claim (OpenID Connect Core 5.1)."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class User:
    """An end-user with a login, an opaque subject and claims."""

    username: str
    password: str
    sub: str
    claims: Mapping[str, Any]

    def has_password(self, entered: str) -> bool:
        """Whether a password is the end-user's."""
        return hmac.compare_digest(entered.encode(), self.password.encode())


def _claims(given: str, family: str, phone: str, *, phone_verified: bool) -> Mapping[str, Any]:
    login = given.lower()
    return {
        "name": f"{given} {family}",
        "given_name": given,
        "family_name": family,
        "middle_name": "Quinn",
        "nickname": given[:2],
        "preferred_username": login,
        "profile": f"https://people.example/{login}",
        "picture": f"https://people.example/{login}/picture.png",
        "website": f"https://{login}.example/",
        "gender": "unspecified",
        "birthdate": "1980-02-29",
        "zoneinfo": "Europe/Oslo",
        "locale": "en-GB",
        "updated_at": 1_700_000_000,
        "email": f"{login}@mail.example",
        "email_verified": True,
        "phone_number": phone,
        "phone_number_verified": phone_verified,
        "address": {
            "formatted": "1 Cloakroom Lane\r\nOslo 0150\r\nNorway",
            "street_address": "1 Cloakroom Lane",
            "locality": "Oslo",
            "postal_code": "0150",
            "country": "Norway",
        },
    }


USERS: Mapping[str, User] = {
    user.username: user
    for user in (
        User(
            "alice",
            "correct horse battery staple",
            "f3b1c0a2-6d0e-4c55-9d0a-2b8f5a1e7c11",
            _claims("Alice", "Ångström", "+4722000001", phone_verified=True),
        ),
        User(
            "bob",
            "hunter2 hunter2",
            "0c9e7d54-31ab-4f0f-8a76-c4d2f9b36e22",
            _claims("Bob", "Brown", "+4722000002", phone_verified=False),
        ),
    )
}
