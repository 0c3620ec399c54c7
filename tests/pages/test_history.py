"""History and undo on Prioritera, with two sessions on one database."""

from __future__ import annotations

import pytest

from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from prioritering.web.pages.prioritera.history import PER_PAGE
from tests.folders import PROV, UKFA, VSO
from tests.pages.test_dialogs import BESIDE, Dialog, cost, criterion, level, project, withdrawing
from tests.pages.visit import Visit, words

PLAN = VSO


def costs(store: Store) -> list[int]:
    return [item.low for item in entry_log.current(store, PLAN).costs]


def line(visit: Visit) -> str:
    """The line that says what one has just changed."""
    return next((words(part) for part in visit.html.splitlines() if "Du satte" in part or "Du tog bort" in part), "")


def test_after_a_change_the_line_says_what_it_changed_and_undoes_it(database: Store) -> None:
    visit = cost(Visit("prioritera"))
    assert line(visit).startswith("Du satte kostnaden för ")
    assert line(visit).endswith(": 1 250,5 tkr.")
    visit.press("Ångra")
    assert visit.faults == []
    assert costs(database) == []
    assert "Ångrat. Ni har inte längre satt kostnaden för " in visit.text
    assert "Ångra" not in visit.labels()
    newest, first = entry_log.history(database, PLAN)
    assert (newest.withdrawn, newest.role, first.withdrawn) == (True, "Objektledare", False)


@pytest.mark.parametrize("dialog", [level, project, criterion])
def test_every_dialog_that_lays_something_beside_the_plan_can_be_undone(database: Store, dialog: Dialog) -> None:
    visit = dialog(Visit("prioritera")).press("Ångra")
    assert visit.faults == []
    current = entry_log.current(database, PLAN)
    assert (current.levels, current.projects, current.criteria) == ((), (), ())


def test_the_line_is_about_the_latest_change_and_taking_back_is_one(database: Store) -> None:
    visit = cost(Visit("prioritera"))
    visit = withdrawing(visit)
    assert costs(database) == []
    assert line(visit).startswith("Du tog bort antagandet om kostnaden för ")
    visit.press("Ångra")
    assert costs(database) == [1_250_500]


def test_another_session_has_no_line_for_it(database: Store) -> None:
    cost(Visit("prioritera"))
    other = Visit("prioritera")
    assert line(other) == ""
    assert "Ångra" not in other.labels()
    assert costs(database) == [1_250_500]


def test_without_login_too_it_is_the_session_that_made_the_change_that_may_undo_it(database: Store) -> None:
    mine, other = cost(Visit("prioritera", role=None)), Visit("prioritera", role=None)
    assert "Ångra" not in other.labels()
    mine.press("Ångra")
    assert costs(database) == []


def test_what_another_session_has_changed_since_is_refused_by_name(database: Store) -> None:
    mine = cost(Visit("prioritera"))
    assume_cost(Beside(database, PLAN), "S04", (700_000, 700_000), Signature("Ekonom", "Ny kalkyl"))
    mine.press("Ångra")
    assert "Det gick inte att ångra. Ekonom har ändrat kostnaden för" in mine.text
    assert "sedan dess." in mine.text
    assert costs(database) == [700_000]
    assert "Ångra" not in mine.labels()


def test_two_sessions_that_change_the_same_thing_undo_only_the_newest(database: Store) -> None:
    first, second = cost(Visit("prioritera")), cost(Visit("prioritera"), low="900")
    first.press("Ångra")
    assert costs(database) == [900_000]
    assert "Det gick inte att ångra. Det är inte längre din senaste ändring." in first.text
    second.press("Ångra")
    assert costs(database) == [1_250_500]


def test_the_line_says_who_has_changed_the_same_thing_since_and_offers_nothing_that_would_be_refused(
    database: Store,
) -> None:
    mine = cost(Visit("prioritera"))
    by = Signature("Ekonom", "Ny kalkyl")
    assume_cost(Beside(database, PLAN), "S01", (700_000, 700_000), by)
    # Something else is no hindrance.
    assert "Ångra" in mine.run().labels() and "sedan dess" not in line(mine)
    assume_cost(Beside(database, PLAN), "S04", (700_000, 700_000), by)
    assert line(mine.run()).endswith(
        ": 1 250,5 tkr. Ekonom har ändrat kostnaden för Införande digitala matinköp sedan dess."
    )
    assert "Ångra" not in mine.labels()
    mine.press("Stäng")
    assert (line(mine), "sedan dess" in mine.text) == ("", False)


