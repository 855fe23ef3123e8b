"""For which resources an access token must be good, and for which not (RFC 8707)."""

from coatcheck.base.verdict import NotTestable
from coatcheck.expect.bearer import REFUSALS
from coatcheck.expect.outcome import described, error_of, is_error_response
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol.messages import TokenMessage, TokenResponse
from coatcheck.protocol.userinfo import UserInfoMessage

Resources = frozenset[str]


def _asked(message: TokenMessage) -> Resources:
    """Return the resources that the token request itself asks for."""
    return frozenset(message.request.parameters.all("resource")) - {""}


def _authorized(message: TokenMessage) -> Resources:
    """Return the resources of the authorization request that it goes back to."""
    return frozenset(message.request.authorization_parameters.all("resource")) - {""}


def _standing_for(resources: Resources, message: TokenMessage) -> Resources:
    """Return the audience of an access token for resources, by the target file or by their names.

    The server may map a resource to something more general, or more abstract (RFC 8707, 2).
    """
    audiences = {each.resource: each.audience for each in message.provider.resources}
    return frozenset(audiences.get(resource) or resource for resource in resources)


def _audience(message: TokenMessage) -> Resources:
    """Return the audience of the access token that came.

    Raises NotApplicable where it names no resource, and it is not told what stands for them.
    """
    if not isinstance(message, TokenResponse):
        raise NotTestable(f"the response has no access token: {described(message)}")
    token = message.jwt_access_token
    applicable(token, "the access token is not a JWT")
    aud = token.members.get("aud") if token else None
    testable(aud, "the access token has no aud")
    audience = frozenset(map(str, aud if isinstance(aud, list) else [aud]))
    _require_known(audience, message)
    return audience


def _require_known(audience: Resources, message: TokenMessage) -> None:
    known, concerned = message.provider.resources, _asked(message) | _authorized(message)
    complete = concerned <= {each.resource for each in known if each.audience}
    named = audience & _standing_for(concerned | {each.resource for each in known}, message)
    untold = f"resources in the target file has no entry for the audience {_shown(audience)}"
    applicable(complete or named, untold)


def _shown(resources: Resources) -> str:
    return " and ".join(sorted(resources))


@rule(TokenMessage, "RFC8707-2/audience-restricted", "is valid only for the requested resources")
def audience_restricted(message: TokenMessage) -> None:
    """An access token is restricted to the resources that were asked for (RFC 8707, 2).

    Several resources at once may be refused (3). Which of several authorized resources the token is
    for, where the token request names none, is left open; and a token request that names some of
    them asks for less, which is a requirement of its own.
    """
    asked, authorized = _asked(message), _authorized(message)
    applicable(asked or authorized, "no resource was requested")
    refused = len(asked) > 1 and error_of(message) == "invalid_target"
    applicable(not refused, "the provider refuses tokens for several resources at once")
    audience = _audience(message)
    if asked and not asked < authorized:
        wanted = _standing_for(asked, message)
        expect(audience == wanted, f"the audience {_shown(wanted)}", _shown(audience))
    else:
        wanted = _standing_for(authorized, message)
        expect(audience <= wanted, f"an audience among {_shown(wanted)}", _shown(audience))


@rule(TokenMessage, "RFC8707-2.2/subset-honoured", "is valid for no other authorized resource")
def subset_honoured(message: TokenMessage) -> None:
    """A token request for some of the resources narrows the access token (RFC 8707, 2.2)."""
    asked, authorized = _asked(message), _authorized(message)
    applicable(asked and asked < authorized, "the token request does not narrow the resources")
    others = _beyond(asked, authorized, message)
    found = _audience(message) & others
    expect(not found, f"an audience without {_shown(others)}", _shown(found))


def _beyond(within: Resources, wider: Resources, message: TokenMessage) -> Resources:
    """Return the audiences of the resources that are only in the wider set."""
    beyond = _standing_for(wider, message) - _standing_for(within, message)
    applicable(beyond, "the resources in the target file have the same audience")
    return beyond


@rule(
    TokenMessage,
    "RFC9700-4.14.2/bound-to-resource-servers",
    "refreshes nothing for a resource that was not authorized",
)
def bound_to_resources(message: TokenMessage) -> None:
    """A refresh token is bound to the resource servers consented to (RFC 9700, 4.14.2)."""
    applicable(
        message.request.grant_type == "refresh_token", "the request is not a refresh request"
    )
    _not_exceeded(message)


@rule(
    TokenMessage,
    "RFC9700-2.3/privileges-not-exceeded",
    "redeems nothing for a resource that was not authorized",
)
def privileges_not_exceeded(message: TokenMessage) -> None:
    """A client does not exceed what the end-user authorized (RFC 9700, 2.3)."""
    applicable(
        message.request.grant_type == "authorization_code", "the request does not redeem a code"
    )
    _not_exceeded(message)


def _not_exceeded(message: TokenMessage) -> None:
    """Expect a refusal, with whatever error, or no audience beyond what was authorized."""
    authorized, asked = _authorized(message), _asked(message)
    applicable(
        authorized and asked - authorized, "the token request does not exceed the authorization"
    )
    if is_error_response(message):
        return
    beyond, audience = _beyond(authorized, asked, message), _audience(message)
    wanted = f"an error, or an audience without {_shown(beyond)}"
    expect(not audience & beyond, wanted, f"an access token for {_shown(audience)}")


@rule(
    UserInfoMessage,
    "RFC9700-2.3/audience-verified",
    "gives nothing for a token that is meant for other resources",
)
def audience_verified(message: UserInfoMessage) -> None:
    """A resource server refuses a token that is not meant for it (RFC 9700, 2.3)."""
    resources = _asked(message.tokens) | _authorized(message.tokens)
    applicable(resources, "no resource was requested")
    audience = _audience(message.tokens)
    wider = audience - _standing_for(resources, message.tokens)
    applicable(not wider, "the audience is wider than requested")
    refused = message.reply.status in REFUSALS
    expect(refused, f"a refusal of a token for {_shown(audience)}", described(message))
