"""Scenarios that wait, and one that does not."""

EXPIRED = "introspection/an-expired-access-token-is-inactive"
OPENS_NOTHING = "bearer_token_usage/an-expired-access-token-opens-nothing"
CODE = "token_endpoint/a-code-is-refused-once-its-life-is-over"
TEN_MINUTES = "token_endpoint/a-code-is-refused-after-ten-minutes"
PUSHED = "pushed_authorization/a-request-uri-is-refused-once-its-life-is-over"
UNHURRIED = "introspection/a-token-that-was-never-issued-is-inactive"
WAITING = (
    EXPIRED,
    OPENS_NOTHING,
    CODE,
    PUSHED,
    "backchannel_authentication/an-authentication-that-nobody-decided-on-expires",
    "refresh_token/a-refreshed-id-token-has-its-own-time-of-issue",
    "refresh_token/a-refreshed-id-token-has-the-original-time-of-authentication",
    "device_authorization/a-device-that-polls-by-the-interval-gets-its-tokens-in-the-end",
)
"""The last one waits twice."""
