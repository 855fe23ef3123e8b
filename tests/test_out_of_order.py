"""A server that is busy, or has failed, neither keeps a requirement nor breaks it by that."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from coatcheck.run.engine import Record
from reference_server.errors import OAuthError, PageError, Refusal
from reference_server.seams import Function, sound_seams
from tests.lawful import records

Seams = Mapping[str, Function]


def with_status(seam: str, status: int, kind: type[Refusal]) -> Seams:
    """Return a seam whose refusals come with another status, and with an error of the server."""

    class Failing(kind):  # type: ignore[valid-type,misc]
        """A refusal in which the request has no part."""

        code = "server_error"

    Failing.status = status
    sound = sound_seams()[seam]

    def failing(asked: Any) -> None:
        try:
            sound(asked)
        except Refusal as refusal:
            raise Failing("come back later") from refusal

    return {seam: failing}


def verdicts(found: Mapping[str, Record]) -> set[str]:
    """Return what scenarios come to, with what was found by the way."""
    seen = {str(record["verdict"]) for record in found.values()}
    return seen | {f["requirement"] for record in found.values() for f in record["findings"]}


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
    assert "decision ends at" in found[denied]["reason"]
