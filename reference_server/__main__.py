"""Start the provider: `python -m coatcheck.reference_server`."""

from __future__ import annotations

import argparse
import json
import socket
import sys
import threading
from collections.abc import Sequence

import uvicorn

from .app import create_app
from .dialect import STANDARDS
from .faults import Fault, catalogue
from .faults.fault import constant
from .mosaic import MOSAIC
from .seams import Function

DIALECTS = {dialect.name: dialect for dialect in (STANDARDS, MOSAIC)}

LIFETIMES = {
    "access_token": "access_token.lifetime",
    "authorization_code": "code.lifetime",
    "device_code": "device.lifetime",
    "request_uri": "pushed.lifetime",
}
"""The seams at which it is decided how long something is good."""


class AnnouncedServer(uvicorn.Server):
    """A server that tells on stdout, in one line of JSON, when it accepts."""

    def __init__(self, config: uvicorn.Config, issuer: str) -> None:
        super().__init__(config)
        self.issuer = issuer

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start accepting, and say where."""
        await super().startup(sockets)
        _say({"issuer": self.issuer})


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped, or list the faults."""
    options = _parser().parse_args(arguments)
    if options.list_faults:
        _say([_described(fault) for fault in catalogue().values()])
        return 0
    listening = listen(options.host, options.port)
    base = _base(options.host, listening.getsockname()[1])
    prefix = f"/{options.fault}" if options.fault else ""
    config = uvicorn.Config(
        create_app(base, dict(options.lifetime)),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    path = DIALECTS[options.dialect].issuer_path
    server = AnnouncedServer(config, f"{base}{prefix}{path}")
    if options.until_stdin_closes:
        threading.Thread(target=_stop_when_stdin_closes, args=(server,), daemon=True).start()
    server.run([listening])
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m coatcheck.reference_server",
        description="Serve the reference provider. It is a test instrument: never expose it.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to bind")
    parser.add_argument("--port", type=int, default=0, help="the port to bind; 0 takes a free one")
    parser.add_argument("--fault", choices=catalogue(), metavar="NAME", help="announce this issuer")
    parser.add_argument(
        "--dialect",
        choices=DIALECTS,
        default=STANDARDS.name,
        help="announce this one's issuer",
    )
    parser.add_argument(
        "--lifetime",
        action="append",
        type=_lifetime,
        default=[],
        metavar="NAME=SECONDS",
        help=f"how long something is good: {', '.join(LIFETIMES)}",
    )
    parser.add_argument("--list-faults", action="store_true", help="list the faults and end")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end with the parent")
    return parser


def _lifetime(text: str) -> tuple[str, Function]:
    name, _, seconds = text.partition("=")
    if name not in LIFETIMES or not seconds.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is not {' or '.join(LIFETIMES)}, = and seconds")
    return LIFETIMES[name], constant(int(seconds))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, whose connections send without waiting for acknowledgements."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _base(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _stop_when_stdin_closes(server: uvicorn.Server) -> None:
    sys.stdin.buffer.read()
    server.should_exit = True


def _described(fault: Fault) -> dict[str, str]:
    return {
        "name": fault.name,
        "requirement": fault.requirement,
        "seam": fault.seam,
        "sentence": fault.sentence,
        "dialect": fault.dialect,
    }


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
