"""What the provider says of itself as a whole."""

from __future__ import annotations

from ...core.metadata import DISCOVERY, always, announce, left_out, listed
from ...core.scopes import ALL_SCOPES

DOCUMENTATION = "https://openid.net/specs/openid-connect-core-1_0.html"

announce(
    (
        "issuer",
        lambda provider: provider.issuer,
        f"{DISCOVERY} and 4.3: the issuer, as configured and in every ID Token.",
    ),
    ("scopes_supported", listed(*ALL_SCOPES), f"{DISCOVERY}: the scopes, openid among them."),
    (
        "subject_types_supported",
        listed("public"),
        f"{DISCOVERY}: the same subject for every client.",
    ),
    ("service_documentation", always(DOCUMENTATION), f"{DISCOVERY}: where developers read on."),
)
left_out("registration_endpoint", "op_policy_uri", "op_tos_uri")
