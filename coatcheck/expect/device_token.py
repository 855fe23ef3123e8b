"""What the end-user of a device is shown, and what polling brings (RFC 8628, 3.3 to 3.5)."""

from coatcheck.expect.device_authorization import DEVICE_CODE, significant
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol.device import VerificationMessage, VerificationPage
from coatcheck.protocol.endpoints import DeviceAuthorizationResponse, EndpointRequest
from coatcheck.protocol.html import parsed
from coatcheck.protocol.messages import IdToken, TokenErrorResponse, TokenMessage
from coatcheck.verdict import NotApplicable

OF_POLLING = ("authorization_pending", "slow_down", "access_denied", "expired_token")
"""The errors that a token request may have besides those of RFC 6749, 5.2 (RFC 8628, 3.5)."""


@rule(
    VerificationMessage,
    "RFC8628-3.3.1/user-code-displayed",
    "shows the user code that the end-user did not type",
)
def user_code_displayed(message: VerificationMessage) -> None:
    """The end-user can compare the user code with the one on the device (RFC 8628, 3.3.1)."""
    complete = message.request.told.members.get("verification_uri_complete")
    applicable(message.request.opened == complete, "the end-user typed the user code")
    testable("device" in message.pages, "no page asks the end-user to decide")
    code = significant(message.request.user_code)
    found = any(code in significant(_displayed(page)) for page in message.shown)
    kept = all("<" in page.reply.text for page in message.shown)
    testable(found or kept, "the browser has let go of a page")
    shown = f"none of the pages shows {message.request.user_code}"
    expect(found, "a page that shows the user_code", shown)


def _displayed(page: VerificationPage) -> str:
    """Return what a page shows as text and in its fields."""
    soup = parsed(page.reply.text)
    fields = soup.select("input[value]:not([type=hidden])")
    return " ".join([soup.get_text(), *(str(field["value"]) for field in fields)])


@rule(TokenErrorResponse, "RFC8628-3.5/status-400", "has the status 400 while the device polls")
def polling_status_400(response: TokenErrorResponse) -> None:
    """The errors of polling have the status 400 (RFC 8628, 3.5; RFC 6749, 5.2)."""
    applicable(response.request.grant_type == DEVICE_CODE, "the request is not by a device code")
    applicable(response.members.get("error") in OF_POLLING, "the error is none of RFC 8628, 3.5")
    expect(response.reply.status == 400, "the status 400", response.exchange.summary)


@rule(
    IdToken,
    "RFC8628-3.5/tokens-of-approving-end-user",
    "is about the end-user who approved at the device",
)
def about_approving_end_user(token: IdToken) -> None:
    """The grant is that of whoever approved (RFC 8628, 1 and 3.5).

    It is known who that is where the client has learnt the end-user's sub by a code before.
    """
    known = _asked(token.response).tokens
    own = known.id_token if known is not None else None
    if own is None or own.client != token.client:
        raise NotApplicable("the client does not know the end-user's sub")
    sub, expected = token.members.get("sub"), own.members.get("sub")
    expect(sub == expected, f"the sub {expected}", sub)


def _asked(message: TokenMessage) -> EndpointRequest:
    """Return the device authorization request whose result a token request asks for.

    Raises NotApplicable for token requests of other kinds.
    """
    applicable(message.request.grant_type == DEVICE_CODE, "the request is not by a device code")
    device_code = message.request.parameters.get("device_code")
    answer = message.provider.memory.first("device_code", device_code, value=None)
    if not isinstance(answer, DeviceAuthorizationResponse):
        raise NotApplicable("the device code is none that was issued")
    return answer.request
