"""Faults of the authorization response with a code."""

from ....core.faults.fault import Fault, absent, suffixed
from ...authorization.answer import iss

FAULTS = (
    Fault(
        "state_not_returned", "RFC6749-4.1.2/state-returned", "authorization_response.state",
        absent, "The authorization response lacks state.",
    ),
    Fault(
        "iss_parameter_absent", "RFC9207-2/iss-in-response", "authorization_response.iss",
        absent, "The authorization response lacks iss.",
    ),
    Fault(
        "iss_parameter_wrong", "RFC9207-2.3/iss-equals-metadata-issuer",
        "authorization_response.iss", suffixed(iss, "/"), "iss has a trailing slash.",
    ),
)  # fmt: skip
