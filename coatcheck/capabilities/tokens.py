"""What a target claims of tokens: how they are refreshed and revoked, and when they expire."""

from coatcheck.capabilities import announced, decision as by, stated
from coatcheck.capabilities.registry import claimed, declare

declare(
    refresh_token=stated.granted("refresh_token"),
    second_client_refresh_token=by.all_of(
        claimed("refresh_token"), stated.second_client_granted("refresh_token")
    ),
    public_client_refresh_token=by.all_of(
        claimed("public_client"),
        stated.unless_denied("refresh_token"),
        stated.client_granted("none", "refresh_token"),
    ),
    second_public_client_refresh_token=by.all_of(
        stated.second_public_client,
        stated.client_granted("none", "refresh_token"),
        stated.second_client_granted("refresh_token", "none"),
    ),
    revocation=announced.present("revocation_endpoint"),
    revocable_access_token=by.all_of(
        claimed("revocation"), stated.unless_denied("revocable_access_token")
    ),
    authorization_code_expiry=stated.lifetime("authorization_code"),
    access_token_expiry=by.all_of(stated.lifetime("access_token"), claimed("userinfo")),
    refresh_token_expiry=by.all_of(claimed("refresh_token"), stated.lifetime("refresh_token")),
)
