"""Runs Dex on the loopback interface: python start.py [--until-stdin-closes | --version]."""

import hashlib
import os
import re
import tempfile
from pathlib import Path

from coatcheck.targets import started

HERE = Path(__file__).resolve().parent
PROGRAM = "github.com/dexidp/dex/cmd/dex"


def main() -> None:
    """Build Dex where it is missing, start it, and serve until told to end."""
    started.tell_version(version())
    program = built()
    address = f"{started.HOST}:{started.free_port()}"
    os.environ["DEX_SESSIONS_ENABLED"] = "true"
    with tempfile.TemporaryDirectory() as scratch:
        settings = Path(scratch) / "config.yaml"
        template = (HERE / "config.yaml").read_text(encoding="utf-8")
        settings.write_text(template.replace("ADDRESS", address), encoding="utf-8")
        with started.child([str(program), "serve", str(settings)], HERE) as dex:
            started.announce(f"http://{address}/dex", dex, within=60)
            started.serve(dex)


def version() -> str:
    """Return the version of Dex that go.mod has."""
    required = (HERE / "go.mod").read_text(encoding="utf-8")
    [found] = re.findall(r"\sgithub\.com/dexidp/dex (\S+)", required)
    return str(found)


def built() -> Path:
    """Return the program, built once for the versions that go.sum has."""
    digest = hashlib.sha256((HERE / "go.sum").read_bytes()).hexdigest()
    program = started.cache("dex") / f"dex-{digest[:12]}"
    if not program.exists():
        go = started.needed("go", "Dex is built with Go, 1.25.8 or newer.")
        started.tell("Building Dex, which takes some minutes.")
        os.environ["CGO_ENABLED"] = "0"
        started.run([go, "build", "-trimpath", "-o", f"{program}.part", PROGRAM], HERE)
        Path(f"{program}.part").rename(program)
    return program


if __name__ == "__main__":
    main()
