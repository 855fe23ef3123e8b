"""Explores and tries the login in a browser, and completes the draft with the findings."""

import dataclasses
from dataclasses import replace
from pathlib import Path

from coatcheck.base.errors import BrowserUnavailable
from coatcheck.expect.outcome import described
from coatcheck.onboarding.draft import ClientRow, Draft, Login
from coatcheck.onboarding.exploration import Explorer, Journal
from coatcheck.onboarding.recipe import BLANK, recipe
from coatcheck.onboarding.trial import Findings, Trial, with_findings
from coatcheck.protocol.authorization import AuthorizationMessage, AuthorizationResponse
from coatcheck.protocol.parties import Client
from coatcheck.target.target import Page
from coatcheck.user_agent.browser import BrowserDriver
from coatcheck.user_agent.forms import FormDriver

NO_BROWSER = "The login page was not analysed, because of --no-browser."


def surveyed(draft: Draft, file: Path, *, browser: bool) -> Draft:
    """Return a draft with everything that can be observed."""
    draft = _with_grants(draft, file)
    if not browser:
        return replace(draft, login=Login(BLANK, notes=(NO_BROWSER,)))
    driver = BrowserDriver()
    try:
        return _with_login(draft, file, driver)
    except BrowserUnavailable as error:
        note = f"The login page was not analysed. {error.what} {error.hint}"
        return replace(draft, login=Login(BLANK, notes=(note,)))
    finally:
        driver.close()


def _with_login(draft: Draft, file: Path, driver: BrowserDriver) -> Draft:
    """Explore the login page, make a recipe, and try it."""
    journal = _explored(draft, file, driver)
    pages = recipe(journal.pages)
    if not any(page.page == "login" for page in pages):
        return replace(draft, login=Login(_completed(pages), notes=tuple(journal.notes)))
    if not draft.users[0].user.password:
        return replace(draft, login=Login(pages, notes=tuple(journal.notes)))
    return _tried(draft, file, driver, pages, journal)


def _completed(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """Return the pages with a login page to correct by hand."""
    return (*BLANK, *pages)


def _explored(draft: Draft, file: Path, driver: BrowserDriver) -> Journal:
    """Log the first end-user in twice, and give consent if a page asks for it.

    A known end-user may get another page, which does not ask for the user name.
    """
    explorer = Explorer(driver)
    trial = Trial(draft.target(file), explorer)
    client, agent, journal = draft.clients[0].client, trial.agent(), explorer.journal
    try:
        message = trial.authorize(client, agent)
        if isinstance(message, AuthorizationResponse):
            trial.authorize(client, agent, prompt="login")
            if "consent" not in journal.kinds:
                trial.authorize(client, trial.agent(), prompt="consent")
        else:
            _note_refusal(message, journal)
    finally:
        trial.party.wire.close()
    return journal


def _note_refusal(message: AuthorizationMessage, journal: Journal) -> None:
    """Note why there was no login, where the pages do not show it."""
    if message.location or message.exchange.answer.status >= 400:
        client = message.request.client
        journal.note(
            f"The authorization request of {client.client_id} with redirect_uri "
            f"{client.redirect_uri} is refused: {described(message)}. Correct --client or "
            "--redirect-uri, or the registration of the client."
        )
    elif not journal.pages and not journal.notes:
        journal.note(f"No login page was shown: {described(message)}.")


def _tried(
    draft: Draft, file: Path, driver: BrowserDriver, pages: tuple[Page, ...], journal: Journal
) -> Draft:
    trial, findings = Trial(draft.target(file, pages), driver), Findings()
    able = tuple(row.client for row in draft.clients if row.can_authenticate)
    try:
        _log_in(trial, able or (draft.clients[0].client,), findings)
        if findings.works and any(page.refuse for page in pages):
            trial.refuse(draft.clients[0].client, findings)
        if findings.works and "consent" not in journal.kinds:
            what = "no consent page was shown, even with prompt=consent"
            findings.note_capability("consent_page", what)
        if able:
            trial.push(able[0], findings)
    finally:
        trial.party.wire.close()
    return replace(
        draft,
        clients=tuple(_row_with(row, findings) for row in draft.clients),
        login=_login(pages, findings, journal),
        lifetimes=findings.lifetimes,
        capabilities=tuple(findings.capabilities),
    )


def _log_in(trial: Trial, clients: tuple[Client, ...], findings: Findings) -> None:
    agent = trial.agent()
    trial.log_in(clients, agent, findings)
    if findings.works:
        trial.ask_for_unknown_scope(clients[0], agent, findings)
        trial.ask_for_acr(clients[0], agent, findings)


def _row_with(row: ClientRow, findings: Findings) -> ClientRow:
    return replace(row, client=with_findings(row.client, findings))


def _login(pages: tuple[Page, ...], findings: Findings, journal: Journal) -> Login:
    """Return the recipe, without a refuse that does not lead to the client."""
    notes = [*journal.notes, *findings.notes]
    kept = pages
    if findings.works and not findings.refusable:
        kept = tuple(dataclasses.replace(page, refuse=None) for page in pages)
        dropped = [page.refuse for page in pages if page.refuse]
        if dropped:
            notes.append(
                f"After a refusal with {', '.join(dropped)} the client got no error; refuse is "
                "omitted."
            )
    return Login(kept, findings.works, tuple(notes))


def _with_grants(draft: Draft, file: Path) -> Draft:
    """Ask the token endpoint which grants the clients with unknown registration may use."""
    trial = Trial(draft.target(file, BLANK), FormDriver())
    try:
        return replace(draft, clients=tuple(_row(row, trial, draft) for row in draft.clients))
    finally:
        trial.party.wire.close()


def _row(row: ClientRow, trial: Trial, draft: Draft) -> ClientRow:
    if row.registered:
        return row
    if not row.can_authenticate:
        offered = draft.provider.grant_types
        grants = [g for g in ("authorization_code", "refresh_token") if g in offered]
        return replace(row, client=replace(row.client, grant_types=tuple(grants)))
    grants_of = trial.grants(row.client, draft.provider)
    return replace(row, client=replace(row.client, grant_types=grants_of))
