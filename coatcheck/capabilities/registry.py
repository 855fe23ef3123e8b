"""The capabilities by name, each with what decides it.

A flow declares its own in a module of its own in this package. One that is the same question for
several things takes an argument: `client(private_key_jwt)`.
"""

from collections.abc import Callable, Iterable

from coatcheck.capabilities import stated as by_target_file
from coatcheck.capabilities.claims import Claims
from coatcheck.capabilities.decision import Decide, Decision

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
    family, _, argument = name.partition("(")
    whole = family in _FAMILIES and argument.endswith(")") and len(argument) > 1
    return _FAMILIES[family](argument[:-1]) if whole else None


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
        return by_target_file.of_contract(name.removeprefix(CONTRACT))(claims)
    return (_of_family(name) or CAPABILITIES[name])(claims)
