"""Faults of resource indicators."""

from dataclasses import replace
from typing import Any

from ..checks import resource as sound, userinfo
from ..errors import InvalidRequest, InvalidTarget
from ..messages import GrantRequest
from ..models import Grant
from ..resources import asked
from ..responses.access_token import AccessTokenContext
from .fault import Failure, Fault, misreported, skipped


def _issuer(context: AccessTokenContext) -> str:
    return context.provider.issuer


def _first(context: AccessTokenContext) -> str:
    return (*context.resources, context.provider.issuer)[0]


def _all_that_were_granted(request: GrantRequest, grant: Grant) -> tuple[str, ...]:
    return grant.resources


def _first_known(asked_for: sound.Asked) -> None:
    sound.known(replace(asked_for, resources=asked_for.resources[:1]))


def _bound_to_the_latest_token(request: GrantRequest) -> None:
    grant_id = request.refresh_token.grant.grant_id
    tokens = request.provider.store.access_tokens.values()
    of_grant = [token for token in tokens if token.grant.grant_id == grant_id]
    if not set(asked(request.parameters)) <= set(of_grant[-1].resources):
        raise InvalidTarget("the resource exceeds what the last access token was good for")


def _fault(name: str, requirement: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"resource_{name}", requirement, seam, replacement, sentence)


def _misreported(endpoint: str, clause: str, check: Any, slug: str, what: str) -> Fault:
    name = check.__name__
    return _fault(
        f"not_{name}_misreported_by_{endpoint}", f"{clause}/{slug}",
        f"{endpoint}_resource.{name}", misreported(check, InvalidRequest),
        f"A resource {what} is answered with invalid_request.",
    )  # fmt: skip


FAULTS = (
    _fault(
        "ignored", "RFC8707-2/audience-restricted", "access_token_claim.aud", _issuer,
        "The audience of an access token is the provider, whatever resource was asked for.",
    ),
    _fault(
        "first_alone", "RFC8707-2/audience-restricted", "access_token_claim.aud", _first,
        "The audience of an access token is the first of the resources that were asked for.",
    ),
    _fault(
        "subset_ignored", "RFC8707-2.2/subset-honoured", "tokens.resources",
        _all_that_were_granted,
        "A token request for one of the resources is given an access token for all.",
    ),
    _fault(
        "forgotten_by_refresh_token", "RFC8707-2.2/refresh-token-bound-to-full-grant",
        "refresh_token.resource_granted", _bound_to_the_latest_token,
        "A refresh token is good for the resources of the last access token alone.",
    ),
    _fault(
        "exceeded_by_refresh", "RFC9700-4.14.2/bound-to-resource-servers",
        "refresh_token.resource_granted", skipped,
        "A refresh can ask for a resource that was not granted.",
    ),
    _fault(
        "exceeded_by_code", "RFC9700-2.3/privileges-not-exceeded",
        "authorization_code.resource_granted", skipped,
        "A code can be redeemed for a resource that was not granted.",
    ),
    _fault(
        "misdirected_to_userinfo_fails", "RFC9700-2.3/audience-verified",
        "userinfo.token_for_this_server",
        misreported(userinfo.token_for_this_server, Failure),
        "The UserInfo endpoint fails at access tokens for other resource servers.",
    ),
    _fault(
        "unverified_by_userinfo", "RFC9700-2.3/audience-verified",
        "userinfo.token_for_this_server", skipped,
        "The UserInfo endpoint takes access tokens for other resource servers.",
    ),
    _fault(
        "unknown_authorized", "RFC8707-2.1/unknown-resource-refused",
        "authorization_resource.known", skipped, "An unknown resource is authorized.",
    ),
    _fault(
        "unknown_granted", "RFC8707-2.2/unknown-resource-refused", "token_resource.known",
        skipped, "An access token is issued for an unknown resource.",
    ),
    _fault(
        "first_checked_alone_by_authorization", "RFC8707-2.1/unknown-resource-refused",
        "authorization_resource.known", _first_known,
        "An unknown resource is authorized where a known one comes first.",
    ),
    _fault(
        "first_checked_alone_by_token", "RFC8707-2.2/unknown-resource-refused",
        "token_resource.known", _first_known,
        "An access token is issued for an unknown resource where a known one comes first.",
    ),
    *(
        _misreported(endpoint, clause, check, slug, what)
        for endpoint, clause in (("authorization", "RFC8707-2.1"), ("token", "RFC8707-2.2"))
        for check, slug, what in (
            (sound.absolute, "relative-resource-refused", "that is no absolute URI"),
            (sound.without_fragment, "fragment-refused", "with a fragment"),
            (sound.known, "unknown-resource-refused", "that nobody knows"),
        )
    ),
)  # fmt: skip
