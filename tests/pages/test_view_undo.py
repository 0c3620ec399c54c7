"""What is looked at can be taken back on Prioritera: a line with a button, which stays until the next change."""

from __future__ import annotations

import pytest

from prioritering.store.connection import Store
from tests.pages.test_dialogs import cost
from tests.pages.test_lock_dialog import trying
from tests.pages.visit import Visit
from tests.pages.weights import choose, move

RULE, STOP, SKIP = "När ett projekt inte ryms", "Stanna vid första som inte ryms", "Hoppa över och gå vidare"


@pytest.mark.usefixtures("shared")
def test_a_move_of_the_weights_is_taken_back_and_made_again_by_the_control_too() -> None:
    visit = Visit("prioritera", "ram=3547")
    assert "Ångra" not in visit.labels()
    move(visit)
    assert "Vikterna 34/33/33 → 50/30/20." in visit.text
    visit.press("Ångra")
    assert (visit.components["vikter"]["values"], "vikter" in visit.address) == ([34, 33, 33], False)
    assert "Ångrat. Vikterna 50/30/20 → 34/33/33." in visit.text
    visit.press("Gör om")
    assert visit.components["vikter"]["values"] == [50, 30, 20]


@pytest.mark.usefixtures("shared")
def test_moves_of_a_hand_that_goes_on_are_taken_back_as_one_and_those_of_another_hand_are_not() -> None:
    steps = [{"effekttyp": 34 + more, "omfattning": 33 - more, "tidsperspektiv": 33} for more in range(4)]
    visit = Visit("prioritera", "ram=3547")
    for told in (1, 2, 3):
        move(visit, told=told, values=steps[told], hand=1)
    assert "Vikterna 34/33/33 → 37/30/33." in visit.text
    visit.press("Ångra")
    assert visit.components["vikter"]["values"] == [34, 33, 33]
    visit.press("Gör om")
    move(visit, told=4, values=steps[2], hand=1)
    assert "Vikterna 37/30/33 → 36/31/33." in visit.text
    move(visit, told=5, hand=2)
    assert "Vikterna 36/31/33 → 50/30/20." in visit.text
    # All the way back, and of that there is nothing left to take back: the one before it can be.
    move(visit, told=6, values=steps[2], hand=2)
    assert "Vikterna 37/30/33 → 36/31/33." in visit.text and "50/30/20" not in visit.text
    choose(visit, "Störst omfattning", told=7)
    move(visit, told=8, hand=2)
    assert "→ 50/30/20." in visit.text and "36/31/33" not in visit.text


@pytest.mark.usefixtures("shared")
def test_a_hand_that_takes_hold_without_moving_anything_does_not_go_on_with_the_change_before_it() -> None:
    visit = Visit("prioritera", "ram=3547")
    move(visit, told=1, hand=1)
    move(visit, told=2, hand=2)
    move(visit, told=3, values={"effekttyp": 49, "omfattning": 31, "tidsperspektiv": 20}, hand=2)
    visit.press("Ångra")
    assert visit.components["vikter"]["values"] == [50, 30, 20]
    visit.press("Ångra även den")
    assert visit.components["vikter"]["values"] == [34, 33, 33]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("Ram", "ingen", "Ramen 3 547 tkr → ingen."),
        ("Ram", "vu-total", "Ramen har ändrats."),
        ("Ordna efter", "per-krona", "Ordna efter: poäng → poäng per krona."),
        (RULE, "hoppa", f"{RULE}: {STOP.lower()} → {SKIP.lower()}."),
        ("Visa klass", ["strategiskt"], "Visa klass: alla → Strategiskt."),
    ],
)
def test_frame_order_rule_and_filter_are_taken_back_where_they_are_set(label: str, value: object, said: str) -> None:
    visit = Visit("prioritera", "ram=3547").open("Ordning, regel och filter")
    before, shown = visit.address, visit.widget(label).value
    visit.set(label, value)
    assert visit.address != before and said in visit.text
    visit.press("Ångra")
    assert (visit.address, visit.widget(label).value, visit.faults) == (before, shown, [])


