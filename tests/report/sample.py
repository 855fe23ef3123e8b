"""Sample results: all six verdicts, findings by the way, and a target that is up to no good."""

# ruff: noqa: E501 - a table

from collections import Counter
from typing import Any

Results = dict[str, Any]

HOSTILE = '<script>alert(1)</script> ]]> \x1b[31mred\x07 \u202etxt.exe | `code` {{ 7*7 }} & "q" \''
HOSTILE_ADDRESS = "javascript:alert(document.domain)"
VERDICTS = ["PASS", "FAIL", "WARNING", "NOT APPLICABLE", "EXCLUDED", "ERROR"]
ISSUER = "http://127.0.0.1:9000/oidc"

DOCUMENTS = [
    {
        "document": "RFC6749",
        "title": "The OAuth 2.0 Authorization Framework",
        "url": "https://www.rfc-editor.org/rfc/rfc6749",
    },
    {
        "document": "RFC7636",
        "title": "Proof Key for Code Exchange by OAuth Public Clients",
        "url": "https://www.rfc-editor.org/rfc/rfc7636",
    },
    {
        "document": "OIDCC",
        "title": "OpenID Connect Core 1.0",
        "url": "https://openid.net/specs/openid-connect-core-1_0.html",
    },
]

REQUIREMENTS = [
    ("RFC6749-3.1.2.3/redirect-uri-identical", "MUST", "The redirect URI is compared with the registered ones character by character."),
    ("RFC6749-4.1.2/code-single-use", "MUST", "The authorization server denies a token request whose authorization code was already used."),
    ("RFC6749-4.1.2/reuse-revokes-tokens", "SHOULD", "Reuse of a code revokes the tokens issued from it."),
    ("RFC6749-4.1.3/code-bound-to-client", "MUST", "A code is redeemed only by the client to which it was issued."),
    ("RFC6749-5.1/cache-control-no-store", "MUST", "A token response bears Cache-Control: no-store."),
    ("RFC6749-6/refresh-token-bound-to-client", "MUST", "A refresh token is accepted only from the client to which it was issued."),
    ("RFC7636-4.6/verifier-compared", "MUST", "A code verifier that does not match the challenge is refused."),
    ("RFC7636-4.10/plain-refused", "SHOULD", "The method plain is refused where S256 is supported."),
    ("OIDCC-3.1.3.7/aud-contains-client", "MUST", "The ID Token's audience contains the client."),
    ("OIDCC-5.3.2/userinfo-sub", "MUST", "The UserInfo response's sub equals the ID Token's."),
    ("OIDCC-5.5/claims-parameter", "SHOULD", "Claims asked for by the claims parameter are returned."),
]  # fmt: skip


def requirement(identifier: str, level: str, text: str) -> dict[str, Any]:
    document, _, clause = identifier.split("/")[0].partition("-")
    base = next(d["url"] for d in DOCUMENTS if d["document"] == document)
    fragment = "section-" if document.startswith("RFC") else "rfc.section."
    return {
        "id": identifier, "document": document, "clause": clause, "level": level, "text": text,
        "url": f"{base}#{fragment}{clause}", "verdict": "PASS", "scenarios": [], "findings": [],
    }  # fmt: skip


def exchange(number: int, status: int = 200, body: str = "", **other: Any) -> dict[str, Any]:
    request = {
        "method": "POST",
        "url": f"{ISSUER}/token",
        "headers": [
            ["Host", "127.0.0.1:9000"],
            ["Authorization", "Basic <redacted:0c1f2a77>"],
            ["Content-Type", "application/x-www-form-urlencoded"],
            ["Accept", "application/json"],
        ],
        "body": "grant_type=authorization_code&code=<redacted:ab12cd34>"
        "&redirect_uri=https%3A%2F%2Fclient.example%2Fcallback&code_verifier=<redacted:77e0a1b2>",
    }
    response = {
        "status": status,
        "headers": [["Content-Type", "application/json"], ["Date", "Sat, 21 Nov 2026 01:02:04 GMT"]],
        "body": body or '{"access_token":"<redacted:5ce11fd0>","token_type":"Bearer","expires_in":600}',
        "truncated": False,
    }  # fmt: skip
    return {
        "id": number, "label": "token request", "request": request, "response": response,
        "error": None, "started": "2026-11-21T01:02:04.120Z", "seconds": 0.012, **other,
    }  # fmt: skip


