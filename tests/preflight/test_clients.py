"""What the pre-flight leaves to the scenarios, and what it says of a provider that it refuses."""

from pathlib import Path

import pytest
import yaml

from reference_server.core.client_request import GrantRequest
from reference_server.core.errors import (
    InvalidGrant,
    InvalidRequest,
    OAuthError,
    UnauthorizedClient,
)
from reference_server.core.seams import Function
from reference_server.flows.authorization_code import code
from reference_server.flows.authorization_code.code import Code
from tests.conftest import Coatcheck, Write
from tests.lawful.provider import provider
from tests.reference import running_at


def answering(error: type[OAuthError]) -> dict[str, Function]:
    """Return what answers a code that does not exist with another error."""

    def presented(request: GrantRequest) -> Code:
        try:
            return code.presented(request)
        except InvalidGrant as refusal:
            raise error(refusal.description) from refusal

    return {"code.presented": presented}


@pytest.mark.parametrize(
    ("error", "exit_code", "words"),
    [
        (InvalidRequest, 1, "RFC6749-4.1.3/code-valid"),
        (UnauthorizedClient, 2, "cannot authenticate"),
    ],
)
def test_an_unknown_code_is_judged_whatever_its_error(
    coatcheck: Coatcheck,
    reference_target: str,
    write_target: Write,
    tmp_path: Path,
    error: type[OAuthError],
    exit_code: int,
    words: str,
) -> None:
    with provider(answering(error)) as base:
        text = running_at(f"{base}/oidc", reference_target)
        file = write_target(f"{text}\nuser_agent: http\n")
        options = ("--clause", "RFC6749-4.1.3/code-valid", "-n", "1", "--out", str(tmp_path))
        got, printed = coatcheck("run", "--target", file, *options)
    assert got == exit_code, printed
    assert words in " ".join(printed.split())


def unauthorized_for(client_id: str) -> dict[str, Function]:
    """Return what tells a client that it may not redeem codes (RFC 6749, 5.2)."""

    def presented(request: GrantRequest) -> Code:
        if request.client.client_id == client_id:
            raise UnauthorizedClient("this client may not use the grant")
        return code.presented(request)

    return {"code.presented": presented}


def test_a_client_for_itself_alone_ends_no_run(
    coatcheck: Coatcheck, reference_target: str, write_target: Write
) -> None:
    with provider(unauthorized_for("client-post")) as base:
        data = yaml.safe_load(running_at(f"{base}/oidc", reference_target))
        post = next(c for c in data["clients"] if c["client_id"] == "client-post")
        post["grant_types"] = ["client_credentials"]
        del post["redirect_uris"]
        file = write_target(yaml.safe_dump({**data, "user_agent": "http"}))
        got, printed = coatcheck("check", file)
    assert got == 0, printed
    assert "authenticate client-post: accepted" in " ".join(printed.split())
    assert "redirect URIs of client-post" not in printed


def test_a_client_that_redeems_codes_needs_a_redirect_uri(
    coatcheck: Coatcheck, reference_target: str, write_target: Write
) -> None:
    data = yaml.safe_load(reference_target)
    del data["clients"][0]["redirect_uris"]
    got, printed = coatcheck("check", write_target(yaml.safe_dump(data)))
    assert got == 2
    assert "redirect_uris is missing here" in " ".join(printed.split())
