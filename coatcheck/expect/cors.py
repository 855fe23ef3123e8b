"""What scripts of other origins may read."""

from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.message import Message
from coatcheck.protocol.messages import Document, JwksResponse, MetadataResponse
from coatcheck.protocol.userinfo import UserInfoResponse


@rule(UserInfoResponse, "OIDCC-5.3/cors-supported", "may be read by a page of another origin")
def readable_by_scripts(message: Message) -> None:
    """Scripts of the origin that asked may read the answer (OIDC Core, 5.3)."""
    asking = dict(message.exchange.request.headers).get("Origin")
    applicable(asking, "the request does not come from a page of another origin")
    allowed = (
        message.reply.header("access-control-allow-origin") or "no Access-Control-Allow-Origin"
    )
    expect(allowed in ("*", asking), f"Access-Control-Allow-Origin: * or {asking}", allowed)


@rule(JwksResponse, "OIDCD-3/jwks-uri-cors", "can be read by scripts of other origins")
@rule(MetadataResponse, "OIDCD-4/cors", "can be read by scripts of other origins")
def document_readable_by_scripts(message: Document) -> None:
    """Scripts of the origin that asked may read the document (OIDC Discovery 3 and 4)."""
    applicable(message.readable, f"the response is {message.exchange.summary}")
    readable_by_scripts(message)