def scenario(
    identifier: str, title: str, requirement_id: str, verdict: str = "PASS", **other: Any
) -> dict[str, Any]:
    bad = verdict in ("FAIL", "WARNING", "ERROR")
    skipped = verdict in ("NOT APPLICABLE", "EXCLUDED")
    last = "failed" if bad else "passed"
    steps = [
        ("Given", "the client has redeemed an authorization code", "passed"),
        ("When", "the client redeems the same code again", "passed"),
        ("Then", 'the token request is refused with "invalid_grant"', last),
    ]
    return {
        "id": identifier,
        "title": title,
        "feature": identifier.split("/")[0].replace("_", " ").capitalize(),
        "rule": "An authorization code is single-use",
        "file": f"features/{identifier.split('/')[0]}.feature",
        "line": 12,
        "requirement": requirement_id,
        "tags": ["oidf:oidcc-codereuse"],
        "verdict": verdict,
        "reason": "The code was redeemed twice." if bad else None,
        "expected": 'status 400 with error "invalid_grant"' if bad else None,
        "received": "status 200 with an access token" if bad else None,
        "known": None,
        "steps": []
        if skipped
        else [{"keyword": k, "text": t, "status": s, "seconds": 0.01} for k, t, s in steps],
        "exchanges": [] if skipped else [17, 18],
        "seconds": {"total": 0.2, "wire": 0.1, "browser": 0.0, "wait": 0.0},
        "rerun": f"coatcheck run --target targets/reference.yaml --scenario {identifier}",
        "attachments": [],
        "traceback": None,
        **other,
    }


def scenarios() -> list[dict[str, Any]]:
    no_claims = "The target does not claim claims_parameter_supported (metadata: absent)."
    control = "Not testable: the positive control failed, a sound code was refused."
    known = {"reason": "Fixed in 4.2", "link": "https://bugs.example/77", "expires": "2027-01-01"}
    hostile_known = {"reason": HOSTILE, "link": HOSTILE_ADDRESS, "expires": "2027-01-01"}
    shot = [{"name": "login page", "path": "artifacts/login page.png", "type": "image/png"}]
    return [
        scenario("authorization_endpoint/another-redirect-uri-is-refused", "Another redirect URI is refused", "RFC6749-3.1.2.3/redirect-uri-identical"),
        scenario("token_endpoint/a-redeemed-code-is-refused", "A redeemed code is refused", "RFC6749-4.1.2/code-single-use", "FAIL", attachments=shot),
        scenario("token_endpoint/reuse-revokes-the-access-token", "Reuse of a code revokes the access token issued from it", "RFC6749-4.1.2/reuse-revokes-tokens", "WARNING", exchanges=[19], reason="The access token is still accepted.", expected="status 401 at the UserInfo endpoint", received="status 200"),
        scenario("token_endpoint/a-foreign-code-is-refused", "A code of another client is refused", "RFC6749-4.1.3/code-bound-to-client", exchanges=[18]),
        scenario("refresh/a-foreign-refresh-token-is-refused", "A refresh token of another client is refused", "RFC6749-6/refresh-token-bound-to-client", "ERROR", reason=control, expected=None, received=None, exchanges=[20]),
        scenario("pkce/a-wrong-verifier-is-refused", "A wrong verifier is refused", "RFC7636-4.6/verifier-compared", "FAIL", reason=HOSTILE, expected="<b>bold</b>", received=HOSTILE, exchanges=[21], known=None),
        scenario("pkce/plain-is-refused", "The method plain is refused", "RFC7636-4.10/plain-refused", "EXCLUDED", reason="Declared deviation.", known=known),
        scenario("id_token/the-audience-is-the-client", "The audience is the client", "OIDCC-3.1.3.7/aud-contains-client", exchanges=[22], rule=None),
        scenario("userinfo/sub-is-the-same", "The subject is the same", "OIDCC-5.3.2/userinfo-sub", "EXCLUDED", reason=HOSTILE, known=hostile_known),
        scenario("claims/a-claim-is-returned", "A claim that is asked for is returned", "OIDCC-5.5/claims-parameter", "NOT APPLICABLE", reason=no_claims),
        scenario("claims/an-essential-claim-is-returned", "An essential claim is returned", "OIDCC-5.5/claims-parameter", "NOT APPLICABLE", reason=no_claims),
        scenario("refresh/suite-breaks", "A suite that breaks says so", "RFC6749-6/refresh-token-bound-to-client", "ERROR", reason="The suite failed.", expected=None, received=None, exchanges=[], traceback="Traceback (most recent call last):\n  KeyError: 'code'"),
    ]  # fmt: skip


def findings() -> list[dict[str, Any]]:
    cache = {
        "requirement": "RFC6749-5.1/cache-control-no-store", "verdict": "FAIL",
        "scenario": "token_endpoint/a-foreign-code-is-refused",
        "expected": "Cache-Control: no-store", "received": "no Cache-Control header",
        "exchange": 18, "count": 12, "known": None,
    }  # fmt: skip
    return [
        cache,
        {**cache, "verdict": "WARNING", "received": HOSTILE, "exchange": 23, "count": 1},
        {**cache, "verdict": "EXCLUDED", "exchange": None, "known": {"reason": "Proxy strips it", "link": None, "expires": "2027-01-01"}},
    ]  # fmt: skip


