"""Sentences about what a message must be like, one for every rule and every member."""

from pytest_bdd import parsers, then

from coatcheck.expect import judge_each, well_formed
from coatcheck.kinds.acts import messages_named
from coatcheck.kinds.kind import MESSAGES
from coatcheck.scenario.flow import Flow

_MESSAGE = "(?P<message>" + "|".join(sorted(MESSAGES, key=len, reverse=True)) + ")"


@then(parsers.re(rf'the {_MESSAGE}\'s "(?P<member>[^"]+)" is well-formed$'))
def member_is_well_formed(flow: Flow, message: str, member: str) -> None:
    """This member conforms to the schema of the message."""
    for each in messages_named(message, flow):
        well_formed(each, member)


@then(parsers.re(rf"the {_MESSAGE} (?P<phrase>[^'].+)$"))
def message_keeps_rule(flow: Flow, message: str, phrase: str) -> None:
    """The message conforms to the rule with this phrase."""
    judge_each(messages_named(message, flow), phrase)
