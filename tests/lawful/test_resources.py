"""What a provider may make of a resource is no finding (RFC 8707, 2)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reference_server.core.errors import InvalidGrant
from reference_server.core.faults.fault import misreported
from reference_server.flows.authorization_code import duties as authorization_code
from reference_server.flows.refresh_token import duties as refresh_token
from reference_server.flows.tokens.access_token import AccessTokenContext
from tests.lawful.provider import Target, records, verdicts


def test_whoever_asks_for_an_unauthorized_resource_is_refused_in_any_way(tmp_path: Path) -> None:
    seams = {
        f"{noun}.resource_granted": misreported(check, InvalidGrant)
        for noun, check in (
            ("refresh_token", refresh_token.resource_granted),
            ("authorization_code", authorization_code.resource_granted),
        )
    }
    who = ("a-code-brings", "a-refresh-brings")
    what = "no-access-token-for-a-resource-that-was-not-authorized"
    found = records(tmp_path, seams, [f"resource_indicators/{each}-{what}" for each in who])
    assert verdicts(found) == {"PASS"}


def abstract(context: AccessTokenContext) -> Any:
    names = {"https://api.example/one": "api-1", "https://api.example/two": "api-2"}
    return [names[each] for each in context.resources] or context.provider.issuer


def stated(*audiences: str | None) -> Callable[[Target], None]:
    def tell(target: Target) -> None:
        names = ("https://api.example/one", "https://api.example/two")
        pairs = zip(names, audiences, strict=True)
        target["resources"] = [
            {"resource": name, "audience": audience} if audience else name
            for name, audience in pairs
        ]

    return tell


OF_RESOURCE = [
    "resource_indicators/a-code-for-a-resource-brings-an-access-token-for-it-alone",
    "resource_indicators/a-code-for-two-resources-brings-an-access-token-for-them-alone",
    "resource_indicators/a-token-request-for-one-of-two-resources-brings-a-token-without-the-other",
]


@pytest.mark.parametrize(
    ("audiences", "verdict"),
    [
        ((None, None), "NOT APPLICABLE"),
        (("api-1", "api-2"), "PASS"),
        (("api-3", "api-4"), "WARNING"),
    ],
)
def test_a_resource_may_be_mapped_to_an_audience(
    audiences: tuple[str | None, str | None], verdict: str, tmp_path: Path
) -> None:
    seams = {"access_token_claim.aud": abstract}
    found = records(tmp_path, seams, OF_RESOURCE[:2], stated(*audiences))
    assert {record["verdict"] for record in found.values()} == {verdict}
    found = records(tmp_path, seams, OF_RESOURCE[2:], stated("api-1", "api-2"))
    assert verdicts(found) == {"PASS"}
