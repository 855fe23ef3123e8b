"""What a target claims of the device authorization grant (RFC 8628)."""

from coatcheck.capabilities import decision as by
from coatcheck.capabilities.registry import claimed, declare, declare_for
from coatcheck.protocol.client_authentication import WITH_CREDENTIALS
from coatcheck.protocol.device import DEVICE_CODE

OFFERED = by.all_of(by.unless_denied("device"), by.present("device_authorization_endpoint"))


def device_client(method: str) -> by.Decide:
    """Claimed where a client that authenticates by a method may use the grant."""
    return by.all_of(claimed(f"client({method})"), OFFERED, by.client_granted(method, DEVICE_CODE))


declare_for("device_client", WITH_CREDENTIALS, device_client)
declare(
    device=by.all_of(by.present("device_authorization_endpoint"), by.granted(DEVICE_CODE)),
    device_refusal=by.all_of(by.unless_denied("device"), by.refusal("device")),
    device_code_expiry=by.all_of(claimed("device"), by.lifetime("device_code")),
    public_device_client=by.all_of(
        OFFERED, by.unless_denied("public_client"), by.client_granted("none", DEVICE_CODE)
    ),
)
