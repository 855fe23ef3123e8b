"""The words in parentheses that stand in tables for values known only in the run."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from coatcheck.protocol import jose
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.target import Client, User
from coatcheck.verdict import NotTestable

if TYPE_CHECKING:
    from coatcheck.flow import Flow


def meant(changes: Changes, flow: "Flow") -> Changes:
    """Return changes with the words replaced by what they stand for in a flow."""
    return tuple((name, _meant(value, flow)) for name, value in changes)


def _meant(value: str, flow: "Flow") -> str:
    for word, stands_for in WORDS.items():
        if word in value:
            value = value.replace(word, stands_for(flow))
    return value


def other_client(flow: "Flow") -> Client:
    """Return a client other than the one that speaks. Raises NotTestable where there is none."""
    other = flow.party.target.other_than(flow.client)
    if other is None:
        raise NotTestable("the target file has no second client")
    return other


def other_end_user(flow: "Flow") -> User:
    """Return an end-user other than the one at work. Raises NotTestable where there is none."""
    at_work = flow.user_agent.user.username
    others = [user for user in flow.party.target.users if user.username != at_work]
    if not others:
        raise NotTestable("the target file has no second end-user")
    return others[0]


def _own_scope(flow: "Flow") -> str:
    if flow.client.scope is None:
        raise NotTestable(f"the target file tells no scope of {flow.client.client_id}")
    return flow.client.scope


def _supported_acr(flow: "Flow") -> str:
    values = flow.party.known.metadata.get("acr_values_supported")
    if not isinstance(values, list) or not values or not isinstance(values[0], str):
        raise NotTestable("the metadata announces no acr")
    return values[0]


def _second_redirect_uri(flow: "Flow") -> str:
    if len(flow.client.redirect_uris) < 2:
        raise NotTestable(f"client {flow.client.client_id} has only one redirect URI")
    return flow.client.redirect_uris[1]


def _redirect_uri_with_query(flow: "Flow") -> str:
    uri = next((uri for uri in flow.client.redirect_uris if "?" in uri), None)
    if uri is None:
        raise NotTestable(f"client {flow.client.client_id} has no redirect URI with a query")
    return uri


def _id_token(flow: "Flow") -> str:
    token = flow.tokens.id_token
    if token is None:
        raise NotTestable("the token response has no ID Token")
    return token.jwt.raw


def _other_id_token(flow: "Flow") -> str:
    own, other = flow.specimens.code_flow(flow.client), flow.specimens.of_other_user(flow.client)
    if _sub_in(_id_token(own)) == _sub_in(_id_token(other)):
        raise NotTestable("the ID Tokens of the two end-users have no sub that tells them apart")
    return _id_token(other)


def _sub_in(id_token: str) -> str:
    return str(jose.parse(id_token).claims.get("sub"))


def _other_sub(flow: "Flow") -> str:
    return _sub_in(_other_id_token(flow))


def _refresh_token_used_before(flow: "Flow") -> str:
    first = flow.tokens.request.first
    if first is None:
        raise NotTestable("the client has not refreshed its tokens in this scenario")
    return first.next_refresh_token


def _client_assertion_used_before(flow: "Flow") -> str:
    sent = Parameters.parse(flow.tokens.exchange.request.body or "")
    assertion = sent.get("client_assertion")
    if assertion is None:
        raise NotTestable("the client has not used an assertion in this scenario")
    return assertion


def _challenge(flow: "Flow") -> str:
    return flow.code.request.parameters.get("code_challenge") or ""


WORDS: dict[str, Callable[["Flow"], str]] = {
    "(another client's client_id)": lambda flow: other_client(flow).client_id,
    "(another client's client_secret)": lambda flow: other_client(flow).client_secret or "",
    "(another redirect_uri of the client)": _second_redirect_uri,
    "(a redirect_uri with a query)": _redirect_uri_with_query,
    "(another end-user's ID Token)": _other_id_token,
    "(another end-user's sub)": _other_sub,
    "(the client's own scope)": _own_scope,
    "(a supported acr)": _supported_acr,
    "(the redirect_uri)": lambda flow: flow.client.redirect_uri,
    "(the ID Token)": _id_token,
    "(the ID Token, tampered)": lambda flow: jose.tampered(_id_token(flow)),
    "(the code, tampered)": lambda flow: jose.tampered(flow.code.code),
    "(the refresh token, tampered)": lambda flow: jose.tampered(flow.tokens.next_refresh_token),
    "(the client_assertion used before)": _client_assertion_used_before,
    "(the refresh token used before)": _refresh_token_used_before,
    "(the code_challenge)": _challenge,
    "(the end-user's username)": lambda flow: flow.user_agent.user.username,
    "(the issuer)": lambda flow: flow.party.known.issuer,
}
