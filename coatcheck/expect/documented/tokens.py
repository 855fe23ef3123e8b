"""What the contract's documents say of tokens and of the keys that sign them."""

from typing import Any

from coatcheck.expect.documented.rules import documented, guided_value
from coatcheck.expect.id_token import authorization_of, requested
from coatcheck.expect.rule import applicable, expect, testable
from coatcheck.protocol import jose
from coatcheck.protocol.messages import IdToken, JwksResponse, JwtAccessToken, Token, TokenResponse


@documented(IdToken, "idToken/aud", "has only the client in its audience")
def id_token_aud(token: IdToken) -> None:
    """The aud is the client_id, a string."""
    client_id = token.client.client_id
    expect(token.members.get("aud") == client_id, f"aud {client_id}", token.members.get("aud"))


@documented(IdToken, "idToken/iss", "is from the issuer in the target file")
@documented(JwtAccessToken, "accessToken/iss", "is from the issuer in the target file")
def token_iss(token: Token) -> None:
    """The iss is the issuer of the region."""
    issuer = token.provider.issuer
    expect(token.members.get("iss") == issuer, f"iss {issuer}", token.members.get("iss"))


@documented(IdToken, "oidcAuthenticate/nonce-in-id-token", "has the nonce of its request")
def id_token_nonce(token: IdToken) -> None:
    """The nonce is added to the ID Token."""
    sent = authorization_of(token).request.parameters.get("nonce")
    applicable(sent, "the request had no nonce")
    expect(token.members.get("nonce") == sent, f"nonce {sent}", token.members.get("nonce"))


@documented(IdToken, "oidcAuthenticate/acr-met", "names the requested values that were met")
def id_token_acr(token: IdToken) -> None:
    """The acr holds requested values, and no others."""
    asked = authorization_of(token).request.parameters.get("acr_values") or ""
    acr = token.members.get("acr")
    applicable(asked and acr is not None, "no acr_values were requested, or none was met")
    testable(isinstance(acr, str), "acr is not a string")
    expect(set(str(acr).split()) <= set(asked.split()), f"values out of {asked}", acr)


@documented(IdToken, "idToken/requested-returned", "has the requested claims of the end-user")
def requested_returned(token: IdToken) -> None:
    """A claim that is requested is in the ID Token, where the end-user is known to have it."""
    authorization = authorization_of(token)
    held = authorization.user.claims if authorization.user else {}
    names = [name for name in _requested(token) if name in held]
    applicable(names, "the end-user's claims in the target file include none of the requested ones")
    missing = [name for name in names if name not in token.members]
    expect(not missing, f"the claims {', '.join(names)}", f"without {', '.join(missing)}")


@documented(IdToken, "idToken/requested-fields", "has only the requested fields of an object")
def requested_fields(token: IdToken) -> None:
    """An object of which fields were requested has no others."""
    narrowed = {name: how["fields"] for name, how in _requested(token).items() if _is_narrow(how)}
    found = {n: token.members[n] for n in narrowed if isinstance(token.members.get(n), dict)}
    applicable(found, "no fields of an object were requested or returned")
    others = [f"{n}.{field}" for n, value in found.items() for field in value.keys() - narrowed[n]]
    expect(not others, "the requested fields alone", ", ".join(others))


def _requested(token: IdToken) -> dict[str, Any]:
    return requested(authorization_of(token).request.parameters, "id_token")


def _is_narrow(how: Any) -> bool:
    return isinstance(how, dict) and isinstance(how.get("fields"), list)


@documented(TokenResponse, "accessToken/jwt", "has an access token that is a JWT")
def access_token_jwt(response: TokenResponse) -> None:
    """Access tokens are JWTs."""
    testable(response.access_token, "the token response has no access token")
    expect(response.jwt_access_token, "a JWT", "an access token that is not a JWT")


def _asked(token: JwtAccessToken) -> list[str]:
    """Return the resources that were asked for, with the code or for it."""
    request = token.response.request
    own, first = request.parameters, request.authorization_parameters
    return [uri for uri in own.all("resource") or first.all("resource") if uri]


@documented(JwtAccessToken, "accessToken/aud-default", "is for the provider's own API")
def aud_default(token: JwtAccessToken) -> None:
    """Without a resource the aud is userid-api."""
    applicable(not _asked(token), "a resource was requested")
    default, aud = guided_value(token, "access_token", "default_audience"), token.members.get("aud")
    expect(aud == default, f"aud {default}", aud)


@documented(JwtAccessToken, "accessToken/aud-resource", "is for the requested resource")
def aud_resource(token: JwtAccessToken) -> None:
    """The resource is reflected in the aud."""
    asked = _asked(token)
    applicable(len(asked) == 1, "no resource or several resources were requested")
    aud = token.members.get("aud")
    expect(aud in (asked[0], asked), f"aud {asked[0]}", aud)


@documented(JwtAccessToken, "accessToken/client-id", "names the client to which it was issued")
def access_token_client_id(token: JwtAccessToken) -> None:
    """The client_id is the client's."""
    client_id, stated = token.client.client_id, token.members.get("client_id")
    expect(stated == client_id, f"client_id {client_id}", stated)


@documented(JwtAccessToken, "accessToken/sub-is-user", "is about the end-user")
def sub_is_user(token: JwtAccessToken) -> None:
    """The sub of an end-user's token is the user ID, as in the ID Token."""
    id_token = token.response.id_token
    applicable(id_token is not None, "the token response has no ID Token")
    user = id_token.members.get("sub") if id_token else None
    sub = token.members.get("sub")
    testable(isinstance(user, str) and isinstance(sub, str), "a sub is missing or malformed")
    expect(sub == user, f"sub {user}", sub)


@documented(JwtAccessToken, "accessToken/sub-is-client", "is about the client itself")
def sub_is_client(token: JwtAccessToken) -> None:
    """The sub of a client's own token is the client_id."""
    own = token.response.request.grant_type == "client_credentials"
    applicable(own, "the token is not a client credentials token")
    client_id, sub = token.client.client_id, token.members.get("sub")
    testable(isinstance(sub, str), "the access token has no sub that is a string")
    expect(sub == client_id, f"sub {client_id}", sub)


@documented(IdToken, "oidcGetKeys/key-of-id-token", "verifies with the key that it names")
@documented(
    JwtAccessToken, "oidcGetKeys/key-of-access-token", "verifies with the key that it names"
)
def key_of_token(token: Token) -> None:
    """The key is picked by kid, and verifies the signature."""
    testable(token.readable, "the token cannot be parsed")
    kid, keys = token.jwt.kid, token.provider.keys
    error = jose.verification_error(token.jwt, keys.named(kid), [token.jwt.alg])
    expect(kid and error is None, f"a signature by the published key {kid}", error or "no kid")


def _each(message: JwksResponse, member: str, value: str) -> None:
    testable(message.keys, "the JWK Set has no keys")
    others = [key.get(member) for key in message.keys if key.get(member) != value]
    expect(not others, f"keys with {member} {value}", others)


@documented(JwksResponse, "oidcGetKeys/rsa", "has only RSA keys")
def rsa_alone(message: JwksResponse) -> None:
    """The kty of a key is RSA."""
    _each(message, "kty", "RSA")


@documented(JwksResponse, "oidcGetKeys/for-signatures", "has only keys for signatures")
def signatures_alone(message: JwksResponse) -> None:
    """The use of a key is sig."""
    _each(message, "use", "sig")
