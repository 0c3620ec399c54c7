"""What is looked at can be taken back on Prioritera: a line with a button, which stays until the next change."""

from __future__ import annotations

import pytest

from prioritering.store.connection import Store
from tests.pages.test_dialogs import cost
from tests.pages.visit import Visit
from tests.pages.weights import move

RULE, STOP, SKIP = "När ett projekt inte ryms", "Stanna vid första som inte ryms", "Hoppa över och gå vidare"


@pytest.mark.usefixtures("shared")
def test_a_move_of_the_weights_is_taken_back_and_made_again_by_the_control_too() -> None:
    visit = Visit("prioritera", "ram=3547")
    assert "Ångra" not in visit.labels()
    move(visit)
    assert "Du ändrade vikterna." in visit.text
    visit.press("Ångra")
    assert (visit.components["vikter"]["values"], "vikter" in visit.address) == ([34, 33, 33], False)
    assert "Ångrat." in visit.text
    visit.press("Gör om")
    assert visit.components["vikter"]["values"] == [50, 30, 20]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("Ram", "ingen", "ramen"),
        ("Ordna efter", "per-krona", "vad listan ordnas efter"),
        (RULE, "hoppa", "vad som görs när ett projekt inte ryms"),
        ("Visa klass", ["strategiskt"], "vilka klasser som visas"),
    ],
)
def test_frame_order_rule_and_filter_are_taken_back_where_they_are_set(label: str, value: object, said: str) -> None:
    visit = Visit("prioritera", "ram=3547").open("Ordning, regel och filter")
    before, shown = visit.address, visit.widget(label).value
    visit.set(label, value)
    assert visit.address != before and f"Du ändrade {said}." in visit.text
    visit.press("Ångra")
    assert (visit.address, visit.widget(label).value, visit.faults) == (before, shown, [])


@pytest.mark.usefixtures("shared")
def test_another_page_of_the_list_and_what_the_address_brings_are_nothing_to_take_back() -> None:
    assert "Ångra" not in Visit("prioritera", "ram=1000&ordning=per-krona").labels()


def test_the_line_is_of_what_was_changed_last(database: Store) -> None:
    visit = cost(move(Visit("prioritera")))
    assert "Du ändrade kostnaden" in visit.text and "Du ändrade vikterna." not in visit.text
    move(visit, told=2, values={"effekttyp": 10, "omfattning": 10, "tidsperspektiv": 80})
    assert "Du ändrade vikterna." in visit.text and "Du ändrade kostnaden" not in visit.text
    assert visit.labels().count("Ångra") == 1
