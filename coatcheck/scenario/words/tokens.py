"""Words in tables for codes and tokens, and for values similar to them."""

from collections.abc import Callable

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.protocol import jose
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.words.clients import other_client


def _id_token(flow: Flow) -> str:
    token = flow.tokens.id_token
    if token is None:
        raise NotTestable("the token response has no ID Token")
    return token.jwt.raw


def _other_id_token(flow: Flow) -> str:
    own, other = flow.specimens.code_flow(flow.client), flow.specimens.of_other_user(flow.client)
    if _sub_in(_id_token(own)) == _sub_in(_id_token(other)):
        raise NotTestable("the ID Tokens of the two end-users have the same sub")
    return _id_token(other)


def _sub_in(id_token: str) -> str:
    return str(jose.parse(id_token).claims.get("sub"))


def _id_token_of_other_client(flow: Flow) -> str:
    return _id_token(flow.specimens.code_flow(other_client(flow)))


def _unsigned_id_token(flow: Flow) -> str:
    return jose.unsigned(jose.parse(_id_token(flow)).claims)


def _other_sub(flow: Flow) -> str:
    return _sub_in(_other_id_token(flow))


def _refresh_token_used_before(flow: Flow) -> str:
    first = flow.tokens.request.first
    if first is None:
        raise NotTestable("the client has not refreshed its tokens in this scenario")
    return first.next_refresh_token


def _challenge(flow: Flow) -> str:
    return flow.code.request.parameters.get("code_challenge") or ""


def _member_of(kind: str, member: str) -> Callable[[Flow], str]:
    return lambda flow: str(flow.answer(kind).members.get(member) or "")


def _other_access_token(flow: Flow) -> str:
    return flow.specimens.of_other_user(flow.client).tokens.access_token


def _unsigned_access_token(flow: Flow) -> str:
    token = flow.tokens.jwt_access_token
    if token is None:
        raise NotApplicable("the access token is not a JWT")
    return jose.unsigned(token.jwt.claims)


WORDS: dict[str, Callable[[Flow], str]] = {
    "(the code, tampered)": lambda flow: jose.tampered(flow.code.code),
    "(the code_challenge)": _challenge,
    "(the ID Token)": _id_token,
    "(the ID Token, tampered)": lambda flow: jose.tampered(_id_token(flow)),
    "(the ID Token, unsigned)": _unsigned_id_token,
    "(another client's ID Token)": _id_token_of_other_client,
    "(another end-user's ID Token)": _other_id_token,
    "(the end-user's sub)": lambda flow: _sub_in(_id_token(flow.specimens.code_flow(flow.client))),
    "(another end-user's sub)": _other_sub,
    "(the access token)": lambda flow: flow.tokens.access_token,
    "(the access token, tampered)": lambda flow: jose.tampered(flow.tokens.access_token),
    "(the access token, unsigned)": _unsigned_access_token,
    "(another end-user's access token)": _other_access_token,
    "(the refresh token)": lambda flow: flow.tokens.next_refresh_token,
    "(the refresh token, tampered)": lambda flow: jose.tampered(flow.tokens.next_refresh_token),
    "(the refresh token used before)": _refresh_token_used_before,
    "(the request_uri)": _member_of("pushed authorization", "request_uri"),
    "(the device_code)": _member_of("device authorization", "device_code"),
    "(the verification_uri)": _member_of("device authorization", "verification_uri"),
    "(the auth_req_id)": _member_of("backchannel authentication", "auth_req_id"),
}
