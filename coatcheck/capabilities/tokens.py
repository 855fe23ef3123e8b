"""What a target claims of tokens: how they are refreshed and revoked, and when they expire."""

from coatcheck.capabilities import decision as by
from coatcheck.capabilities.registry import claimed, declare

declare(
    refresh_token=by.granted("refresh_token"),
    second_client_refresh_token=by.all_of(
        claimed("refresh_token"), by.second_client_granted("refresh_token")
    ),
    public_client_refresh_token=by.all_of(
        claimed("public_client"),
        by.unless_denied("refresh_token"),
        by.client_granted("none", "refresh_token"),
    ),
    second_public_client_refresh_token=by.all_of(
        by.second_public_client,
        by.client_granted("none", "refresh_token"),
        by.second_client_granted("refresh_token", "none"),
    ),
    revocation=by.present("revocation_endpoint"),
    revocable_access_token=by.all_of(
        claimed("revocation"), by.unless_denied("revocable_access_token")
    ),
    authorization_code_expiry=by.lifetime("authorization_code"),
    access_token_expiry=by.all_of(by.lifetime("access_token"), claimed("userinfo")),
    refresh_token_expiry=by.all_of(claimed("refresh_token"), by.lifetime("refresh_token")),
)
