"""What scenarios read of what a provider says: its documents, and the parts of its answers."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from unittest import mock

from coatcheck.expect.observe import Observation, observe
from coatcheck.net.wire import Reply
from coatcheck.protocol import jose, messages
from coatcheck.protocol.jose import Jwt
from coatcheck.protocol.key_set import KeySet
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import IdToken, JwtAccessToken, Token, TokenResponse
from coatcheck.protocol.provider import Provider
from coatcheck.relying_party import party as relying_party, published

KEYS = "jwks"
"""What a scenario has read that asked anything of the key set."""

ID_TOKEN, ACCESS_TOKEN = "id_token", "access_token"
"""What a scenario has read that looked into an ID Token, or into an access token."""

WITHIN = {
    **dict.fromkeys(("id_token", "id_token_header", "id_token_signature"), ID_TOKEN),
    "access_token_claim": ACCESS_TOKEN,
}
"""The token in which a seam lies that begins so."""

HEADERS = "_header."
"""What stands in a seam before the name of a header; it is told by that name that one is read."""

TOKENS = "token_response."
"""What stands in a seam before the name of a member; it is told by TOLD and that name."""

TOLD = "member "

Way = tuple[str, frozenset[str]]
"""What a message is judged by: the schema of its grant, and its requirements."""


def part_of(seam: str) -> str | None:
    """Return the part of an answer that a seam lies in, if it is one whose reading is noted."""
    if token := WITHIN.get(seam.partition(".")[0]):
        return token
    if seam.startswith(TOKENS):
        return f"{TOLD}{seam.removeprefix(TOKENS)}"
    name = seam.partition(HEADERS)[2]
    return name.replace("_", "-") or None


@dataclass(frozen=True)
class Judged:
    """A message that was judged by the way, by which requirements, and the seams that this read."""

    message: Message
    requirements: frozenset[str]
    seams: frozenset[str]

    @property
    def exchange(self) -> int:
        """The number of the exchange that brought the message."""
        return self.message.exchange.id

    @property
    def way(self) -> Way:
        """What the message was judged by."""
        request = getattr(self.message, "request", None)
        return getattr(request, "grant_type", ""), self.requirements

    @cached_property
    def broken(self) -> set[str]:
        """What the message breaks as it came."""
        return {finding.requirement for finding in self.under(self.message.provider).findings}

    def under(self, faulty: Provider) -> Observation:
        """Judge the message again, with what a faulty provider says of itself."""
        known = replace(self.message.provider, metadata=faulty.metadata, keys=faulty.keys)
        return observe(replace(self.message, provider=known))


@dataclass
class Reading:
    """What a scenario has read of the documents that a worker fetches once, and of answers."""

    seams: set[str] = field(default_factory=set)
    judged: list[Judged] = field(default_factory=list)

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Have it noted here what is read, for as long as this lasts."""
        with ExitStack() as patches:
            for owner, name, noting in (
                (published, "Provider", self.provider),
                (relying_party, "observe", self.observe),
                (TokenResponse, "members", self.members()),
                (messages, "jose", SimpleNamespace(**vars(jose))),
                (jose, "parse", self.parse()),
                (IdToken, "jwt", self.jwt(ID_TOKEN)),
                (JwtAccessToken, "jwt", self.jwt(ACCESS_TOKEN)),
                (Reply, "header", self.header()),
            ):
                patches.enter_context(mock.patch.object(owner, name, noting, create=True))
            yield

    def provider(self, issuer: str, metadata: dict[str, Any], keys: KeySet) -> Provider:
        """Return what is known of the provider, in a form that notes what is read."""
        noting = _Noting(metadata, lambda name: self.seams.add(f"metadata.{name}"))
        return Provider(issuer, noting, _Asked(keys.document, lambda: self.seams.add(KEYS)))

    def header(self) -> Callable[[Reply, str], str | None]:
        """Return what looks a header up in an answer, and notes that it is read."""
        look_up = Reply.header

        def read(reply: Reply, name: str) -> str | None:
            self.seams.add(name.lower())
            return look_up(reply, name)

        return read

    def members(self) -> property:
        """Return what stands for the members of token responses, and notes which are asked for."""
        return property(
            lambda message: _Noting(message.reply.members, lambda n: self.seams.add(f"{TOLD}{n}"))
        )

    def parse(self) -> Callable[[str], Jwt]:
        """Return what takes a token apart, and notes that an access token is read.

        Messages do so with tokens that nobody looks into; the text of an ID Token is told by one.
        """
        take_apart = jose.parse

        def read(raw: str) -> Jwt:
            self.seams.add(ACCESS_TOKEN)
            return take_apart(raw)

        return read

    def jwt(self, token: str) -> property:
        """Return what stands for the contents of a token, and notes that they are read."""

        def read(message: Token) -> Jwt:
            self.seams.add(token)
            contents: Jwt = vars(message)["jwt"]
            return contents

        return property(read, lambda message, contents: vars(message).update(jwt=contents))

    def observe(self, message: Message) -> Observation:
        """Judge a message by the way, and keep it with what was read."""
        before, self.seams = self.seams, set()
        seen = observe(message)
        self.judged.append(Judged(message, seen.judged, frozenset(self.seams)))
        self.seams = before
        return seen

    def take(self) -> tuple[set[str], list[Judged]]:
        """Return what was read and judged since the last call."""
        taken = self.seams, self.judged
        self.seams, self.judged = set(), []
        return taken


class _Noting(dict[str, Any]):
    """A dictionary that notes which members are asked for."""

    def __init__(self, members: dict[str, Any], note: Any) -> None:
        super().__init__(members)
        self._note = note

    def get(self, name: str, default: Any = None) -> Any:
        self._note(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Any:
        self._note(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._note(str(name))
        return super().__contains__(name)

    def keys(self) -> Any:
        for name in self:
            self._note(name)
        return super().keys()


class _Asked(KeySet):
    """A key set that notes when it is asked for anything."""

    def __init__(self, document: dict[str, Any], note: Any) -> None:
        super().__init__(document)
        object.__setattr__(self, "_note", note)

    def __getattribute__(self, name: str) -> Any:
        if name == "document":
            super().__getattribute__("_note")()
        return super().__getattribute__(name)
