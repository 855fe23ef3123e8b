"""What a target claims of client-initiated backchannel authentication (CIBA Core)."""

from coatcheck.capabilities import decision as by
from coatcheck.capabilities.registry import claimed, declare, declare_for
from coatcheck.protocol.ciba import CIBA
from coatcheck.protocol.client_authentication import WITH_CREDENTIALS


def ciba_client(method: str) -> by.Decide:
    """Claimed where a client that authenticates by a method may use the grant."""
    return by.all_of(
        claimed(f"client({method})"), by.unless_denied("ciba"), by.client_granted(method, CIBA)
    )


declare_for("ciba_client", WITH_CREDENTIALS, ciba_client)
declare(
    ciba=by.all_of(
        by.present("backchannel_authentication_endpoint"), by.granted(CIBA), by.ciba_told
    ),
    ciba_id_token_hint=by.all_of(claimed("ciba"), by.unless_denied("ciba_id_token_hint")),
    ciba_signed_id_token_hint=by.all_of(
        claimed("ciba_id_token_hint"),
        by.listed("subject_types_supported", "public", default=("public",)),
    ),
    auth_req_id_expiry=by.all_of(claimed("ciba"), by.lifetime("auth_req_id")),
)
