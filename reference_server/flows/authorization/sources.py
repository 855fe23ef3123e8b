"""Where the parameters of an authorization request come from; flows may know further places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ...core.parameters import Parameters
from ...core.provider import Provider
from ...core.seams import Behaviours


@dataclass(frozen=True, slots=True)
class Sent:
    """What came to the authorization endpoint, as far as it has been read."""

    provider: Provider
    method: str
    parameters: Parameters


Source = Callable[[Sent], Parameters | None]
"""What reads the parameters in one place; nothing where they do not come from there."""

_sources: dict[str, Source] = {}
authorization_parameters = Behaviours("authorization_parameters")


def source(function: Source) -> Source:
    """Look for parameters in a further place, after those that are known already."""
    _sources[function.__name__] = function
    return function


@authorization_parameters
def by_get(sent: Parameters) -> Parameters:
    """OpenID Connect Core 3.1.2.1: parameters are taken from the query of a GET request."""
    return sent


@authorization_parameters
def by_post(sent: Parameters) -> Parameters:
    """OpenID Connect Core 3.1.2.1: parameters are taken from the form of a POST request."""
    return sent


@source
def query(sent: Sent) -> Parameters | None:
    """RFC 6749 3.1: the query of the URI."""
    return sent.provider.use(by_get)(sent.parameters) if sent.method != "POST" else None


@source
def body(sent: Sent) -> Parameters | None:
    """RFC 6749 3.1: the form in the body."""
    return sent.provider.use(by_post)(sent.parameters) if sent.method == "POST" else None


def is_referred(parameters: Parameters) -> bool:
    """Whether a request came by reference: neither in the query nor in the body alone."""
    return parameters.source not in ("", query.__name__, body.__name__)


def received(sent: Sent) -> Parameters:
    """The parameters by which a request is judged; PageError where they cannot be had."""
    for name, read in _sources.items():
        found = read(sent)
        if found is not None:
            sent = replace(sent, parameters=replace(found, source=name))
    return sent.parameters
