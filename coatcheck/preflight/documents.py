"""Checks that the provider's documents are available, and that its clock agrees with ours."""

import datetime
import email.utils

from coatcheck.base.errors import TargetUnreachable
from coatcheck.base.text import plural
from coatcheck.base.verdict import NotTestable
from coatcheck.expect import observe
from coatcheck.net.wire import Exchange
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import MetadataResponse
from coatcheck.register.requirement import register
from coatcheck.run.session import Session

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
MAX_SKEW = 30.0
"""The largest difference of the clocks for which expiry checks are reliable, in seconds."""


def metadata(session: Session) -> str:
    """Fetch the metadata. Raises TargetUnreachable without it, or without a needed member."""
    party = session.party
    exchange = party.published.metadata
    if exchange.reply is None or exchange.answer.status != 200:
        raise TargetUnreachable(
            f"No metadata at {exchange.request.url}{_by_way_of(session)}: {exchange.summary}."
            f"{_breaches_of_metadata(session)}",
            "Correct issuer, metadata_url or proxy in the target file, or start the provider. If "
            "TLS fails, set ca_file in the target file, or SSL_CERT_FILE.",
        )
    missing = [name for name in ENDPOINTS if not party.known.endpoint(name)]
    if missing:
        raise TargetUnreachable(
            f"The metadata at {exchange.request.url} has no {', '.join(missing)}."
            f"{_breaches_of_metadata(session)}",
            "A run needs this. Correct metadata_url in the target file, or the provider.",
        )
    return exchange.request.url


def _by_way_of(session: Session) -> str:
    """Return the proxy through which requests go, if there is one."""
    route = session.target.route
    return f" through the proxy {route.proxy_of_browser['server']}" if route.proxy else ""


def issuer(session: Session) -> str:
    """Compare the issuer. Raises NotTestable where the metadata names another one."""
    published = session.party.published
    named, expected = published.metadata.answer.members.get("issuer"), published.issuer
    if named != expected:
        raise NotTestable(
            f"issuer is {named!r} in the metadata and {expected!r} in {session.target.file}. "
            "Correct the target file; if it is right, the scenarios will report the provider"
        )
    return expected


def keys(session: Session) -> str:
    """Fetch the JWK Set. Raises TargetUnreachable where there is none."""
    party = session.party
    keys = party.known.keys
    if not keys:
        raise TargetUnreachable(
            f"There is no JWK Set at {party.known.endpoint('jwks_uri')}."
            f"{_breaches_of_metadata(session)}{_breaches(session, party.fetch_jwks())}",
            "A run needs keys to verify tokens. Correct jwks_uri in the provider's metadata.",
        )
    return plural(len(keys), "key")


def unreachable(session: Session, member: str, exchange: Exchange) -> TargetUnreachable:
    """Return the failure of an endpoint that does not answer."""
    return TargetUnreachable(
        f"The {member} {session.party.known.endpoint(member)} does not answer: {exchange.summary}."
        f"{_breaches_of_metadata(session)}",
        "A run needs this endpoint. Start the provider, or correct its metadata.",
    )


def _breaches_of_metadata(session: Session) -> str:
    """Return the MUST requirements that the metadata breaks, as a further sentence."""
    party = session.party
    return _breaches(session, MetadataResponse(party.provider, party.published.metadata))


def _breaches(session: Session, document: Message) -> str:
    broken = dict.fromkeys(finding.requirement for finding in observe(document).findings)
    rows = [register()[name] for name in broken]
    musts = [f"{row.id}: {row.text}" for row in rows if session.profile.level(row) == "MUST"]
    return f" If the target file is right, this breaks {'; '.join(musts)}" if musts else ""


def clock(session: Session) -> str:
    """Compare the clocks. Raises TargetUnreachable where they differ too much."""
    exchange = session.party.published.metadata
    date = exchange.answer.header("date")
    try:
        theirs = email.utils.parsedate_to_datetime(date or "")
    except ValueError:
        return "unknown, because the provider sends no Date header"
    if theirs.tzinfo is None:
        theirs = theirs.replace(tzinfo=datetime.UTC)
    age = exchange.answer.header("age") or "0"
    cached = float(age) if age.isascii() and age.isdigit() else 0.0
    skew = max(abs((theirs - exchange.started).total_seconds()) - cached, 0.0)
    if skew > MAX_SKEW:
        raise TargetUnreachable(
            f"The clocks of the provider and of this machine differ by {skew:.0f} s.",
            "Set both with NTP. Otherwise checks of iat and exp would be wrong.",
        )
    return f"they differ by {skew:.0f} s"
