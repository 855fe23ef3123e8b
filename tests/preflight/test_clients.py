"""What the pre-flight leaves to the scenarios, and what it says of a provider that it refuses."""

from pathlib import Path

import pytest

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
        got, said = coatcheck("run", "--target", file, *options)
    assert got == exit_code, said
    assert words in " ".join(said.split())
