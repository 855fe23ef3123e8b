"""A session that a person began at the provider, kept for later runs."""

import datetime
import json
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coatcheck.base import state
from coatcheck.base.errors import CredentialsRefused
from coatcheck.user_agent.cookies import CookieJar

OTHERS = stat.S_IRWXG | stat.S_IRWXO
"""The permissions of everybody except the owner."""


@dataclass(frozen=True, slots=True)
class KeptSession:
    """The storage of a browser after a login, with the issuer and the end-user."""

    issuer: str
    username: str
    made: datetime.datetime
    storage: dict[str, Any] = field(repr=False)
    """Cookies and local storage, in Playwright's form."""

    @property
    def cookies(self) -> list[dict[str, Any]]:
        """The cookies."""
        cookies: list[dict[str, Any]] = self.storage["cookies"]
        return cookies

    @property
    def origins(self) -> tuple[dict[str, Any], ...]:
        """The local storage of each origin that has any."""
        return tuple(self.storage["origins"])

    def local_storage(self) -> list[str]:
        """Return the values in local storage."""
        return [item["value"] for each in self.origins for item in each["localStorage"]]

    def write(self, file: Path) -> None:
        """Write the session to a file that only its owner can read."""
        data = {
            "issuer": self.issuer,
            "username": self.username,
            "made": self.made.isoformat(),
        }
        state.keep(file, json.dumps({**data, "storage": self.storage}, indent=1))

    @classmethod
    def read(cls, file: Path, issuer: str, username: str, hint: str) -> "KeptSession":
        """Return a kept session. Raises CredentialsRefused, which says what is wrong."""
        kept = cls._parsed(file, hint)
        if kept.issuer != issuer:
            what = f"The session in {file} belongs to {kept.issuer}, not to {issuer}."
            raise CredentialsRefused(what, hint)
        if kept.username != username:
            what = f"The session in {file} belongs to {kept.username}, not to {username}."
            raise CredentialsRefused(what, hint)
        return kept

    @classmethod
    def _parsed(cls, file: Path, hint: str) -> "KeptSession":
        try:
            data = json.loads(_private_text(file))
            made = datetime.datetime.fromisoformat(data["made"])
            kept = cls(str(data["issuer"]), str(data["username"]), made, data["storage"])
            CookieJar().from_browser(kept.cookies)
            kept.local_storage()
        except FileNotFoundError as error:
            raise CredentialsRefused(f"No session is kept in {file}.", hint) from error
        except OSError as error:
            raise CredentialsRefused(f"{file} cannot be read: {error}.", hint) from error
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise CredentialsRefused(f"{file} does not contain a session.", hint) from error
        return kept


def _private_text(file: Path) -> str:
    """Return the content of a file. Raises CredentialsRefused where others have access to it."""
    with file.open(encoding="utf-8") as opened:
        facts = os.fstat(opened.fileno())
        mode = stat.S_IMODE(facts.st_mode)
        if os.name == "posix" and facts.st_uid != os.geteuid():
            raise CredentialsRefused(
                f"The file {file} belongs to another user, who may have forged the session.",
                f"Remove {file}, and log in again.",
            )
        if os.name == "posix" and mode & OTHERS:
            raise CredentialsRefused(
                f"Others can read the session in {file}: its mode is {mode:04o}.",
                f"Run `chmod 600 {file}`. If somebody may have read it, end the session at the "
                "provider and log in again.",
            )
        return opened.read()
