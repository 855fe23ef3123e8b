"""Faults of the claims of access tokens."""

import secrets
from typing import Any

from ...core.faults.fault import absent, altered, constant
from ...core.seams import ABSENT
from ...core.store import unguessable
from ...flows.tokens import access_token as sound
from ...flows.tokens.access_token import AccessTokenContext
from .. import access_token as dialect
from .fault import fault


def _opaque(*_: Any) -> str:
    return unguessable()


def _of_nobody_with_email(context: AccessTokenContext) -> Any:
    return "nobody" if "email" in context.scopes else sound.sub(context)


def _of_another_client(context: AccessTokenContext) -> Any:
    return sound.sub(context) if context.grant.user else "nobody"


def _other_default(context: AccessTokenContext) -> Any:
    return dialect.aud(context) if context.resources else "another-api"


def _resource_ignored(context: AccessTokenContext) -> Any:
    return dialect.DEFAULT_AUDIENCE


def _roles_text(context: AccessTokenContext) -> Any:
    return "reader" if context.grant.user else ABSENT


FAULTS = (
    fault(
        "access_token_opaque",
        "accessToken/jwt",
        "access_token.serialised",
        _opaque,
        "An access token is not a JWT.",
        leaves_traces=True,
    ),
    fault(
        "access_token_sub_absent",
        "accessToken/sub",
        "access_token_claim.sub",
        absent,
        "An access token has no sub.",
    ),
    fault(
        "access_token_sub_of_nobody",
        "accessToken/sub-is-user",
        "access_token_claim.sub",
        _of_nobody_with_email,
        "The sub of an access token with the scope email is not that of the ID Token.",
    ),
    fault(
        "access_token_sub_not_client",
        "accessToken/sub-is-client",
        "access_token_claim.sub",
        _of_another_client,
        "The sub of a client credentials token is not the client.",
    ),
    fault(
        "access_token_iss_other",
        "accessToken/iss",
        "access_token_claim.iss",
        constant("https://elsewhere.example"),
        "An access token is of another issuer.",
    ),
    fault(
        "access_token_aud_other",
        "accessToken/aud-default",
        "access_token_claim.aud",
        _other_default,
        "Without a resource the aud is not userid-api.",
    ),
    fault(
        "access_token_aud_not_resource",
        "accessToken/aud-resource",
        "access_token_claim.aud",
        _resource_ignored,
        "The aud is userid-api whatever resource was requested.",
    ),
    fault(
        "access_token_client_id_other",
        "accessToken/client-id",
        "access_token_claim.client_id",
        constant("another-client"),
        "The client_id of an access token is another client's.",
    ),
    fault(
        "access_token_iat_text",
        "accessToken/iat",
        "access_token_claim.iat",
        altered(sound.iat, str),
        "The iat of an access token is text.",
    ),
    fault(
        "access_token_exp_text",
        "accessToken/exp",
        "access_token_claim.exp",
        altered(sound.exp, str),
        "The exp of an access token is text.",
    ),
    fault(
        "access_token_scope_array",
        "accessToken/scope",
        "access_token_claim.scope",
        altered(sound.scope, str.split),
        "The scope of an access token is an array.",
    ),
    fault(
        "access_token_tid_absent",
        "accessToken/tid",
        "access_token_claim.tid",
        absent,
        "An access token has no tid.",
    ),
    fault(
        "access_token_app_id_absent",
        "accessToken/app-id",
        "access_token_claim.app_id",
        absent,
        "An access token has no app_id.",
    ),
    fault(
        "access_token_app_name_absent",
        "accessToken/app-name",
        "access_token_claim.app_name",
        absent,
        "An access token has no app_name.",
    ),
    fault(
        "access_token_jti_number",
        "accessToken/jti",
        "access_token_claim.jti",
        lambda context: secrets.randbits(52),
        "The jti of an access token is a number.",
        leaves_traces=True,
    ),
    fault(
        "access_token_roles_text",
        "accessToken/roles",
        "access_token_claim.roles",
        _roles_text,
        "The roles of an access token are text.",
    ),
)
