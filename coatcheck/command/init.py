"""`coatcheck init`: a target file for a provider, from its metadata and its login page."""

import argparse
import os
import shlex
from pathlib import Path

from rich.console import Console
from rich.text import Text

from coatcheck.base.errors import UsageError
from coatcheck.base.text import visible
from coatcheck.net.wire import Wire
from coatcheck.onboarding import options
from coatcheck.onboarding.discovery import discover
from coatcheck.onboarding.draft import Draft, Login
from coatcheck.onboarding.interview import Interview
from coatcheck.onboarding.questions import Questions
from coatcheck.onboarding.recipe import BLANK
from coatcheck.onboarding.registration import Registrar
from coatcheck.onboarding.survey import surveyed
from coatcheck.onboarding.variables import Variables, beside

TIMEOUT = 10.0

OPTIONS = (
    ("--name", "NAME", "a short name for reports (default: made from the issuer's host)"),
    ("--metadata-url", "URL", "the address of the metadata, if it is not below the issuer"),
    ("--initial-access-token-env", "ENV", "the variable with a token for client registration"),
)
"""The options that take one value: name, value and help."""

REPEATABLE = (
    ("--client", "ID:METHOD[:ENV]", "a registered client, and the variable with its secret"),
    ("--redirect-uri", "URI", "give one for all clients, or one for each in the same order"),
    ("--user", "NAME[:ENV]", "an end-user, and the variable with the password"),
)
"""The options that may be given more than once."""


def act(arguments: argparse.Namespace) -> int:
    """Write the target file and print what remains to be done."""
    console = Console(highlight=False)
    file: Path = arguments.out
    _require_free(file, force=arguments.force)
    wire = Wire(TIMEOUT)
    try:
        draft = _draft(arguments, wire, console)
    finally:
        wire.close()
    with console.status("Analysing the login"):
        draft = surveyed(draft, file, browser=not arguments.no_browser)
    file.write_text(draft.text(file), encoding="utf-8")
    _report(draft, file, console)
    return 0


def _require_free(file: Path, *, force: bool) -> None:
    """Raise UsageError where the file is not to be written."""
    if file.exists() and not force:
        raise UsageError(f"{file} exists.", "Give another file with -o, or give --force.")
    if not file.parent.is_dir() or file.is_dir():
        raise UsageError(f"{file} cannot be written.", "Give a file in an existing folder with -o.")


def _draft(arguments: argparse.Namespace, wire: Wire, console: Console) -> Draft:
    """Return the draft before the login page is analysed."""
    clients = [options.client(text) for text in arguments.client]
    users = [options.user(text) for text in arguments.user]
    uris = options.redirect_uris(arguments.redirect_uri)
    token = _token(arguments.initial_access_token_env)
    provider = discover(wire, arguments.issuer, arguments.metadata_url)
    _say(console, f"Metadata: {provider.url}", *provider.notes)
    name = options.require_name(arguments.name or options.target_name(provider.issuer))
    variables = Variables(beside(arguments.out))
    interview = Interview(Questions.here(), variables, arguments.out.parent, name, uris)
    user_rows = interview.users(users)
    rows, notes = interview.clients(clients, Registrar(wire, provider, token))
    _say(console, *notes, *(f"Client {row.client.client_id}: {row.origin}" for row in rows))
    made = tuple(variables.made)
    return Draft(
        name, provider, rows, user_rows, Login(BLANK), made=made, variables_file=variables.file.name
    )


def _token(variable: str | None) -> str | None:
    """Return the initial access token. Raises UsageError where the variable is not set."""
    if variable is None:
        return None
    if not os.environ.get(variable):
        raise UsageError(
            f"--initial-access-token-env: the variable {variable} is not set.",
            f"Set it, for example: export {variable}=...",
        )
    return os.environ[variable]


def _say(console: Console, *lines: str) -> None:
    for line in lines:
        console.print(Text(visible(line)), soft_wrap=True)


def _report(draft: Draft, file: Path, console: Console) -> None:
    """Print what was found, what is left to fill in, and the next commands."""
    pages = ", ".join(page.page for page in draft.login.pages)
    works = f"works for {draft.users[0].user.username}; pages: {pages}"
    left = "not tried, or failed; comments in the file say what to fill in"
    _say(console, f"Login: {works if draft.login.works else left}")
    _say(console, *(f"  {note}" for note in draft.login.notes))
    secrets = beside(file)
    _say(console, *([f"Secrets: {secrets}, which only you can read"] if draft.made else []))
    _say(console, f"Target file: {file}", "Next:", *(f"  {step}" for step in _next(draft, file)))


def _next(draft: Draft, file: Path) -> list[str]:
    """Return the commands that come next."""
    unset = [n for n in draft.variables if n not in draft.made and n not in os.environ]
    secrets = beside(file).absolute()
    return [
        *([f". {shlex.quote(str(secrets))}"] if draft.made else []),
        *(f"export {name}=..." for name in unset),
        f"coatcheck check {file}",
        f"coatcheck run --target {file}",
    ]
