"""What the provider says of its tokens, and of the claims in them."""

from ...core.metadata import DISCOVERY, announce, left_out, listed
from .claims import claim

ID_TOKEN_CLAIMS = ("sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr")

announce(
    (
        "id_token_signing_alg_values_supported",
        lambda provider: list(provider.keys),
        f"{DISCOVERY}: the ID Token algorithms, RS256 among them.",
    ),
    (
        "claim_types_supported",
        listed("normal"),
        f"{DISCOVERY}: only claims of the provider's own.",
    ),
    (
        "claims_supported",
        listed(*ID_TOKEN_CLAIMS, *claim.names),
        f"{DISCOVERY}: the claims that can be had.",
    ),
    ("claims_locales_supported", listed("en"), f"{DISCOVERY}: the languages of claims."),
)
left_out("id_token_encryption_alg_values_supported", "id_token_encryption_enc_values_supported")
