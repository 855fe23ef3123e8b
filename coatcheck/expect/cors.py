"""What scripts of other origins may read."""

from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.messages import Document, JwksResponse, MetadataResponse


@rule(JwksResponse, "OIDCD-3/jwks-uri-cors", "can be read by scripts of other origins")
@rule(MetadataResponse, "OIDCD-4/cors", "can be read by scripts of other origins")
def readable_by_scripts(message: Document) -> None:
    """Scripts of the origin that asked may read the document (OIDC Discovery 3 and 4)."""
    applicable(message.readable, f"the answer is {message.exchange.summary}")
    asking = dict(message.exchange.request.headers).get("Origin")
    allowed = message.reply.header("access-control-allow-origin")
    expect(
        allowed in ("*", asking),
        f"Access-Control-Allow-Origin: * or {asking}",
        allowed or "no Access-Control-Allow-Origin",
    )
