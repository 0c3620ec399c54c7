"""What someone has written is shown as it is written in the dialogs of Prioritera too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from prioritering.store.connection import Store
from tests.pages.test_as_written import MARKS, MORE, TURNED, markdown_in, nasty
from tests.pages.test_dialogs import BESIDE, from_row
from tests.pages.visit import Visit

__all__ = ["nasty"]


def _assume(criterion: str) -> Callable[[Visit], Visit]:
    def opened(visit: Visit) -> Visit:
        from_row(visit, "anta", "A1").widget("Vad antas?").set_value(criterion)
        return from_row(visit, "anta", "A1")

    return opened


def _beside(button: str) -> Callable[[Visit], Visit]:
    def opened(visit: Visit) -> Visit:
        if button not in visit.labels():
            visit.open(BESIDE)
        return visit.press(button)

    return opened


DIALOGS: dict[str, Callable[[Visit], Visit]] = {
    "lås": lambda visit: from_row(visit, "las", "A1"),
    "kostnad": _assume(""),
    "nivå": _assume("nytta"),
    "tal": _assume("drift"),
    "klass": _assume("*klass"),
    "kriterium": _beside("Lägg till kriterium"),
    "projekt": _beside("Lägg till projekt"),
    "släpp": _beside("Släpp"),
    "behåll": _beside("Behåll"),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_no_text_of_anyones_is_read_as_markup_in_a_dialog(nasty: Store, name: str) -> None:
    visit = DIALOGS[name](Visit("prioritera", "plan=prov&ram=1000"))
    assert visit.faults == []
    [dialog] = visit.app.get("dialog")
    seen = [dialog.proto.dialog.title, *(text for _, text in markdown_in(visit))]
    # What stands in the dialog is seen as well.
    assert any(button.label in seen for button in dialog.button)
    for mark in (*MARKS, *MORE[:4], "https://b.se", *TURNED):
        assert [text for text in seen if mark in text] == []
