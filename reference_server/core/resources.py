"""Resources: which there are, and which of them a request asks for (RFC 8707)."""

from .parameters import Parameters

RESOURCES = ("https://api.example/one", "https://api.example/two")
RESOURCE = "resource"
"""The one parameter that may occur more than once (RFC 8707 2)."""


def asked(parameters: Parameters) -> tuple[str, ...]:
    """The resources that a request asks for, each once."""
    return parameters.all(RESOURCE)
