"""A trial of a draft: whether the login leads to the client, and what each client may do."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from coatcheck import capabilities
from coatcheck.evidence.evidence import Recorder
from coatcheck.expect.outcome import described
from coatcheck.onboarding.discovery import Discovered
from coatcheck.onboarding.draft import Capability
from coatcheck.protocol.authorization import (
    AuthorizationErrorResponse,
    AuthorizationMessage,
    AuthorizationResponse,
)
from coatcheck.protocol.endpoints import EndpointRequest
from coatcheck.protocol.messages import TokenMessage, TokenRequest, TokenResponse
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client, User
from coatcheck.protocol.pushed_authorization import PUSHED_AUTHORIZATION
from coatcheck.relying_party.party import RelyingParty
from coatcheck.target.target import Target
from coatcheck.user_agent.agent import Driver, UserAgent

NOBODY = "nobody-by-this-name"
_PROBES: dict[str, dict[str, str]] = {
    "refresh_token": {"refresh_token": "no-token-of-this-provider"},
    "client_credentials": {},
    "password": {"username": NOBODY, "password": NOBODY, "scope": "openid"},
}
"""A request with each other grant. If the client may use it, the error has another reason."""

_DENIALS = ("unauthorized_client", "unsupported_grant_type", "invalid_client")
"""The errors for a client that may not use a grant (RFC 6749, 5.2)."""

UNKNOWN_SCOPE = "openid none-of-these"


@dataclass
class Findings:
    """The results of a trial."""

    works: bool = False
    refusable: bool = False
    algs: dict[str, str] = field(default_factory=dict)
    lifetimes: dict[str, float] = field(default_factory=dict)
    capabilities: list[Capability] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note_capability(self, name: str, why: str, *, claimed: bool = False) -> None:
        """Note once that the provider offers something or does not."""
        if name not in [each.name for each in self.capabilities]:
            self.capabilities.append(Capability(name, claimed, why))


class Trial:
    """A trial of the clients and the first end-user of a draft at the provider."""

    def __init__(self, target: Target, driver: Driver) -> None:
        self.party = RelyingParty(target, driver, Recorder())
        self._user = target.users[0]

    def agent(self, user: User | None = None) -> UserAgent:
        """Return a user agent without a session."""
        return self.party.new_user_agent(user or self._user)

    def authorize(
        self, client: Client, agent: UserAgent, *, refusing: bool = False, **parameters: str
    ) -> AuthorizationMessage:
        """Send an authorization request, plain but for the parameters given."""
        request = self.party.authorization_request(client, tuple(parameters.items()))
        return self.party.authorize(request, agent, refusing=refusing)

    def log_in(self, clients: tuple[Client, ...], agent: UserAgent, findings: Findings) -> None:
        """Get tokens for every client; the end-user logs in once."""
        for client in clients:
            message = self.authorize(client, agent)
            if not isinstance(message, AuthorizationResponse):
                findings.notes.append(f"{client.client_id} got no code: {described(message)}.")
                continue
            findings.works |= "login" in message.pages
            self._redeem(client, message, findings)

    def ask_for_unknown_scope(self, client: Client, agent: UserAgent, findings: Findings) -> None:
        """Check whether an unknown scope is ignored (OpenID Connect Core 1.0, 3.1.2.1)."""
        message = self.authorize(client, agent, scope=UNKNOWN_SCOPE)
        if isinstance(message, AuthorizationErrorResponse):
            error = message.parameters.get("error")
            what = f"an unknown scope was refused with {error}"
            findings.note_capability("unknown_scope_ignored", what)

    def ask_for_acr(self, client: Client, agent: UserAgent, findings: Findings) -> None:
        """Check whether an announced acr can be reached (OpenID Connect Core 1.0, 5.5.1.1)."""
        announced = self.party.known.metadata.get("acr_values_supported")
        if not isinstance(announced, list) or not announced:
            return
        essential = {"id_token": {"acr": {"essential": True, "values": announced[:1]}}}
        message = self.authorize(client, agent, claims=json.dumps(essential))
        if not isinstance(message, AuthorizationResponse):
            findings.note_capability("reachable_acr", f"{announced[0]} was not reached")

    def _redeem(self, client: Client, message: AuthorizationResponse, findings: Findings) -> None:
        parameters = Parameters.of(
            grant_type="authorization_code",
            code=message.code,
            redirect_uri=client.redirect_uri,
            code_verifier=message.request.code_verifier,
        )
        tokens = self.party.request_token(TokenRequest(client, parameters, message))
        if not isinstance(tokens, TokenResponse):
            came = tokens.members.get("error") or tokens.exchange.summary
            hint = " Correct its credentials." if came == "invalid_client" else ""
            findings.notes.append(f"{client.client_id} got no tokens for its code: {came}.{hint}")
            return
        if tokens.id_token is not None and isinstance(tokens.id_token.jwt.header.get("alg"), str):
            findings.algs[client.client_id] = tokens.id_token.jwt.header["alg"]
        if client.is_public and not capabilities.decide("public_client", self.party).claimed:
            why = f"{client.client_id} got tokens, although the metadata does not list none"
            findings.note_capability("public_client", why, claimed=True)
        _note_lifetime("access_token", tokens.members.get("expires_in"), findings)

    def refuse(self, client: Client, findings: Findings) -> None:
        """Refuse as the end-user, and check whether the client gets an error."""
        message = self.authorize(client, self.agent(), refusing=True, prompt="consent")
        findings.refusable = isinstance(message, AuthorizationErrorResponse)

    def push(self, client: Client, findings: Findings) -> None:
        """Push an authorization request, for the lifetime of its request_uri (RFC 9126, 2.2)."""
        if not self.party.known.endpoint("pushed_authorization_request_endpoint"):
            return
        parameters = self.party.authorization_request(client).parameters
        came = self.party.request_endpoint(
            PUSHED_AUTHORIZATION, EndpointRequest(client, parameters)
        )
        _note_lifetime("request_uri", came.members.get("expires_in"), findings)

    def grants(self, client: Client, provider: Discovered) -> tuple[str, ...]:
        """Return the grants of the metadata that a client may use, as far as that is testable."""
        return ("authorization_code", *self._further(client, provider))

    def _further(self, client: Client, provider: Discovered) -> Iterator[str]:
        for grant, parameters in _PROBES.items():
            if grant not in provider.grant_types:
                continue
            if client.is_public and grant != "refresh_token":
                continue
            asked = Parameters.of(grant_type=grant, **parameters)
            if _may(self.party.request_token(TokenRequest(client, asked))):
                yield grant


def _may(answer: TokenMessage) -> bool:
    """Tell from the response whether the client may use the grant of a request."""
    if isinstance(answer, TokenResponse):
        return True
    error = answer.members.get("error")
    return isinstance(error, str) and error not in _DENIALS


def _note_lifetime(artifact: str, seconds: object, findings: Findings) -> None:
    if isinstance(seconds, int) and not isinstance(seconds, bool) and seconds > 0:
        findings.lifetimes.setdefault(artifact, seconds)


def with_findings(client: Client, findings: Findings) -> Client:
    """Return a client with the algorithm of its ID Tokens."""
    alg = findings.algs.get(client.client_id, client.id_token_signed_response_alg)
    return replace(client, id_token_signed_response_alg=alg)
