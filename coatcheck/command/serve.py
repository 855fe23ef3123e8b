"""`coatcheck serve`: the reference provider for tests by hand, with its target file."""

import argparse
import importlib
import json
import subprocess
import sys

from rich.console import Console

from coatcheck.base.errors import UsageError
from coatcheck.base.nearest import asked
from coatcheck.target import target_file

COMMAND = (sys.executable, "-m", "coatcheck.reference_server")

SERVING = "# Serving. Press Ctrl-C to stop."
"""What is printed below the target file once the provider answers."""


def act(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; the provider is a process of its own."""
    importlib.import_module("coatcheck.reference_server")
    if arguments.list_faults:
        return _list_faults()
    options = ["--host", arguments.host, "--port", str(arguments.port), "--until-stdin-closes"]
    if arguments.fault:
        _require(arguments.fault)
        options += ["--fault", arguments.fault]
    pipe = subprocess.PIPE
    with subprocess.Popen([*COMMAND, *options], stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        line = process.stdout.readline()
        if line:
            _announce(json.loads(line)["issuer"])
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.stdin.close()
            process.wait()
            return 0


def _faults() -> list[dict[str, str]]:
    listed = subprocess.run([*COMMAND, "--list-faults"], capture_output=True, text=True, check=True)
    faults: list[dict[str, str]] = json.loads(listed.stdout)
    return faults


def _require(name: str) -> None:
    names = [fault["name"] for fault in _faults()]
    if name not in names:
        hint = asked(name, names, "`coatcheck serve --list-faults` lists them.")
        raise UsageError(f"Unknown fault {name}.", hint)


def _list_faults() -> int:
    console = Console()
    for fault in _faults():
        console.print(f"{fault['name']}  {fault['requirement']}", markup=False, soft_wrap=True)
        console.print(f"    {fault['sentence']}", markup=False, soft_wrap=True)
    return 0


def _announce(issuer: str) -> None:
    """Print a target file for the provider that is being served."""
    text = target_file.DEFAULT.read_text(encoding="utf-8")
    body = text.partition("start:\n")[2].partition("\n\n")[2]
    keys = str((target_file.DEFAULT.parent / "../reference_server/client_keys.json").resolve())
    body = body.replace("../reference_server/client_keys.json", keys)
    head = (
        f"# The reference provider, as `coatcheck serve` serves it.\nname: served\nissuer: {issuer}"
    )
    sys.stdout.write(f"{head}\n\n{body}\n{SERVING}\n")
    sys.stdout.flush()
