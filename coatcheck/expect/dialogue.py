"""Rules for the pages and redirects between an authorization request and its end."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from coatcheck.expect.answer import expect_status
from coatcheck.expect.rule import applicable, expect, rule
from coatcheck.protocol.device import VerificationPage
from coatcheck.protocol.dialogue import CredentialsRedirect, DialogueResponse, PageResponse
from coatcheck.protocol.html import parsed

Page = PageResponse | VerificationPage
"""The pages of the provider, for login and consent or for a device."""

_LOADING = {
    "src": ("script", "img", "iframe", "frame", "embed", "source", "audio", "video", "track"),
    "href": ("link",),
    "data": ("object",),
}
_STYLE_URL = re.compile(r"""(?:url\(|@import\s*(?:url\()?)\s*["']?([^"')\s;]+)""")
_FRAME_BUSTING = re.compile(
    r"\b(?:top|parent)\s*(?:!==?|===?)|\bframeElement\b|[!=]=\s*(?:window\.)?(?:top|parent)\b"
)


def _is_interactive(page: Page) -> bool:
    return page.reply.status == 200


def _frame_ancestors(page: Page) -> list[str] | None:
    """Return the sources of every frame-ancestors directive, or None where there is none."""
    policies = re.split(r"[;,]", page.reply.header("content-security-policy") or "")
    directives = [directive.split() for directive in policies]
    found = [words[1:] for words in directives if words[:1] and words[0].lower() == _ANCESTORS]
    return [source for sources in found for source in sources] if found else None


_ANCESTORS = "frame-ancestors"
_ANYBODY = re.compile(r"(?:[a-z]+:)?(?://)?\*?(?::\*|:\d+)?/?", re.IGNORECASE)


def _busts_frames(page: Page) -> bool:
    """Tell whether a script of the page compares the windows, as one that leaves a frame does."""
    scripts = parsed(page.reply.text).find_all("script")
    return any(_FRAME_BUSTING.search(script.get_text()) for script in scripts)


@rule(PageResponse, "RFC9700-4.16/clickjacking-prevented", "cannot be framed by other origins")
@rule(VerificationPage, "RFC9700-4.16/clickjacking-prevented", "cannot be framed by other origins")
def cannot_be_framed(page: Page) -> None:
    """Clickjacking is prevented by headers or by a script (RFC 9700, 4.16; RFC 6749, 10.13)."""
    applicable(_is_interactive(page), "the page is an error page")
    sources = _frame_ancestors(page)
    if sources is not None:
        anybody = [source for source in sources if _ANYBODY.fullmatch(source)]
        expect(not anybody, "frame-ancestors that exclude other origins", " ".join(sources))
        return
    option = (page.reply.header("x-frame-options") or "").strip().lower()
    barred = option in ("deny", "sameorigin") or _busts_frames(page)
    expect(barred, "a header that forbids framing", f"X-Frame-Options: {option or 'absent'}")


@rule(PageResponse, "RFC9700-4.16/csp-used", "has a policy on who may frame it")
@rule(VerificationPage, "RFC9700-4.16/csp-used", "has a policy on who may frame it")
def has_policy(page: Page) -> None:
    """Content Security Policy says who may frame a page (RFC 9700, 4.16)."""
    protected = page.reply.header("x-frame-options") or _frame_ancestors(page) is not None
    applicable(_is_interactive(page) and protected, "the page has no protection from framing")
    policy = page.reply.header("content-security-policy") or "no Content-Security-Policy"
    expect(_frame_ancestors(page) is not None, _ANCESTORS, policy)


@rule(PageResponse, "RFC9700-4.16/csp-combined", "is protected in older browsers as well")
@rule(VerificationPage, "RFC9700-4.16/csp-combined", "is protected in older browsers as well")
def is_protected_in_older_browsers(page: Page) -> None:
    """The policy is combined with X-Frame-Options or a script (RFC 9700, 4.16)."""
    applicable(_is_interactive(page), "the page is an error page")
    applicable(_frame_ancestors(page) is not None, "the page has no frame-ancestors to combine")
    option = page.reply.header("x-frame-options")
    combined = option or _busts_frames(page)
    expect(combined, "X-Frame-Options in addition to the policy", "no X-Frame-Options")


@rule(PageResponse, "RFC9700-4.2.4/no-third-party-resources", "loads nothing from third parties")
def loads_nothing_of_others(page: PageResponse) -> None:
    """The page has no third-party resources (RFC 9700, 4.2.4)."""
    foreign = [url for url in _loaded(page) if _is_foreign(page, url)]
    expect(not foreign, "no resources from other sites", ", ".join(foreign))


@rule(PageResponse, "RFC9700-4.2.4/no-external-links", "links to no other site")
def links_to_no_other_site(page: PageResponse) -> None:
    """The page has no links to external sites (RFC 9700, 4.2.4)."""
    links = parsed(page.reply.text).select("a[href]")
    foreign = [str(link["href"]) for link in links if _is_foreign(page, str(link["href"]))]
    expect(not foreign, "no links to other sites", ", ".join(foreign))


def _loaded(page: PageResponse) -> Iterator[str]:
    soup = parsed(page.reply.text)
    for attribute, names in _LOADING.items():
        for element in soup.find_all(names):
            yield str(element.get(attribute) or "")
    for style in soup.find_all("style"):
        yield from _STYLE_URL.findall(style.get_text())


def _is_foreign(page: PageResponse, url: str) -> bool:
    """Tell whether an address is on another site, that is, below another registered name."""
    address = urlsplit(urljoin(page.exchange.request.url, url))
    if address.scheme not in ("http", "https"):
        return False
    own = urlsplit(page.exchange.request.url).hostname or ""
    return _site(address.hostname or "") != _site(own)


def _site(host: str) -> str:
    return host if re.fullmatch(r"[\d.:]+", host) else ".".join(host.split(".")[-2:])


@rule(PageResponse, "RFC6749-10.14/received-values-sanitized", "shows what it received as text")
def shows_text(page: PageResponse) -> None:
    """What was received is sanitized before it is shown (RFC 6749, 10.14)."""
    received = [value for _, value in page.request.parameters.pairs if "<" in value]
    applicable(received, "the request has no markup")
    shown = parsed(page.reply.text)
    sent = [tag for value in received for tag in parsed(value).select("*")]
    alive = [str(tag) for tag in sent if shown.find(tag.name, string=tag.string)]
    expect(not alive, "markup only in escaped form", ", ".join(alive))


@rule(
    DialogueResponse,
    "RFC9700-2.6/authorization-endpoint-no-cors",
    "cannot be read by scripts of other origins",
)
def no_cors(answer: DialogueResponse) -> None:
    """CORS is not supported at the authorization endpoint (RFC 9700, 2.6)."""
    allowed = answer.reply.header("access-control-allow-origin")
    foreign = allowed is not None and allowed in ("*", "null", answer.request.origin)
    expect(not foreign, "no Access-Control-Allow-Origin for others", allowed)


@rule(CredentialsRedirect, "RFC9700-4.12/no-307-after-credentials", "does not have the status 307")
def no_307_after_credentials(answer: CredentialsRedirect) -> None:
    """The end-user's credentials are not carried on by a 307 (RFC 9700, 4.12)."""
    expect(answer.reply.status != 307, "another status than 307", answer.exchange.summary)


@rule(CredentialsRedirect, "RFC9700-4.12/303-after-credentials", "has the status 303")
def status_303_after_credentials(answer: CredentialsRedirect) -> None:
    """The status 303 drops the form (RFC 9700, 4.12); 307 is another requirement's matter."""
    applicable(answer.reply.status != 307, "the status is 307")
    expect_status(answer, 303)
