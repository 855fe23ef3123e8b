"""The grants of the token endpoint, by the grant_type of their request bodies."""

from ..models import (
    AUTHORIZATION_CODE,
    CIBA,
    CLIENT_CREDENTIALS,
    DEVICE_CODE,
    PASSWORD,
    REFRESH_TOKEN,
)

DELEGATED_ACCESS = "urn:transmit:grant-type:delegated-access"

GRANT_TYPES = (
    AUTHORIZATION_CODE, CLIENT_CREDENTIALS, CIBA, DEVICE_CODE, PASSWORD, DELEGATED_ACCESS,
    REFRESH_TOKEN,
)  # fmt: skip
"""The values of grant_type, in the order of the contract's request bodies."""
