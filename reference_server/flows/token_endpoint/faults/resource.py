"""Faults of the resources that token requests ask for."""

from ....core.faults.fault import Fault, skipped
from ....core.faults.resource import first_known, resources_misreported

FAULTS = (
    Fault(
        "resource_unknown_granted",
        "RFC8707-2.2/unknown-resource-refused",
        "token_resource.known",
        skipped,
        "An access token is issued for an unknown resource.",
    ),
    Fault(
        "resource_first_checked_alone_by_token",
        "RFC8707-2.2/unknown-resource-refused",
        "token_resource.known",
        first_known,
        "An access token is issued for an unknown resource after a known one.",
    ),
    *resources_misreported("token", "RFC8707-2.2"),
)
