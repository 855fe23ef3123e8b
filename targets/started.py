"""What the start.py of a target needs: a cache, a free port, and a child that ends with it."""

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

HOST = "127.0.0.1"
PATIENCE = 1.5
"""How long a provider has to end in peace, in seconds."""


def cache(name: str) -> Path:
    """Return a folder outside the repository for what is fetched or built once."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(home) / "coatcheck" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def needed(program: str, hint: str) -> str:
    """Return the path of a program; ends this one with a hint where it is missing."""
    found = shutil.which(program)
    if found is None:
        raise SystemExit(f"{program} is missing: {hint}")
    return found


def tell(words: str) -> None:
    """Say what is going on; standard output is kept for the line that names the issuer."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def tell_version(version: str) -> None:
    """Where this program is asked for the version of its provider, tell it and end."""
    if "--version" in sys.argv[1:]:
        sys.stdout.write(f"{version}\n")
        raise SystemExit(0)


def run(command: list[str], here: Path) -> None:
    """Run a command to its end; ends this program where it fails."""
    done = subprocess.run(command, cwd=here, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {done.returncode}")


def free_port() -> int:
    """Return a port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def child(command: list[str], here: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a provider in a process group of its own, which ends with the context."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    process = subprocess.Popen(
        command, cwd=here, stdin=subprocess.DEVNULL, stdout=sys.stderr, start_new_session=True
    )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process group: ask, then insist."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=PATIENCE)


def announce(issuer: str, process: subprocess.Popen[bytes], within: float) -> None:
    """Name the issuer on standard output as soon as its metadata can be had.

    Ends this program where the provider ends before that, or takes too long.
    """
    url = f"{issuer}/.well-known/openid-configuration"
    deadline = time.monotonic() + within
    while not _answers(url):
        if process.poll() is not None:
            raise SystemExit(f"The provider ended with {process.returncode}.")
        if time.monotonic() > deadline:
            raise SystemExit(f"{url} does not answer within {within:g} s.")
        if stdin_is_closed(within=0.1):
            raise SystemExit(0)
    sys.stdout.write(f"{json.dumps({'issuer': issuer})}\n")
    sys.stdout.flush()


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5, trust_env=False).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


watched = "--until-stdin-closes" in sys.argv[1:]


def stdin_is_closed(within: float) -> bool:
    """Wait a while for the end of standard input, where this program is to end with it."""
    if not watched:
        select.select([], [], [], within)
        return False
    readable, _, _ = select.select([sys.stdin], [], [], within)
    return bool(readable) and not os.read(sys.stdin.fileno(), 1024)


def serve(process: subprocess.Popen[bytes]) -> None:
    """Let the provider serve until standard input closes, or the provider ends by itself."""
    while process.poll() is None and not stdin_is_closed(within=1.0):
        pass
