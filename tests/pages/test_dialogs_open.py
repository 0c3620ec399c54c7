"""The dialogs of Prioritera open over the page, with what is most likely to be meant already chosen."""

import pytest

from prioritering.plan.object_plan import Tier
from prioritering.store.connection import Store
from tests.pages.test_dialogs import BESIDE, from_row, signed
from tests.pages.visit import Visit


@pytest.mark.parametrize(
    ("what", "project_id", "title"),
    [("las", "S03", "Lås eller lås upp"), ("anta", "S04", "Anta kostnad eller nivå")],
)
def test_what_is_pressed_in_a_row_opens_a_dialog_over_the_page(
    database: Store, what: str, project_id: str, title: str
) -> None:
    visit = from_row(Visit("prioritera"), what, project_id)
    assert [item.proto.dialog.title for item in visit.app.get("dialog")] == [title]


@pytest.mark.parametrize(
    ("button", "title"),
    [
        ("Lägg till projekt", "Lägg till projekt"),
        ("Sätt ett spann för alla okända", "Sätt ett spann för alla okända kostnader"),
        ("Lägg till kriterium", "Lägg till kriterium"),
    ],
)
def test_what_is_pressed_on_the_page_opens_a_dialog_over_it(database: Store, button: str, title: str) -> None:
    visit = Visit("prioritera")
    if button not in visit.labels():
        visit.open(BESIDE)
    visit.press(button)
    assert [item.proto.dialog.title for item in visit.app.get("dialog")] == [title]


def test_the_dialog_of_a_level_begins_with_what_is_counted_with_now(database: Store) -> None:
    visit = from_row(Visit("prioritera"), "anta", "S01")
    visit.widget("Vad antas?").set_value("omfattning")
    from_row(visit, "anta", "S01")
    assert (visit.widget("Lägst").value, visit.widget("Högst").value) == ("Hög", "Mycket hög")


def test_where_nobody_has_said_a_level_none_is_chosen_and_none_is_kept(database: Store) -> None:
    def opened(visit: Visit) -> Visit:
        return visit.press("Anta kostnad eller nivå")

    visit = Visit("prioritera")
    visit.open(BESIDE).widget("Projekt utan underlag").select("P02")
    opened(visit).widget("Vad antas?").set_value("omfattning")
    opened(visit)
    assert (visit.widget("Lägst").value, visit.widget("Högst").value) == (None, None)
    signed(visit, "Mötet bad om det").button("Spara").click()
    opened(visit)
    assert "Välj både lägsta och högsta nivå." in visit.text


def test_the_order_of_a_tie_is_asked_for_in_a_dialog_of_all_that_share_the_place(database: Store) -> None:
    visit = Visit("prioritera", "ordning=per-krona&ram=3900").press("Ordna de lika projekten")
    assert [item.proto.dialog.title for item in visit.app.get("dialog")] == ["Ordna de lika projekten"]
    field = visit.widget("I den här ordningen")
    assert (field.value, field.options) == ([], ["Införande nya e-tjänster", "Beslutsstöd - QlikSense"])


def test_the_class_of_a_project_that_has_none_begins_where_the_last_decision_is_taken(database: Store) -> None:
    visit = from_row(Visit("prioritera", "plan=prov"), "anta", "A5")
    visit.widget("Vad antas?").set_value("*klass")
    assert from_row(visit, "anta", "A5").widget("Klass (var beslutet fattas)").value == Tier.DESIRABLE
