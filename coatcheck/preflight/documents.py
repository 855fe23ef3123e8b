"""Whether the provider's documents can be had, and its clock agrees with ours."""

import datetime
import email.utils

from coatcheck.base.errors import TargetUnreachable
from coatcheck.base.text import plural
from coatcheck.base.verdict import NotTestable
from coatcheck.expect import observe
from coatcheck.net.wire import Exchange
from coatcheck.protocol.messages import Message, MetadataResponse
from coatcheck.register.requirement import register
from coatcheck.run.session import Session

ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
MAX_SKEW = 30.0
"""How far the provider's clock may be from ours before expiry checks mislead, in seconds."""


def metadata(session: Session) -> str:
    """Fetch the metadata. Raises TargetUnreachable without what a run needs."""
    party = session.party
    exchange = party.published.metadata
    if exchange.reply is None or exchange.answer.status != 200:
        raise TargetUnreachable(
            f"No metadata at {exchange.request.url}{_by_way_of(session)}: {exchange.summary}."
            f"{_breaches_of_metadata(session)}",
            "Correct issuer, metadata_url or proxy in the target file, start the provider, or, if "
            "TLS is at fault, have its certificate trusted (SSL_CERT_FILE).",
        )
    missing = [name for name in ENDPOINTS if not party.known.endpoint(name)]
    if missing:
        raise TargetUnreachable(
            f"The metadata at {exchange.request.url} has no {', '.join(missing)}."
            f"{_breaches_of_metadata(session)}",
            "A run cannot do without; correct metadata_url, or the provider.",
        )
    return exchange.request.url


def _by_way_of(session: Session) -> str:
    """Return through which proxy requests go, if they do."""
    route = session.target.route
    return f" by way of the proxy {route.proxy_of_browser['server']}" if route.proxy else ""


def issuer(session: Session) -> str:
    """Compare the issuer. Raises NotTestable where the metadata names another one."""
    published = session.party.published
    named, expected = published.metadata.answer.members.get("issuer"), published.issuer
    if named != expected:
        raise NotTestable(
            f"the metadata names {named!r}, {session.target.file} {expected!r}: write the former "
            "there, unless the provider is wrong, which the scenarios take it to be"
        )
    return expected


def keys(session: Session) -> str:
    """Fetch the JWK Set. Raises TargetUnreachable where there is none."""
    party = session.party
    keys = party.known.keys
    if not keys:
        raise TargetUnreachable(
            f"There is no JWK Set at {party.known.endpoint('jwks_uri')}."
            f"{_breaches_of_metadata(session)}{_breaches(party.fetch_jwks())}",
            "Without keys no token can be verified; correct the provider's jwks_uri.",
        )
    return plural(len(keys), "key")


def unreachable(session: Session, member: str, exchange: Exchange) -> TargetUnreachable:
    """Return the failure of an endpoint from which no answer comes."""
    return TargetUnreachable(
        f"The {member} {session.party.known.endpoint(member)} does not answer: {exchange.summary}."
        f"{_breaches_of_metadata(session)}",
        "A run cannot do without; start the provider, or correct its metadata.",
    )


def _breaches_of_metadata(session: Session) -> str:
    """Return the obligatory requirements that the metadata breaks, in words that go on."""
    party = session.party
    return _breaches(MetadataResponse(party.provider, party.published.metadata))


def _breaches(document: Message) -> str:
    broken = dict.fromkeys(finding.requirement for finding in observe(document).findings)
    rows = [register()[name] for name in broken]
    told = [f"{row.id}: {row.text}" for row in rows if row.level == "MUST"]
    return f" If the target file is right, that breaks {'; '.join(told)}" if told else ""


def clock(session: Session) -> str:
    """Compare the clocks. Raises TargetUnreachable where they differ too much."""
    exchange = session.party.published.metadata
    date = exchange.answer.header("date")
    try:
        theirs = email.utils.parsedate_to_datetime(date or "")
    except ValueError:
        return "the provider sends no Date"
    if theirs.tzinfo is None:
        theirs = theirs.replace(tzinfo=datetime.UTC)
    age = exchange.answer.header("age") or "0"
    cached = float(age) if age.isascii() and age.isdigit() else 0.0
    skew = max(abs((theirs - exchange.started).total_seconds()) - cached, 0.0)
    if skew > MAX_SKEW:
        raise TargetUnreachable(
            f"The provider's clock is {skew:.0f} s from this machine's.",
            "Set both by NTP; judgements of iat and exp would be wrong.",
        )
    return f"{skew:.0f} s apart"
