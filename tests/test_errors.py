"""A text in an error is shown on one line and no longer than can be read."""

import pytest

from prioritering.errors import shorten


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        (" två \n\t rader ", "två rader"),
        ("", ""),
    ],
)
def test_a_text_is_cut_past_sixty_characters_on_one_line(text: str, shown: str) -> None:
    assert shorten(text) == shown


def test_a_text_is_cut_at_the_length_asked_for() -> None:
    assert [shorten("abcdef", length) for length in (6, 5, 2)] == ["abcdef", "abcd…", "a…"]
