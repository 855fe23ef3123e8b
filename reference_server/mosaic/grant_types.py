"""The grants of the token endpoint, by the grant_type of their request bodies."""

from ..flows.authorization_code.code import AUTHORIZATION_CODE
from ..flows.backchannel.records import CIBA
from ..flows.client_credentials.duties import CLIENT_CREDENTIALS
from ..flows.device.records import DEVICE_CODE
from ..flows.password.duties import PASSWORD
from ..flows.tokens.records import REFRESH_TOKEN

DELEGATED_ACCESS = "urn:transmit:grant-type:delegated-access"

GRANT_TYPES = (
    AUTHORIZATION_CODE, CLIENT_CREDENTIALS, CIBA, DEVICE_CODE, PASSWORD, DELEGATED_ACCESS,
    REFRESH_TOKEN,
)  # fmt: skip
"""The values of grant_type, in the order of the contract's request bodies."""
