"""Which of the frozen links on Översikt a press is for, when another window has changed them meanwhile."""

from __future__ import annotations

import pytest

from prioritering.scoring.changes import CostAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.frozen_links import links_of_plan, rename_link, withdraw_link
from tests.folders import VSO
from tests.pages.test_frozen import both, frozen, listed, press
from tests.pages.visit import Visit, as_read, words
from tests.usecases.builders import signed


@pytest.mark.parametrize("key", ["fryst_visa", "fryst_namn", "fryst_bort", "fryst_oppna"])
def test_a_press_for_a_link_that_another_window_has_withdrawn_acts_on_no_other(key: str, database: Store) -> None:
    chosen, newest = frozen(database, "Den valda"), frozen(database, "Den nyaste")
    visit = listed("objektägare")
    visit.app.selectbox(key="fryst_vald").set_value(chosen)
    visit.run()
    withdraw_link(database, chosen, "Objektledare")
    press(visit, key)
    (said,) = [as_read(item.value) for item in visit.app.error]
    assert said.startswith("”Den valda”: återkallad")
    assert said.endswith("av Objektledare. Ingenting har gjorts. Välj en länk.")
    assert list(visit.app.get("dialog")) == []
    # No other is chosen either, until somebody chooses.
    assert visit.app.selectbox(key="fryst_vald").value is None
    assert key not in [button.key for button in visit.app.button]
    visit.app.selectbox(key="fryst_vald").set_value(newest)
    press(visit.run(), key)
    assert "Den nyaste" in words(visit.html) + " ".join(as_read(item.value) for item in visit.app.markdown)


def test_a_press_for_the_only_link_is_refused_in_words_when_it_has_been_withdrawn(database: Store) -> None:
    name = frozen(database)
    visit = listed()
    withdraw_link(database, name, "Objektägare")
    press(visit, "fryst_namn")
    assert any("Ingenting har gjorts" in item.value for item in visit.app.error)
    assert list(visit.app.get("dialog")) == []


def test_a_link_stays_chosen_when_another_window_gives_it_another_title(database: Store) -> None:
    chosen, _ = frozen(database, "Den valda"), frozen(database, "Den nyaste")
    visit = listed()
    visit.app.selectbox(key="fryst_vald").set_value(chosen)
    visit.run()
    rename_link(database, chosen, "Ett nytt namn", "Objektägare")
    press(visit, "fryst_bort")
    assert visit.app.selectbox(key="fryst_vald").value == chosen
    both(visit, "fryst_bort")
    assert {link.title for link in links_of_plan(database, VSO).rows if link.withdrawn_at} == {"Ett nytt namn"}


@pytest.mark.parametrize("key", ["fryst_visa", "fryst_namn", "fryst_bort", "fryst_oppna"])
def test_each_dialog_names_the_link_that_it_acts_on(key: str, database: Store) -> None:
    frozen(database, "Den valda")
    (dialog,) = press(listed("objektägare"), key).app.get("dialog")
    told = [*(as_read(item.value) for item in dialog.markdown), *(item.proto.body for item in dialog.get("html"))]
    assert any("Den valda" in item for item in told)


def test_on_a_page_as_then_the_list_says_that_it_is_the_one_of_now(database: Store) -> None:
    link = Visit("oversikt").components["kopiera"]["query"]
    frozen(database, "Ny sedan dess")
    entry_log.keep_entry(database, VSO, CostAssumption.model_validate(signed(project_id="S09", low=100, high=200)))
    then = Visit("oversikt", link).open("Frysta länkar")
    assert "Som då." in then.html
    assert "Ny sedan dess" in then.html
    said = "Listan är den som gäller nu"
    assert any(said in item.value for item in then.app.caption)
    assert not any(said in item.value for item in listed().app.caption)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("fryst_namn", "Länken heter nu ”Det nya namnet”."),
        ("fryst_bort", "”Den valda” är återkallad. Ingen kan öppna länken."),
        ("fryst_oppna", "”Den valda” är läsbar utan inloggning."),
    ],
)
def test_what_was_done_with_a_link_is_said_and_is_no_fault(key: str, said: str, database: Store) -> None:
    frozen(database, "Den valda")
    visit = press(listed("objektägare"), key)
    if key == "fryst_namn":
        visit.app.text_input(key="fryst_nytt_namn").set_value("Det nya namnet")
    both(visit, key)
    assert said in words(visit.html)
    assert list(visit.app.error) == []
    # Until the next.
    other = frozen(database, "En annan")
    visit.run().app.selectbox(key="fryst_vald").set_value(other)
    press(visit.run(), "fryst_visa")
    assert said not in words(visit.html)
