"""What a clause leaves to the provider is no finding; what it asks is found in its own right."""

from pathlib import Path
from typing import Any

import pytest

from reference_server.core.client_request import GrantRequest
from reference_server.core.errors import InvalidToken, OAuthError
from reference_server.core.faults.fault import constant, misreported, skipped
from reference_server.core.scopes import OFFLINE_ACCESS
from reference_server.flows.backchannel import duties as backchannel
from reference_server.flows.refresh_token import grant as refresh_token
from tests.lawful.provider import Target, records, scenarios_of, verdicts


class Denied(OAuthError):
    """The provider has decided against such requests (CIBA Core, 13)."""

    code, status = "access_denied", 403


@pytest.mark.parametrize(
    ("check", "requirement"),
    [
        (backchannel.id_token_hint_signed, "CIBA-14/id-token-hint-signature-verified"),
        (backchannel.id_token_hint_of_client, "CIBA-14/id-token-hint-audience"),
        (backchannel.end_user_known, "CIBA-7.2/hint-validated"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_a_bad_hint_may_be_refused_by_any_error(
    check: Any, requirement: str, tmp_path: Path
) -> None:
    seams = {f"backchannel.{check.__name__}": misreported(check, Denied)}
    assert verdicts(records(tmp_path, seams, scenarios_of(requirement))) == {"PASS"}


def test_a_pairwise_subject_may_stand_for_the_signature_of_a_hint(tmp_path: Path) -> None:
    seams = {
        "backchannel.id_token_hint_signed": skipped,
        "metadata.subject_types_supported": constant(["pairwise"]),
    }
    scenarios = scenarios_of("CIBA-14/id-token-hint-signature-verified")
    assert verdicts(records(tmp_path, seams, scenarios)) == {"NOT APPLICABLE"}


LEEWAY = 60


def taken_a_minute_longer(presented: Any) -> None:
    if presented.provider.clock.now() >= presented.token.expires_at + LEEWAY:
        raise InvalidToken("the access token has expired")


def with_leeway(target: Target) -> None:
    target["lifetimes"]["access_token"] += LEEWAY


def test_who_takes_an_access_token_may_allow_for_clocks(tmp_path: Path) -> None:
    seams = {"userinfo.token_unexpired": taken_a_minute_longer}
    scenarios = scenarios_of("RFC6749-7/access-token-expired")
    assert verdicts(records(tmp_path, seams, scenarios, with_leeway)) == {"PASS"}


def without_offline_access(request: GrantRequest) -> tuple[str, ...]:
    granted = refresh_token.scopes(request)
    return tuple(scope for scope in granted if scope != OFFLINE_ACCESS)


def test_a_refresh_may_yield_less_by_policy(tmp_path: Path) -> None:
    seams = {"refresh.scopes": without_offline_access}
    found = records(tmp_path, seams, scenarios_of("RFC6749-6/scope-omitted-equals-original"))
    assert {record["verdict"] for record in found.values()} == {"WARNING"}


def empty_state(request: Any) -> str:
    return request.parameters.get("state") or ""


def test_an_empty_state_after_the_logout_is_none(tmp_path: Path) -> None:
    seams = {"logout_response.state": empty_state}
    assert verdicts(records(tmp_path, seams, scenarios_of("RPLOGOUT-2/state-returned"))) == {"PASS"}


def by_telephone(target: Target) -> None:
    target["ciba"]["login_hint"] = target["users"][0]["claims"]["phone_number"]
    del target["parameters"]["backchannel_authentication"]["request_context"]


def test_a_hint_that_names_nobody_does_not_stand_for_an_unknown_channel(tmp_path: Path) -> None:
    scenarios = scenarios_of("MOSAIC-oidcBackchannelAuthenticate/request-context-values")
    seams = {"backchannel.request_context_readable": skipped}
    found = records(tmp_path, seams, scenarios, by_telephone, "mosaic")
    assert {record["verdict"] for record in found.values()} == {"WARNING"}
