"""What a target claims of logout (OpenID Connect RP-Initiated Logout)."""

from coatcheck.capabilities import announced, decision as by, stated
from coatcheck.capabilities.registry import declare

declare(
    logout=by.all_of(announced.present("end_session_endpoint"), stated.post_logout_redirect_uri),
    logout_refusal=by.all_of(
        stated.unless_denied("logout"),
        announced.present("end_session_endpoint"),
        stated.refusal("logout"),
    ),
)
