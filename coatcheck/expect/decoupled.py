"""What devices and CIBA share: an artifact that is issued first, and by which a client polls."""

from coatcheck.base.verdict import NotApplicable
from coatcheck.expect.answer import expect_status
from coatcheck.expect.outcome import POLLING
from coatcheck.expect.rule import applicable, expect, testable
from coatcheck.protocol.ciba import CIBA
from coatcheck.protocol.device import DEVICE_CODE
from coatcheck.protocol.endpoints import EndpointMessage, EndpointRequest
from coatcheck.protocol.messages import TokenErrorResponse, TokenMessage

ARTIFACTS = {DEVICE_CODE: "device_code", CIBA: "auth_req_id"}
"""By which parameter a client polls, by its grant (RFC 8628, 3.4; CIBA Core, 10.1)."""


def artifact(response: EndpointMessage, name: str) -> str:
    """Return an artifact out of a response. Raises NotTestable where there is none."""
    value = response.text(name)
    testable(value, f"there is no {name}")
    return value


def of_its_own(response: EndpointMessage, name: str) -> None:
    """Expect an artifact that no earlier response had; which response has it is remembered."""
    value = artifact(response, name)
    first = response.provider.memory.first(name, value, value=response)
    same = first.exchange.id == response.exchange.id
    expect(same, f"another {name} in each response", f"the same as before: {value}")


def polled_for(message: TokenMessage, grant_type: str) -> EndpointRequest:
    """Return the request whose result a token request of this grant asks for.

    Raises NotApplicable for token requests of other grants.
    """
    name = ARTIFACTS[grant_type]
    applicable(message.request.grant_type == grant_type, f"the request does not use {name}")
    value = message.request.parameters.get(name)
    issued = message.provider.memory.first(name, value, value=None)
    if not isinstance(issued, EndpointMessage):
        raise NotApplicable(f"the {name} was not issued")
    return issued.request


def expect_status_of_polling(response: TokenErrorResponse) -> None:
    """Expect the status 400 with the errors of polling (RFC 8628, 3.5; CIBA Core, 11)."""
    applicable(response.members.get("error") in POLLING, "the error is not an error of polling")
    expect_status(response, 400)
