"""The token request for an authorization code (RFC 6749, 4.1.3), and the answers to all of them."""

from collections.abc import Mapping

from coatcheck.base.verdict import NotApplicable
from coatcheck.kinds.kind import NamedMessage, declare
from coatcheck.kinds.sending import TokenKind, request_token
from coatcheck.protocol.messages import (
    IdToken,
    JwtAccessToken,
    TokenErrorResponse,
    TokenMessage,
    TokenResponse,
)
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario.flow import Flow


class CodeRequest(TokenKind):
    """Tokens for the code of the authorization response."""

    name = "token"
    extensible = False
    secrets = ("code", "code_verifier", *TokenKind.secrets)

    def plain(self, flow: Flow) -> Parameters:
        """Return the parameters. Raises NotTestable where there is no code."""
        authorization = flow.code
        sent = authorization.request
        return Parameters.of(
            grant_type="authorization_code",
            code=authorization.code,
            redirect_uri=sent.parameters.get("redirect_uri"),
            code_verifier=sent.code_verifier if sent.parameters.get("code_challenge") else None,
        )

    def send(self, flow: Flow, changes: Changes = ()) -> Flow:
        """Send a request that goes back to the authorization response."""
        return request_token(flow, self.plain(flow), changes, flow.code)

    def control(self, flow: Flow) -> Flow:
        """Return a code flow that brought tokens."""
        return flow.specimens.code_flow(flow.client)

    def messages(self) -> Mapping[str, NamedMessage]:
        """Return the answers to token requests of every kind, and the tokens in them."""
        return {
            "answer to the token request": NamedMessage(TokenMessage, self.answer),
            "token response": NamedMessage(TokenResponse, self.answer),
            "token error response": NamedMessage(TokenErrorResponse, self.answer),
            "ID Token": NamedMessage(IdToken, lambda flow: flow.tokens.id_token),
            "access token": NamedMessage(JwtAccessToken, _jwt_access_token),
        }


def _jwt_access_token(flow: Flow) -> JwtAccessToken:
    token = flow.tokens.jwt_access_token
    if token is None:
        raise NotApplicable("the access token is not a JWT")
    return token


CODE = declare(CodeRequest())
