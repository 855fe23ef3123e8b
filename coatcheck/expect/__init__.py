"""Judging: the one place where it is said what a message must be like.

A rule judges one kind of message by one requirement. The features name it by its phrase, and
`observe` applies it to every such message that the suite ever receives.
"""

import importlib
import pkgutil

from coatcheck.expect.observe import observe
from coatcheck.expect.rule import RULES, Rule, judge_each, rule_for
from coatcheck.expect.schema import well_formed

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["RULES", "Rule", "judge_each", "observe", "rule_for", "well_formed"]
