"""Who the clients and the end-users are: by option, by registration, or by asking."""

import datetime
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coatcheck.base.errors import UsageError
from coatcheck.onboarding import options
from coatcheck.onboarding.draft import ClientRow, UserRow
from coatcheck.onboarding.options import GivenClient, GivenUser
from coatcheck.onboarding.questions import Questions
from coatcheck.onboarding.registration import REDIRECT_URIS, Refused, Registered, Registrar
from coatcheck.onboarding.variables import Variables
from coatcheck.protocol.parties import Client, User

FEWEST = 2
"""How many clients a target has at least."""


@dataclass
class Interview:
    """Finds out what the metadata does not say: clients and end-users."""

    questions: Questions
    variables: Variables
    folder: Path
    name: str
    redirect_uris: tuple[str, ...] = ()

    def users(self, given: list[GivenUser]) -> tuple[UserRow, ...]:
        """Return the end-users. Raises UsageError where there is none."""
        if not given:
            hint = " NAME:ENV; ENV is the environment variable with the password."
            self.questions.require("No end-user is given", "--user", hint)
            given = [self.questions.read("User name of an end-user", options.user)]
            another = self.questions.read("User name of a second end-user (empty for none)", str)
            given += [options.user(another)] if another else []
        return tuple(self._user(row) for row in given)

    def _user(self, row: GivenUser) -> UserRow:
        password = self._secret(row.variable, f"Password of {row.username}")
        return UserRow(User(row.username, password or ""), row.variable)

    def clients(
        self, given: list[GivenClient], registrar: Registrar
    ) -> tuple[tuple[ClientRow, ...], tuple[str, ...]]:
        """Return two or more clients, and notes for the person. Raises UsageError."""
        self._require_uris(len(given))
        rows = [self._client(row, number) for number, row in enumerate(given)]
        notes: list[str] = []
        if len(rows) < FEWEST and registrar.endpoint:
            made, notes = self._registered(registrar, len(rows))
            rows += made
        if len(rows) < FEWEST:
            self._require_terminal(rows, registrar, notes)
        while len(rows) < FEWEST:
            text = f"Client {len(rows) + 1}, as ID:METHOD (METHOD is {', '.join(options.METHODS)})"
            uri = "Its registered redirection URI"
            rows.append(self._client(self.questions.read(text, options.client), len(rows), uri))
        return tuple(rows), tuple(notes)

    def _require_uris(self, count: int) -> None:
        uris = len(self.redirect_uris)
        if uris > 1 and count and uris != count:
            raise UsageError(
                f"--redirect-uri is given {uris} times and --client {count} times.",
                "Give one --redirect-uri for all clients, or one for each in the same order.",
            )

    def _require_terminal(
        self, rows: list[ClientRow], registrar: Registrar, notes: list[str]
    ) -> None:
        why = "; ".join(notes) or "the metadata has no registration_endpoint"
        self.questions.require(
            f"{FEWEST} clients are needed, but there are {len(rows)} ({why})",
            "--client",
            " ID:METHOD:ENV for each; ENV is the environment variable with its secret."
            + ("" if registrar.token or not registrar.endpoint else _TOKEN),
        )

    def _client(self, row: GivenClient, number: int, question: str = "") -> ClientRow:
        uri = self._redirect_uri(number)
        if question:
            uri = self.questions.read(question, lambda text: options.redirect_uris([text])[0], uri)
        client = Client(row.client_id, row.method, (uri,))
        origin = "Given by --client."
        if row.method == options.KEYS:
            path = Path(row.credential or "")
            client = Client(row.client_id, row.method, (uri,), jwks=_keys(path))
            return ClientRow(client, origin, jwks_file=os.path.relpath(path, self.folder))
        if row.credential is None:
            return ClientRow(client, origin)
        secret = self._secret(row.credential, f"Secret of {row.client_id}")
        client = Client(row.client_id, row.method, (uri,), client_secret=secret)
        return ClientRow(client, origin, row.credential)

    def _redirect_uri(self, number: int) -> str:
        uris = self.redirect_uris or REDIRECT_URIS
        return uris[min(number, len(uris) - 1)]

    def _secret(self, variable: str, question: str) -> str | None:
        """Return a variable's value; if it is not set, ask for it and keep the answer."""
        value = self.variables.value(variable)
        if value is None and self.questions.at_terminal:
            value = self.questions.secret(f"{question}, for {variable}") or None
            if value:
                self.variables.keep({variable: value}, question)
        return value

    def _registered(self, registrar: Registrar, known: int) -> tuple[list[ClientRow], list[str]]:
        """Register clients; each secret is kept before anything else is done."""
        rows: list[ClientRow] = []
        for came in registrar.clients(self.redirect_uris or REDIRECT_URIS):
            if isinstance(came, Refused):
                return rows, [_reason(came, registrar)]
            rows.append(self._kept(came, known + len(rows) + 1))
        return rows, []

    def _kept(self, came: Registered, number: int) -> ClientRow:
        client = came.client
        prefix = options.named(self.name, f"CLIENT_{number}")
        variable = self.variables.free(f"{prefix}_SECRET")
        values = {variable: client.client_secret} if client.client_secret else {}
        names = {name: self.variables.free(f"{prefix}_{name.upper()}") for name in came.management}
        kept = {**values, **{names[name]: value for name, value in came.management.items()}}
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        if kept:
            self.variables.keep(kept, f"Client {client.client_id}, registered on {today}")
        origin = f"Registered by coatcheck init on {today}{_expiry(came.expires)}."
        return ClientRow(client, origin, variable if values else None, registered=True)


_TOKEN = " If the registration is protected, give --initial-access-token-env."


def _reason(refused: Refused, registrar: Registrar) -> str:
    said = f"no further client could be registered at {registrar.endpoint}: {refused.what}"
    if refused.unauthorized and not registrar.token:
        said += " (give the variable with a token for it with --initial-access-token-env)"
    return said


def _expiry(seconds: int) -> str:
    if not seconds:
        return ""
    day = datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()
    return f"; its secret expires on {day.isoformat()}"


def _keys(path: Path) -> dict[str, Any]:
    """Return a client's private keys. Raises UsageError where the file has none."""
    try:
        keys = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{path} is not a readable JWK Set: {error}.",
            "Give ID:private_key_jwt:FILE, a JSON file with the client's private keys.",
        ) from error
    if not isinstance(keys, dict) or not isinstance(keys.get("keys"), list):
        raise UsageError(f"{path} is not a JWK Set.", 'Its form must be {"keys": [...]}.')
    return keys
