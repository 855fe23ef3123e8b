"""Faults of the introspection endpoint."""

from typing import Any

from ...core.client_authentication import method_registered
from ...core.client_request import GrantRequest
from ...core.faults.credentials import unauthenticated
from ...core.faults.fault import breaking, forgiving
from ...core.seams import ABSENT
from ...flows.introspection import answer, duties as sound
from ...flows.introspection.duties import Inspection
from ...flows.introspection.records import Introspected
from ...flows.tokens.records import AccessToken
from .fault import fault


def _never_access_tokens(inspection: Inspection) -> bool:
    return sound.unexpired(inspection) and not isinstance(inspection.token, AccessToken)


def _never_refresh_tokens(inspection: Inspection) -> bool:
    return sound.unexpired(inspection) and isinstance(inspection.token, AccessToken)


def _silent_if_inactive(stated: Introspected) -> Any:
    return answer.active(stated) or ABSENT


def _token_unknown(request: GrantRequest) -> bool:
    return request.parameters.get("token") is not None and sound.found(request) is None


FAULTS = (
    fault(
        "introspection_access_token_inactive",
        "oidcIntrospectToken/access-token",
        "activity.unexpired",
        _never_access_tokens,
        "A valid access token is reported as inactive.",
    ),
    fault(
        "introspection_refresh_token_inactive",
        "oidcIntrospectToken/refresh-token",
        "activity.unexpired",
        _never_refresh_tokens,
        "A valid refresh token is reported as inactive.",
    ),
    fault(
        "introspection_active_absent",
        "oidcIntrospectToken/active",
        "introspection_response.active",
        _silent_if_inactive,
        "The response about an inactive token has no active flag.",
    ),
    fault(
        "introspection_untrusted_client_served",
        "oidcIntrospectToken/trusted-client",
        "introspection_client.method_registered",
        forgiving(method_registered, unauthenticated),
        "A client without credentials gets information about a token.",
    ),
    fault(
        "introspection_unknown_token_500",
        "oidcIntrospectToken/token-unknown",
        "introspection.token_present",
        breaking(sound.token_present, _token_unknown),
        "The server fails with an internal error on an unknown token.",
    ),
)
