"""The relying party of one worker: it speaks to the provider, and has every answer judged."""

import os
import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from coatcheck.base.verdict import NotTestable
from coatcheck.evidence.evidence import Recorder
from coatcheck.expect import observe
from coatcheck.net.pace import Pace
from coatcheck.net.wire import Exchange, Request, Wire, with_query
from coatcheck.protocol import client_authentication as authentication, pkce
from coatcheck.protocol.authorization import AuthorizationMessage, AuthorizationRequest
from coatcheck.protocol.client_request import FORM, client_request
from coatcheck.protocol.clock import Clock
from coatcheck.protocol.dialogue import authorization_kind, dialogue
from coatcheck.protocol.endpoints import Endpoint, EndpointMessage, EndpointRequest
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import (
    AuthorizationServerMetadataResponse,
    JwksResponse,
    MetadataResponse,
    TokenMessage,
    TokenRequest,
    TokenResponse,
    token_message,
)
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.protocol.parties import Client, User
from coatcheck.protocol.provider import Provider
from coatcheck.relying_party.published import Published
from coatcheck.relying_party.stage import Stage
from coatcheck.target.target import Target
from coatcheck.user_agent.agent import Destination, Driver, Navigation, UserAgent, follow, stops
from coatcheck.user_agent.codes import Codes
from coatcheck.user_agent.cookies import CookieJar
from coatcheck.user_agent.kept import KeptSession

M = TypeVar("M", bound=Message)


