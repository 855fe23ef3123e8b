"""The words in parentheses that stand in tables for values known only in the run."""

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from coatcheck.protocol import jose
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario import variants
from coatcheck.target.target import Client, User
from coatcheck.verdict import NotApplicable, NotTestable

if TYPE_CHECKING:
    from coatcheck.scenario.flow import Flow


Variant = Callable[[str, str], str]
"""What makes a value of this name into one that comes close to it."""


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


def client_without(grant: str, flow: "Flow") -> Client:
    """Return a client that may not use a grant. Raises NotTestable where every client may."""
    client = flow.party.target.client_without(grant)
    if client is None:
        raise NotTestable(f"every client of the target file may use the grant {grant}")
    return client


def _other_password(flow: "Flow") -> str:
    password = other_end_user(flow).password
    if not password or password == flow.user_agent.user.password:
        raise NotApplicable("target file: the end-users have no passwords that differ")
    return password


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


def _other_redirect_uri(flow: "Flow") -> str:
    own = flow.client.redirect_uris
    others = [uri for client in flow.party.target.clients for uri in client.redirect_uris]
    foreign = next((uri for uri in others if uri not in own), None)
    if foreign is None:
        raise NotApplicable("target file: no other client has a redirect URI of its own")
    return foreign


def _password(variant: Variant) -> Callable[["Flow"], str]:
    return lambda flow: variant("end-user's password", flow.user_agent.user.password)


def _secret(variant: Variant) -> Callable[["Flow"], str]:
    return lambda flow: variant("client's secret", flow.client.client_secret or "")


def _redirect_uri(variant: Variant) -> Callable[["Flow"], str]:
    return lambda flow: variant("redirect URI", flow.client.redirect_uri)


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


def _id_token_of_other_client(flow: "Flow") -> str:
    return _id_token(flow.specimens.code_flow(other_client(flow)))


def _unsigned_id_token(flow: "Flow") -> str:
    return jose.unsigned(jose.parse(_id_token(flow)).claims)


def _post_logout_redirect_uri(flow: "Flow") -> str:
    uris = flow.client.post_logout_redirect_uris
    if not uris:
        raise NotTestable(f"client {flow.client.client_id} has no post_logout_redirect_uris")
    return uris[0]


def _other_post_logout_redirect_uri(flow: "Flow") -> str:
    own = flow.client.post_logout_redirect_uris
    others = [uri for c in flow.party.target.clients for uri in c.post_logout_redirect_uris]
    foreign = next((uri for uri in others if uri not in own), None)
    if foreign is None:
        raise NotTestable("no other client has a post-logout redirection URI of its own")
    return foreign


def _for_no_logout(uri_of: Callable[["Flow"], str]) -> Callable[["Flow"], str]:
    """Return what makes a URI to which no logout of the client may lead.

    It raises NotApplicable where the target file says that one may.
    """

    def uri(flow: "Flow") -> str:
        found = uri_of(flow)
        if found in flow.client.post_logout_redirect_uris:
            raise NotApplicable(f"target file: a logout may lead to {found}")
        return found

    return uri


def _in_capitals(flow: "Flow") -> str:
    parts = urlsplit(_post_logout_redirect_uri(flow))
    return parts._replace(path=parts.path.upper()).geturl()


def _by_http(flow: "Flow") -> str:
    return urlsplit(_post_logout_redirect_uri(flow))._replace(scheme="http").geturl()


def _of_subdomain(flow: "Flow") -> str:
    parts = urlsplit(_post_logout_redirect_uri(flow))
    return parts._replace(netloc=f"elsewhere.{parts.netloc}").geturl()


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


def _token_endpoint(flow: "Flow") -> str:
    return flow.party.endpoint("token_endpoint").partition("#")[0]


def _challenge(flow: "Flow") -> str:
    return flow.code.request.parameters.get("code_challenge") or ""


def _resource(number: int) -> Callable[["Flow"], str]:
    def resource(flow: "Flow") -> str:
        resources = flow.party.target.resources
        if len(resources) <= number:
            raise NotTestable(f"the target file tells of {len(resources)} resource(s)")
        return resources[number].resource

    return resource


def _told(kind: str, member: str) -> Callable[["Flow"], str]:
    return lambda flow: str(flow.answer(kind).members.get(member) or "")


def _other_access_token(flow: "Flow") -> str:
    return flow.specimens.of_other_user(flow.client).tokens.access_token


