"""The end-users of the contract's provider, with the claims of its reference of ID Tokens."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..core.users import USERS as STANDARDS, User


def _claims(user: User) -> Mapping[str, Any]:
    login = user.username
    return {
        "fname": user.claims["given_name"],
        "mname": user.claims["middle_name"],
        "lname": user.claims["family_name"],
        "username": login,
        "webauthn_username": f"{login}@mail.example",
        "webauthn": {"registered": False},
        "new_user": False,
        "groups": ["staff"],
        "roles": ["role-of-readers"],
        "role_values": ["reader"],
        "permissions": ["read"],
        "secondary_emails": [f"{login}@other.example"],
        "secondary_phone_numbers": [],
        "birthday": "1980-02-29",
        "address_type": "home",
        "street_address": "1 Cloakroom Lane",
        "city": "Oslo",
        "country": "Norway",
        "language": "en",
        "created_at": 1_700_000_000,
        "last_auth": 1_710_000_000,
        "external_account_id": f"account-of-{login}",
        "external_user_id": f"user-of-{login}",
        "app_name": "Coat check",
        "custom_data": {"theme": "dark", "seats": 3},
        "custom_app_data": {"tips": True},
        "custom_group_data": {"floor": 2},
    }


FURTHER_CLAIMS: Mapping[str, Mapping[str, Any]] = {
    user.username: _claims(user) for user in STANDARDS.values()
}
"""What the reference has besides the standard claims, by the end-user's name."""

USERS: Mapping[str, User] = {
    name: replace(user, claims={**user.claims, **FURTHER_CLAIMS[name]})
    for name, user in STANDARDS.items()
}
