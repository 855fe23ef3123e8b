"""Words in tables for an end-user."""

from collections.abc import Callable

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.protocol.parties import User
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.words import variants


def other_end_user(flow: Flow) -> User:
    """Return another end-user than that of the flow. Raises NotTestable where there is none."""
    at_work = flow.user_agent.user.username
    others = [user for user in flow.party.target.users if user.username != at_work]
    if not others:
        raise NotTestable("users in the target file has no second end-user")
    return others[0]


def _other_password(flow: Flow) -> str:
    password = other_end_user(flow).password
    if not password or password == flow.user_agent.user.password:
        raise NotApplicable("the end-users in the target file have no different passwords")
    return password


def _password(variant: variants.Variant) -> Callable[[Flow], str]:
    return lambda flow: variant("end-user's password", flow.user_agent.user.password)


def _claim(name: str) -> Callable[[Flow], str]:
    def claim(flow: Flow) -> str:
        value = flow.user_agent.user.claims.get(name)
        if not isinstance(value, str):
            raise NotApplicable(f"users[0].claims in the target file has no {name}")
        return value

    return claim


WORDS: dict[str, Callable[[Flow], str]] = {
    "(the end-user's username)": lambda flow: flow.user_agent.user.username,
    "(the end-user's password in another case)": _password(variants.in_another_case),
    "(the beginning of the end-user's password)": _password(variants.beginning),
    "(another end-user's password)": _other_password,
    "(the end-user's email)": _claim("email"),
    "(the end-user's phone_number)": _claim("phone_number"),
}
