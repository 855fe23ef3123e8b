"""The target: one provider, and everything that a run needs to know of it."""

import dataclasses
import datetime
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from coatcheck.net.route import Route, RunAuthority
from coatcheck.protocol.parties import BY_HAND, Client, Resource, User

USER_AGENTS = ("sparing", "browser", "http")
"""How pages are dealt with; the schema of the target file explains each."""

ENTRIES = ("username", "password", "totp", "user_code")
"""What can be entered into a page, in braces."""

SECRETS = ("{password}", "{totp}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page for the end-user: how to know it and what to do on it; the way ends without press."""

    page: str
    when: str
    press: str | None = None
    fill: dict[str, str] = field(default_factory=dict)
    refuse: str | None = None
    check: tuple[str, ...] = ()
    wait: str | None = None

    @property
    def asks_secret(self) -> bool:
        """Whether a password or a code is entered, so that coming back it says: a wrong one."""
        return any(name in text for text in self.fill.values() for name in SECRETS)


@dataclass(frozen=True, slots=True)
class Start:
    """How to start a provider that does not run yet; it prints its issuer as JSON."""

    command: tuple[str, ...]
    within: float = 30.0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """An HTTP request that makes an end-user's decision at the provider."""

    url: str = field(repr=False)
    method: str = "POST"
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    form: dict[str, str] | None = field(default=None, repr=False)
    json: dict[str, Any] | None = field(default=None, repr=False)


Decision = Call | Literal["by hand"]
"""How an end-user's decision is brought about where no page asks for it."""


@dataclass(frozen=True, slots=True)
class Ciba:
    """Backchannel authentication: how end-users are named, and how they decide."""

    login_hint: str
    approve: Decision
    deny: Decision


@dataclass(frozen=True, slots=True)
class Device:
    """How end-users decide on a device, out of the sight of their user agent."""

    approve: Decision
    deny: Decision


@dataclass(frozen=True, slots=True)
class Deviation:
    """A finding that the user has declared, with the reason and the day it lapses."""

    id: str
    reason: str
    expires: datetime.date
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One provider under test."""

    file: Path
    name: str
    clients: tuple[Client, ...]
    users: tuple[User, ...]
    login: tuple[Page, ...]
    issuer: str | None = None
    start: Start | None = None
    metadata_url: str | None = None
    user_agent: str = USER_AGENTS[0]
    timeout: float = 10.0
    route: Route = field(default_factory=Route)
    requests_per_second: float | None = None
    patience: float = 60.0
    max_wait: float = 0.0
    clock: str | None = None
    lifetimes: dict[str, float] = field(default_factory=dict)
    capabilities: dict[str, bool] = field(default_factory=dict)
    parameters: dict[str, dict[str, str]] = field(default_factory=dict)
    resources: tuple[Resource, ...] = ()
    ciba: Ciba | None = None
    device: Device | None = None
    contract: str | None = None
    refusal_members: tuple[str, ...] = ()
    known_deviations: tuple[Deviation, ...] = ()
    sha256: str = ""
    """The hash of what the file says, but for the known deviations."""
    further_secrets: tuple[str, ...] = field(default=(), repr=False)
    """What the environment adds to calls and parameters, and may be secret."""

    def at(self, issuer: str) -> "Target":
        """Return the target with its issuer known and `{issuer}` filled in."""
        clock = self.clock and self.clock.replace("{issuer}", issuer)
        url = self.metadata_url and self.metadata_url.replace("{issuer}", issuer)
        clients = tuple(client.at(issuer) for client in self.clients)
        return dataclasses.replace(
            self, issuer=issuer, clock=clock, metadata_url=url, clients=clients
        )

    def trusting(self, ca_file: Path) -> "Target":
        """Return a target that runs, and whose own certificate authority is trusted for this run.

        Raises OSError for a file that cannot be used.
        """
        authority = RunAuthority(ca_file, self.issuer or "")
        route = dataclasses.replace(self.route, run_authority=authority)
        route.tls()
        return dataclasses.replace(self, route=route)

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that no report may show."""
        secrets = [secret for client in self.clients for secret in client.secrets]
        secrets += [secret for user in self.users for secret in user.secrets]
        return (*secrets, *self.route.secrets, *self.further_secrets)

    @property
    def has_a_clock_for_each_worker(self) -> bool:
        """Whether a scenario that moves the clock leaves those of other workers alone."""
        return self.clock is None or self.start is not None

    @property
    def asks_a_person(self) -> bool:
        """Whether somebody has to be at the terminal to decide."""
        means = [each for each in (self.ciba, self.device) if each is not None]
        return any(BY_HAND in (each.approve, each.deny) for each in means)

    def further(self, kind: str) -> tuple[tuple[str, str], ...]:
        """Return the parameters that every request of a kind is to carry besides its own."""
        return tuple(self.parameters.get(kind.lower().replace(" ", "_"), {}).items())

    @property
    def _code_clients_first(self) -> list[Client]:
        """The clients, those first that redeem codes: most scenarios begin with a code."""
        return sorted(self.clients, key=lambda client: not client.uses_codes)

    def client(self, method: str) -> Client | None:
        """Return the first client that authenticates by this method."""
        return next(
            (c for c in self._code_clients_first if c.token_endpoint_auth_method == method), None
        )

    def client_with(self, member: str, value: str) -> Client:
        """Return the first client of a registration. Raises LookupError where there is none."""
        client = next((c for c in self._code_clients_first if getattr(c, member) == value), None)
        if client is None:
            raise LookupError(f"{self.file} has no client whose {member} is {value}")
        return client

    def client_without(self, grant: str) -> Client | None:
        """Return the first client with credentials that may not use a grant."""
        clients = (c for c in self._code_clients_first if not c.is_public)
        return next((c for c in clients if grant not in c.grant_types), None)

    def other_than(self, client: Client) -> Client | None:
        """Return another client, the first of those that are most like this one."""
        others = [c for c in self.clients if c.client_id != client.client_id]
        return max(others, key=client.likeness, default=None)
