"""The command line: its options, and the function behind each command."""

import argparse
import datetime
from pathlib import Path

import coatcheck
from coatcheck.command import baseline, check, init, listing, login, run, schemas, serve


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="coatcheck",
        description="Test an OAuth 2.0 or OpenID Connect provider against its specifications.",
    )
    top.add_argument("--version", action="version", version=coatcheck.__version__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _run(commands.add_parser("run", help="run the scenarios against a provider and report"))
    _baseline(
        commands.add_parser("baseline", help="declare the findings of a run as known deviations")
    )
    _list(commands.add_parser("list", help="list scenarios and requirements"))
    _init(commands.add_parser("init", help="write a target file for a provider"))
    _check(commands.add_parser("check", help="check a target file before a run"))
    _login(commands.add_parser("login", help="log in by hand, and keep the session for later runs"))
    _serve(commands.add_parser("serve", help="serve the reference provider"))
    _schemas(commands.add_parser("schemas", help="derive JSON Schemas from an OpenAPI document"))
    return top


def _selection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--flow", action="append", default=[], metavar="NAME", help="a feature, such as pkce"
    )
    parser.add_argument(
        "--clause",
        action="append",
        default=[],
        metavar="CLAUSE",
        help="a document, clause or requirement, such as RFC6749-4.1",
    )
    parser.add_argument(
        "--scenario", action="append", default=[], metavar="ID", help="one scenario"
    )


def _run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--target",
        type=Path,
        metavar="FILE",
        action="append",
        default=[],
        help="target file (default: reference provider); several run side by side",
    )
    _selection(parser)
    parser.add_argument(
        "--strict", action="store_true", help="let the run fail if a SHOULD is not met"
    )
    parser.add_argument(
        "-n",
        dest="workers",
        type=_positive,
        metavar="N",
        help="number of workers (default: one for each core, but at most four, if the target file "
        "starts the provider; otherwise one)",
    )
    parser.add_argument(
        "--issuer", metavar="URL", help="judge the provider that runs at URL already; start none"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("reports"), metavar="DIR", help="folder for reports"
    )
    parser.add_argument(
        "--rerun-failed",
        type=Path,
        nargs="?",
        const=True,
        metavar="RESULTS",
        help="repeat the scenarios that did not pass or did not run in RESULTS "
        "(default: the target's latest run)",
    )
    _headed(parser)
    parser.set_defaults(act=run.act)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is not a positive number")
    return number


def _baseline(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("results", type=Path, metavar="RESULTS", help="results.json of a run")
    parser.add_argument(
        "--expires",
        type=_day_to_come,
        metavar="DATE",
        help="when the entries expire, as YYYY-MM-DD (default: 90 days from today)",
    )
    parser.add_argument("--reason", metavar="TEXT", help="why the deviations are tolerated")
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FILE",
        help="add the entries to this target file (default: print)",
    )
    parser.set_defaults(act=baseline.act)


def _day_to_come(text: str) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a date such as 2027-01-31") from error
    if day < datetime.datetime.now(datetime.UTC).date():
        raise argparse.ArgumentTypeError(f"{text} is in the past")
    return day


def _list(parser: argparse.ArgumentParser) -> None:
    _selection(parser)
    parser.set_defaults(act=listing.act)


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("issuer", metavar="ISSUER", help="the issuer, exactly as in the metadata")
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        default=Path("target.yaml"),
        metavar="FILE",
        help="target file to write (default: %(default)s)",
    )
    for option, metavar, about in init.OPTIONS:
        parser.add_argument(option, metavar=metavar, help=about)
    for option, metavar, about in init.REPEATABLE:
        parser.add_argument(option, action="append", default=[], metavar=metavar, help=about)
    parser.add_argument("--force", action="store_true", help="overwrite the target file")
    parser.add_argument("--no-browser", action="store_true", help="do not look at the login page")
    parser.set_defaults(act=init.act)


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, metavar="TARGET", help="target file")
    _headed(parser)
    parser.set_defaults(act=check.act)


def _headed(parser: argparse.ArgumentParser) -> None:
    about = "show every page in a visible browser"
    parser.add_argument("--headed", action="store_true", help=about)


def _login(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, metavar="TARGET", help="target file")
    parser.add_argument(
        "--user", metavar="NAME", help="the end-user (default: the first who logs in by hand)"
    )
    parser.set_defaults(act=login.act)


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to bind (default: loopback)")
    parser.add_argument("--port", type=int, default=0, help="port to bind (default: a free one)")
    parser.add_argument("--fault", metavar="NAME", help="serve with this fault")
    parser.add_argument("--list-faults", action="store_true", help="list the faults and exit")
    parser.set_defaults(act=serve.act)


def _schemas(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "openapi", type=Path, metavar="OPENAPI", help="OpenAPI 3.0 or 3.1, JSON or YAML"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="folder for the schemas"
    )
    parser.add_argument(
        "--corrections", type=Path, metavar="FILE", help="corrections of the document"
    )
    parser.set_defaults(act=schemas.act)
