"""The end-user's decision on what a client has asked for on another device."""

import json
from dataclasses import replace
from typing import Any

from coatcheck.flow import Flow
from coatcheck.protocol.device import VerificationRequest
from coatcheck.protocol.parameters import Changes, Parameters
from coatcheck.protocol.wire import Request
from coatcheck.target import Call
from coatcheck.verdict import NotTestable
from coatcheck.words import meant


def at_device(flow: Flow, *, approving: bool, changes: Changes = ()) -> Flow:
    """Have the end-user open the verification URI and decide there (RFC 8628, 3.3).

    The address and the user code can be deviated from. Raises NotTestable where no page of the
    target file asks for the decision, though the user code is the right one.
    """
    told = flow.answer("device authorization")
    complete, address, code = (
        str(told.members.get(name) or "")
        for name in ("verification_uri_complete", "verification_uri", "user_code")
    )
    plain = Parameters.of(verification_uri=complete or address, user_code=code)
    plain = plain.changed(meant(changes, flow))
    opened, entered = plain.get("verification_uri") or "", plain.get("user_code") or ""
    if not opened:
        raise NotTestable("the device authorization response has no verification_uri")
    request = VerificationRequest(told, opened, entered)
    message = flow.party.verify(request, flow.user_agent, refusing=not approving)
    if "device" not in message.pages and entered == code:
        seen = ", ".join(message.pages) or "none"
        raise NotTestable(f"no page at {opened} asks the end-user to decide; pages: {seen}")
    return flow.answered("verification", message)


def by_backchannel(flow: Flow, *, approving: bool, changes: Changes = ()) -> Flow:
    """Tell the provider the end-user's decision by the call of the target file (CIBA Core, 8).

    What is filled into the call can be deviated from. Raises NotTestable where a call without
    deviations is not answered with success.
    """
    ciba = flow.party.target.ciba
    if ciba is None:
        raise NotTestable("the target file has no ciba")
    values = _values(flow)
    values.update(meant(changes, flow))
    request = _request(ciba.approve if approving else ciba.deny, values)
    exchange = flow.party.wire.send("authentication device", request)
    if not changes and not 200 <= exchange.answer.status < 300:
        raise NotTestable(f"the end-user's decision is not taken: {exchange.summary}")
    return flow


DECISIONS = {"device authorization": at_device, "backchannel authentication": by_backchannel}
"""How the end-user decides, by the kind of request that waits for it."""


def polling_interval(flow: Flow, kind: str) -> float:
    """Return the seconds that a client leaves between two polls (CIBA Core, 7.3; RFC 8628, 3.2)."""
    told = flow.answer(kind).members.get("interval")
    return told if isinstance(told, int | float) and told > 0 else 5


class _Values(dict[str, str]):
    """What is filled into a call; the access token is had only where it is needed."""

    def __init__(self, flow: Flow, **values: str) -> None:
        super().__init__(values)
        self._flow = flow

    def __missing__(self, name: str) -> str:
        if name != "access_token":
            raise KeyError(name)
        fresh = self._flow.specimens.flow(self._flow.client)
        agent = self._flow.specimens.user_agent(self._flow.user_agent.user)
        signed_in = replace(fresh, user_agent=agent).authorize(controlled=False)
        return signed_in.redeem(controlled=False).tokens.access_token


def _values(flow: Flow) -> _Values:
    auth_req_id = flow.answer("backchannel authentication").members.get("auth_req_id")
    return _Values(
        flow,
        issuer=flow.party.known.issuer,
        auth_req_id=str(auth_req_id or ""),
        username=flow.user_agent.user.username,
    )


def _request(call: Call, values: _Values) -> Request:
    headers = tuple((name, text.format_map(values)) for name, text in call.headers.items())
    url = call.url.format_map(values)
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
    return value.format_map(values) if isinstance(value, str) else value
