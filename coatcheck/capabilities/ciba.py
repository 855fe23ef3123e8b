"""What a target claims of client-initiated backchannel authentication (CIBA Core)."""

from coatcheck.capabilities import announced, decision as by, stated
from coatcheck.capabilities.registry import claimed, declare, declare_for
from coatcheck.protocol.ciba import CIBA
from coatcheck.protocol.client_authentication import WITH_CREDENTIALS


def ciba_client(method: str) -> by.Decide:
    """Claimed where a client that authenticates by a method may use the grant."""
    return by.all_of(
        claimed(f"client({method})"),
        stated.unless_denied("ciba"),
        stated.client_granted(method, CIBA),
    )


declare_for("ciba_client", WITH_CREDENTIALS, ciba_client)
declare(
    ciba=by.all_of(
        announced.present("backchannel_authentication_endpoint"),
        stated.granted(CIBA),
        stated.ciba_stated,
    ),
    ciba_id_token_hint=by.all_of(claimed("ciba"), stated.unless_denied("ciba_id_token_hint")),
    ciba_signed_id_token_hint=by.all_of(
        claimed("ciba_id_token_hint"),
        announced.listed("subject_types_supported", "public", default=("public",)),
    ),
    auth_req_id_expiry=by.all_of(claimed("ciba"), stated.lifetime("auth_req_id")),
)
