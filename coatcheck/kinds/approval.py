"""The end-user's decision on what a client has asked for on another device."""

import json
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from coatcheck.base.verdict import NotApplicable, NotTestable
from coatcheck.expect.rule import answered
from coatcheck.kinds.authorization import AUTHORIZATION
from coatcheck.kinds.code import CODE
from coatcheck.net.wire import Request
from coatcheck.protocol.device import VerificationMessage, VerificationRequest
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.scenario import person
from coatcheck.scenario.flow import Flow
from coatcheck.scenario.words import filled_in
from coatcheck.target.target import Call, Ciba, Device
from coatcheck.user_agent.agent import Navigation


def at_device(flow: Flow, *, approving: bool, changes: Changes = ()) -> Flow:
    """Have the end-user open the verification URI and decide there (RFC 8628, 3.3).

    The address and the user code can deviate. With the right user code, raises NotTestable where
    no page of the target file asks for the decision, or the last page is an error. A wrong user
    code may lead to an error, but not to a server error (5xx). Where the target file has other
    means, raises as `_decided` does.
    """
    device_response = flow.answer("device authorization")
    complete, address, code = (
        str(device_response.members.get(name) or "")
        for name in ("verification_uri_complete", "verification_uri", "user_code")
    )
    plain = Parameters.of(verification_uri=complete or address, user_code=code)
    plain = plain.changed(filled_in(changes, flow))
    opened, entered = plain.get("verification_uri") or "", plain.get("user_code") or ""
    if not opened:
        raise NotTestable("the device authorization response has no verification_uri")
    device = flow.party.target.device
    if device is not None:
        values = _Values(flow, verification_uri=opened, user_code=entered)
        return _decided(device, values, changes, approving=approving)
    request = VerificationRequest(device_response, opened, entered)
    message = _verified(flow, request, refusing=not approving)
    _proceeded(message, failing=500 if entered != code else 400)
    if "device" not in message.pages and entered == code:
        seen = ", ".join(message.pages) or "none"
        raise NotTestable(f"no page asks the end-user to decide at {opened}; pages shown: {seen}")
    return replace(flow.answered("verification", message), decided=True)


def _verified(flow: Flow, request: VerificationRequest, *, refusing: bool) -> VerificationMessage:
    """Have the end-user open the verification URI and deal with what it asks."""
    party, address = flow.party, Request("GET", request.opened)
    stops = party.stops(address.url)
    navigation = Navigation("verification", stops, refusing, request.entered, returns=False)
    came = flow.user_agent.visit(address, navigation)
    message = VerificationMessage(party.provider, came.last, request, came.pages, came.exchanges)
    for page in message.shown:
        party.judged(page)
    return party.judged(message)


def _proceeded(message: VerificationMessage, failing: int) -> None:
    """Raise NotTestable where the status of the last page shows that nothing was decided."""
    answered(message)
    if message.reply.status >= failing:
        where = message.exchange.request.url
        raise NotTestable(f"the end-user's decision failed at {where}: {message.exchange.summary}")


def by_backchannel(flow: Flow, *, approving: bool, changes: Changes = ()) -> Flow:
    """Have the end-user decide by the means of the target file (CIBA Core, 8).

    Raises NotTestable where there are none, and otherwise as `_decided` does.
    """
    ciba = flow.party.target.ciba
    if ciba is None:
        raise NotTestable("ciba is not set in the target file")
    auth_req_id = flow.answer("backchannel authentication").members.get("auth_req_id")
    values = _Values(flow, auth_req_id=str(auth_req_id or ""))
    values.update(filled_in(changes, flow))
    return _decided(ciba, values, changes, approving=approving)


def _decided(means: Ciba | Device, values: "_Values", changes: Changes, *, approving: bool) -> Flow:
    """Send the call for a decision, or ask a person at the terminal for it.

    The values filled into a call can deviate. Raises NotTestable where a call without deviations
    fails, and NotApplicable where a person would have to deviate, or there is no person.
    """
    decision = means.approve if approving else means.deny
    if not isinstance(decision, Call):
        if changes:
            raise NotApplicable("the end-user decides by hand (target file), without deviations")
        verb = "approve" if approving else "deny"
        person.asked(_ASKED[type(means)].format_map({**values, "decide": verb}))
        return replace(values.flow, decided=True)
    exchange = values.flow.party.wire.send("authentication device", _request(decision, values))
    if not changes and not 200 <= exchange.answer.status < 300:
        raise NotTestable(f"the end-user's decision was not accepted: {exchange.summary}")
    return replace(values.flow, decided=True)


_ASKED = {
    Device: "As {username}, open {verification_uri}, enter {user_code}, and {decide}.",
    Ciba: "On the authentication device of {username}, {decide} the request of {client_id}.",
}
"""The instructions for a person, by the flow."""


class _Values(dict[str, str]):
    """The values filled into a call; the access token is requested only where it is needed."""

    def __init__(self, flow: Flow, **values: str) -> None:
        super().__init__(values)
        self.flow = flow
        self["issuer"] = flow.party.known.issuer
        self["client_id"] = flow.client.client_id
        self["username"] = flow.user_agent.user.username

    def __missing__(self, name: str) -> str:
        if name != "access_token":
            raise KeyError(name)
        fresh = self.flow.specimens.flow(self.flow.client)
        agent = self.flow.specimens.user_agent(self.flow.user_agent.user)
        signed_in = AUTHORIZATION.send(replace(fresh, user_agent=agent))
        return CODE.send(signed_in).tokens.access_token


@dataclass(frozen=True, slots=True)
class _InAddress:
    """The same values encoded for an address, so that none becomes another part of it."""

    values: _Values

    def __getitem__(self, name: str) -> str:
        value = self.values[name]
        return value if name in ("issuer", "verification_uri") else quote(value, safe="")


def _request(call: Call, values: _Values) -> Request:
    headers = tuple((name, text.format_map(values)) for name, text in call.headers.items())
    url = call.url.format_map(_InAddress(values))
    if call.json is not None:
        body = json.dumps(_filled(call.json, values))
        return Request(call.method, url, (*headers, ("Content-Type", "application/json")), body)
    if call.form is None:
        return Request(call.method, url, headers)
    form = Parameters.of(**{name: text.format_map(values) for name, text in call.form.items()})
    form_type = ("Content-Type", "application/x-www-form-urlencoded")
    return Request(call.method, url, (*headers, form_type), form.encode())


def _filled(value: Any, values: _Values) -> Any:
    if isinstance(value, dict):
        return {name: _filled(item, values) for name, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, values) for item in value]
    return value.format_map(values) if isinstance(value, str) else value
