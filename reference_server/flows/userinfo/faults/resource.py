"""Faults of what an access token for other resource servers opens."""

from ....core.faults.fault import Failure, Fault, misreported, skipped
from ..duties import token_for_this_server

FAULTS = (
    Fault(
        "resource_misdirected_to_userinfo_fails",
        "RFC9700-2.3/audience-verified",
        "userinfo.token_for_this_server",
        misreported(token_for_this_server, Failure),
        "The UserInfo endpoint fails at access tokens for other resource servers.",
    ),
    Fault(
        "resource_unverified_by_userinfo",
        "RFC9700-2.3/audience-verified",
        "userinfo.token_for_this_server",
        skipped,
        "The UserInfo endpoint accepts access tokens for other resource servers.",
    ),
)
