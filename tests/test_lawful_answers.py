"""What a provider may answer to clients is no finding: one lawful way after another."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from coatcheck import preflight
from coatcheck.expect.rule import RULES
from coatcheck.protocol.endpoints import BackchannelAuthenticationResponse, EndpointRequest
from coatcheck.protocol.messages import TokenMessage, TokenRequest
from coatcheck.protocol.parameters import Parameters
from coatcheck.protocol.provider import Provider
from coatcheck.protocol.wire import Exchange, Reply, Request
from coatcheck.run.engine import Record
from coatcheck.run.session import Session
from coatcheck.target import target_file
from coatcheck.target.target import Client
from coatcheck.verdict import Nonconformance
from reference_server.checks import (
    authorization,
    authorization_code,
    backchannel,
    backchannel_token,
    device_token,
    refresh_token,
)
from reference_server.errors import (
    AccessDenied,
    AuthorizationPending,
    InvalidGrant,
    InvalidRequest,
    OAuthError,
    PageError,
    SlowDown,
    UnauthorizedClient,
)
from reference_server.faults.fault import also_refusing, constant, misreported, skipped
from reference_server.faults.request_uri import was_pushed
from reference_server.models import REFRESH_TOKEN, BackchannelRequest, DeviceAuthorization
from reference_server.parameters import Parameters as Sent
from reference_server.responses.access_token import AccessTokenContext
from reference_server.responses.authorization import Refused
from reference_server.seams import ABSENT, Function
from tests.lawful import Target, provider, records

Seams = Mapping[str, Function]


def verdicts(found: Mapping[str, Record]) -> set[str]:
    """Return what scenarios come to, what was found by the way counted in."""
    seen = {str(record["verdict"]) for record in found.values()}
    return seen | {f["requirement"] for record in found.values() for f in record["findings"]}


def second_client_without_refresh(target: Target) -> None:
    target["clients"][1]["grant_types"].remove(REFRESH_TOKEN)


OF_FOREIGN_CLIENT = "refresh_token/a-refresh-token-is-refused-to-another-client"


def test_the_second_client_need_not_refresh(tmp_path: Path) -> None:
    found = records(tmp_path, {}, [OF_FOREIGN_CLIENT], second_client_without_refresh)
    assert verdicts(found) == {"NOT APPLICABLE"}
    only_first = also_refusing(
        refresh_token.refresh_token_present,
        lambda request: request.client.client_id.endswith("2"),
        UnauthorizedClient,
    )
    found = records(
        tmp_path, {"refresh_token.refresh_token_present": only_first}, [OF_FOREIGN_CLIENT]
    )
    assert verdicts(found) == {"ERROR"}


def test_whoever_asks_for_an_unauthorized_resource_is_refused_in_any_way(tmp_path: Path) -> None:
    seams = {
        f"{noun}.resource_granted": misreported(check, InvalidGrant)
        for noun, check in (
            ("refresh_token", refresh_token.resource_granted),
            ("authorization_code", authorization_code.resource_granted),
        )
    }
    who = ("a-code-brings", "a-refresh-brings")
    what = "no-access-token-for-a-resource-that-was-not-authorized"
    found = records(tmp_path, seams, [f"resource_indicators/{each}-{what}" for each in who])
    assert verdicts(found) == {"PASS"}


Waiting = DeviceAuthorization | BackchannelRequest


def counting_from_issuance(sound: Any, kept: str) -> Function:
    """A check that has the first poll wait for the interval too, whether it is decided or not."""

    def decided(request: Any) -> None:
        waiting: Waiting = sound.presented(request)
        now, store = request.provider.clock.now(), getattr(request.provider.store, kept)
        name = request.parameters.get("device_code") or request.parameters.get("auth_req_id")
        last = waiting.polled_at if waiting.polled_at is not None else waiting.expires_at - 600
        hasty = now - last < waiting.interval
        longer = waiting.interval + 5 if hasty else waiting.interval
        store[name] = replace(waiting, polled_at=now, interval=longer)
        if hasty:
            raise SlowDown("too soon")
        if getattr(waiting, "decided_by", None) is None and not getattr(
            waiting, "decided_at", None
        ):
            raise AuthorizationPending("nobody has decided")

    return decided


SLOW = {
    "device_token.decided": counting_from_issuance(device_token, "device_authorizations"),
    "backchannel_token.decided": counting_from_issuance(backchannel_token, "backchannel_requests"),
}
POLLING = (
    "device_authorization/a-device-gets-its-tokens-once-it-is-approved",
    "device_authorization/a-device-that-polls-by-the-interval-gets-its-tokens-in-the-end",
    "device_authorization/a-device-that-has-slowed-down-by-five-seconds-is-not-slowed-down-again",
    "device_authorization/a-device-that-polls-too-soon-is-still-pending",
    "device_authorization/a-device-is-told-that-it-was-denied",
    "device_authorization/an-end-user-who-types-the-user-code-can-approve",
    "backchannel_authentication/an-approved-authentication-brings-tokens",
    "backchannel_authentication/a-client-that-polls-by-the-interval-gets-its-tokens-in-the-end",
    "backchannel_authentication/an-undecided-authentication-is-pending",
    "backchannel_authentication/a-denied-authentication-brings-no-tokens",
)


def test_a_client_may_be_slowed_down_from_the_first_poll_on(tmp_path: Path) -> None:
    assert verdicts(records(tmp_path, SLOW, [*POLLING])) == {"PASS"}


def test_without_leave_to_wait_nothing_is_said_of_who_slows_clients_down(tmp_path: Path) -> None:
    def unmoved(target: Target) -> None:
        del target["clock"]

    assert verdicts(records(tmp_path, SLOW, [POLLING[0]], unmoved)) == {"NOT APPLICABLE"}


def interaction_required(refused: Refused) -> str:
    code = refused.error.code
    return "interaction_required" if code == "login_required" else code


class Denied(OAuthError):
    """The provider has decided against this kind of client (CIBA Core, 13)."""

    code, status = "access_denied", 403


class Unread(OAuthError):
    """A body or a method that the framework below the provider refuses."""

    def __init__(self, status: int) -> None:
        super().__init__("")
        self.status = status


def unread(when: Callable[[Any], bool], status: int, endpoint: str, check: str) -> Seams:
    """What refuses a request with a page that is no OAuth error."""

    def refusing(request: Any) -> None:
        if when(request):
            raise Unread(status)

    def of_other_refusals(name: str, value: Any) -> Function:
        return lambda refusal: ABSENT if isinstance(refusal, Unread) else value(refusal)

    return {
        f"{endpoint}_request.{check}": refusing,
        f"{endpoint}_error.error": of_other_refusals("error", lambda refusal: refusal.code),
        f"{endpoint}_error.error_description": of_other_refusals("", lambda r: r.description),
        f"{endpoint}_error_header.content_type": lambda failure: (
            "text/html" if isinstance(failure[2], Unread) else "application/json"
        ),
    }


def is_json(request: Any) -> bool:
    return bool(request.content_type == "application/json")


def is_get(request: Any) -> bool:
    return bool(request.method == "GET")


CIBA = "backchannel_authentication/"
IN_JSON = f"{CIBA}an-authentication-request-in-json-is-not-granted"

PAR, DEVICE = "pushed_authorization/", "device_authorization/"
BY_GET = {
    "pushed_authorization": f"{PAR}a-request-that-is-pushed-by-get-is-granted-nothing",
    "device_authorization": f"{DEVICE}a-device-authorization-request-by-get-brings-nothing",
    "backchannel": f"{CIBA}an-authentication-request-by-get-starts-nothing",
}

LAWFUL: dict[str, tuple[Seams, str]] = {
    "prompt-none-by-another-error": (
        {"authorization_error.error": interaction_required},
        "pushed_authorization/a-pushed-request-with-prompt-none-is-refused-without-a-session",
    ),
    "prompt-none-not-pushed": (
        {
            "pushed_request.prompt_known": also_refusing(
                authorization.prompt_known, lambda request: "none" in request.prompt, InvalidRequest
            )
        },
        "pushed_authorization/a-pushed-request-with-prompt-none-gets-no-error-about-the-end-user",
    ),
    "public-client-denied": (
        {"backchannel.client_authorized": misreported(backchannel.client_authorized, Denied)},
        f"{CIBA}a-client-without-credentials-may-not-ask-for-an-authentication",
    ),
    "malformed-scope-ignored": (
        {"backchannel.scope_well_formed": skipped},
        f"{CIBA}a-malformed-scope-is-ignored-or-refused-as-such",
    ),
    "malformed-scope-invalid-request": (
        {
            "backchannel.scope_well_formed": misreported(
                backchannel.scope_well_formed, InvalidRequest
            )
        },
        f"{CIBA}a-malformed-scope-is-ignored-or-refused-as-such",
    ),
    **{
        f"json-{status}": (unread(is_json, status, "backchannel", "content_type_form"), IN_JSON)
        for status in (400, 415)
    },
    **{
        f"{endpoint}-by-get-{status}": (unread(is_get, status, endpoint, "method_post"), scenario)
        for endpoint, scenario in BY_GET.items()
        for status in (400, 403, 404)
    },
    "device-code-invalid-once-expired": (
        {
            "device_token.device_code_unexpired": misreported(
                device_token.device_code_unexpired, InvalidGrant
            )
        },
        "device_authorization/a-device-is-told-that-its-code-has-expired",
    ),
    "auth-req-id-invalid-once-expired": (
        {
            "backchannel_token.auth_req_id_unexpired": misreported(
                backchannel_token.auth_req_id_unexpired, InvalidGrant
            )
        },
        f"{CIBA}an-authentication-that-nobody-decided-on-expires",
    ),
}


@pytest.mark.parametrize("way", LAWFUL)
def test_a_lawful_answer_is_no_finding(way: str, tmp_path: Path) -> None:
    seams, scenario = LAWFUL[way]
    assert verdicts(records(tmp_path, seams, [scenario])) == {"PASS"}


class Busy(OAuthError):
    """A server that has no time."""

    code, status = "temporarily_unavailable", 503


def busy(seam: str, when: Callable[[Any], bool] = lambda request: True) -> Seams:
    def refusing(request: Any) -> None:
        if when(request):
            raise Busy("come back later")

    return {seam: refusing}


def has(name: str) -> Callable[[Any], bool]:
    return lambda request: request.parameters.get(name) is not None


OUT_OF_ORDER: dict[str, tuple[Seams, str]] = {
    "device-scope": (
        busy(
            "device_authorization_request.parameters_once",
            lambda request: ("scope", "") in request.parameters.pairs,
        ),
        "device_authorization/an-empty-scope-of-a-device-authorization-request-counts-as-none",
    ),
    "device-by-get": (
        busy("device_authorization_request.method_post", is_get), BY_GET["device_authorization"],
    ),
    "binding-message": (
        busy("backchannel.binding_message_presentable", has("binding_message")),
        f"{CIBA}a-binding-message-that-no-device-can-show-is-refused-as-such",
    ),
    "expired-hint": (
        busy(
            "backchannel.end_user_known",
            lambda r: has("id_token_hint")(r) and r.provider.clock.offset > 0,
        ),
        f"{CIBA}an-id-token-is-a-hint-for-some-time-after-it-has-expired",
    ),
    "backchannel-by-get": (busy("backchannel_request.method_post", is_get), BY_GET["backchannel"]),
    "introspection": (
        busy("introspection_client.method_registered", lambda p: p.methods == ("none",)),
        "introspection/a-confidential-client-learns-nothing-by-its-client-id-alone",
    ),
    "resource": (
        busy("refresh_token.resource_granted", has("resource")),
        "resource_indicators/a-refresh-brings-no-access-token-for-a-resource-that-was-not-authorized",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", OUT_OF_ORDER)
def test_a_server_that_is_out_of_order_proves_nothing(way: str, tmp_path: Path) -> None:
    seams, scenario = OUT_OF_ORDER[way]
    assert verdicts(records(tmp_path, seams, [scenario])) == {"ERROR"}


AT_MOST_WARNED = {
    "revocation_request.parameters_once": (
        "revocation/a-revocation-request-with-two-copies-of-its-token-is-refused"
    ),
    "device_authorization_request.method_post": BY_GET["device_authorization"],
    "backchannel_request.method_post": BY_GET["backchannel"],
}


@pytest.mark.parametrize("seam", AT_MOST_WARNED)
def test_what_the_text_asks_of_clients_is_no_must_of_the_server(seam: str, tmp_path: Path) -> None:
    found = records(tmp_path, {seam: skipped}, [AT_MOST_WARNED[seam]])
    assert {record["verdict"] for record in found.values()} == {"WARNING"}


def test_requested_expiry_need_not_be_used(tmp_path: Path) -> None:
    seams = {
        "backchannel.requested_expiry_positive": skipped,
        "backchannel_response.expires_in": constant(600),
    }
    soon = f"{CIBA}a-requested-expiry-that-is-no-number-is-refused"
    less = f"{CIBA}a-requested-expiry-of-less-than-nothing-is-refused"
    assert verdicts(records(tmp_path, seams, [soon, less])) == {"NOT APPLICABLE"}


def abstract(context: AccessTokenContext) -> Any:
    names = {"https://api.example/one": "api-1", "https://api.example/two": "api-2"}
    return [names[each] for each in context.resources] or context.provider.issuer


def told(*audiences: str | None) -> Callable[[Target], None]:
    def tell(target: Target) -> None:
        names = ("https://api.example/one", "https://api.example/two")
        pairs = zip(names, audiences, strict=True)
        target["resources"] = [
            {"resource": name, "audience": audience} if audience else name
            for name, audience in pairs
        ]

    return tell


OF_RESOURCE = [
    "resource_indicators/a-code-for-a-resource-brings-an-access-token-for-it-alone",
    "resource_indicators/a-code-for-two-resources-brings-an-access-token-for-them-alone",
    "resource_indicators/a-token-request-for-one-of-two-resources-brings-a-token-without-the-other",
]


@pytest.mark.parametrize(
    ("audiences", "verdict"),
    [
        ((None, None), "NOT APPLICABLE"),
        (("api-1", "api-2"), "PASS"),
        (("api-3", "api-4"), "WARNING"),
    ],
)
def test_a_resource_may_be_mapped_to_an_audience(
    audiences: tuple[str | None, str | None], verdict: str, tmp_path: Path
) -> None:
    seams = {"access_token_claim.aud": abstract}
    found = records(tmp_path, seams, OF_RESOURCE[:2], told(*audiences))
    assert {record["verdict"] for record in found.values()} == {verdict}
    found = records(tmp_path, seams, OF_RESOURCE[2:], told("api-1", "api-2"))
    assert verdicts(found) == {"PASS"}


def without_bearer_tokens(status: type[OAuthError]) -> Function:
    def readable(presented: Any) -> None:
        if (presented.request.authorization or "").startswith("Bearer "):
            raise status("the client does not authenticate by Basic")

    return readable


BY_BEARER_TOKEN = "introspection/an-access-token-that-was-never-issued-authorizes-no-introspection"


def test_an_introspection_need_not_be_authorized_by_an_access_token(tmp_path: Path) -> None:
    seams = {"introspection_client.readable": without_bearer_tokens(InvalidRequest)}
    assert verdicts(records(tmp_path, seams, [BY_BEARER_TOKEN])) == {"NOT APPLICABLE"}


REQUIRED = {
    f"{noun}.require_pushed_authorization_requests": constant(True)
    for noun in ("metadata", "oauth_metadata")
}


def only_pushed(sent: Sent) -> Sent:
    """The parameters of a request; none of one that was not pushed, which a page is told of."""
    if sent.get("request_uri") is None:
        raise PageError("requests are to be pushed")
    return sent


def only_pushed_or(refusal: type[OAuthError]) -> Seams:
    """What tells the client of a request that was not pushed, once the end-user has logged in."""

    def parameters_once(request: Any) -> None:
        authorization.parameters_once(request)
        if not was_pushed(request):
            raise refusal("requests are to be pushed")

    return {**REQUIRED, "authorization.parameters_once": parameters_once}


ON_A_PAGE = {**REQUIRED, "authorization_parameters.by_get": only_pushed}
BY_REDIRECT = only_pushed_or(InvalidRequest)


WHEREVER_REQUESTS_ARE_PUSHED = {
    "token_endpoint/a-redeemed-code-is-refused": "PASS",
    "end_user_interaction/no-page-is-shown-to-an-unknown-end-user-with-prompt-none": "PASS",
    "pushed_authorization/a-request-uri-brings-a-code": "PASS",
    "authorization_request/an-unknown-response-type-is-refused": "NOT APPLICABLE",
    "token_endpoint/a-request-without-scope-is-given-a-default-one-or-refused": "NOT APPLICABLE",
}


@pytest.mark.parametrize("seams", [ON_A_PAGE, BY_REDIRECT], ids=["page", "redirect"])
def test_a_provider_may_take_pushed_requests_alone(seams: Seams, tmp_path: Path) -> None:
    found = records(tmp_path, seams, [*WHEREVER_REQUESTS_ARE_PUSHED])
    assert {name: r["verdict"] for name, r in found.items()} == WHEREVER_REQUESTS_ARE_PUSHED
    assert not any(record["findings"] for record in found.values())


class Broken(OAuthError):
    """A server that fails."""

    code, status = "server_error", 500


@pytest.mark.parametrize("failure", [Broken, Busy])
def test_what_is_neither_pushed_nor_refused_cannot_be_told(
    failure: type[OAuthError], tmp_path: Path
) -> None:
    def failing(request: Any) -> None:
        if request.parameters.get("response_type") != "code":
            raise failure("this should not happen")

    scenario = "authorization_request/an-unknown-response-type-is-refused"
    seams = {**ON_A_PAGE, "pushed_request.response_type_supported": failing}
    found = records(tmp_path, seams, [scenario])
    assert {record["verdict"] for record in found.values()} == {"ERROR"}
    assert "pushed authorization request fails" in str(found[scenario]["reason"])


def test_what_was_not_pushed_is_an_invalid_request(tmp_path: Path) -> None:
    scenario = "end_user_interaction/no-page-is-shown-to-an-unknown-end-user-with-prompt-none"
    found = records(tmp_path, only_pushed_or(AccessDenied), [scenario])
    assert verdicts(found) == {"PASS", "RFC9126-4/unpushed-refused"}


def test_the_preflight_pushes_where_it_has_to(tmp_path: Path, reference_target: str) -> None:
    file = tmp_path / "target.yaml"
    file.write_text(reference_target, encoding="utf-8")
    with provider(ON_A_PAGE) as base:
        wanted = {"issuer": f"{base}/oidc", "user_agent": "http"}
        session = Session(target_file.with_overrides(target_file.load(file), wanted))
        failures = [check.came for check in preflight.checklist(session) if check.failure]
        session.close()
    assert failures == []


CLIENT = Client("c", "none", ("https://client.example/",))


def exchange(label: str, body: bytes = b"{}", seconds: float = 0.1) -> Exchange:
    request, reply = Request("POST", "https://op.example/"), Reply(200, (), body)
    return Exchange(1, label, request, reply, None, datetime.datetime.now(datetime.UTC), seconds)


def judge(requirement: str) -> Callable[[Any], None]:
    [rule] = [rule for rule in RULES if rule.requirement == requirement]
    return rule.judge


@pytest.mark.parametrize("seconds", [29.0, 31.0])
def test_a_client_waits_for_thirty_seconds(seconds: float) -> None:
    op = Provider("https://op.example")
    asked = EndpointRequest(CLIENT, Parameters())
    acknowledged = exchange("backchannel authentication request", b'{"auth_req_id": "x"}')
    op.memory.first(
        "auth_req_id", "x", value=BackchannelAuthenticationResponse(op, acknowledged, asked)
    )
    grant = Parameters.of(grant_type="urn:openid:params:grant-type:ciba", auth_req_id="x")
    answer = exchange("token request", seconds=seconds)
    message = TokenMessage(op, answer, TokenRequest(CLIENT, grant))
    if seconds < 30:
        judge("CIBA-10.1/answer-within-30-seconds")(message)
        return
    with pytest.raises(Nonconformance):
        judge("CIBA-10.1/answer-within-30-seconds")(message)
