"""What it takes to press each button of the frozen links, up to the one that decides."""

from __future__ import annotations

from prioritering.usecases.frozen_links import LinkWish, freeze
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.view.view import View
from tests.doors.actions import Act, action
from tests.doors.meeting_actions import ACTIONS
from tests.folders import VSO

__all__ = ["ACTIONS"]


@action("frysa och dela")
def _freeze(act: Act) -> None:
    visit = act.visit("prioritera").press("Frys och dela")
    act.press(visit, key="frys_spara").press("Frys och dela")


def _of_link(act: Act, key: str) -> None:
    freeze(
        act.store, VSO, document_of(picture_of(act.store, View(plan="vso-2021"))), LinkWish("I mars"), "Objektledare"
    )
    visit = act.visit("oversikt").open("Frysta länkar")
    visit.app.button(key=key).click()
    act.press(visit.run(), key="fryst_spara")
    visit.app.button(key=key).click()
    visit.run()


@action("byta namn på en fryst länk")
def _rename(act: Act) -> None:
    _of_link(act, "fryst_namn")


@action("återkalla en fryst länk")
def _withdraw(act: Act) -> None:
    _of_link(act, "fryst_bort")


@action("låta läsa utan inloggning")
def _open(act: Act) -> None:
    _of_link(act, "fryst_oppna")
