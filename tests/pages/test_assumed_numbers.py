"""What is typed in the dialogs on Prioritera for a criterion that is a number."""

import pytest

from prioritering.store import entry_log
from prioritering.store.connection import Store
from tests.folders import VSO
from tests.pages.test_dialogs import BESIDE, from_row, signed
from tests.pages.visit import Visit, as_read


def number_criterion(visit: Visit, highest: str = "20 000") -> Visit:
    """Add a criterion that is a number of people."""
    visit.open(BESIDE).press("Lägg till kriterium").widget("Skala").set_value("Tal")
    visit.press("Lägg till kriterium").widget("Namn").set_value("Brukare")
    visit.widget("Högsta").set_value(highest)
    visit.widget("Enhet (frivilligt)").set_value("personer")
    signed(visit).button("Lägg till").click()
    return visit.press("Lägg till kriterium")


def number(visit: Visit, store: Store, low: str, high: str = "") -> Visit:
    """Assume a number on the criterion that was added."""
    what = entry_log.current(store, VSO).criteria[0].criterion.id
    from_row(visit, "anta", "S04").widget("Vad antas?").set_value(what)
    from_row(visit, "anta", "S04").widget("Lägst, 0 till 20\u00a0000\u00a0personer").set_value(low)
    visit.widget("Högst (lämna tomt för ett enda värde)").set_value(high)
    signed(visit).button("Spara").click()
    return from_row(visit, "anta", "S04")


@pytest.mark.parametrize(
    ("low", "high", "kept"), [("1 250,5", "", (1250.5, 1250.5)), ("800", "12 000", (800.0, 12_000.0))]
)
def test_a_number_is_assumed_as_it_is_typed(database: Store, low: str, high: str, kept: tuple[float, float]) -> None:
    visit = number(number_criterion(Visit("prioritera")), database, low, high)
    [entry] = entry_log.current(database, VSO).levels
    assert (entry.project_id, entry.low, entry.high) == ("S04", *kept)
    # What counts is what the fields begin with.
    from_row(visit, "anta", "S04").widget("Vad antas?").set_value(entry.criterion_id)
    fields = from_row(visit, "anta", "S04").app.text_input
    assert [item.value.replace("\u00a0", " ") for item in fields if item.label.startswith(("Lägst", "Högst"))] == [
        low,
        high,
    ]


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        ("", "", "Skriv ett tal på skalan, 0 till 20 000 personer."),
        ("30 000", "", "Skriv ett tal på skalan, 0 till 20 000 personer."),
        ("2.500", "", "”2.500” kan läsas på två sätt; skriv 2 500 eller 2,5."),
        ("900", "800", "Den lägsta nivån ska inte vara högre än den högsta."),
    ],
)
def test_a_number_that_is_none_of_the_scale_is_not_assumed(database: Store, low: str, high: str, told: str) -> None:
    visit = number(number_criterion(Visit("prioritera")), database, low, high)
    assert as_read(visit.app.error[0].value).replace("\u00a0", " ") == told
    assert entry_log.current(database, VSO).levels == ()


def test_the_end_of_a_scale_that_can_be_read_in_two_ways_is_asked_about(database: Store) -> None:
    visit = number_criterion(Visit("prioritera"), "20.000")
    assert (
        as_read(visit.app.error[0].value).replace("\u00a0", " ")
        == "”20.000” kan läsas på två sätt; skriv 20 000 eller 20."
    )
    assert entry_log.history(database, VSO) == ()
