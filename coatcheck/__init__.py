"""A conformance suite for OAuth 2.0 and OpenID Connect providers."""

from pathlib import Path

__version__ = "0.1.0"

_checkout = Path(__file__).resolve().parent.parent
if (_checkout / "features").is_dir() and (_checkout / "steps").is_dir():
    # In a checkout the specification lies beside the package; in a wheel, inside it. Either way
    # `coatcheck.steps` and `coatcheck.reference_server` are the names to import.
    __path__.append(str(_checkout))
