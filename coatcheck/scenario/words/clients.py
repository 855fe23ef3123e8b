"""Words in tables for a client, its redirect URIs and its secret."""

from collections.abc import Callable

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.parties import Client
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.words import variants


def other_client(flow: Flow) -> Client:
    """Return another client than that of the flow. Raises NotTestable where there is none."""
    other = flow.party.target.other_than(flow.client)
    if other is None:
        raise NotTestable("clients in the target file has no second client")
    return other


def client_without(grant: str, flow: Flow) -> Client:
    """Return a client that may not use a grant. Raises NotTestable where every client may."""
    client = flow.party.target.client_without(grant)
    if client is None:
        raise NotTestable(f"every client in the target file has {grant} in grant_types")
    return client


def _own_scope(flow: Flow) -> str:
    if flow.client.scope is None:
        raise NotTestable(f"client {flow.client.client_id} in the target file has no scope")
    return flow.client.scope


def _second_redirect_uri(flow: Flow) -> str:
    if len(flow.client.redirect_uris) < 2:
        raise NotTestable(f"client {flow.client.client_id} in the target file has one redirect URI")
    return flow.client.redirect_uris[1]


def _other_redirect_uri(flow: Flow) -> str:
    own = flow.client.redirect_uris
    others = [uri for client in flow.party.target.clients for uri in client.redirect_uris]
    foreign = next((uri for uri in others if uri not in own), None)
    if foreign is None:
        raise NotApplicable("no other client in the target file has other redirect_uris")
    return foreign


def _redirect_uri_with_query(flow: Flow) -> str:
    uri = next((uri for uri in flow.client.redirect_uris if "?" in uri), None)
    if uri is None:
        raise NotTestable(
            f"client {flow.client.client_id} in the target file has no redirect URI with a query"
        )
    return uri


def _secret(variant: variants.Variant) -> Callable[[Flow], str]:
    return lambda flow: variant("client's secret", flow.client.client_secret or "")


def _redirect_uri(variant: variants.Variant) -> Callable[[Flow], str]:
    return lambda flow: variant("redirect URI", flow.client.redirect_uri)


def _client_assertion_used_before(flow: Flow) -> str:
    sent = Parameters.parse(flow.tokens.exchange.request.body or "")
    assertion = sent.get("client_assertion")
    if assertion is None:
        raise NotTestable("the client did not use an assertion in this scenario")
    return assertion


WORDS: dict[str, Callable[[Flow], str]] = {
    "(another client's client_id)": lambda flow: other_client(flow).client_id,
    "(another client's client_secret)": lambda flow: other_client(flow).client_secret or "",
    "(the client_secret in another case)": _secret(variants.in_another_case),
    "(the beginning of the client_secret)": _secret(variants.beginning),
    "(the client_assertion used before)": _client_assertion_used_before,
    "(the client's own scope)": _own_scope,
    "(the redirect_uri)": lambda flow: flow.client.redirect_uri,
    "(another redirect_uri of the client)": _second_redirect_uri,
    "(a redirect_uri with a query)": _redirect_uri_with_query,
    "(another client's redirect_uri)": _other_redirect_uri,
    "(the redirect_uri in another case)": _redirect_uri(variants.path_in_another_case),
    "(the redirect_uri of a subdomain)": _redirect_uri(variants.of_subdomain),
    "(the redirect_uri at another port)": _redirect_uri(variants.at_another_port),
}
