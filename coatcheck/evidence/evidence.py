"""The evidence of a running scenario: its exchanges and incidental findings."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from coatcheck.base.verdict import Finding
from coatcheck.contract import Contract
from coatcheck.net.wire import Exchange


@dataclass
class Evidence:
    """The exchanges and findings of one scenario."""

    exchanges: dict[int, Exchange] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    judged: set[str] = field(default_factory=set)
    crashes: list[str] = field(default_factory=list)
    controls: set[int] = field(default_factory=set)
    """The exchanges that only prove a positive control, and that nothing else here looks at."""
    wire_seconds: float = 0.0
    answer: str | None = None
    """Which of several lawful answers came, where the documents leave it open."""

    def record(self, exchange: Exchange) -> None:
        """Keep an exchange that took place in this scenario."""
        self.exchanges[exchange.id] = exchange
        self.wire_seconds += exchange.seconds

    def cite(self, exchanges: Iterable[Exchange]) -> None:
        """Keep exchanges of a specimen that this scenario looks at."""
        self.exchanges.update({exchange.id: exchange for exchange in exchanges})


@dataclass
class Recorder:
    """Hands what is seen to the scenario that is running."""

    current: Evidence = field(default_factory=Evidence)
    contract: Contract | None = None
    _proving: int = field(default=0, init=False)
    """The documented contract by which every answer is judged as well."""

    @contextmanager
    def proving(self) -> Iterator[None]:
        """Take what is seen from here to the end of the block for the proof of a control."""
        self._proving += 1
        try:
            yield
        finally:
            self._proving -= 1

    def cite(self, exchanges: Iterable[Exchange]) -> None:
        """Keep exchanges of a specimen that the running scenario looks at, or is proven by."""
        cited = tuple(exchanges)
        self.current.cite(cited)
        self._count_as_control(cited)

    def _count_as_control(self, exchanges: Iterable[Exchange]) -> None:
        ids = {exchange.id for exchange in exchanges}
        if self._proving:
            self.current.controls |= ids
        else:
            self.current.controls -= ids

    def begin(self) -> Evidence:
        """Start the evidence of another scenario."""
        self.current = Evidence()
        return self.current

    def record(self, exchange: Exchange) -> None:
        """Keep an exchange for the running scenario, and judge it by the contract."""
        self.current.record(exchange)
        self._count_as_control((exchange,))
        if self.contract is not None:
            seen = self.contract.judge(exchange)
            self.note(seen.judged, seen.findings, seen.crashes)

    def note(
        self, judged: Iterable[str], findings: Iterable[Finding], crashes: Iterable[str]
    ) -> None:
        """Keep the incidentally checked requirements, their findings, and the crashes of rules."""
        self.current.judged.update(judged)
        self.current.findings.extend(findings)
        self.current.crashes.extend(crashes)
