"""Faults of what a request_uri is good for, once a request has been pushed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ....core.client_request import GrantRequest
from ....core.errors import PageError
from ....core.faults.fault import Fault, forgiving, skipped
from ....core.parameters import Parameters
from ...authorization.sources import is_referred
from ...authorization_code import pkce
from ...authorization_code.code import code_of
from .. import reference as sound
from ..reference import Reference


def _without(parameters: Parameters, *names: str) -> Parameters:
    kept = (pair for pair in parameters.pairs if pair[0] not in names)
    return replace(parameters, pairs=tuple(kept))


def is_of_pushed_request(request: GrantRequest) -> bool:
    """Whether a code was issued for a pushed request."""
    return is_referred(code_of(request).grant.parameters)


def _beside(name: str) -> Callable[[Reference], Parameters]:
    def effective(reference: Reference) -> Parameters:
        pushed, value = sound.effective(reference), reference.sent.get(name)
        if value is None:
            return pushed
        return replace(pushed, pairs=(*_without(pushed, name).pairs, (name, value)))

    return effective


def _sent_by_public_client(reference: Reference) -> bool:
    client = reference.provider.clients.get(reference.sent.get("client_id") or "")
    return client is not None and client.is_public


def _challenge_lost(reference: Reference) -> Parameters:
    return _without(sound.effective(reference), "code_challenge", "code_challenge_method")


def _prompt_none_lost(reference: Reference) -> Parameters:
    pushed = sound.effective(reference)
    return _without(pushed, "prompt") if pushed.get("prompt") == "none" else pushed


def _never_known(reference: Reference) -> None:
    sound.known(reference)
    raise PageError("request_uri is not supported")


def _fault(name: str, clause: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"pushed_{name}", f"RFC9126-{clause}", seam, replacement, sentence)


FAULTS = (
    _fault(
        "challenge_lost", "2/extensions-accepted", "pushed.effective", _challenge_lost,
        "The code_challenge of a pushed request is lost.",
    ),
    _fault(
        "verifier_ignored", "2/extensions-accepted", "pkce.verifier_matches",
        forgiving(pkce.verifier_matches, is_of_pushed_request),
        "Any code_verifier redeems a code of a pushed request.",
    ),
    _fault(
        "request_uri_unusable", "5/request-uri-usable", "request_uri.known", _never_known,
        "No request_uri is accepted at the authorization endpoint.",
    ),
    _fault(
        "request_uri_of_anybody", "2.2/bound-to-client", "request_uri.of_client", skipped,
        "Any client may use a request_uri.",
    ),
    _fault(
        "request_uri_open_to_public_clients", "2.2/bound-to-client", "request_uri.of_client",
        forgiving(sound.of_client, _sent_by_public_client),
        "A public client may use the request_uri of any client.",
    ),
    _fault(
        "request_uri_without_client_id", "2.2/bound-to-client", "request_uri.of_client",
        forgiving(sound.of_client, lambda reference: reference.sent.get("client_id") is None),
        "A request_uri is accepted without client_id.",
    ),
    _fault(
        "request_uri_reusable", "4/single-use", "request_uri.unused", skipped,
        "A request_uri can be used again.",
    ),
    _fault(
        "request_uri_eternal", "4/expired-refused", "request_uri.unexpired", skipped,
        "A request_uri does not expire.",
    ),
    _fault(
        "state_beside_used", "4/pushed-parameters-alone", "pushed.effective", _beside("state"),
        "The state sent with a request_uri is returned.",
    ),
    _fault(
        "scope_beside_granted", "4/pushed-parameters-alone", "pushed.effective", _beside("scope"),
        "The scope sent with a request_uri is granted.",
    ),
    _fault(
        "redirect_uri_beside_followed", "4/pushed-parameters-alone", "pushed.effective",
        _beside("redirect_uri"), "The redirect_uri sent with a request_uri is followed.",
    ),
    _fault(
        "nonce_beside_returned", "4/pushed-parameters-alone", "pushed.effective",
        _beside("nonce"), "The nonce sent with a request_uri is returned.",
    ),
    _fault(
        "challenge_beside_used", "4/pushed-parameters-alone", "pushed.effective",
        _beside("code_challenge"), "The code_challenge sent with a request_uri counts.",
    ),
    _fault(
        "prompt_none_lost", "4/validated-as-any-other", "pushed.effective", _prompt_none_lost,
        "The prompt=none of a pushed request is lost.",
    ),
)  # fmt: skip
