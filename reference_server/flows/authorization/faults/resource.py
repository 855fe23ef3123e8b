"""Faults of the resources that authorization requests ask for."""

from ....core.faults.fault import Fault, skipped
from ....core.faults.resource import first_known, resources_misreported

FAULTS = (
    Fault(
        "resource_unknown_authorized",
        "RFC8707-2.1/unknown-resource-refused",
        "authorization_resource.known",
        skipped,
        "An unknown resource is authorized.",
    ),
    Fault(
        "resource_first_checked_alone_by_authorization",
        "RFC8707-2.1/unknown-resource-refused",
        "authorization_resource.known",
        first_known,
        "An unknown resource is authorized after a known one.",
    ),
    *resources_misreported("authorization", "RFC8707-2.1"),
)
