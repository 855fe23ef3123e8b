"""A server that is busy, or has failed, neither keeps a requirement nor breaks it by that."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reference_server.core.errors import OAuthError, PageError, Refusal
from reference_server.core.seams import function_at
from tests.lawful.failures import Busy
from tests.lawful.provider import Seams, records, verdicts
from tests.lawful.requests import BY_GET, CIBA, has, is_get


def busy(seam: str, when: Callable[[Any], bool] = lambda request: True) -> Seams:
    def refusing(request: Any) -> None:
        if when(request):
            raise Busy("come back later")

    return {seam: refusing}


OUT_OF_ORDER: dict[str, tuple[Seams, str]] = {
    "device-scope": (
        busy(
            "device_authorization_request.parameters_once",
            lambda request: ("scope", "") in request.parameters.pairs,
        ),
        "device_authorization/an-empty-scope-of-a-device-authorization-request-counts-as-none",
    ),
    "device-by-get": (
        busy("device_authorization_request.method_post", is_get), BY_GET["device_authorization"],
    ),
    "binding-message": (
        busy("backchannel.binding_message_presentable", has("binding_message")),
        f"{CIBA}a-binding-message-that-no-device-can-show-is-refused-as-such",
    ),
    "expired-hint": (
        busy(
            "backchannel.end_user_known",
            lambda r: has("id_token_hint")(r) and r.provider.clock.offset > 0,
        ),
        f"{CIBA}an-id-token-is-a-hint-for-some-time-after-it-has-expired",
    ),
    "backchannel-by-get": (busy("backchannel_request.method_post", is_get), BY_GET["backchannel"]),
    "introspection": (
        busy("introspection_client.method_registered", lambda p: p.methods == ("none",)),
        "introspection/a-confidential-client-learns-nothing-by-its-client-id-alone",
    ),
    "resource": (
        busy("refresh_token.resource_granted", has("resource")),
        "resource_indicators/a-refresh-brings-no-access-token-for-a-resource-that-was-not-authorized",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", OUT_OF_ORDER)
def test_a_server_that_is_out_of_order_proves_nothing(way: str, tmp_path: Path) -> None:
    seams, scenario = OUT_OF_ORDER[way]
    assert verdicts(records(tmp_path, seams, [scenario])) == {"ERROR"}


def with_status(seam: str, status: int, kind: type[Refusal]) -> Seams:
    """Return a seam whose refusals come with another status, and with an error of the server."""

    class Failing(kind):  # type: ignore[valid-type,misc]
        """A refusal in which the request has no part."""

        code = "server_error"

    Failing.status = status
    sound = function_at(seam, {})

    def failing(asked: Any) -> None:
        try:
            sound(asked)
        except Refusal as refusal:
            raise Failing("come back later") from refusal

    return {seam: failing}


AUTHORIZATION = "redirection.redirect_uri_registered"
BUSY = [
    (AUTHORIZATION, PageError, "authorization_request/a-redirection-uri-of-nobody-is-not-followed"),
    (
        AUTHORIZATION,
        PageError,
        "authorization_request/the-end-user-is-told-of-an-invalid-redirection-uri",
    ),
    (
        "token_request.method_post",
        OAuthError,
        "token_endpoint/a-token-request-by-get-is-granted-nothing",
    ),
    (
        "introspection_client.method_registered",
        OAuthError,
        "introspection/a-confidential-client-learns-nothing-by-its-client-id-alone",
    ),
    (
        "userinfo.token_known",
        OAuthError,
        "bearer_token_usage/an-access-token-that-was-never-issued-opens-nothing",
    ),
    ("userinfo.token_unrevoked", OAuthError, "revocation/a-revoked-access-token-opens-nothing"),
    (
        "logout.post_logout_redirect_uri_registered",
        PageError,
        "logout/a-uri-that-nobody-registered-is-not-followed",
    ),
]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("seam", "kind", "scenario"), BUSY, ids=[row[2] for row in BUSY])
def test_a_busy_answer_is_no_finding_and_no_pass(
    seam: str, kind: type[Refusal], scenario: str, status: int, tmp_path: Path
) -> None:
    found = records(tmp_path, with_status(seam, status, kind), [scenario])
    assert verdicts(found) == {"ERROR"}
    assert f"HTTP {status}" in found[scenario]["reason"]


FAILED = [
    (
        "revocation.token_of_client",
        "revocation/the-refresh-token-of-another-client-cannot-be-revoked",
        "standards",
    ),
    (
        "pushed_request.redirect_uri_registered",
        "pushed_authorization/a-public-client-cannot-push-a-redirection-uri-that-is-not-registered",
        "standards",
    ),
    (
        "userinfo.token_unrevoked",
        "mosaic_refresh_revocation/a-revoked-access-token-opens-nothing",
        "mosaic",
    ),
]


@pytest.mark.parametrize(("seam", "scenario", "dialect"), FAILED, ids=[row[1] for row in FAILED])
def test_a_failure_of_the_server_is_no_refusal(
    seam: str, scenario: str, dialect: str, tmp_path: Path
) -> None:
    seams = with_status(seam, 500, OAuthError)
    found = records(tmp_path, seams, [scenario], dialect=dialect)
    assert found[scenario]["verdict"] in ("FAIL", "WARNING")
    assert "HTTP 500" in found[scenario]["received"]


class Failing(PageError):
    """The end-user's decision is not taken."""

    status = 500


def undecided(*_: Any) -> None:
    """Take no decision."""
    raise Failing("come back later")


def test_a_decision_that_ends_at_an_error_proves_nothing(tmp_path: Path) -> None:
    denied = "device_authorization/a-device-is-told-that-it-was-denied"
    found = records(tmp_path, {"device.decided": undecided}, [denied])
    assert verdicts(found) == {"ERROR"}
    assert "decision failed at" in found[denied]["reason"]
