"""Faults of logout asked for by a client."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import Response

from ...core.clients import CLIENTS, Client
from ...core.errors import MethodNotAllowed, PageError
from ...core.faults.fault import WITHOUT_TLS, Fault, absent, constant, forgiving, skipped
from ...core.faults.requests import has
from ...core.jose import Jwt
from ...core.parameters import Parameters
from ..tokens.hint import id_token_hint
from ..tokens.records import ACCESS_TOKENS, ID_TOKENS, Grant
from . import answer, duties as sound
from .duties import LogoutRequest, PendingLogout
from .endpoint import path_of, session_ended


def _believing(jwt_believed: Callable[[Jwt], bool]) -> Any:
    """A look-up of the hint that goes by the claims alone where the JWT looks like this."""

    def hint(request: LogoutRequest) -> Grant | None:
        known, jwt = sound.hint(request), id_token_hint(request.parameters)
        if known or jwt is None or not jwt_believed(jwt):
            return known
        grants = request.provider.store[ID_TOKENS].values()
        named = (grant for grant in grants if grant.sub == jwt.claims.get("sub"))
        return next((g for g in named if g.client.client_id == jwt.claims.get("aud")), None)

    return hint


def _unexpired_hint(request: LogoutRequest) -> Grant | None:
    jwt, now = id_token_hint(request.parameters), request.provider.clock.now()
    return sound.hint(request) if jwt and now < jwt.claims.get("exp", now) else None


def _hint_of_either_token(request: LogoutRequest) -> Grant | None:
    sent = request.parameters.get("id_token_hint") or ""
    token = request.provider.store[ACCESS_TOKENS].get(sent)
    return token.grant if token else sound.hint(request)


def _ended_by_post(request: LogoutRequest, pending: PendingLogout, method: str) -> Response:
    if method != "POST" or request.hint is not None:
        return answer.to_page(request.provider, path_of(pending))
    response = answer.logged_out(request)
    session_ended(request, response)
    return response


def _client_by_client_id(request: LogoutRequest) -> Client | None:
    named = request.provider.clients.get(request.parameters.get("client_id") or "")
    return named or sound.client(request)


def _uri(request: LogoutRequest) -> str:
    return request.parameters.get("post_logout_redirect_uri") or ""


def _own_uris(request: LogoutRequest) -> tuple[str, ...]:
    return request.client.post_logout_redirect_uris if request.client else ()


def _longer_than_registered(request: LogoutRequest) -> bool:
    return "?" not in _uri(request) and _uri(request).startswith(_own_uris(request))


def _registered_without_query(request: LogoutRequest) -> bool:
    return _uri(request).partition("?")[0] in _own_uris(request)


def _of_any_client(request: LogoutRequest) -> bool:
    clients = request.provider.clients.values()
    return any(_uri(request) in client.post_logout_redirect_uris for client in clients)


def _of_nobody(request: LogoutRequest) -> bool:
    known = [uri for client in CLIENTS.values() for uri in client.post_logout_redirect_uris]
    return not _uri(request).startswith(tuple(known))


def _by_http(request: LogoutRequest) -> bool:
    return _uri(request).replace("http://", "https://", 1) in _own_uris(request)


def _on_subdomain(request: LogoutRequest) -> bool:
    host = urlsplit(_uri(request)).hostname or ""
    return any(host.endswith(f".{urlsplit(uri).hostname}") for uri in _own_uris(request))


def _in_other_case(request: LogoutRequest) -> bool:
    return _uri(request).lower() in [uri.lower() for uri in _own_uris(request)]


def _with_slash(request: LogoutRequest) -> bool:
    return _uri(request).removesuffix("/") in _own_uris(request)


def _is_redirect_uri(request: LogoutRequest) -> bool:
    return request.client is not None and _uri(request) in request.client.redirect_uris


def _refusing(when: Callable[[LogoutRequest], bool]) -> Any:
    """A check that objects to something lawful."""

    def stricter(request: LogoutRequest) -> None:
        if when(request):
            raise PageError("the provider is stricter than the specification")

    return stricter


def _not_without_hint(sent: Parameters) -> Parameters:
    """A reading of GET requests that refuses the method where a URI comes without a hint."""
    names_uri = sent.get("client_id") and sent.get("post_logout_redirect_uri")
    if names_uri and sent.get("id_token_hint") is None:
        raise MethodNotAllowed("the request has to be sent by POST")
    return sent


def _default_target(request: LogoutRequest) -> str | None:
    return answer.target(request) or next(iter(_own_uris(request)), None)


def _logout(name: str, slug: str, seam: str, replacement: Any, sentence: str) -> Fault:
    return Fault(f"logout_{name}", f"RPLOGOUT-{slug}", seam, replacement, sentence)


def _follows(name: str, when: Callable[[LogoutRequest], bool], sentence: str) -> Fault:
    lax = forgiving(sound.post_logout_redirect_uri_registered, when)
    seam = "logout.post_logout_redirect_uri_registered"
    return _logout(
        name, "3/uri-exactly-registered", seam, lax, f"The user agent goes to {sentence}"
    )


FAULTS = (
    _logout(
        "session_kept", "2/end-user-logged-out", "logging_out.session_ended", skipped,
        "The session stays after the logout.",
    ),
    _logout(
        "unneeded_refused", "4/not-logged-in-no-error", "logout.session_not_needed",
        _refusing(lambda request: request.session is None),
        "A logout request is refused if nobody is logged in.",
    ),
    _logout(
        "unasked", "2/end-user-asked", "logout_question.hint_of_end_user", constant(False),
        "The end-user is not asked if the hint is their own ID Token.",
    ),
    _logout(
        "unasked_without_hint", "2/end-user-asked-without-hint", "logout_question.hint_absent",
        constant(False), "The end-user is not asked without a hint.",
    ),
    replace(
        _logout(
            "post_unasked", "2/end-user-asked-without-hint", "logging_out.begun", _ended_by_post,
            "A request by POST without a hint ends the session, and the end-user is not asked.",
        ),
        leaves_traces=True,
    ),
    _logout(
        "unasked_with_foreign_hint", "2/end-user-asked-with-foreign-hint",
        "logout_question.hint_of_another", constant(False),
        "The end-user is not asked if the hint is another end-user's.",
    ),
    _logout(
        "despite_refusal", "6/confirmed-without-hint", "logging_out.confirmed", constant(True),
        "The end-user is logged out whatever they answer.",
    ),
    _logout(
        "hint_unverified", "2/hint-issuer-validated", "logout_request.hint",
        _believing(lambda jwt: jwt.header.get("alg") != "none"),
        "The signature of a hint is not verified.",
    ),
    _logout(
        "hint_unsigned", "2/hint-issuer-validated", "logout_request.hint",
        _believing(lambda jwt: jwt.header.get("alg") == "none"),
        "A hint without a signature is accepted.",
    ),
    _logout(
        "hint_of_access_token", "2/hint-issuer-validated", "logout_request.hint",
        _hint_of_either_token, "An access token is accepted as a hint.",
    ),
    _logout(
        "hint_expired_refused", "2/expired-hint-accepted", "logout_request.hint", _unexpired_hint,
        "An expired ID Token is refused as a hint.",
    ),
    _logout(
        "client_id_ignored", "2/client-id-matches-hint", "logout.client_of_hint", skipped,
        "A client_id sent with a hint is ignored.",
    ),
    _logout(
        "hint_audience_ignored", "2/client-id-matches-hint", "logout_request.client",
        _client_by_client_id, "The audience of a hint sent with a client_id is ignored.",
    ),
    _logout(
        "by_get_refused", "2/get-supported", "logging_out.by_get", _not_without_hint,
        "A request by GET that names a URI without a hint is answered with the status 405.",
    ),
    _logout(
        "by_post_unread", "2/post-supported", "logging_out.by_post", constant(Parameters()),
        "The parameters of a request by POST are not read.",
    ),
    _logout(
        "locale_refused", "2/unsupported-locales-no-error", "logout.languages_at_will",
        _refusing(has("ui_locales")),
        "A request with ui_locales is refused.",
    ),
    _logout(
        "never_redirects", "3/redirected-to-registered-uri", "logout_redirect.target",
        constant(None), "The user agent stays at the provider after every logout.",
    ),
    _logout(
        "redirects_by_default", "3/target-is-parameter", "logout_redirect.target",
        _default_target, "Without a URI in the request the user agent goes to a registered one.",
    ),
    _logout(
        "redirects_elsewhere", "3/target-is-parameter", "logout_redirect.location",
        lambda uri, members: answer.location(f"{uri}/", members),
        "The URI to which the user agent goes has a trailing slash that the request does not have.",
    ),
    _logout(
        "state_not_returned", "2/state-returned", "logout_response.state", absent,
        "The state is not returned to the client.",
    ),
    _logout(
        "state_made_up", "2/state-returned", "logout_response.state",
        lambda request: request.parameters.get("state") or "none",
        "The client gets a state that it did not send.",
    ),
    _follows("redirects_to_strangers", _of_nobody, "a URI that is not registered."),
    _follows("uri_of_any_client", _of_any_client, "a URI that another client registered."),
    _follows("uri_redirect_uris", _is_redirect_uri, "any of the client's redirect_uris as well."),
    _follows(
        "uri_prefix_matched", _longer_than_registered, "a URI that begins like a registered one.",
    ),
    _follows(
        "uri_query_ignored", _registered_without_query,
        "a registered URI with any additional query.",
    ),
    _follows("uri_slash", _with_slash, "a registered URI with a trailing slash."),
    _follows("uri_case", _in_other_case, "a registered URI in small letters or capitals."),
    _follows("uri_http", _by_http, "an http URI that is registered with https."),
    _follows("uri_subdomain", _on_subdomain, "any sub-domain of a registered URI's host."),
    _logout(
        "redirects_for_nobody", "3/no-redirect-without-hint", "logout.redirection_vouched_for",
        skipped, "The user agent goes to the URI of a request that does not identify its client.",
    ),
    _logout(
        "endpoint_http", "2.1/end-session-endpoint-https", "metadata.end_session_endpoint",
        constant(WITHOUT_TLS), "The end_session_endpoint is an http URL.",
    ),
    _logout(
        "endpoint_no_url", "2.1/end-session-endpoint-url", "metadata.end_session_endpoint",
        constant(["/session/end"]), "The end_session_endpoint is an array.",
    ),
)  # fmt: skip
