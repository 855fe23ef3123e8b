"""`coatcheck schemas`: from an OpenAPI document to one JSON Schema per request and response."""

import argparse

from rich.console import Console

from coatcheck.contract.corrections import Corrections, corrections
from coatcheck.contract.derivation import derive
from coatcheck.contract.document import openapi
from coatcheck.contract.folder import write


def act(arguments: argparse.Namespace) -> int:
    """Derive the schemas, write them and print their number."""
    notes = corrections(arguments.corrections) if arguments.corrections else Corrections()
    derived = derive(openapi(arguments.openapi), notes)
    sources = [path for path in (arguments.openapi, arguments.corrections) if path]
    write(derived, arguments.out, sources)
    operations = len(derived.index["operations"])
    said = f"Wrote {len(derived.schemas)} schemas of {operations} operations to {arguments.out}."
    Console().print(said, markup=False, soft_wrap=True)
    return 0