class RelyingParty:
    """Sends the requests of every client of a target; answers are kept, judged and returned."""

    def __init__(
        self,
        target: Target,
        driver: Driver,
        recorder: Recorder,
        keep_secret: Callable[[Iterable[str]], None] = lambda secrets: None,
    ) -> None:
        self.target = target
        self.clients = [*target.clients]
        """The clients of the target file, and those that came into being during the run."""
        self.stages: list[Stage] = []
        """What every request of a client goes through before it is sent, in this order."""
        self._keep_secret = keep_secret
        self.recorder = recorder
        pace = Pace(_share(target.requests_per_second), target.patience)
        self.wire = Wire(target.timeout, recorder.record, pace, target.route)
        self.published = Published(self.wire, target)
        self.clock = Clock(self.wire, target.clock, target.max_wait)
        self.taken: set[str] = set()
        """What requests had that were granted though the contract does not document it."""
        self._driver = driver

    @property
    def known(self) -> Provider:
        """What the provider says of itself, fetched once."""
        return self.published.provider

    @property
    def provider(self) -> Provider:
        """What is known of the provider, with the time by its clock."""
        return replace(self.known, now=self.clock.now())

    @property
    def server_metadata(self) -> Exchange:
        """The first answer at the address of the authorization server's metadata."""
        return self.published.server_metadata

    def admit(self, client: Client) -> None:
        """Take in a client that has come into being during the run."""
        self.clients.append(client)
        self._keep_secret(client.secrets)

    def send(self, label: str, client: Client, request: Request) -> Exchange:
        """Send a client's request by way of the stages; one of them may have it sent once more."""
        exchange = self.wire.send(label, self._prepared(client, request), client.certificate)
        asked = [stage.again(client, exchange) for stage in self.stages]
        if any(asked):
            return self.wire.send(label, self._prepared(client, request), client.certificate)
        return exchange

    def _prepared(self, client: Client, request: Request) -> Request:
        for stage in self.stages:
            request = stage.prepare(client, request)
        return request

    def endpoint(self, name: str) -> str:
        """Return an endpoint's address. Raises NotTestable where the metadata has none."""
        url = self.provider.endpoint(name)
        if not url:
            raise NotTestable(f"{name} is not in the metadata")
        return url

    def new_user_agent(self, user: User, session: KeptSession | None = None) -> UserAgent:
        """Return a user agent, without a session unless one is given."""
        code = partial(Codes(self.published.issuer, self.clock).code, user)
        return UserAgent(self.wire, self._driver, self.target.login, user, code, session)

    def fetch_metadata(self) -> MetadataResponse:
        """Fetch the OpenID Provider's configuration."""
        exchange = self.published.fetch_metadata()
        return self.judged(MetadataResponse(self.provider, exchange))

    def fetch_server_metadata(self) -> AuthorizationServerMetadataResponse:
        """Fetch the authorization server's metadata."""
        exchange = self.published.fetch_server_metadata()
        return self.judged(AuthorizationServerMetadataResponse(self.provider, exchange))

    def fetch_jwks(self) -> JwksResponse:
        """Fetch the provider's JWK Set. Raises NotTestable where the metadata has no jwks_uri."""
        exchange = self.published.fetch_jwks(self.endpoint("jwks_uri"))
        return self.judged(JwksResponse(self.provider, exchange))

    def authorization_request(self, client: Client, changes: Changes = ()) -> AuthorizationRequest:
        """Return a code flow's authorization request with deviations."""
        verifier = pkce.verifier()
        plain = Parameters.of(
            response_type="code",
            client_id=client.client_id,
            redirect_uri=client.redirect_uri,
            scope="openid",
            state=secrets.token_urlsafe(16),
            nonce=secrets.token_urlsafe(16),
            code_challenge=pkce.challenge(verifier),
            code_challenge_method="S256",
        ).changed(self.target.further("authorization"))
        transport = {name: value for name, value in changes if name in ("(method)", "(origin)")}
        deviations = [change for change in changes if change[0] not in transport]
        method, asking = transport.get("(method)", "GET"), transport.get("(origin)")
        return AuthorizationRequest(client, plain.changed(deviations), method, verifier, asking)

    def authorize(
        self, request: AuthorizationRequest, agent: UserAgent, *, refusing: bool = False
    ) -> AuthorizationMessage:
        """Send an authorization request through a user agent."""
        http, asked = self._http(request), request.parameters.all("redirect_uri")
        navigation = Navigation(
            "authorization request", self.stops(http.url, *asked), refusing=refusing
        )
        destination = agent.visit(http, navigation)
        message = self._message(request, destination, agent)
        for answer in dialogue(message):
            self.judged(answer)
        return self.judged(message)

    def open(self, request: AuthorizationRequest) -> Destination:
        """Send an authorization request without a session, and deal with no page."""
        http, label = self._http(request), "authorization request"
        return follow(http, self.stops(http.url), CookieJar(), self.wire, label)

    def request_token(
        self,
        request: TokenRequest,
        presenting: str = "its own credentials",
        assertion_changes: Changes = (),
        transport: Changes = (),
    ) -> TokenMessage:
        """Send a token request; `transport` may change its method or its media type."""
        shown = self._credentials(request.client, presenting, assertion_changes)
        endpoint = self.endpoint("token_endpoint")
        http = client_request(endpoint, request.parameters, shown, dict(transport))
        return self._judged_tokens(self.send("token request", request.client, http), request)

    def request_endpoint(
        self,
        endpoint: Endpoint,
        request: EndpointRequest,
        presenting: str = "its own credentials",
        assertion_changes: Changes = (),
        transport: Changes = (),
    ) -> EndpointMessage:
        """Send a request to an endpoint. Raises NotTestable where the metadata has none."""
        shown = self._credentials(request.client, presenting, assertion_changes)
        address = self.endpoint(endpoint.member)
        http = client_request(address, request.parameters, shown, dict(transport))
        exchange = self.send(f"{endpoint.kind} request", request.client, http)
        return self.judged(endpoint.message(exchange)(self.provider, exchange, request))

    def stops(self, opened: str, *asked: str) -> frozenset[str]:
        """Return where a user agent stops that has opened an address: at the clients' own."""
        uris = (
            uri
            for client in self.clients
            for uri in (*client.redirect_uris, *client.post_logout_redirect_uris)
        )
        return stops((*uris, *asked), (self.published.issuer, opened))

    def _credentials(
        self, client: Client, presenting: str, changes: Changes
    ) -> authentication.Credentials:
        claim = authentication.Claim(client, self.published.issuer, presenting, changes)
        return authentication.credentials(claim)

    def _http(self, request: AuthorizationRequest) -> Request:
        endpoint = self.endpoint("authorization_endpoint").partition("#")[0]
        encoded = (request.by_reference or request.parameters).encode()
        headers = (("Origin", request.origin),) if request.origin else ()
        if request.method == "POST":
            return Request("POST", endpoint, (FORM, *headers), encoded)
        return Request(request.method, with_query(endpoint, encoded), headers)

    def _message(
        self, request: AuthorizationRequest, destination: Destination, agent: UserAgent
    ) -> AuthorizationMessage:
        posted = Parameters.parse(destination.posted) if destination.posted is not None else None
        return authorization_kind(request, destination.location, posted)(
            self.provider,
            destination.last,
            request,
            destination.location,
            destination.pages,
            destination.exchanges,
            agent.user,
            agent.login,
            posted,
        )

    def _judged_tokens(self, exchange: Exchange, request: TokenRequest) -> TokenMessage:
        message = self.judged(token_message(exchange)(self.provider, exchange, request))
        if isinstance(message, TokenResponse):
            for token in (message.id_token, message.jwt_access_token):
                if token is not None:
                    self.judged(token)
        return message

    def judged(self, message: M) -> M:
        """Judge a message by every rule for its kind, note what was found, and return it."""
        seen = observe(message)
        self.recorder.note(seen.judged, seen.findings, seen.crashes)
        return message


def _share(requests_per_second: float | None) -> float | None:
    """Return a worker's share of the pace that a run keeps."""
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    return requests_per_second and requests_per_second / workers