def _unsigned_access_token(flow: "Flow") -> str:
    token = flow.tokens.jwt_access_token
    if token is None:
        raise NotApplicable("the access token is no JWT")
    return jose.unsigned(token.jwt.claims)


def _claim(name: str) -> Callable[["Flow"], str]:
    def claim(flow: "Flow") -> str:
        value = flow.user_agent.user.claims.get(name)
        if not isinstance(value, str):
            raise NotApplicable(f"target file: the first end-user's claims have no {name}")
        return value

    return claim


WORDS: dict[str, Callable[["Flow"], str]] = {
    "(another client's client_id)": lambda flow: other_client(flow).client_id,
    "(another client's client_secret)": lambda flow: other_client(flow).client_secret or "",
    "(the client_secret in another case)": _secret(variants.in_another_case),
    "(the beginning of the client_secret)": _secret(variants.beginning),
    "(another redirect_uri of the client)": _second_redirect_uri,
    "(a redirect_uri with a query)": _redirect_uri_with_query,
    "(another client's redirect_uri)": _other_redirect_uri,
    "(the redirect_uri in another case)": _redirect_uri(variants.path_in_another_case),
    "(the redirect_uri of a subdomain)": _redirect_uri(variants.of_subdomain),
    "(the redirect_uri at another port)": _redirect_uri(variants.at_another_port),
    "(another end-user's ID Token)": _other_id_token,
    "(another end-user's sub)": _other_sub,
    "(another end-user's password)": _other_password,
    "(the end-user's password in another case)": _password(variants.in_another_case),
    "(the beginning of the end-user's password)": _password(variants.beginning),
    "(another end-user's access token)": _other_access_token,
    "(the end-user's sub)": lambda flow: _sub_in(_id_token(flow.specimens.code_flow(flow.client))),
    "(the end-user's email)": _claim("email"),
    "(the end-user's phone_number)": _claim("phone_number"),
    "(the client's own scope)": _own_scope,
    "(a supported acr)": _supported_acr,
    "(the redirect_uri)": lambda flow: flow.client.redirect_uri,
    "(the ID Token)": _id_token,
    "(the ID Token, tampered)": lambda flow: jose.tampered(_id_token(flow)),
    "(the ID Token, unsigned)": _unsigned_id_token,
    "(another client's ID Token)": _id_token_of_other_client,
    "(the post_logout_redirect_uri)": _post_logout_redirect_uri,
    "(another client's post_logout_redirect_uri)": _other_post_logout_redirect_uri,
    "(the post_logout_redirect_uri in capitals)": _for_no_logout(_in_capitals),
    "(the post_logout_redirect_uri by http)": _for_no_logout(_by_http),
    "(the post_logout_redirect_uri on a sub-domain)": _for_no_logout(_of_subdomain),
    "(the redirect_uri, for no logout)": _for_no_logout(lambda flow: flow.client.redirect_uri),
    "(the code, tampered)": lambda flow: jose.tampered(flow.code.code),
    "(the refresh token, tampered)": lambda flow: jose.tampered(flow.tokens.next_refresh_token),
    "(the client_assertion used before)": _client_assertion_used_before,
    "(the refresh token used before)": _refresh_token_used_before,
    "(the code_challenge)": _challenge,
    "(the end-user's username)": lambda flow: flow.user_agent.user.username,
    "(the access token, tampered)": lambda flow: jose.tampered(flow.tokens.access_token),
    "(the access token, unsigned)": _unsigned_access_token,
    "(the access token)": lambda flow: flow.tokens.access_token,
    "(the refresh token)": lambda flow: flow.tokens.next_refresh_token,
    "(the request_uri)": _told("pushed authorization", "request_uri"),
    "(the device_code)": _told("device authorization", "device_code"),
    "(the verification_uri)": _told("device authorization", "verification_uri"),
    "(the auth_req_id)": _told("backchannel authentication", "auth_req_id"),
    "(a resource)": _resource(0),
    "(another resource)": _resource(1),
    "(the token endpoint)": _token_endpoint,
    "(the PAR endpoint)": lambda flow: flow.party.endpoint("pushed_authorization_request_endpoint"),
    "(the backchannel endpoint)": lambda flow: flow.party.endpoint(
        "backchannel_authentication_endpoint"
    ),
    "(the issuer)": lambda flow: flow.party.known.issuer,
}
