"""A profile decides the levels of requirements."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from coatcheck.base import files
from coatcheck.base.errors import ProfileError
from coatcheck.register.profile import default, load
from coatcheck.register.requirement import register, within

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


def test_the_default_profile_is_the_register() -> None:
    assert default().applied(register()) == register()


def test_profiles_that_come_with_the_suite_are_sound() -> None:
    assert [load(path).name for path in sorted(files.PROFILES.glob("*.yaml"))] == ["default"]


def test_a_profile_says_what_it_is(write: Write) -> None:
    profile = load(write())
    assert (profile.name, profile.title, profile.version) == ("test", "Test", "1")


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
def test_a_requirement_is_within_its_clause_and_document(
    name: str, inside: str, outside: str
) -> None:
    assert within(name, inside)
    assert not within(name, outside)


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
        ({"levels": {"nothing like it": "MUST"}}, "levels", "docs/coverage.md"),
        ({"levels": {SHOULD: "OUGHT"}}, "'OUGHT' is not one of", "profile.schema.json"),
        ({"level": {}}, "'level' was unexpected", "profile.schema.json"),
        ({"requirements": ["RFC6749"]}, "'requirements' was unexpected", "profile.schema.json"),
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
