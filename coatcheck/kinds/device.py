"""The requests of a device: for a device code (RFC 8628, 3.1), and for its tokens (3.4)."""

from collections.abc import Mapping, Sequence

from coatcheck.base.verdict import NotApplicable
from coatcheck.kinds import approval
from coatcheck.kinds.kind import NamedMessage, declare
from coatcheck.kinds.polling import PollingKind
from coatcheck.kinds.sending import EndpointKind
from coatcheck.protocol import device
from coatcheck.protocol.device import VerificationMessage, VerificationPage
from coatcheck.protocol.message import Message
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario.flow import Flow


class DeviceAuthorizationRequest(EndpointKind):
    """A device code, and what the end-user needs to approve it."""

    endpoint = device.DEVICE_AUTHORIZATION
    secrets = ("device_code",)
    refusal_demanded = True

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters: the scope alone."""
        return Parameters.of(scope="openid")

    def decide(self, flow: Flow, *, approving: bool, changes: Changes = ()) -> Flow:
        """Have the end-user open the verification URI and decide there (RFC 8628, 3.3)."""
        return approval.at_device(flow, approving=approving, changes=changes)

    def messages(self) -> Mapping[str, NamedMessage]:
        """Return the answers, and what the end-user sees meanwhile."""
        return {
            **super().messages(),
            "device verification": NamedMessage(VerificationMessage, _verification),
            "device's page": NamedMessage(VerificationPage, _pages),
        }


def _verification(flow: Flow) -> Message:
    if flow.party.target.device is not None:
        raise NotApplicable("device is set in the target file, so the suite sees no device pages")
    return flow.answer("verification")


def _pages(flow: Flow) -> Sequence[Message]:
    verification = _verification(flow)
    return list(verification.shown) if isinstance(verification, VerificationMessage) else []


DEVICE_AUTHORIZATION = declare(DeviceAuthorizationRequest())


class DeviceTokenRequest(PollingKind):
    """Tokens for a device code that the end-user has approved."""

    name = "device token"
    grant_type = device.DEVICE_CODE
    awaited = DEVICE_AUTHORIZATION
    secrets = ("device_code", *PollingKind.secrets)
    capability = "device"


DEVICE_TOKEN = declare(DeviceTokenRequest())
