"""The token request with the end-user's password (RFC 6749, 4.3.2)."""

from coatcheck.base.verdict import NotApplicable
from coatcheck.kinds.kind import declare
from coatcheck.kinds.sending import TokenKind
from coatcheck.protocol.parameters import Parameters
from coatcheck.scenario.flow import Flow


class PasswordRequest(TokenKind):
    """Tokens for the end-user's name and password."""

    name = "password"
    secrets = ("password", *TokenKind.secrets)

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters. Raises NotApplicable where the end-user has no password."""
        user = flow.user_agent.user
        if not user.password:
            raise NotApplicable(f"{user.username} has no password in the target file")
        return Parameters.of(
            grant_type="password", username=user.username, password=user.password, scope="openid"
        )


PASSWORD = declare(PasswordRequest())
