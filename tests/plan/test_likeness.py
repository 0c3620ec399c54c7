"""How alike two names are: by what they are spelt with, and not by capitals or spaces."""

import pytest

from prioritering.plan.likeness import folded_name, is_other_name, letter_runs, name_likeness


def test_a_name_is_its_runs_of_three_letters_with_its_ends() -> None:
    assert letter_runs("Ab") == {"  a", " ab", "ab ", "b  "}
    assert letter_runs("") == {"   "}
    assert folded_name("  Digital \n POST ") == "digital post"


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Ab", "aB ", 1),
        # Of four and five runs two are common: those of the beginning.
        ("Ab", "Abc", 2 * 2 / 9),
        ("Ab", "cd", 0),
    ],
)
def test_likeness_is_the_share_of_runs_that_both_have(one: str, other: str, likeness: float) -> None:
    assert name_likeness(one, other) == name_likeness(other, one) == pytest.approx(likeness)


@pytest.mark.parametrize(
    ("one", "other", "unlike"),
    [
        ("Bygglov", "Årsredovisning", True),
        ("Bygglov", "Bygglov 2", False),
        ("Ab", "Abc", False),
        ("Bygglov", "Bygglov", False),
        # One run of five is a fifth, and not below it; one of six is.
        ("abc", "axy", False),
        ("abcd", "axyz", True),
    ],
)
def test_two_names_are_of_different_things_when_hardly_anything_is_common(one: str, other: str, unlike: bool) -> None:
    assert is_other_name(one, other) is is_other_name(other, one) is unlike
