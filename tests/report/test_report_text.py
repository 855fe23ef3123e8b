"""Hostile text is shown, and does nothing."""

import unicodedata

import pytest

from coatcheck.base.text import clip, local_path, one_line, visible, web_link


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, größer, 日本", "plain text, größer, 日本"),
        ("line\r\nline\n\tline", "line\nline\n\tline"),
        ("\x1b[31m\x07\r\x7f\x9b", r"\x1b[31m\x07\x0d\x7f\x9b"),
        ("\u202etxt.exe\u2066\u200b\ufeff", r"\u202etxt.exe\u2066\u200b\ufeff"),
        ("\ud800\uffff\U000e0041", r"\ud800\uffff\U000e0041"),
    ],
)
def test_unseen_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_no_control_format_or_surrogate_character_is_left() -> None:
    everything = "".join(chr(code) for code in range(0x10000))
    left = {
        unicodedata.category(c) for c in visible(everything).replace("\n", "").replace("\t", "")
    }
    assert not left & {"Cc", "Cs", "Zl", "Zp"}
    formats = {c for c in visible(everything) if unicodedata.category(c) == "Cf"}
    assert all(unicodedata.bidirectional(c) == "AN" or c in "\u06dd\u070f\u08e2" for c in formats)


def test_one_line_is_one_line() -> None:
    assert one_line(" a\n b\r\n\u2028c ") == r"a b \u2028c"


def test_a_clipped_text_says_so() -> None:
    assert clip("abc", 3) == "abc"
    assert clip("a" * 2000, 5) == "aaaaa… (1,995 more characters)"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " javascript:x",
        "data:text/html,x",
        "//x",
        "https://a b",
        "http:",
        None,
    ],
)
def test_only_web_addresses_are_links(address: str | None) -> None:
    assert web_link(address) == ""


def test_a_web_address_is_a_link() -> None:
    assert web_link("https://a.example/#section-4.1.2") == "https://a.example/#section-4.1.2"


@pytest.mark.parametrize(
    "path", ["", "/etc/passwd", "../x", "a/../../x", "C:\\x", "file:x", "a//b"]
)
def test_a_path_stays_in_the_directory_of_the_run(path: str) -> None:
    assert local_path(path) == ""


def test_a_path_inside_is_kept() -> None:
    assert local_path("artifacts/login page.png") == "artifacts/login page.png"
