"""What a target claims, and what goes with it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from coatcheck import capabilities
from coatcheck.relying_party.party import RelyingParty
from coatcheck.run.listing import all_scenarios
from coatcheck.target import target_file
from reference_server.core.faults.fault import constant, skipped
from reference_server.core.seams import ABSENT
from tests.lawful.provider import records

ENDPOINTS = (
    "userinfo_endpoint",
    "revocation_endpoint",
    "end_session_endpoint",
    "device_authorization_endpoint",
    "backchannel_authentication_endpoint",
    "pushed_authorization_request_endpoint",
)
METHODS = ("none", "client_secret_basic", "client_secret_post", "private_key_jwt")
METADATA: dict[str, Any] = {
    **dict.fromkeys(ENDPOINTS, "https://op.example/"),
    "token_endpoint_auth_methods_supported": [*METHODS],
    "code_challenge_methods_supported": ["S256"],
    "acr_values_supported": ["gold"],
}


def party(denied: dict[str, bool], metadata: dict[str, Any] = METADATA) -> RelyingParty:
    """Return the relying party of the reference provider's target, with capabilities stated."""
    target = target_file.load(target_file.DEFAULT)
    target = target_file.with_overrides(target, {"capabilities": denied})
    known = SimpleNamespace(metadata=metadata)
    return cast(RelyingParty, SimpleNamespace(target=target, known=known))


COMPOSED = {
    "refresh_token": (
        *("second_client_refresh_token", "refresh_token_expiry", "public_client_refresh_token"),
    ),
    "public_client": (
        *("second_public_client", "public_client_refresh_token", "public_device_client"),
    ),
    "acr": ("reachable_acr",),
    "userinfo": ("access_token_expiry",),
    "pkce": ("pkce_s256_only",),
    "revocation": ("revocable_access_token",),
    "logout": ("logout_refusal",),
    "password": ("client_without_password",),
    "resource": ("second_resource",),
    "par": ("request_uri_expiry",),
    "client(client_secret_basic)": ("device_client(client_secret_basic)",),
    "client(client_secret_post)": (
        "device_client(client_secret_post)",
        "ciba_client(client_secret_post)",
    ),
    "client(private_key_jwt)": ("device_client(private_key_jwt)", "ciba_client(private_key_jwt)"),
    "device": (
        *("device_refusal", "device_code_expiry", "public_device_client"),
        *(
            "device_client(client_secret_basic)",
            "device_client(client_secret_post)",
            "device_client(private_key_jwt)",
        ),
    ),
    "ciba": (
        *("ciba_id_token_hint", "ciba_signed_id_token_hint", "auth_req_id_expiry"),
        *("ciba_client(client_secret_post)", "ciba_client(private_key_jwt)"),
    ),
}


@pytest.mark.parametrize(
    ("name", "part"), [(name, part) for name, parts in COMPOSED.items() for part in parts]
)
def test_what_is_denied_takes_with_it_what_is_composed_of_it(name: str, part: str) -> None:
    assert capabilities.decide(part, party({})).claimed
    decision = capabilities.decide(part, party({name: False}))
    assert not decision.claimed
    assert decision.reason == f"capabilities.{name} is false in the target file"


def test_pkce_is_claimed_unless_the_target_file_denies_it() -> None:
    silent = {name: METADATA[name] for name in METADATA if not name.startswith("code_challenge")}
    assert capabilities.decide("pkce", party({}, silent)).claimed
    assert not capabilities.decide("pkce_s256_only", party({}, silent)).claimed
    assert not capabilities.decide("pkce", party({"pkce": False}, silent)).claimed


UNANNOUNCED = {
    f"{noun}.code_challenge_methods_supported": constant(ABSENT)
    for noun in ("metadata", "oauth_metadata")
}
"""A provider whose metadata says nothing of PKCE."""

UNSUPPORTED = UNANNOUNCED | {"pkce.verifier_present": skipped, "pkce.verifier_matches": skipped}
PKCE = [scenario.id for scenario in all_scenarios() if scenario.id.startswith("pkce/")]


def test_pkce_is_judged_where_it_is_not_announced(tmp_path: Path) -> None:
    found = records(tmp_path, UNANNOUNCED, PKCE)
    assert not [name for name, row in found.items() if row["verdict"] in ("FAIL", "ERROR")]
    assert "PASS" in {row["verdict"] for row in found.values()}


def test_a_provider_without_pkce_does_not_conform(tmp_path: Path) -> None:
    found = records(tmp_path, UNSUPPORTED, PKCE)
    failed = {row["requirement"] for row in found.values() if row["verdict"] == "FAIL"}
    assert {"RFC7636-4.5/verifier-required", "RFC7636-4.6/wrong-verifier-refused"} <= failed


@pytest.mark.parametrize("name", ["grant(", "grant()", "grant(urn:a", "grants(urn:a)"])
def test_a_family_needs_its_argument_in_parentheses(name: str) -> None:
    assert capabilities.known("grant(urn:a)")
    assert not capabilities.known(name)
