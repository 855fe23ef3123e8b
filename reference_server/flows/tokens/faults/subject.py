"""Faults of the subject of tokens."""

from typing import Any

from ....core.faults.fault import Fault, constant, suffixed
from ....core.sessions import Session
from ..subject import subject


def _subject_of_session(session: Session) -> str:
    return f"{session.user.sub}-{session.session_id[:8]}"


def _fault(name: str, requirement: str, replacement: Any, sentence: str) -> Fault:
    return Fault(name, requirement, "grant.subject", replacement, sentence)


FAULTS = (
    _fault(
        "sub_unstable", "OIDCC-2/sub-stable", _subject_of_session,
        "The sub of an end-user differs after each login.",
    ),
    _fault(
        "sub_shared", "OIDCC-2/sub-unique", constant("the-end-user"),
        "All end-users have the same sub.",
    ),
    _fault(
        "sub_number", "OIDCC-2/sub-string",
        lambda session: sum(session.user.sub.encode()), "sub is a number.",
    ),
    _fault(
        "sub_long", "OIDCC-2/sub-max-255-ascii", suffixed(subject, "-" * 256),
        "sub has more than 255 characters.",
    ),
)  # fmt: skip
