"""A profile selects requirements of the register and decides their levels."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from coatcheck import capabilities
from coatcheck.base import files
from coatcheck.base.errors import ProfileError
from coatcheck.register.profile import Profile, default, load
from coatcheck.register.requirement import register

MUST, SHOULD = "RFC6749-4.1.2/code-single-use", "RFC6749-5.1/expires-in-present"

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a profile with these keys and return its path."""

    def written(**keys: Any) -> Path:
        path = tmp_path / "test.yaml"
        plain = {"name": "test", "title": "Test", "version": "1"}
        path.write_text(yaml.safe_dump(plain | keys), encoding="utf-8")
        return path

    return written


def selected(profile: Profile) -> set[str]:
    return {name for name in register() if profile.selects(name)}


def test_the_default_profile_is_the_register() -> None:
    assert selected(default()) == {*register()}
    assert default().applied(register()) == register()


def test_profiles_that_come_with_the_suite_are_sound() -> None:
    profiles = [load(path) for path in sorted(files.PROFILES.glob("*.yaml"))]
    named = [(each.name, name) for each in profiles for name in each.capabilities]
    assert profiles
    assert [each for each in named if not capabilities.known(each[1])] == []


def test_a_profile_says_what_it_is_and_what_it_asks_for(write: Write) -> None:
    documents = {"RFC6749": "October 2012"}
    profile = load(write(documents=documents, capabilities=["device"]))
    assert (profile.name, profile.title, profile.version) == ("test", "Test", "1")
    assert (profile.documents, profile.capabilities) == (documents, ("device",))


@pytest.mark.parametrize(
    ("name", "inside", "outside"),
    [
        (MUST, MUST, SHOULD),
        ("RFC6749-4.1.2", MUST, "RFC6749-4.1.1/x"),
        ("RFC6749-4", MUST, SHOULD),
        ("RFC6749", SHOULD, "RFC6750-2/one-method-per-request"),
        ("RFC6749-3.1", "RFC6749-3.1.2/redirect-uri-without-fragment", "RFC6749-3.10/x"),
    ],
    ids=["requirement", "clause", "clause and below", "document", "clause, not its digits"],
)
def test_requirements_are_selected_by_id_clause_or_document(
    write: Write, name: str, inside: str, outside: str
) -> None:
    profile = load(write(requirements=[name]))
    assert profile.selects(inside)
    assert not profile.selects(outside)


def test_a_profile_decides_levels(write: Write) -> None:
    profile, rows = load(write(levels={SHOULD: "MUST"})), register()
    assert (rows[SHOULD].level, profile.level(rows[SHOULD])) == ("SHOULD", "MUST")
    assert profile.level(rows[MUST]) == rows[MUST].level
    applied = profile.applied(rows)
    assert {name for name in rows if applied[name] != rows[name]} == {SHOULD}
    assert applied[SHOULD].level == "MUST"


@pytest.mark.parametrize(
    ("keys", "what", "hint"),
    [
        ({"levels": {f"{SHOULD}s": "MUST"}}, "levels", f"Did you mean {SHOULD}"),
        ({"requirements": ["RFC6749-4.1.22"]}, "requirements", "RFC6749-4.1.2"),
        ({"requirements": ["nothing like it"]}, "requirements", "docs/coverage.md"),
        ({"documents": {"RFC674": "1"}}, "documents", "RFC6749"),
        ({"levels": {SHOULD: "OUGHT"}}, "'OUGHT' is not one of", "profile.schema.json"),
        ({"level": {}}, "'level' was unexpected", "profile.schema.json"),
        ({"requirements": []}, "should be non-empty", "profile.schema.json"),
        ({"name": "other"}, "has the name other", "Call it test"),
    ],
)
def test_a_profile_that_cannot_be_used_is_refused(
    write: Write, keys: dict[str, Any], what: str, hint: str
) -> None:
    with pytest.raises(ProfileError) as raised:
        load(write(**keys))
    assert what in raised.value.what
    assert hint in raised.value.hint


@pytest.mark.parametrize("text", [None, "name: [", "- a list"])
def test_a_file_that_is_no_profile_is_refused(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "test.yaml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=r"test\.yaml"):
        load(path)
