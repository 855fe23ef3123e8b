"""The capabilities by name, each with what decides it.

A flow declares its own in a module of its own in this package. One that is the same question for
several things takes an argument: `client(private_key_jwt)`.
"""

from collections.abc import Callable, Iterable

from coatcheck.capabilities.claims import Claims
from coatcheck.capabilities.decision import Decide, Decision, of_contract

CAPABILITIES: dict[str, Decide] = {}
"""Every capability that a scenario may need, by the name of its tag `@needs:...`."""

_FAMILIES: dict[str, Callable[[str], Decide]] = {}
"""The capabilities that take any argument, such as `grant(urn:example:grant)`."""

CONTRACT = "contract_"
"""The prefix of capabilities that the contract in the target file decides."""


def declare(**capabilities: Decide) -> None:
    """Add capabilities by name."""
    CAPABILITIES.update(capabilities)


def declare_for(name: str, arguments: Iterable[str], decide: Callable[[str], Decide]) -> None:
    """Add a capability that takes one of these arguments."""
    CAPABILITIES.update({f"{name}({argument})": decide(argument) for argument in arguments})


def declare_family(name: str, decide: Callable[[str], Decide]) -> None:
    """Add a capability that takes any argument."""
    _FAMILIES[name] = decide


def _of_family(name: str) -> Decide | None:
    family, opened, argument = name.removesuffix(")").partition("(")
    return _FAMILIES[family](argument) if opened and family in _FAMILIES else None


def claimed(name: str) -> Decide:
    """Claimed where another capability is, whatever decides that one."""
    return lambda claims: decide(name, claims)


def known(name: str) -> bool:
    """Tell whether a scenario may need something of this name."""
    return name in CAPABILITIES or name.startswith(CONTRACT) or _of_family(name) is not None


def decide(name: str, claims: Claims) -> Decision:
    """Return whether the target claims a capability. Raises KeyError for an unknown name."""
    stated = claims.target.capabilities.get(name)
    if stated is not None:
        is_so = f"capabilities.{name} is {str(stated).lower()} in the target file"
        return Decision(stated, is_so)
    if name.startswith(CONTRACT):
        return of_contract(name.removeprefix(CONTRACT))(claims)
    return (_of_family(name) or CAPABILITIES[name])(claims)
