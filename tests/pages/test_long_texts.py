"""A text that is longer than there is room for: told with both figures, and neither dropped nor cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prioritering.store import entry_log
from prioritering.store.connection import Store
from tests.folders import VSO
from tests.pages.test_dialogs import cost, criterion, project
from tests.pages.visit import Visit


@pytest.mark.parametrize(
    ("dialog", "typed", "told"),
    [
        (project, {"name": "Ny karta " * 25}, "Projektets namn får ha högst 200 tecken, och det här är 224."),
        (criterion, {"name": "Angelägenhet " * 7}, "Kriteriets namn får ha högst 80 tecken, och det här är 90."),
        (cost, {"reason": "Som sagt. " * 250}, "Skälet får ha högst 2 000 tecken, och det här är 2 499."),
    ],
)
def test_a_text_that_is_too_long_is_told_and_neither_cut_nor_kept(
    database: Store, dialog: Callable[..., Visit], typed: dict[str, str], told: str
) -> None:
    visit = dialog(Visit("prioritera"), **typed)
    assert visit.app.error[0].value.replace("\u00a0", " ").startswith(told)
    assert entry_log.history(database, VSO) == ()


def test_no_field_drops_a_long_text_by_itself(database: Store) -> None:
    """A browser drops the whole of a longer text that is pasted where a field has a limit of its own."""
    visits = (dialog(Visit("prioritera"), reason="") for dialog in (project, criterion, cost))
    fields = [item for visit in visits for item in (*visit.app.text_input, *visit.app.text_area)]
    assert len(fields) >= 6
    assert [item.label for item in fields if item.proto.max_chars] == []


def test_what_is_longer_than_is_searched_for_is_told(database: Store) -> None:
    visit = Visit("objektplan")
    visit.widget("Sök i hela planen").set_value("matinköp " * 30)
    visit.run()
    assert "Det söks på de första 200 tecknen." in visit.text
    assert len(visit.address["sok"][0]) <= 200
