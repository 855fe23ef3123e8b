"""Faults of the pages for the end-user."""

from markupsafe import Markup

from .fault import Fault, absent

_IMAGE = '<img src="https://cdn.example/logo.png" alt="">'
_STYLE = '<style>@import url("https://cdn.example/style.css");</style>'
_LINK = '<a href="https://elsewhere.example/">More</a>'
_FRAMING = ("x-frame-options", "content-security-policy")


def _unframed(headers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name not in _FRAMING}


FAULTS = (
    Fault(
        "page_reflects_markup",
        "RFC6749-10.14/received-values-sanitized",
        "pages.received_text",
        Markup,
        "The login_hint is shown on the login page without being escaped.",
    ),
    Fault(
        "page_framed",
        "RFC9700-4.16/clickjacking-prevented",
        "pages.page_headers",
        _unframed,
        "The pages can be framed by anybody.",
    ),
    Fault(
        "page_without_csp",
        "RFC9700-4.16/csp-used",
        "page_header.content_security_policy",
        absent,
        "The pages have no Content-Security-Policy.",
    ),
    Fault(
        "page_without_x_frame_options",
        "RFC9700-4.16/csp-combined",
        "page_header.x_frame_options",
        absent,
        "The pages have no X-Frame-Options.",
    ),
    Fault(
        "page_loads_foreign_image",
        "RFC9700-4.2.4/no-third-party-resources",
        "pages.page_body",
        lambda html: html.replace("</main>", f"{_IMAGE}</main>"),
        "The pages show an image from another site.",
    ),
    Fault(
        "page_imports_foreign_style",
        "RFC9700-4.2.4/no-third-party-resources",
        "pages.page_body",
        lambda html: html.replace("</head>", f"{_STYLE}</head>"),
        "The pages import a style sheet from another site.",
    ),
    Fault(
        "page_links_elsewhere",
        "RFC9700-4.2.4/no-external-links",
        "pages.page_body",
        lambda html: html.replace("</main>", f"{_LINK}</main>"),
        "The pages link to another site.",
    ),
    Fault(
        "page_silent_about_redirect_uri",
        "RFC6749-3.1.2.4/invalid-redirect-uri-end-user-informed",
        "pages.refusal_page",
        lambda html: "" if "redirect_uri" in html else html,
        "The end-user sees an empty page when the redirection URI is invalid.",
    ),
    Fault(
        "page_silent_about_client",
        "RFC6749-4.1.2.1/invalid-client-end-user-informed",
        "pages.refusal_page",
        lambda html: "" if "client is unknown" in html else html,
        "The end-user sees an empty page when the client is unknown.",
    ),
)
