"""Which claims come back when a client asks for them (OIDC Core, 5.4 and 5.5)."""

from typing import Any

from coatcheck.expect.id_token import authorization_of, requested
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.expect.scope import granted
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import IdToken
from coatcheck.protocol.userinfo import UserInfoResponse

CLAIMS_OF_SCOPE: dict[str, tuple[str, ...]] = {
    "profile": (
        "name", "family_name", "given_name", "middle_name", "nickname", "preferred_username",
        "profile", "picture", "website", "gender", "birthdate", "zoneinfo", "locale", "updated_at",
    ),
    "email": ("email", "email_verified"),
    "address": ("address",),
    "phone": ("phone_number", "phone_number_verified"),
}  # fmt: skip
"""What each scope asks for (OIDC Core, 5.4)."""

UNKNOWN_LANGUAGE = "tlh"
"""A language in which no end-user has claims, by which the features ask for some: Klingon."""

STANDARD_CLAIMS = frozenset(name for names in CLAIMS_OF_SCOPE.values() for name in names)


def _scope_released(response: UserInfoResponse, scope: str) -> None:
    """Expect the end-user's claims in the target file, or else any claim of the scope."""
    asked = response.authorization_request.get("scope") or ""
    applicable(scope in asked.split(), f"the scope {scope} was not requested")
    testable(response.readable, "the UserInfo response is not a JSON object")
    names = CLAIMS_OF_SCOPE[scope]
    held = response.user.claims if response.user else {}
    known = [name for name in names if name in held]
    missing = [name for name in known or names if name not in response.members]
    good = not missing if known else len(missing) < len(names)
    expect(good, f"the claims of {scope}", f"without {', '.join(missing)}")


@rule(UserInfoResponse, "OIDCC-5.4/profile-claims-returned", "has the claims of the scope profile")
def profile_claims_returned(response: UserInfoResponse) -> None:
    """The scope profile releases the end-user's profile (OIDC Core, 5.4)."""
    _scope_released(response, "profile")


@rule(UserInfoResponse, "OIDCC-5.4/email-claims-returned", "has the claims of the scope email")
def email_claims_returned(response: UserInfoResponse) -> None:
    """The scope email releases the end-user's e-mail address (OIDC Core, 5.4)."""
    _scope_released(response, "email")


@rule(UserInfoResponse, "OIDCC-5.4/address-claim-returned", "has the claim of the scope address")
def address_claim_returned(response: UserInfoResponse) -> None:
    """The scope address releases the end-user's address (OIDC Core, 5.4)."""
    _scope_released(response, "address")


@rule(UserInfoResponse, "OIDCC-5.4/phone-claims-returned", "has the claims of the scope phone")
def phone_claims_returned(response: UserInfoResponse) -> None:
    """The scope phone releases the end-user's telephone number (OIDC Core, 5.4)."""
    _scope_released(response, "phone")


def _obtainable(message: Message, wanted: dict[str, Any]) -> list[str]:
    """Return the claims requested without a value that the provider announces, or may have."""
    listed = message.provider.metadata.get("claims_supported")
    announced = listed if isinstance(listed, list) else STANDARD_CLAIMS
    plain = [name for name, how in wanted.items() if not _values(how)]
    return [name for name in plain if name in STANDARD_CLAIMS and name in announced]


def _values(how: Any) -> list[Any]:
    if not isinstance(how, dict):
        return []
    listed = how.get("values")
    return [
        *([how["value"]] if "value" in how else []),
        *(listed if isinstance(listed, list) else []),
    ]


def _returned(message: Message, wanted: dict[str, Any]) -> None:
    names = _obtainable(message, wanted)
    applicable(names, "the claims parameter requests no claim")
    testable(message.readable, "it cannot be parsed")
    missing = [name for name in names if name not in message.members]
    expect(not missing, f"the claims {', '.join(names)}", f"without {', '.join(missing)}")


@rule(UserInfoResponse, "OIDCC-5.5/userinfo-claim-returned", "has the claims requested for it")
def userinfo_claim_returned(response: UserInfoResponse) -> None:
    """Claims requested for the UserInfo endpoint are returned there (OIDC Core, 5.5)."""
    _returned(response, requested(response.authorization_request, "userinfo"))


@rule(IdToken, "OIDCC-5.5/id-token-claim-returned", "has the claims requested for it")
def id_token_claim_returned(token: IdToken) -> None:
    """Claims requested for the ID Token are returned in it (OIDC Core, 5.5)."""
    _returned(token, requested(authorization_of(token).request.parameters, "id_token"))


@rule(
    UserInfoResponse,
    "OIDCC-5.5.1/claim-value-mismatch-omitted",
    "has no claim with another value than requested",
)
def claim_value_mismatch_omitted(response: UserInfoResponse) -> None:
    """A claim whose value is not the requested one is left out (OIDC Core, 5.5.1)."""
    wanted = requested(response.authorization_request, "userinfo")
    valued = {name: values for name, how in wanted.items() if (values := _values(how))}
    applicable(valued, "no claim was requested with a value")
    testable(response.readable, "the UserInfo response is not a JSON object")
    other = {
        n: response.members[n] for n in valued if response.members.get(n) not in (None, *valued[n])
    }
    expect(not other, "no claim of another value", other)


@rule(
    UserInfoResponse,
    "OIDCC-5.5.2/other-language-tagged",
    "tags claims in another language than the requested one",
)
def other_language_tagged(response: UserInfoResponse) -> None:
    """A claim in another language than the requested one has a language tag (OIDC Core, 5.5.2).

    What the scope brings anyhow, asked for or not, is not returned for the request's sake.
    """
    wanted = requested(response.authorization_request, "userinfo")
    in_language = {n.partition("#")[0] for n in wanted if n.endswith(f"#{UNKNOWN_LANGUAGE}")}
    scopes = granted(response.tokens) or ()
    anyhow = {name for scope in scopes for name in CLAIMS_OF_SCOPE.get(scope, ())}
    alone = in_language - wanted.keys() - anyhow
    applicable(alone, "no claim was requested in an unknown language alone")
    testable(response.readable, "the UserInfo response is not a JSON object")
    untagged = {name: response.members[name] for name in alone if name in response.members}
    expect(not untagged, f"tags of their languages, or no {', '.join(alone)}", untagged)


def _acr_request(token: IdToken, *, essential: bool) -> list[Any]:
    how = requested(authorization_of(token).request.parameters, "id_token").get("acr")
    is_essential = isinstance(how, dict) and how.get("essential") is True
    word = "essential" if essential else "voluntary"
    applicable(_values(how) and is_essential is essential, f"no {word} acr was requested")
    return _values(how)


@rule(IdToken, "OIDCC-5.5.1.1/essential-acr-returned", "has one of the essential values as its acr")
def essential_acr_returned(token: IdToken) -> None:
    """An essential acr is one of the requested values (OIDC Core, 5.5.1.1)."""
    values, acr = _acr_request(token, essential=True), token.members.get("acr")
    testable(acr is None or isinstance(acr, str), "the acr is malformed")
    expect(acr in values, f"one of {values}", acr)


@rule(IdToken, "OIDCC-5.5.1.1/voluntary-acr-unmet-returned", "has the acr that was reached")
def voluntary_acr_returned(token: IdToken) -> None:
    """A voluntary acr that cannot be met is returned as it is (OIDC Core, 5.5.1.1)."""
    _acr_request(token, essential=False)
    expect("acr" in token.members, "the claim acr", sorted(token.members))
