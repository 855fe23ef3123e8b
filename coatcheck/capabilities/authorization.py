"""What a target claims of authorization requests, and of the end-user's part in them."""

from coatcheck.capabilities import announced, decision as by, stated
from coatcheck.capabilities.registry import claimed, declare, declare_for

CLAIM_SCOPES = ("profile", "email", "address", "phone")
"""The scopes that ask for claims (OIDC Core, 5.4)."""

declare(
    pkce=stated.unless_denied("pkce"),
    pkce_s256_only=by.all_of(
        claimed("pkce"),
        announced.listed("code_challenge_methods_supported", "S256"),
        announced.unlisted("code_challenge_methods_supported", "plain"),
    ),
    pkce_required_for_public_clients=stated.declared("pkce_required_for_public_clients"),
    code_without_pkce=stated.unless_denied("code_without_pkce"),
    claims_parameter=announced.is_true("claims_parameter_supported"),
    iss_parameter=announced.is_true("authorization_response_iss_parameter_supported"),
    no_request_parameter=by.negated(announced.is_true("request_parameter_supported")),
    no_request_uri_parameter=announced.is_false("request_uri_parameter_supported"),
    prompt_select_account=announced.listed("prompt_values_supported", "select_account"),
    acr=announced.present("acr_values_supported"),
    reachable_acr=by.all_of(claimed("acr"), stated.unless_denied("reachable_acr")),
    unknown_scope_ignored=stated.unless_denied("unknown_scope_ignored"),
    scope_without_openid=stated.unless_denied("scope_without_openid"),
    second_redirect_uri=stated.second_redirect_uri,
    redirect_uri_with_query=stated.redirect_uri_with_query,
    second_user=stated.second_user,
    refusal=stated.refusal("login", "consent"),
    consent_page=stated.unless_denied("consent_page"),
)
declare_for("scope", CLAIM_SCOPES, lambda scope: announced.listed("scopes_supported", scope))
