"""Which operations a key of the JWK Set may name (RFC 7517, 4.3)."""

import datetime
import json

import pytest

from coatcheck.base.verdict import Nonconformance
from coatcheck.expect.rule import rule_for
from coatcheck.net.wire import Exchange, Reply, Request
from coatcheck.protocol.messages import JwksResponse
from coatcheck.protocol.provider import Provider


def judge(*operations: str) -> None:
    """Judge a JWK Set whose key names these operations."""
    body = json.dumps({"keys": [{"kty": "EC", "key_ops": operations}]}).encode()
    now = datetime.datetime.now(datetime.UTC)
    sent = Request("GET", "https://op.example/jwks")
    exchange = Exchange(1, "JWK Set", sent, Reply(200, (), body), None, now, 0.0)
    jwks = JwksResponse(Provider("https://op.example"), exchange)
    rule_for(jwks, "gives every key only related operations").judge(jwks)


@pytest.mark.parametrize(
    "operations",
    [(), ("deriveKey",), ("sign", "verify"), ("wrapKey", "unwrapKey"), ("verify", "of-our-own")],
)
def test_an_operation_alone_and_the_permitted_pairs_are_no_finding(
    operations: tuple[str, ...],
) -> None:
    judge(*operations)


@pytest.mark.parametrize("operations", [("verify", "encrypt"), ("deriveKey", "deriveBits")])
def test_any_other_combination_is_one(operations: tuple[str, ...]) -> None:
    with pytest.raises(Nonconformance):
        judge(*operations)
