"""The plain request of each kind: its parameters, without deviation."""

import secrets

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.protocol.ciba import CIBA
from coatcheck.protocol.device import DEVICE_CODE
from coatcheck.protocol.parameters import Parameters
from coatcheck.scenario.flow import Flow


def password(flow: Flow) -> Parameters:
    """The token request of RFC 6749, 4.3.2. Raises NotApplicable without a password."""
    user = flow.user_agent.user
    if not user.password:
        raise NotApplicable(f"{user.username} has no password in the target file")
    return Parameters.of(
        grant_type="password", username=user.username, password=user.password, scope="openid"
    )


def device_authorization(flow: Flow) -> Parameters:
    """The device authorization request of RFC 8628, 3.1."""
    return Parameters.of(scope="openid")


def device_token(flow: Flow) -> Parameters:
    """The token request of RFC 8628, 3.4. Raises NotTestable without a device code."""
    return Parameters.of(
        grant_type=DEVICE_CODE, device_code=_told("device authorization", "device_code", flow)
    )


def backchannel_authentication(flow: Flow) -> Parameters:
    """The authentication request of CIBA Core, 7.1, with the hint from the target file."""
    ciba = flow.party.target.ciba
    if ciba is None:
        raise NotTestable("ciba is not set in the target file")
    hint = ciba.login_hint.format_map({"username": flow.user_agent.user.username})
    return Parameters.of(scope="openid", login_hint=hint)


def ciba_token(flow: Flow) -> Parameters:
    """The token request of CIBA Core, 10.1. Raises NotTestable without an auth_req_id."""
    return Parameters.of(
        grant_type=CIBA, auth_req_id=_told("backchannel authentication", "auth_req_id", flow)
    )


def extension_grant(flow: Flow) -> Parameters:
    """The token request of RFC 6749, 4.5, as it was sent before in this flow, if it was."""
    before = flow.issued.request.parameters if flow.issued else Parameters()
    return before if ":" in (before.get("grant_type") or "") else Parameters()


def revocation(flow: Flow) -> Parameters:
    """The request of RFC 7009, 2.1, about the refresh token, or the access token without one."""
    return Parameters.of(token=flow.tokens.next_refresh_token or flow.tokens.access_token)


def introspection(flow: Flow) -> Parameters:
    """The request of RFC 7662, 2.1, about the access token."""
    return Parameters.of(token=flow.tokens.access_token)


def logout(flow: Flow) -> Parameters:
    """The logout request of RP-Initiated Logout 1.0, 2."""
    uris = flow.client.post_logout_redirect_uris
    id_token = flow.issued.id_token if flow.issued else None
    return Parameters.of(
        id_token_hint=id_token.jwt.raw if id_token else None,
        client_id=flow.client.client_id,
        post_logout_redirect_uri=uris[0] if uris else None,
        state=secrets.token_urlsafe(16),
    )


def _told(kind: str, member: str, flow: Flow) -> str:
    value = flow.answer(kind).members.get(member)
    if not isinstance(value, str) or not value:
        raise NotTestable(f"the response has no {member}: {flow.last_outcome}")
    return value
