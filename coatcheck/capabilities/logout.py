"""What a target claims of logout (OpenID Connect RP-Initiated Logout)."""

from coatcheck.capabilities import decision as by
from coatcheck.capabilities.registry import declare

declare(
    logout=by.all_of(by.present("end_session_endpoint"), by.post_logout_redirect_uri),
    logout_refusal=by.all_of(
        by.unless_denied("logout"), by.present("end_session_endpoint"), by.refusal("logout")
    ),
)
