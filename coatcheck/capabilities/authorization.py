"""What a target claims of authorization requests, and of the end-user's part in them."""

from coatcheck.capabilities import decision as by
from coatcheck.capabilities.registry import claimed, declare, declare_for

CLAIM_SCOPES = ("profile", "email", "address", "phone")
"""The scopes that ask for claims (OIDC Core, 5.4)."""

declare(
    pkce=by.unless_denied("pkce"),
    pkce_s256_only=by.all_of(
        claimed("pkce"),
        by.listed("code_challenge_methods_supported", "S256"),
        by.unlisted("code_challenge_methods_supported", "plain"),
    ),
    pkce_required_for_public_clients=by.declared("pkce_required_for_public_clients"),
    code_without_pkce=by.unless_denied("code_without_pkce"),
    claims_parameter=by.is_true("claims_parameter_supported"),
    iss_parameter=by.is_true("authorization_response_iss_parameter_supported"),
    no_request_parameter=by.negated(by.is_true("request_parameter_supported")),
    no_request_uri_parameter=by.is_false("request_uri_parameter_supported"),
    prompt_select_account=by.listed("prompt_values_supported", "select_account"),
    acr=by.present("acr_values_supported"),
    reachable_acr=by.all_of(claimed("acr"), by.unless_denied("reachable_acr")),
    unknown_scope_ignored=by.unless_denied("unknown_scope_ignored"),
    scope_without_openid=by.unless_denied("scope_without_openid"),
    second_redirect_uri=by.second_redirect_uri,
    redirect_uri_with_query=by.redirect_uri_with_query,
    second_user=by.second_user,
    refusal=by.refusal("login", "consent"),
    consent_page=by.unless_denied("consent_page"),
)
declare_for("scope", CLAIM_SCOPES, lambda scope: by.listed("scopes_supported", scope))