def exchanges() -> list[dict[str, Any]]:
    hostile_headers = [["X-Evil\x1b", HOSTILE], ["Location", HOSTILE_ADDRESS]]
    hostile = exchange(21, 400, HOSTILE)
    hostile["response"]["headers"] += hostile_headers
    hostile["request"]["url"] = f"{ISSUER}/auth?x={HOSTILE}"
    page = "<html><title>\ud800 Sign in</title>" + "<p>x\x00</p>" * 10_000
    return [
        exchange(17),
        exchange(18),
        exchange(19),
        exchange(20, 0, response=None, error=f"timed out after 10 s {HOSTILE}"),
        hostile,
        exchange(22, 200, page),
        exchange(23, label=HOSTILE),
        exchange(24, label="metadata request"),
    ]


def capabilities() -> dict[str, Any]:
    return {
        "pkce": {"claimed": True, "reason": "metadata: code_challenge_methods_supported has S256"},
        "claims_parameter": {"claimed": False, "reason": "metadata: claims_parameter_supported absent"},
        "refresh_token": {"claimed": True, "reason": HOSTILE},
    }  # fmt: skip


def assemble(found: list[dict[str, Any]], **other: Any) -> Results:
    """Return results that hold these scenarios, their counts and requirements in agreement."""
    document: Results = {
        "format": "coatcheck-results/1",
        "suite": {"name": "coatcheck", "version": "0.1.0"},
        "run": {
            "id": "20261121-010203-reference",
            "started": "2026-11-21T01:02:03Z",
            "finished": "2026-11-21T01:02:17Z",
            "command": "coatcheck run --target targets/reference.yaml",
            "workers": 2,
            "strict": False,
            "interrupted": False,
            "seconds": {"wall": 14.2, "wire": 3.1, "browser": 5.0, "wait": 0.0, "own": 2.2},
        },
        "target": {
            "name": "reference",
            "issuer": ISSUER,
            "file": "targets/reference.yaml",
            "capabilities": capabilities(),
        },
        "verdict": "does not conform",
        "exit_code": 1,
        "problems": [],
        "documents": DOCUMENTS,
        "requirements": [requirement(*row) for row in REQUIREMENTS],
        "scenarios": found,
        "findings": [],
        "exchanges": [],
        **other,
    }
    _settle(document)
    return document


def _settle(document: Results) -> None:
    worst = ["FAIL", "ERROR", "WARNING", "EXCLUDED", "PASS", "NOT APPLICABLE"]
    for row in document["requirements"]:
        own = [s for s in document["scenarios"] if s["requirement"] == row["id"]]
        seen = [n for n, f in enumerate(document["findings"]) if f["requirement"] == row["id"]]
        verdicts = [s["verdict"] for s in own]
        verdicts += [document["findings"][n]["verdict"] for n in seen]
        row["scenarios"], row["findings"] = [s["id"] for s in own], seen
        row["verdict"] = min(verdicts, key=worst.index, default="PASS")
    document["counts"] = {
        kind: {v: Counter(x["verdict"] for x in document[kind])[v] for v in VERDICTS}
        for kind in ("scenarios", "requirements")
    }


def results() -> Results:
    """Return the sample: small, complete, hostile."""
    problem = "deviation OIDCC-5.3.2/userinfo-sub: expired on 2026-01-01"
    return assemble(
        scenarios(), findings=findings(), exchanges=exchanges(), problems=[problem]
    )  # fmt: skip


def sound() -> Results:
    """Return results in which everything passed."""
    found = [
        scenario(f"sound/number-{n}", f"Number {n} is kept", row[0], exchanges=[17])
        for n, row in enumerate(REQUIREMENTS)
    ]
    return assemble(found, exchanges=[exchange(17)], verdict="conforms", exit_code=0)


def large() -> Results:
    """Return a run of the size of a real one: 160 scenarios, 900 exchanges."""
    page = "<!doctype html><title>Sign in</title>" + "<p>words & more</p>" * 250
    verdicts = ["PASS"] * 14 + ["FAIL", "NOT APPLICABLE"]
    found = [
        scenario(
            f"feature_{n % 12}/scenario-number-{n}",
            f"Scenario number {n} has a title of the usual length",
            REQUIREMENTS[n % len(REQUIREMENTS)][0],
            verdicts[n % len(verdicts)],
            exchanges=list(range(n * 900 // 160, (n + 1) * 900 // 160)),
        )
        for n in range(160)
    ]
    made = [exchange(n, body=page if n % 3 == 0 else "") for n in range(900)]
    return assemble(found, exchanges=made)
