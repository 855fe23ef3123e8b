"""Faults of the resources that a code is good for."""

from ....core.faults.fault import Fault, skipped

FAULTS = (
    Fault(
        "resource_exceeded_by_code",
        "RFC9700-2.3/privileges-not-exceeded",
        "authorization_code.resource_granted",
        skipped,
        "A code can be redeemed for a resource that was not granted.",
    ),
)
