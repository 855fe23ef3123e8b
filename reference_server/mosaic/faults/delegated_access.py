"""Faults of delegated access."""

from ...core.errors import AccessDenied, InvalidRequest
from ...core.faults.fault import absent, also_refusing, misreported, skipped
from ...core.faults.requests import has
from ...core.users import User
from ...flows.tokens.records import AccessToken
from .. import delegated_access as sound
from .fault import fault


def _of_actor(user: User, actor: AccessToken) -> str:
    return actor.grant.sub


FAULTS = (
    fault(
        "delegation_with_types_refused",
        "oidcToken/delegated-access",
        "delegated_access.actor_token_type_known",
        also_refusing(sound.actor_token_type_known, has("actor_token_type"), InvalidRequest),
        "A delegation with actor_token_type is refused.",
    ),
    fault(
        "delegation_about_actor",
        "oidcToken/delegated-sub",
        "delegation.subject",
        _of_actor,
        "The token is about the end-user who acts.",
    ),
    fault(
        "delegation_without_act",
        "oidcToken/delegated-act-sub",
        "access_token_claim.act",
        absent,
        "The token does not say who acts.",
    ),
    fault(
        "delegation_subject_missing_misreported",
        "oidcToken/subject-identifier-required",
        "delegated_access.subject_identifier_present",
        misreported(sound.subject_identifier_present, AccessDenied),
        "A missing subject_identifier is answered as if the end-user had denied the request.",
    ),
    fault(
        "delegation_subject_unknown_misreported",
        "oidcToken/subject-identifier-known",
        "delegated_access.subject_known",
        misreported(sound.subject_known, AccessDenied),
        "An unknown subject_identifier is answered as if the end-user had denied the request.",
    ),
    fault(
        "delegation_subject_of_any_type",
        "oidcToken/subject-identifier-type",
        "delegated_access.subject_identifier_type_known",
        skipped,
        "Any subject_identifier_type is accepted.",
    ),
    fault(
        "delegation_actor_missing_misreported",
        "oidcToken/actor-token-required",
        "delegated_access.actor_token_present",
        misreported(sound.actor_token_present, AccessDenied),
        "A missing actor_token is answered as if the end-user had denied the request.",
    ),
    fault(
        "delegation_actor_unknown_misreported",
        "oidcToken/actor-token-verified",
        "delegated_access.actor_token_known",
        misreported(sound.actor_token_known, AccessDenied),
        "An unknown actor_token is answered as if the end-user had denied the request.",
    ),
    fault(
        "delegation_actor_of_any_type",
        "oidcToken/actor-token-type",
        "delegated_access.actor_token_type_known",
        skipped,
        "Any actor_token_type is accepted.",
    ),
)
