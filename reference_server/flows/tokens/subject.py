"""Whom tokens are about: OpenID Connect Core 2."""

from __future__ import annotations

from ...core.seams import Behaviours
from ...core.sessions import Session

grant = Behaviours("grant")


@grant
def subject(session: Session) -> str:
    """OpenID Connect Core 2: a subject is one end-user's, for ever."""
    return session.user.sub
