"""Faults of the claims of ID Tokens."""

from collections.abc import Mapping
from typing import Any

from ...core.faults.fault import Fault, absent, altered, constant
from ...core.seams import ABSENT, Function
from ...core.users import User
from ...flows.tokens import id_token
from ...flows.tokens.id_token import IdTokenContext
from .. import id_token as dialect
from ..users import FURTHER_CLAIMS
from .fault import fault


def _absent_with_email(context: IdTokenContext) -> Any:
    return ABSENT if "email" in context.access_token.scopes else id_token.sub(context)


def _further(**changes: Any) -> Function:
    """What tells some of the claims in another form, where they are requested."""

    def claims(user: User, requests: Mapping[str, Any]) -> Mapping[str, Any]:
        stated = dialect.further_claims(user, requests)
        return {**stated, **{name: value for name, value in changes.items() if name in stated}}

    return claims


def _unnarrowed(user: User, requests: Mapping[str, Any]) -> Mapping[str, Any]:
    held = FURTHER_CLAIMS[user.username]
    return {name: held[name] for name in requests if name in held}


def _requested(family: str, sentence: str, **changes: Any) -> Fault:
    name = f"id_token_requested_{family}_malformed"
    seam = "release.further_claims"
    return fault(name, f"idToken/requested-{family}", seam, _further(**changes), sentence)


FAULTS = (
    fault(
        "id_token_sub_absent",
        "idToken/sub",
        "id_token.sub",
        _absent_with_email,
        "An ID Token of the scope email has no sub.",
    ),
    fault(
        "id_token_tid_number",
        "idToken/tid",
        "id_token.tid",
        constant(7),
        "The tid of an ID Token is a number.",
    ),
    fault(
        "id_token_aud_array",
        "idToken/aud",
        "id_token.aud",
        altered(id_token.aud, lambda aud: [aud]),
        "The aud of an ID Token is an array.",
    ),
    fault(
        "id_token_iss_other",
        "idToken/iss",
        "id_token.iss",
        constant("https://elsewhere.example"),
        "An ID Token is of another issuer.",
    ),
    fault(
        "id_token_exp_text",
        "idToken/exp",
        "id_token.exp",
        altered(dialect.exp, str),
        "The exp of an ID Token is text.",
    ),
    fault(
        "id_token_iat_text",
        "idToken/iat",
        "id_token.iat",
        altered(id_token.iat, str),
        "The iat of an ID Token is text.",
    ),
    fault(
        "id_token_auth_time_absent",
        "idToken/auth-time",
        "id_token.auth_time",
        absent,
        "An ID Token has no auth_time.",
    ),
    fault(
        "id_token_amr_undocumented",
        "idToken/amr",
        "id_token.amr",
        constant(["otp"]),
        "The amr of an ID Token has an undocumented value.",
    ),
    fault(
        "id_token_acr_array",
        "idToken/acr",
        "id_token.acr",
        altered(dialect.acr, str.split),
        "The acr of an ID Token is an array.",
    ),
    fault(
        "id_token_requested_claims_absent",
        "idToken/requested-returned",
        "release.further_claims",
        constant({}),
        "Requested claims of the end-user are missing.",
    ),
    fault(
        "id_token_fields_ignored",
        "idToken/requested-fields",
        "release.further_claims",
        _unnarrowed,
        "An object is returned as a whole although only some of its fields were requested.",
    ),
    _requested("strings", "A name of the end-user is an array.", fname=["Alice"]),
    _requested("booleans", "Whether the end-user is a new one is text.", new_user="no"),
    _requested("numbers", "The time of creation is text.", created_at="2023-11-14"),
    _requested("arrays", "The roles of the end-user are text.", roles="role-of-readers"),
    _requested("objects", "The custom data are text.", custom_data="theme=dark"),
    _requested("birthday", "The birthday has the day first.", birthday="29.02.1980"),
)
