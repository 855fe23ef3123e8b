"""The token request of an extension grant (RFC 6749, 4.5)."""

from coatcheck.kinds.kind import declare
from coatcheck.kinds.sending import TokenKind
from coatcheck.protocol.parameters import Parameters
from coatcheck.scenario.flow import Flow


class ExtensionGrantRequest(TokenKind):
    """Tokens for whatever a scenario presents."""

    name = "extension grant"
    secrets = ("assertion", "subject_token", "actor_token", *TokenKind.secrets)

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters as they were sent before in this flow, if they were."""
        before = flow.issued.request.parameters if flow.issued else Parameters()
        return before if ":" in (before.get("grant_type") or "") else Parameters()

    def control(self, flow: Flow) -> Flow:
        """Return the flow itself: the scenario sends the control, as it alone knows the grant."""
        return flow


EXTENSION_GRANT = declare(ExtensionGrantRequest())
