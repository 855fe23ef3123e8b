"""A provider whose artifacts are short-lived, and runs against it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Coatcheck, Write
from tests.reference import faulty, provider, running_at
from tests.runs import results

TargetAt = Callable[..., str]
Judged = Callable[..., dict[str, Any]]

LIFETIMES = {"access_token": 4, "authorization_code": 4, "request_uri": 4}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The sound issuer of a provider whose artifacts are short-lived."""
    stated = [word for name, life in LIFETIMES.items() for word in ("--lifetime", f"{name}={life}")]
    with provider(*stated) as found:
        yield found


@pytest.fixture
def target_at(issuer: str, reference_target: str, write_target: Write) -> TargetAt:
    """Write a target file, without the movable clock where something is to be waited for."""

    def write(fault: str = "", max_wait: float | None = 6, more: str = "", **lifetimes: int) -> str:
        text = running_at(faulty(issuer, fault), reference_target)
        for name, seconds in (LIFETIMES | {"auth_req_id": 5} | lifetimes).items():
            text = re.sub(rf"(?m)^  {name}: \d+$", f"  {name}: {seconds}", text)
        if max_wait is not None:
            text = re.sub(r"(?m)^clock:.*$", f"max_wait: {max_wait}", text)
        return write_target(f"{text}\nuser_agent: http\n{more}")

    return write


@pytest.fixture
def judged(coatcheck: Coatcheck, tmp_path: Path) -> Judged:
    """Run scenarios and return the results."""

    def judge(target: str, *scenarios: str, workers: int = 1) -> dict[str, Any]:
        out = tmp_path / f"out-{len(list(tmp_path.iterdir()))}"
        named = [word for name in scenarios for word in ("--scenario", name)]
        coatcheck("run", "--target", target, *named, "-n", str(workers), "--out", str(out))
        return results(out)

    return judge
