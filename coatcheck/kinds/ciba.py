"""The requests of CIBA: for an authentication (CIBA Core, 7.1), and for its tokens (10.1)."""

from coatcheck.base.verdict import NotTestable
from coatcheck.kinds import approval
from coatcheck.kinds.kind import declare
from coatcheck.kinds.polling import PollingKind
from coatcheck.kinds.sending import EndpointKind
from coatcheck.protocol import ciba
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario.flow import Flow


class BackchannelAuthenticationRequest(EndpointKind):
    """The authentication of an end-user on another device."""

    endpoint = ciba.BACKCHANNEL_AUTHENTICATION
    secrets = ("auth_req_id", "login_hint_token", "client_notification_token")

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters, with the target file's hint. Raises NotTestable without one."""
        means = flow.party.target.ciba
        if means is None:
            raise NotTestable("ciba is not set in the target file")
        hint = means.login_hint.format_map({"username": flow.user_agent.user.username})
        return Parameters.of(scope="openid", login_hint=hint)

    def decide(self, flow: Flow, *, approving: bool, changes: Changes = ()) -> Flow:
        """Have the end-user decide by the means of the target file (CIBA Core, 8)."""
        return approval.by_backchannel(flow, approving=approving, changes=changes)


BACKCHANNEL_AUTHENTICATION = declare(BackchannelAuthenticationRequest())


class CibaTokenRequest(PollingKind):
    """Tokens for an authentication that the end-user has approved."""

    name = "CIBA token"
    grant_type = ciba.CIBA
    awaited = BACKCHANNEL_AUTHENTICATION
    secrets = ("auth_req_id", *PollingKind.secrets)
    capability = "ciba"


CIBA_TOKEN = declare(CibaTokenRequest())
