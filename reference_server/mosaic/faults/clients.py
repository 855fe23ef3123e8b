"""Faults of client authentication, at each endpoint that takes a secret or an assertion."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.assertion import Assertion, signed
from ...core.client_authentication import Credentials, method_registered, named_client
from ...core.clients import Client
from ...core.errors import InvalidClient
from ...core.faults.credentials import unauthenticated
from ...core.faults.fault import Fault, also_refusing, forgiving, skipped
from ...core.seams import Function
from .fault import fault

ENDPOINTS = {
    "token": ("oidcToken", "token_client", "token_assertion", "grant_type"),
    "revocation": ("oidcRevokeToken", "revocation_client", "revocation_assertion", "token"),
    "backchannel": (
        "oidcBackchannelAuthenticate",
        "backchannel_client",
        "backchannel_assertion",
        "login_hint",
    ),
    "device": (
        "oidcDeviceAuth",
        "device_authorization_client",
        "device_authorization_assertion",
        "acr_values",
    ),
}
"""The operation of each endpoint, its tables of checks, and a parameter by which to know it."""


def _by_secret(parameter: str) -> Function:
    """What finds a client that does not name itself by its secret, at one endpoint."""

    def named(presented: Credentials) -> Client | None:
        secret, clients = presented.parameters.get("client_secret"), presented.provider.clients
        if presented.parameters.get(parameter) is None or not secret:
            return named_client(presented)
        found = (client for client in clients.values() if client.client_secret == secret)
        return named_client(presented) or next(found, None)

    return named


def _as_documented(presented: Assertion) -> bool:
    return presented.jwt.claims.get("aud") == f"{presented.provider.issuer}/oidc/token"


def _of(noun: str) -> Iterator[Fault]:
    operation, client, assertion, parameter = ENDPOINTS[noun]
    yield fault(
        f"{noun}_client_id_unneeded",
        f"{operation}/client-id-required",
        "credentials.named_client",
        _by_secret(parameter),
        "A client without client_id is recognized by its secret.",
    )
    yield fault(
        f"{noun}_client_secret_unneeded",
        f"{operation}/client-secret-required",
        f"{client}.method_registered",
        forgiving(method_registered, unauthenticated),
        "A client with a secret need not send it.",
    )
    yield fault(
        f"{noun}_client_secret_unchecked",
        f"{operation}/client-secret-verified",
        f"{client}.secret_matches",
        skipped,
        "A wrong client_secret is accepted.",
    )
    yield fault(
        f"{noun}_client_assertion_refused",
        f"{operation}/client-assertion",
        f"{assertion}.signed",
        also_refusing(signed, _as_documented, InvalidClient),
        "A client assertion with the documented aud is not accepted instead of client_secret.",
    )


FAULTS = tuple(fault for noun in ENDPOINTS for fault in _of(noun))
