"""Words in tables for post-logout redirection URIs."""

from collections.abc import Callable
from urllib.parse import urlsplit

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.scenario.flow import Flow


def _post_logout_redirect_uri(flow: Flow) -> str:
    uris = flow.client.post_logout_redirect_uris
    if not uris:
        raise NotTestable(
            f"client {flow.client.client_id} has no post_logout_redirect_uris in the target file"
        )
    return uris[0]


def _other_post_logout_redirect_uri(flow: Flow) -> str:
    own = flow.client.post_logout_redirect_uris
    others = [uri for c in flow.party.target.clients for uri in c.post_logout_redirect_uris]
    foreign = next((uri for uri in others if uri not in own), None)
    if foreign is None:
        raise NotTestable("no other client in the target file has other post_logout_redirect_uris")
    return foreign


def _for_no_logout(uri_of: Callable[[Flow], str]) -> Callable[[Flow], str]:
    """Return what makes a URI to which no logout of the client may lead.

    It raises NotApplicable where the target file allows that URI.
    """

    def uri(flow: Flow) -> str:
        found = uri_of(flow)
        if found in flow.client.post_logout_redirect_uris:
            raise NotApplicable(f"post_logout_redirect_uris in the target file include {found}")
        return found

    return uri


def _in_capitals(flow: Flow) -> str:
    parts = urlsplit(_post_logout_redirect_uri(flow))
    return parts._replace(path=parts.path.upper()).geturl()


def _by_http(flow: Flow) -> str:
    return urlsplit(_post_logout_redirect_uri(flow))._replace(scheme="http").geturl()


def _of_subdomain(flow: Flow) -> str:
    parts = urlsplit(_post_logout_redirect_uri(flow))
    return parts._replace(netloc=f"elsewhere.{parts.netloc}").geturl()


WORDS: dict[str, Callable[[Flow], str]] = {
    "(the post_logout_redirect_uri)": _post_logout_redirect_uri,
    "(another client's post_logout_redirect_uri)": _other_post_logout_redirect_uri,
    "(the post_logout_redirect_uri in capitals)": _for_no_logout(_in_capitals),
    "(the post_logout_redirect_uri by http)": _for_no_logout(_by_http),
    "(the post_logout_redirect_uri on a sub-domain)": _for_no_logout(_of_subdomain),
    "(the redirect_uri, for no logout)": _for_no_logout(lambda flow: flow.client.redirect_uri),
}
