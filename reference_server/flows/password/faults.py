"""Faults of the resource owner password credentials grant."""

from typing import Any

from ...core.client_request import GrantRequest
from ...core.errors import InvalidGrant, InvalidRequest
from ...core.faults.fault import Fault, constant, forgiving, misreported
from ...core.users import USERS, User
from ..token_endpoint.duties import client_authorized
from ..token_endpoint.faults.grant import clients_unproven
from . import duties as sound
from .duties import PASSWORD


def _whose_password_it_is(request: GrantRequest) -> User | None:
    entered = request.parameters.get("password")
    users = request.provider.users.values()
    known = (user for user in users if user.password == entered)
    return sound.named(request) or next(known, None)


def _left_out_misreported(request: GrantRequest) -> None:
    sent = any(name == "username" for name, _ in request.parameters.pairs)
    check = sound.username_present
    (check if sent else misreported(check, InvalidGrant))(request)


def _of_anybody(user: User, entered: str) -> bool:
    return any(sound.matches(other, entered) for other in USERS.values())


def _of_this_grant(request: GrantRequest) -> bool:
    return request.parameters.get("grant_type") == PASSWORD


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"password_{name}", requirement, seam, replacement, sentence)


FAULTS = (
    *clients_unproven(PASSWORD, "RFC6749-4.3.2"),
    _fault(
        "refused", "RFC6749-4.3.3/access-token-issued", "resource_owner.matches",
        constant(False), "The right password is refused.",
    ),
    _fault(
        "username_missing_misreported", "RFC6749-4.3.2/username-required",
        "password.username_present", _left_out_misreported,
        "A missing username is answered with invalid_grant.",
    ),
    _fault(
        "missing_misreported", "RFC6749-4.3.2/password-required",
        "password.password_present", misreported(sound.password_present, InvalidGrant),
        "A missing password is answered with invalid_grant.",
    ),
    _fault(
        "username_ignored", "RFC6749-4.3.2/username-validated", "resource_owner.named",
        _whose_password_it_is, "An unknown username is treated as the owner of the password.",
    ),
    _fault(
        "ignored", "RFC6749-4.3.2/password-validated", "resource_owner.matches",
        constant(True), "Any password is accepted.",
    ),
    _fault(
        "of_any_user", "RFC6749-4.3.2/password-validated", "resource_owner.matches",
        _of_anybody,
        "The password of one end-user is accepted for another.",
    ),
    _fault(
        "case_ignored", "RFC6749-4.3.2/password-validated", "resource_owner.matches",
        lambda user, entered: entered.lower() == user.password.lower(),
        "A password is accepted in upper case and in lower case.",
    ),
    _fault(
        "beginning_accepted", "RFC6749-4.3.2/password-validated", "resource_owner.matches",
        lambda user, entered: len(entered) > 8 and user.password.startswith(entered),
        "The beginning of the end-user's password is accepted.",
    ),
    _fault(
        "for_any_client", "RFC6749-5.2/unauthorized-client", "token.client_authorized",
        forgiving(client_authorized, _of_this_grant),
        "A client may use the password grant without having registered it.",
    ),
    _fault(
        "scope_malformed_misreported", "RFC6749-5.2/invalid-scope", "password.scope_well_formed",
        misreported(sound.scope_well_formed, InvalidRequest),
        "A malformed scope is answered with invalid_request.",
    ),
    _fault(
        "scope_unknown_misreported", "RFC6749-5.2/invalid-scope", "password.scope_known",
        misreported(sound.scope_known, InvalidRequest),
        "An unknown scope is answered with invalid_request.",
    ),
)  # fmt: skip
