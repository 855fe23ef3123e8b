"""When a request needs a positive control, and by which client that is proven."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from coatcheck.base.verdict import NotTestable
from coatcheck.kinds import KINDS
from coatcheck.protocol.parties import Client
from coatcheck.scenario.flow import Flow, Presentation
from coatcheck.target.target import Target

URI = ("https://client.example/callback",)
PUBLIC = Client("public", "none", URI, grant_types=("authorization_code", "client_credentials"))
CONFIDENTIAL = Client("web", "client_secret_basic", URI, "s3cret")
SERVICE = Client(
    "service", "client_secret_basic", (), "s3cret", grant_types=("client_credentials",)
)


def flow(client: Client, *clients: Client, **others: Any) -> Flow:
    target = Target(Path("t.yaml"), "t", clients or (client,), (), ())
    party = cast(Any, SimpleNamespace(target=target))
    return Flow(party=party, specimens=party, client=client, user_agent=party, **others)


@pytest.mark.parametrize("kind", KINDS)
def test_a_deviation_needs_a_control(kind: str) -> None:
    assert KINDS[kind].needs_control(flow(CONFIDENTIAL), (("x", "y"),))


@pytest.mark.parametrize("kind", KINDS)
def test_a_plain_request_needs_none(kind: str) -> None:
    assert not KINDS[kind].needs_control(flow(CONFIDENTIAL), ())


@pytest.mark.parametrize("kind", [name for name in KINDS if name != "UserInfo"])
def test_another_presentation_needs_a_control(kind: str) -> None:
    wrong = Presentation("wrong credentials")
    assert KINDS[kind].needs_control(flow(CONFIDENTIAL, presentation=wrong), ())


def test_no_client_takes_part_in_a_userinfo_request() -> None:
    wrong = Presentation("wrong credentials")
    assert not KINDS["UserInfo"].needs_control(flow(CONFIDENTIAL, presentation=wrong), ())


def test_a_public_client_is_refused_tokens_of_its_own_only_with_a_control() -> None:
    kind = KINDS["client credentials"]
    asked = flow(PUBLIC, PUBLIC, CONFIDENTIAL, SERVICE)
    assert kind.needs_control(asked, ())
    assert kind.proven_by(asked) == SERVICE
    with pytest.raises(NotTestable, match="no confidential client"):
        kind.proven_by(flow(PUBLIC, PUBLIC, CONFIDENTIAL))


def test_scenarios_prefer_clients_that_redeem_codes() -> None:
    target = flow(CONFIDENTIAL, CONFIDENTIAL, SERVICE, replace(CONFIDENTIAL, client_id="b")).party
    other = target.target.other_than(CONFIDENTIAL)
    assert other is not None
    assert other.client_id == "b"
    assert target.target.client_with("token_endpoint_auth_method", "client_secret_basic").uses_codes
