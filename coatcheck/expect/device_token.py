"""What the end-user of a device is shown, and what polling brings (RFC 8628, 3.3 to 3.5)."""

from coatcheck.base.verdict import NotApplicable
from coatcheck.expect.decoupled import expect_status_of_polling, polled_for
from coatcheck.expect.device_authorization import significant
from coatcheck.expect.rule import applicable, expect, rule, testable
from coatcheck.protocol.device import DEVICE_CODE, VerificationMessage, VerificationPage
from coatcheck.protocol.html import parsed
from coatcheck.protocol.messages import IdToken, TokenErrorResponse


@rule(
    VerificationMessage,
    "RFC8628-3.3.1/user-code-displayed",
    "displays the user code that the end-user did not enter",
)
def user_code_displayed(message: VerificationMessage) -> None:
    """The end-user can compare the user code with the one on the device (RFC 8628, 3.3.1)."""
    complete = message.request.device_response.members.get("verification_uri_complete")
    applicable(message.request.opened == complete, "the end-user typed the user code")
    testable("device" in message.pages, "no page asked the end-user to decide")
    code = significant(message.request.user_code)
    testable(code, "there is no user_code")
    found = any(code in significant(_displayed(page)) for page in message.shown)
    kept = all("<" in page.reply.text for page in message.shown)
    testable(found or kept, "the browser did not keep the text of a page")
    shown = f"no page shows {message.request.user_code}"
    expect(found, "a page that shows the user_code", shown)


def _displayed(page: VerificationPage) -> str:
    """Return what a page shows as text and in its fields."""
    soup = parsed(page.reply.text)
    fields = soup.select("input[value]:not([type=hidden])")
    return " ".join([soup.get_text(), *(str(field["value"]) for field in fields)])


@rule(TokenErrorResponse, "RFC8628-3.5/status-400", "has the status 400 while the device polls")
def polling_status_400(response: TokenErrorResponse) -> None:
    """The errors of polling have the status 400 (RFC 8628, 3.5; RFC 6749, 5.2)."""
    applicable(response.request.grant_type == DEVICE_CODE, "the request does not use a device code")
    expect_status_of_polling(response)


@rule(
    IdToken,
    "RFC8628-3.5/tokens-of-approving-end-user",
    "is about the end-user who approved at the device",
)
def about_approving_end_user(token: IdToken) -> None:
    """The grant belongs to the end-user who approved (RFC 8628, 1 and 3.5).

    It is known who that is where the client has learnt the end-user's sub by a code before.
    """
    known = polled_for(token.response, DEVICE_CODE).tokens
    own = known.id_token if known is not None else None
    if own is None or own.client != token.client:
        raise NotApplicable("the end-user's sub is unknown")
    sub, expected = token.members.get("sub"), own.members.get("sub")
    expect(sub == expected, f"the sub {expected}", sub)
