"""Känslighet names all that means equally much, never one of them alone."""

import pytest

from tests.pages.visit import Visit, cells

pytestmark = pytest.mark.usefixtures("shared")


def sensitivity(address: str) -> str:
    return Visit("robusthet", f"dragningar=100&del=kanslighet&{address}").text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "ram=3547",
            "Vikterna på tidsperspektiv, effekttyp och omfattning betyder lika mycket: var och en avgör för två "
            "projekt om de ryms, någonstans mellan 0 och 100 %.",
        ),
        (
            "ram=3547&vikter=effekttyp:60,omfattning:30,tidsperspektiv:10",
            "Vikterna på tidsperspektiv och omfattning betyder mest: var och en avgör för två projekt om de ryms, "
            "någonstans mellan 0 och 100 %.",
        ),
        (
            "ram=3547&okand_lagst=0&okand_hogst=10",
            "Vikten på tidsperspektiv betyder mest: den avgör för sju projekt om de ryms, någonstans mellan "
            "0 och 100 %.",
        ),
        ("ram=ingen", "Vikten på tidsperspektiv flyttar något projekt högst 7 platser."),
    ],
)
def test_weights_that_decide_for_as_many_projects_are_all_named(address: str, said: str) -> None:
    assert said in sensitivity(address)


def test_all_that_moves_a_projects_place_as_far_is_named() -> None:
    assert (
        "Automatisering av myndighetsprocesser står på plats 1. Mest betyder vikten på omfattning och vikten på "
        "tidsperspektiv, lika mycket: 2 platser mellan lägsta och högsta."
    ) in sensitivity("ram=3547")


def test_without_a_frame_no_weight_is_said_to_decide_for_no_project() -> None:
    rows = [cells(Visit("robusthet", "dragningar=100&del=kanslighet&ram=ingen").html, "Effekttyp 34 %")]
    assert rows == [["Effekttyp", "34 %", "–", "6"]]


def test_the_values_that_no_plan_states_are_not_said_to_be_the_plans() -> None:
    board = Visit("prioritera").open("Nivåernas värden").html
    assert ">Förval<" in board and "Planens förval" not in board


def test_the_weight_that_is_chosen_is_the_one_that_is_drawn_and_without_a_choice_the_first() -> None:
    visit = Visit("robusthet", "ram=3547&dragningar=100&del=kanslighet")
    assert "Poäng vid olika vikt på effekttyp" in visit.text
    assert "Poäng vid olika vikt på tidsperspektiv" in visit.set("Vikt", 2).text
