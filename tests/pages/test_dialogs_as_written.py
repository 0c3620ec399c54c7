"""What someone has written is shown as it is written in every dialog too: a markdown link, LaTeX, HTML, a long word."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from prioritering.scoring.changes import TierAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.frozen_links import LONGEST_TITLE, LinkWish, freeze
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.view.view import View
from tests.folders import PROV
from tests.pages.test_as_written import (
    MARKS,
    MORE,
    NASTY,
    TURNED,
    markdown_in,
    nasty,
    nasty_once,
    options_in,
    take_in,
    walked,
)
from tests.pages.test_dialogs import BESIDE, from_row
from tests.pages.visit import Visit, as_read
from tests.test_architecture import SOURCES, tree
from tests.usecases.builders import signed

__all__ = ["nasty", "nasty_once"]


class Shown(NamedTuple):
    """A dialog as it is opened: which file and function draw it, on which page, and how."""

    draws: str
    opens: Callable[[Visit], Visit]
    page: str = "prioritera"
    address: str = "ram=1000"
    role: str = "objektledare"


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


def _by_key(key: str) -> Callable[[Visit], Visit]:
    def opened(visit: Visit) -> Visit:
        if not any(str(item.key).startswith(key) for item in visit.app.button):
            visit.open(BESIDE)
        next(item for item in visit.app.button if str(item.key).startswith(key)).click()
        return visit.run()

    return opened


def _by_start(label: str) -> Callable[[Visit], Visit]:
    def opened(visit: Visit) -> Visit:
        return visit.press(next(item for item in visit.labels() if item.startswith(label)))

    return opened


def _of_link(key: str) -> Callable[[Visit], Visit]:
    def opened(visit: Visit) -> Visit:
        visit.open("Frysta länkar").app.button(key=key).click()
        return visit.run()

    return opened


def _open_to_all(visit: Visit) -> Visit:
    _of_link("fryst_oppna")(visit).app.button(key="fryst_spara").click()
    # Together with the one that opens the dialog, which else closes.
    visit.app.button(key="fryst_oppna").click()
    return _of_link("fryst_oppna")(visit.run())


TIED = "ram=1000&vikter=nytta.100~drift.0"
DIALOGS = {
    "lås": Shown("lock_dialog.lock_dialog", lambda visit: from_row(visit, "las", "A1")),
    "kostnad": Shown("dialogs.assume_dialog", _assume("")),
    "nivå": Shown("dialogs.assume_dialog", _assume("nytta")),
    "tal": Shown("dialogs.assume_dialog", _assume("drift")),
    "klass": Shown("dialogs.assume_dialog", _assume("*klass")),
    "alla okända": Shown("dialogs.unknown_costs_dialog", _beside("Sätt ett spann för alla okända")),
    "lika": Shown(
        "dialogs.tie_dialog", _beside("Ordna de lika projekten"), address="ram=1000&vikter=nytta.100~drift.0"
    ),
    "kriterium": Shown("dialogs.add_criterion_dialog", _beside("Lägg till kriterium")),
    "projekt": Shown("dialogs.add_project_dialog", _beside("Lägg till projekt")),
    "släpp": Shown("dialogs._withdraw", _beside("Släpp")),
    "behåll": Shown("dialogs.keep_dialog", _beside("Behåll")),
    "svaren i mötet": Shown("answers_back.answers_back_dialog", _by_key("slapp_"), address="ram=1000&poang=median"),
    "allt om ett projekt": Shown("answers_to_all._answer", _by_key("allt_"), address="ram=1000&poang=median"),
    "samma projekt": Shown("same_project._dialog", _by_key("samma_"), "oversikt", ""),
    "ny period": Shown("new_period._dialog", _beside("Gör nästa periods plan"), "objektplan", ""),
    "stäng rundan": Shown("step_dialogs._draw", _by_start("Stäng runda"), "mote", ""),
    "släpp en roll": Shown("step_dialogs._draw", _by_start("Släpp Roll"), "mote", ""),
    "avsluta mötet": Shown("step_dialogs._draw", _by_start("Avsluta mötet"), "mote", ""),
    "frys": Shown("freeze._dialog", _beside("Frys och dela")),
    "fryst länk": Shown("links_panel._shown", _of_link("fryst_visa"), "oversikt", ""),
    "byt namn på länk": Shown("links_panel._rename", _of_link("fryst_namn"), "oversikt", ""),
    "återkalla länk": Shown("links_panel._withdraw", _of_link("fryst_bort"), "oversikt", ""),
    "utan inloggning": Shown("links_panel._open", _of_link("fryst_oppna"), "oversikt", "", "objektägare"),
    "kräv inloggning": Shown("links_panel._shut", _open_to_all, "oversikt", "", "objektägare"),
    "byt enhet": Shown("seat_controls._draw_offered", _by_start("Byt enhet för Roll"), "mote", ""),
}
# Those that show nothing that anybody has written.
OWN_WORDS = {"kriterium", "projekt", "stäng rundan", "avsluta mötet"}


def drawn_by() -> Iterator[str]:
    """Yield the file and the function of each dialog in the code: decorated, or handed to the dialog."""
    for path in (path for path in SOURCES if path.stem != "still_in"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                yield from (f"{path.stem}.{node.name}" for one in node.decorator_list if _makes_dialog(one))
            elif isinstance(node, ast.Call) and _makes_dialog(node.func):
                yield from (f"{path.stem}.{one.id}" for one in node.args if isinstance(one, ast.Name))


def _makes_dialog(node: ast.expr) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return (isinstance(called, ast.Name) and called.id == "dialog") or (
        isinstance(called, ast.Attribute) and called.attr in ("dialog", "experimental_dialog")
    )


def test_every_dialog_of_the_program_is_opened_here() -> None:
    assert set(drawn_by()) == {shown.draws for shown in DIALOGS.values()}


@pytest.mark.parametrize("name", DIALOGS)
def test_no_text_of_anyones_is_read_as_markup_in_a_dialog(nasty: Store, name: str, tmp_path: Path) -> None:
    shown = DIALOGS[name]
    if name == "alla okända":
        take_in(nasty, tmp_path / "fyra", "A1", "B2", "A3", cost="?")
    if name == "allt om ett projekt":
        tier = signed(project_id="A2", tier="önskvärt", plan_version=1)
        entry_log.keep_entry(nasty, PROV, TierAssumption.model_validate(tier))
    picture = picture_of(nasty, View(plan="prov"))
    freeze(nasty, picture.plan.key, document_of(picture), LinkWish(NASTY[:LONGEST_TITLE]), "Objektledare")
    visit = shown.opens(Visit(shown.page, f"plan=prov&{shown.address}", shown.role))
    assert visit.faults == []
    [dialog] = visit.app.get("dialog")
    seen = [dialog.proto.dialog.title, *(text for _, text in markdown_in(visit))]
    # What stands in the dialog is seen as well.
    assert not dialog.button or any(button.label in seen for button in dialog.button)
    for mark in (*MARKS, *MORE[:4], "https://b.se", *TURNED):
        assert [text for text in seen if mark in text] == []
    assert [text for text in options_in(visit) if set(TURNED) & set(text)] == []
    html = "".join(item.proto.body for item in walked(dialog) if getattr(item, "type", "") == "html")
    assert MARKS[5] not in html and not set(TURNED) & set(html)
    inside = [dialog.proto.dialog.title, html, *(str(getattr(item, "value", "")) for item in walked(dialog))]
    told = as_read(" ".join([*inside, *(str(getattr(item, "label", "")) for item in walked(dialog))]))
    choices = " ".join(option for item in walked(dialog) for option in getattr(item, "options", ()))
    assert (name in OWN_WORDS) is not any(mark in told + choices for mark in (*MARKS, "&lt;b&gt;"))
