"""Start the provider: `python -m coatcheck.reference_server`."""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Mapping, Sequence

import uvicorn

from .app import create_app
from .catalogue import catalogue
from .core.certificates import Certificates, certificates_for
from .core.dialect import DIALECTS, STANDARDS
from .core.faults.fault import Fault, constant
from .core.lifetimes import LIFETIMES
from .core.seams import Function


class AnnouncedServer(uvicorn.Server):
    """A server that tells on stdout, in one line of JSON, when it accepts."""

    def __init__(self, config: uvicorn.Config, stated: Mapping[str, str]) -> None:
        super().__init__(config)
        self.stated = stated

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start accepting, and say where."""
        await super().startup(sockets)
        _say(self.stated)


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped, or list the faults."""
    options = _parser().parse_args(arguments)
    if options.list_faults:
        _say([_described(fault) for fault in catalogue().values()])
        return 0
    if not options.tls:
        _serve(options, None)
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the files are removed
    with certificates_for(options.host) as certificates:
        _serve(options, certificates)
    return 0


def _serve(options: argparse.Namespace, certificates: Certificates | None) -> None:
    listening = listen(options.host, options.port)
    scheme = "https" if certificates else "http"
    base = _base(scheme, options.host, listening.getsockname()[1])
    prefix = f"/{options.fault}" if options.fault else ""
    stated = {"issuer": f"{base}{prefix}{DIALECTS[options.dialect].issuer_path}"}
    config = uvicorn.Config(
        create_app(base, dict(options.lifetime)),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    if certificates:
        config.ssl_certfile = certificates.certificate_file
        config.ssl_keyfile = certificates.key_file
        stated["ca_file"] = str(certificates.ca_file)
    server = AnnouncedServer(config, stated)
    if options.until_stdin_closes:
        threading.Thread(target=_stop_when_stdin_closes, args=(server,), daemon=True).start()
    server.run([listening])


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
        help=f"how long something is good: {', '.join(sorted(LIFETIMES))}",
    )
    parser.add_argument(
        "--tls",
        action="store_true",
        help="serve over https, by a certificate of an authority that is thrown away in the end",
    )
    parser.add_argument("--list-faults", action="store_true", help="list the faults and end")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end with the parent")
    return parser


def _lifetime(text: str) -> tuple[str, Function]:
    name, _, seconds = text.partition("=")
    if name not in LIFETIMES or not seconds.isdecimal():
        known = " or ".join(sorted(LIFETIMES))
        raise argparse.ArgumentTypeError(f"{text} is not {known}, = and seconds")
    return LIFETIMES[name], constant(int(seconds))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, whose connections send without waiting for acknowledgements."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.create_server((host, port), family=family)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _base(scheme: str, host: str, port: int) -> str:
    return f"{scheme}://[{host}]:{port}" if ":" in host else f"{scheme}://{host}:{port}"


def _stop_when_stdin_closes(server: uvicorn.Server) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
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
