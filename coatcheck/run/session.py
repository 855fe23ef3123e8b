"""What one worker holds for the length of a run: the provider, the browser, the relying party."""

import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from coatcheck.base.verdict import Verdict
from coatcheck.contract import Contract
from coatcheck.evidence.evidence import Evidence, Recorder
from coatcheck.evidence.redactor import Redactor
from coatcheck.kinds import secret_names
from coatcheck.kinds.specimens import Specimens
from coatcheck.register import profile
from coatcheck.relying_party.party import RelyingParty
from coatcheck.run.process import Process
from coatcheck.run.record import Judgement
from coatcheck.target import target_file
from coatcheck.target.target import Target
from coatcheck.user_agent.agent import Driver
from coatcheck.user_agent.artifacts import Artifacts
from coatcheck.user_agent.browser import BrowserDriver
from coatcheck.user_agent.forms import FormDriver
from coatcheck.user_agent.sparing import SparingDriver


@dataclass(frozen=True, slots=True)
class PausedRecord:
    """What a scenario has come to so far that others come in between of."""

    began: float
    evidence: Evidence
    browser: float
    waited: float
    kept: tuple[dict[str, str], ...]


class Session:
    """One worker's hold on a target. Raises CoatcheckError where the target cannot be used."""

    def __init__(
        self, target: Target, artifacts: Path | None = None, *, headed: bool = False
    ) -> None:
        self._process = Process(target) if target.start and not target.issuer else None
        target = self._process.target if self._process else target
        self.target = target.at(target.issuer or "")
        self.profile = profile.default()
        self.contract = _contract(target)
        self.recorder = Recorder(contract=self.contract)
        self.redactor = Redactor(target.secrets, secret_names())
        self._folder = artifacts
        self._artifacts = Artifacts(artifacts, self.redactor) if artifacts else None
        self._kept: tuple[dict[str, str], ...] = ()
        self.browser = BrowserDriver(self._artifacts, target.route, headed=headed)
        driver = self._driver("browser" if headed else target.user_agent)
        self.party = RelyingParty(self.target, driver, self.recorder, self.redactor.learn)
        self._browser_before = 0.0
        self._waited_before = 0.0
        self._elapsed_before = 0.0

    def _driver(self, user_agent: str) -> Driver:
        if user_agent == "http":
            return FormDriver()
        return self.browser if user_agent == "browser" else SparingDriver(self.browser)

    @cached_property
    def specimens(self) -> Specimens:
        """The completed flows that this worker's scenarios share."""
        return Specimens(self.party)

    @property
    def evidence(self) -> Evidence:
        """What has been seen since the running scenario began."""
        return self.recorder.current

    @property
    def waited(self) -> float:
        """How long was waited for the provider's time, its pace and its patience, in seconds."""
        return self.party.clock.waited + self.party.wire.pace.waited

    def begin(self) -> None:
        """Start the evidence of another scenario."""
        self.recorder.begin()
        self._browser_before = self.browser.seconds
        self._waited_before = self.waited
        self._elapsed_before = 0.0
        self._kept = ()

    def pause(self, name: str, began: float) -> PausedRecord:
        """Return what the running scenario has come to, for when it goes on.

        The name is for what the browser kept of it.
        """
        kept, self._kept = self._kept, ()
        if self._artifacts is not None:
            kept = (*kept, *self._artifacts.keep(f"{name}-until-wait-{len(kept)}"))
        browser = self.browser.seconds - self._browser_before
        return PausedRecord(began, self.evidence, browser, self.waited - self._waited_before, kept)

    def resume(self, paused: PausedRecord) -> None:
        """Go on with a scenario where it was paused."""
        self.recorder.current = paused.evidence
        self._browser_before = self.browser.seconds - paused.browser
        self._waited_before = self.waited - paused.waited
        self._elapsed_before = time.monotonic() - paused.began
        self._kept = paused.kept

    def seconds(self, call: pytest.CallInfo[None]) -> dict[str, float]:
        """Return how long the running scenario took, by what it was spent on."""
        return {
            "total": self._elapsed_before + call.duration,
            "wire": self.evidence.wire_seconds,
            "browser": self.browser.seconds - self._browser_before,
            "wait": self.waited - self._waited_before,
        }

    def attachments(self, name: str, judgement: Judgement) -> list[dict[str, str]]:
        """Return what the browser kept of a scenario that did not pass."""
        if self._artifacts is None:
            return []
        kept, self._kept = self._kept, ()
        if judgement.verdict in (Verdict.FAIL, Verdict.ERROR, Verdict.WARNING):
            return [*kept, *self._artifacts.keep(name)]
        self._artifacts.drop()
        self.drop(kept)
        return []

    def drop(self, kept: tuple[dict[str, str], ...]) -> None:
        """Forget what the browser kept of a scenario that was paused."""
        for row in kept:
            if self._folder is not None:
                (self._folder.parent / row["path"]).unlink()

    def close(self) -> None:
        """End the browser, the connections and the provider that this session started."""
        self.drop(self._kept)
        self.browser.close()
        self.party.wire.close()
        if self._process is not None:
            self._process.end()


def _contract(target: Target) -> Contract | None:
    return Contract.load(target.contract, target.file.parent) if target.contract else None


class _Sessions:
    """The session of each pytest configuration, made when it is first asked for."""

    key = pytest.StashKey[Session]()

    def of(self, config: pytest.Config) -> Session:
        """Return the session of a pytest run."""
        if self.key not in config.stash:
            artifacts, headed = config.getoption("artifacts"), config.getoption("headed")
            config.stash[self.key] = Session(_target(config), artifacts, headed=headed)
        return config.stash[self.key]

    def end(self, config: pytest.Config) -> None:
        """Close the session of a pytest run, if it has one."""
        if self.key in config.stash:
            config.stash[self.key].close()
            del config.stash[self.key]


SESSION = _Sessions()


def _target(config: pytest.Config) -> Target:
    target = target_file.load(config.getoption("target") or target_file.DEFAULT)
    overrides: dict[str, Any] = {
        "issuer": config.getoption("issuer"),
        "user_agent": config.getoption("user_agent"),
    }
    target = target_file.with_overrides(target, {k: v for k, v in overrides.items() if v})
    ca_file = config.getoption("ca_file")
    return target.trusting(ca_file) if ca_file else target