@pytest.mark.usefixtures("shared")
def test_more_than_ten_changes_are_taken_back_in_turn_and_made_again_in_turn() -> None:
    visit = Visit("prioritera", "ram=3547")
    frames, seen = [str(1000 + 100 * number) for number in range(12)], [visit.address]
    for frame in frames:
        visit.set("Ram", "eget").set("Belopp i tkr", frame)
        seen.append(visit.address)
    last = len(seen) - 1
    visit.press("Ångra")
    for number in reversed(range(1, last)):
        assert visit.address == seen[number]
        assert {"Gör om", "Ångra även den"} <= set(visit.labels()) and "Ändringen dessförinnan: Ramen" in visit.text
        visit.press("Ångra även den")
    for number in range(1, last + 1):
        visit.press("Gör om")
        assert visit.address == seen[number]
    assert "Gör om" not in visit.labels()
    # What is changed after something is taken back leaves nothing to make again.
    visit.press("Ångra").set("Belopp i tkr", "900")
    assert ("Gör om" in visit.labels(), "Ångra" in visit.labels()) == (False, True)


@pytest.mark.usefixtures("shared")
def test_changes_of_unlike_kinds_are_taken_back_in_turn_each_told_where_it_was_made() -> None:
    visit = Visit("prioritera", "ram=3547").open("Ordning, regel och filter").set("Ordna efter", "per-krona")
    move(visit)
    visit.press("Ångra")
    assert "Ångrat. Vikterna 50/30/20 → 34/33/33. Ändringen dessförinnan: Ordna efter: poäng →" in visit.text
    visit.press("Ångra även den")
    assert "ordning" not in visit.address and "Ångrat. Ordna efter: poäng per krona → poäng." in visit.text
    visit.press("Gör om")
    assert visit.address["ordning"] == "per-krona" and {"Ångra", "Gör om"} <= set(visit.labels())
    visit.press("Gör om")
    assert visit.components["vikter"]["values"] == [50, 30, 20] and "Gör om" not in visit.labels()


@pytest.mark.usefixtures("shared")
def test_another_page_of_the_list_and_what_the_address_brings_are_nothing_to_take_back() -> None:
    assert "Ångra" not in Visit("prioritera", "ram=1000&ordning=per-krona").labels()


def test_the_line_is_of_what_was_changed_last(database: Store) -> None:
    visit = cost(move(Visit("prioritera")))
    assert "Du satte kostnaden" in visit.text and "Vikterna 34" not in visit.text
    move(visit, told=2, values={"effekttyp": 10, "omfattning": 10, "tidsperspektiv": 80})
    assert "Vikterna 50/30/20 → 10/10/80." in visit.text and "Du satte kostnaden" not in visit.text
    assert visit.labels().count("Ångra") == 1


@pytest.mark.usefixtures("shared")
def test_a_lock_that_is_tried_is_taken_back_as_one_change_with_the_trial_it_replaced() -> None:
    visit = trying(Visit("prioritera", "ram=3547&inte=S03"), "med")
    tried = "Lås som provas, Behovsanpassade tillsyner och arbetssätt inom särskilt boende: "
    assert f"{tried}inte nu → måste med." in visit.text and visit.address["med"] == "S03"
    visit.press("Ångra")
    assert (visit.address.get("inte"), visit.address.get("med")) == ("S03", None)
    assert f"Ångrat. {tried}måste med → inte nu." in visit.text
    fresh = trying(Visit("prioritera", "ram=3547"), "med")
    assert f"{tried}måste med (förut inget)." in fresh.text
    assert f"Ångrat. {tried}inget (förut måste med)." in fresh.press("Ångra").text


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("Viktningar som prövas", "alla", "Viktningar som prövas: nära era vikter → alla viktningar."),
        ("Högst så långt, i procentenheter", 20, "Högst så långt, i procentenheter: ± 10 → ± 20."),
        ("Ram", "ingen", "Ramen 3 547 tkr → ingen."),
        ("Ram", "vu-total", "Ramen har ändrats."),
        ("Lägst, tkr", "100", "Spann som provas för okända kostnader: minst 100 tkr (förut inget)."),
        ("Antal slumpade fall", 500, "Antal fall: 2 000 → 500."),
    ],
)
def test_what_is_set_on_robusthet_is_taken_back_there_too(label: str, value: object, said: str) -> None:
    visit = Visit("robusthet", "ram=3547").open("Så räknades det")
    before = visit.address
    visit.set(label, value)
    assert visit.address != before and said in visit.text
    visit.press("Ångra")
    assert visit.address == before and visit.faults == [] and "Ångrat." in visit.text


@pytest.mark.usefixtures("shared")
def test_to_look_at_another_part_leaves_the_latest_change_to_be_taken_back() -> None:
    visit = Visit("robusthet", "ram=3547").set("Viktningar som prövas", "alla").set("Visa", "portfolj")
    visit.press("Ångra")
    assert (visit.address.get("viktinfo"), visit.address["del"]) == (None, "portfolj")
