"""What a target claims to offer: decided by its target file, then its metadata, then a default."""

from coatcheck import decisions as by
from coatcheck.relying_party import RelyingParty
from coatcheck.scenario.plain import CIBA, DEVICE_CODE


def claimed(name: str) -> by.Decide:
    """Claimed where another capability is, whatever decides that one."""
    return lambda party: decide(name, party)


CAPABILITIES: dict[str, by.Decide] = {
    "authorization_server_metadata": by.server_metadata,
    "pkce": by.unless_denied("pkce"),
    "userinfo": by.present("userinfo_endpoint"),
    "claims_parameter": by.is_true("claims_parameter_supported"),
    "iss_parameter": by.is_true("authorization_response_iss_parameter_supported"),
    "no_request_parameter": by.negated(by.is_true("request_parameter_supported")),
    "no_request_uri_parameter": by.is_false("request_uri_parameter_supported"),
    "prompt_select_account": by.listed("prompt_values_supported", "select_account"),
    "acr": by.present("acr_values_supported"),
    "reachable_acr": by.all_of(claimed("acr"), by.unless_denied("reachable_acr")),
    "refresh_token": by.granted("refresh_token"),
    "second_client_refresh_token": by.all_of(
        claimed("refresh_token"), by.second_client_granted("refresh_token")
    ),
    "client_credentials": by.granted("client_credentials"),
    "client_secret_basic": by.client("client_secret_basic"),
    "client_secret_post": by.client("client_secret_post"),
    "client_secret_jwt": by.client("client_secret_jwt"),
    "private_key_jwt": by.client("private_key_jwt"),
    "public_client": by.client("none"),
    "second_public_client": by.all_of(claimed("public_client"), by.second_public_client),
    "id_token_rs256": by.id_token_alg("RS256"),
    "id_token_ps256": by.id_token_alg("PS256"),
    "id_token_es256": by.id_token_alg("ES256"),
    "id_token_eddsa": by.id_token_alg("EdDSA"),
    "client_scope": by.client_scope,
    "scope_profile": by.listed("scopes_supported", "profile"),
    "scope_email": by.listed("scopes_supported", "email"),
    "scope_address": by.listed("scopes_supported", "address"),
    "scope_phone": by.listed("scopes_supported", "phone"),
    "second_redirect_uri": by.second_redirect_uri,
    "redirect_uri_with_query": by.redirect_uri_with_query,
    "second_user": by.second_user,
    "refusal": by.refusal("login", "consent"),
    "consent_page": by.unless_denied("consent_page"),
    "unknown_scope_ignored": by.unless_denied("unknown_scope_ignored"),
    "scope_without_openid": by.unless_denied("scope_without_openid"),
    "authorization_code_expiry": by.lifetime("authorization_code"),
    "access_token_expiry": by.all_of(by.lifetime("access_token"), claimed("userinfo")),
    "refresh_token_expiry": by.all_of(claimed("refresh_token"), by.lifetime("refresh_token")),
    "pkce_s256_only": by.all_of(
        claimed("pkce"),
        by.listed("code_challenge_methods_supported", "S256"),
        by.unlisted("code_challenge_methods_supported", "plain"),
    ),
    "code_without_pkce": by.unless_denied("code_without_pkce"),
    "public_client_refresh_token": by.all_of(
        claimed("public_client"),
        by.unless_denied("refresh_token"),
        by.client_granted("none", "refresh_token"),
    ),
    "second_public_client_refresh_token": by.all_of(
        by.second_public_client,
        by.client_granted("none", "refresh_token"),
        by.second_client_granted("refresh_token", "none"),
    ),
    "pkce_required_for_public_clients": by.declared("pkce_required_for_public_clients"),
    "par": by.present("pushed_authorization_request_endpoint"),
    "device": by.all_of(by.present("device_authorization_endpoint"), by.granted(DEVICE_CODE)),
    "ciba": by.all_of(
        by.present("backchannel_authentication_endpoint"), by.granted(CIBA), by.ciba_told
    ),
    "revocation": by.present("revocation_endpoint"),
    "revocable_access_token": by.all_of(
        claimed("revocation"), by.unless_denied("revocable_access_token")
    ),
    "revocation_client_secret_post": by.client_at(
        "revocation_endpoint", "client_secret_post", ("client_secret_basic",)
    ),
    "revocation_private_key_jwt": by.client_at(
        "revocation_endpoint", "private_key_jwt", ("client_secret_basic",)
    ),
    "introspection": by.present("introspection_endpoint"),
    "introspection_client_secret_post": by.client_at(
        "introspection_endpoint", "client_secret_post"
    ),
    "introspection_private_key_jwt": by.client_at("introspection_endpoint", "private_key_jwt"),
    "logout": by.all_of(by.present("end_session_endpoint"), by.post_logout_redirect_uri),
    "logout_refusal": by.all_of(
        by.unless_denied("logout"), by.present("end_session_endpoint"), by.refusal("logout")
    ),
    "password": by.granted("password"),
    "client_without_password": by.all_of(claimed("password"), by.not_granted("password")),
    "resource": by.resources(1),
    "second_resource": by.all_of(claimed("resource"), by.resources(2)),
    "request_uri_expiry": by.all_of(claimed("par"), by.lifetime("request_uri")),
    "device_refusal": by.all_of(by.unless_denied("device"), by.refusal("device")),
    "device_client_secret_basic": by.all_of(
        claimed("client_secret_basic"),
        by.unless_denied("device"),
        by.present("device_authorization_endpoint"),
        by.client_granted("client_secret_basic", DEVICE_CODE),
    ),
    "device_client_secret_post": by.all_of(
        claimed("client_secret_post"),
        by.unless_denied("device"),
        by.present("device_authorization_endpoint"),
        by.client_granted("client_secret_post", DEVICE_CODE),
    ),
    "device_private_key_jwt": by.all_of(
        claimed("private_key_jwt"),
        by.unless_denied("device"),
        by.present("device_authorization_endpoint"),
        by.client_granted("private_key_jwt", DEVICE_CODE),
    ),
    "public_client_device": by.all_of(
        by.unless_denied("device"),
        by.unless_denied("public_client"),
        by.present("device_authorization_endpoint"),
        by.client_granted("none", DEVICE_CODE),
    ),
    "device_code_expiry": by.all_of(claimed("device"), by.lifetime("device_code")),
    "ciba_client_secret_post": by.all_of(
        claimed("client_secret_post"),
        by.unless_denied("ciba"),
        by.client_granted("client_secret_post", CIBA),
    ),
    "ciba_private_key_jwt": by.all_of(
        claimed("private_key_jwt"),
        by.unless_denied("ciba"),
        by.client_granted("private_key_jwt", CIBA),
    ),
    "ciba_id_token_hint": by.all_of(claimed("ciba"), by.unless_denied("ciba_id_token_hint")),
    "ciba_signed_id_token_hint": by.all_of(
        claimed("ciba_id_token_hint"),
        by.listed("subject_types_supported", "public", default=("public",)),
    ),
    "delegated_access": by.granted("urn:transmit:grant-type:delegated-access"),
    "auth_req_id_expiry": by.all_of(claimed("ciba"), by.lifetime("auth_req_id")),
}
"""Every capability that a scenario may need, by the name of its tag `@needs:...`."""

CONTRACT = "contract_"
"""How a need begins that the contract named in the target file decides, whatever its name."""


def known(name: str) -> bool:
    """Tell whether a scenario may need something of this name."""
    return name in CAPABILITIES or name.startswith(CONTRACT)


def decide(name: str, party: RelyingParty) -> by.Decision:
    """Return whether the target claims a capability. Raises KeyError for an unknown name."""
    stated = party.target.capabilities.get(name)
    if stated is not None:
        return by.Decision(stated, f"target file: capabilities.{name} is {str(stated).lower()}")
    if name.startswith(CONTRACT):
        return by.contract(name.removeprefix(CONTRACT))(party)
    return CAPABILITIES[name](party)
