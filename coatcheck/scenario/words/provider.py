"""Words in tables for what the provider publishes, and for its resources."""

from collections.abc import Callable

from coatcheck.base.verdict import NotTestable
from coatcheck.scenario.flow import Flow


def _supported_acr(flow: Flow) -> str:
    values = flow.party.known.metadata.get("acr_values_supported")
    if not isinstance(values, list) or not values or not isinstance(values[0], str):
        raise NotTestable("acr_values_supported in the metadata has no value")
    return values[0]


def _token_endpoint(flow: Flow) -> str:
    return flow.party.endpoint("token_endpoint").partition("#")[0]


def _resource(number: int) -> Callable[[Flow], str]:
    def resource(flow: Flow) -> str:
        resources = flow.party.target.resources
        if len(resources) <= number:
            what = f"the number of resources in the target file is {len(resources)}"
            raise NotTestable(what)
        return resources[number].resource

    return resource


WORDS: dict[str, Callable[[Flow], str]] = {
    "(the issuer)": lambda flow: flow.party.known.issuer,
    "(the token endpoint)": _token_endpoint,
    "(the PAR endpoint)": lambda flow: flow.party.endpoint("pushed_authorization_request_endpoint"),
    "(the backchannel endpoint)": lambda flow: flow.party.endpoint(
        "backchannel_authentication_endpoint"
    ),
    "(a supported acr)": _supported_acr,
    "(a resource)": _resource(0),
    "(another resource)": _resource(1),
}