def test_the_line_of_one_screen_follows_what_the_same_person_does_on_another(database: Store) -> None:
    one = cost(Visit("prioritera"))
    other = cost(Visit("prioritera"), low="900")
    assert line(one.run()).endswith("Du har själv ändrat kostnaden för Införande digitala matinköp sedan dess.")
    assert "Ångra" not in one.labels()
    project(one)
    # Not the latest any more, though nobody has touched it: the other screen has nothing to take back.
    assert (line(other.run()), "Ångra" in other.labels(), costs(database)) == ("", False, [900_000])


def test_who_may_no_longer_change_may_not_undo(database: Store) -> None:
    visit = cost(Visit("prioritera"))
    visit.become("läsare").press("Ångra")
    assert "det krävs rätten att ändra" in visit.text
    assert costs(database) == [1_250_500]


def test_the_line_is_about_the_plan_that_is_shown(database: Store) -> None:
    visit = cost(Visit("prioritera"))
    visit.set("Plan", UKFA)
    assert line(visit) == ""
    assert costs(database) == [1_250_500]


# History


def test_the_history_stands_in_the_panel_newest_first_with_names_and_reasons_escaped(database: Store) -> None:
    beside = Beside(database, PROV)
    assume_cost(beside, "A1", (500_000, 500_000), Signature("Ekonom", "Anbud <b>ett</b>"))
    assume_cost(beside, "A1", (650_000, 650_000), Signature("Linjechef", "Anbud två"))
    visit = Visit("prioritera", "plan=prov").open(BESIDE)
    visit.app.toggle(key="historik").set_value(True)
    visit.run()
    assert visit.faults == []
    [listed] = [item.proto.body for item in visit.app.get("html") if '"b-history"' in item.proto.body]
    said = words(listed)
    assert "<b>" not in listed
    assert said.index("500 tkr → 650 tkr Skäl: Anbud två") < said.index("inget → 500 tkr Skäl: Anbud <b>ett</b>")
    assert "Kostnaden för Alfa <b>fet</b> *kursiv*" in said


def test_a_long_history_is_paged(database: Store) -> None:
    for number in range(PER_PAGE + 1):
        assume_cost(Beside(database, PROV), "A1", (number, number), Signature("Ekonom", f"Skäl nr {number}."))
    visit = Visit("prioritera", "plan=prov").open(BESIDE)
    visit.app.toggle(key="historik").set_value(True)
    visit.run()
    assert f"Skäl nr {PER_PAGE}." in visit.html
    assert "Skäl nr 0." not in visit.html.split("b-history")[1]
    # Paper has no buttons that tell of the rest.
    assert f"1–{PER_PAGE} av {PER_PAGE + 1}, den nyaste först." in visit.text
    visit.press("Äldre")
    assert "Skäl nr 0." in visit.html.split("b-history")[1]
    assert f"{PER_PAGE + 1} av {PER_PAGE + 1}, den nyaste först." in visit.text
    assert "Äldre" not in visit.labels()
    visit.press("Nyare")
    assert "Skäl nr 0." not in visit.html.split("b-history")[1]
    assert "Nyare" not in visit.labels()


def in_history(visit: Visit) -> Visit:
    visit.open(BESIDE).app.toggle(key="historik").set_value(True)
    return visit.run()


def test_an_administrator_alone_takes_a_reason_away_and_it_says_so_where_it_stood(database: Store) -> None:
    assume_cost(Beside(database, PLAN), "S04", (600_000, 800_000), Signature("Objektledare", "Om en person"))
    remove = "Ta bort skälet för gott"
    visit = in_history(Visit("prioritera", role="objektledare"))
    assert "Om en person" in visit.text and remove not in visit.labels()
    visit = in_history(Visit("prioritera", role="administratör"))
    field = visit.widget("Skäl som ska bort")
    assert len(field.options) == 1 and field.options[0].endswith(": ”Om en person”")
    field.select_index(0)
    visit.run().press(remove)
    assert visit.faults == [] and not visit.app.error
    assert "Om en person" not in visit.text and "texten är borttagen" in visit.text
    assert remove not in visit.labels()
    assert costs(database) == [600_000]
