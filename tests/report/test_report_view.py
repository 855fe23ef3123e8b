"""The results are arranged as they are read."""

from coatcheck.base.verdict import Verdict
from coatcheck.report import view

from .sample import Results


def test_clauses_stand_in_the_order_of_the_document(results: Results) -> None:
    by_document = {s.document: [c.number for c in s.clauses] for s in view.specifications(results)}
    assert by_document["RFC6749"] == ["3.1.2.3", "4.1.2", "4.1.3", "5.1", "6"]
    assert by_document["RFC7636"] == ["4.6", "4.10"]


def test_clauses_with_names_come_after_numbers() -> None:
    clauses = ["oidcToken", "A.12", "10", "A.2", "2"]
    assert sorted(clauses, key=view.order) == ["2", "10", "A.2", "A.12", "oidcToken"]


def test_the_worst_comes_first(results: Results) -> None:
    verdicts = list(dict.fromkeys(issue.verdict for issue in view.issues(results)))
    assert verdicts == [Verdict.FAIL, Verdict.WARNING, Verdict.ERROR, Verdict.EXCLUDED]


def test_a_requirement_that_is_not_on_the_register_is_still_told(results: Results) -> None:
    results["scenarios"][1]["requirement"] = "RFC9999-1.2/unheard-of"
    issue = next(i for i in view.issues(results) if not i.incidental)
    assert (issue.requirement["document"], issue.requirement["clause"]) == ("RFC9999", "1.2")


def test_features_without_a_judgement_are_named(results: Results) -> None:
    assert view.unjudged_features(results) == ["Refresh", "Userinfo", "Claims"]
