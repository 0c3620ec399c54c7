"""What it takes to press each of a meeting's buttons that write, up to the one that decides."""

from __future__ import annotations

from prioritering.store import ballots
from prioritering.store.ballots import Voter
from prioritering.web.pages.mote.agree import WRITE
from tests.doors.actions import ACTIONS, Act, Action, action
from tests.pages.meeting import CONFIRMED, answer, join, newest
from tests.pages.visit import Visit
from tests.store import meeting_steps

__all__ = ["ACTIONS"]


def _opened(act: Act, *, answered: bool = False, shown: bool = False, ended: bool = False) -> Visit:
    """Hold a meeting as far as is asked for, and open Möte."""
    leader = Visit("mote", role="objektledare")
    leader.widget("Roller i mötet").set_value(["Linjechef"])
    leader.widget("Projekt i runda 1").set_value(["S01"])
    leader.press("Öppna mötet och runda 1")
    meeting, member = newest(act.store), join(act.store, "Linjechef")
    if answered:
        answer(act.store, member, "S01", omfattning="Hög")
        ballots.save_reason(act.store, Voter(meeting.id, member, 1), "S01", "Om en person")
    if shown:
        meeting_steps.reveal(act.store, meeting.id, "objektledare")
    if ended:
        leader.run().press("Avsluta mötet").press("Avsluta mötet nu")
    return act.visit("mote")


def _step(button: str, **held: bool) -> Action:
    """Return the step with a button: the one in its dialog decides."""

    def work(act: Act) -> None:
        visit = _opened(act, **held).press(button)
        confirm = CONFIRMED[button.split(" runda ", maxsplit=1)[0].removesuffix(" i")]
        act.press(visit, confirm).run()

    return work


def _at_once(button: str, **held: bool) -> Action:
    return lambda act: act.press(_opened(act, **held), button).run()


ACTIONS |= {
    "öppna ett möte": lambda act: act.press(act.visit("mote"), "Öppna mötet och runda 1").run(),
    "visa svaren": _step("Visa svaren i runda 1", answered=True),
    "stänga rundan": _step("Stäng runda 1", answered=True, shown=True),
    "stänga anslutningen": _at_once("Ta inte emot fler"),
    "släppa en roll": _step("Släpp Linjechef"),
    "låta flera ha en roll": _at_once("Låt flera vara Linjechef"),
    "avsluta mötet": _step("Avsluta mötet"),
    "öppna mötet igen": _at_once("Öppna mötet igen", ended=True),
    "byta enhet": _at_once("Byt enhet för Linjechef"),
}


@action("öppna nästa runda")
def _next_round(act: Act) -> None:
    visit = _opened(act, answered=True, shown=True).set("Projekt i runda 2", ["S01"]).press("Öppna runda 2")
    act.press(visit, CONFIRMED["Öppna"]).run()


def _agreeing(visit: Visit) -> Visit:
    visit.widget("Bedömning").set_value(("S01", "omfattning"))
    visit.run().widget("Vi enades om").set_value("Medel")
    return visit


@action("skriva in vad man enades om")
def _agree(act: Act) -> None:
    act.press(_agreeing(_opened(act, answered=True, shown=True)), WRITE).run()


@action("ta tillbaka vad man enades om")
def _no_longer_agreed(act: Act) -> None:
    _opened(act, answered=True, shown=True)
    _agreeing(Visit("mote", role="objektledare")).press(WRITE)
    visit = act.visit("mote")
    act.press(visit, next(label for label in visit.labels() if label.startswith("Ta tillbaka:"))).run()


@action("lägga till en roll")
def _add_role(act: Act) -> None:
    act.press(_opened(act).set("Ny roll", "Objektägare"), "Lägg till rollen").run()


@action("göra en vy till rummets")
def _lead_room(act: Act) -> None:
    _opened(act)
    act.press(act.visit("prioritera", "ram=2000"), "Gör till rummets").run()


@action("ta bort en text")
def _remove_text(act: Act) -> None:
    visit = _opened(act, answered=True, shown=True)
    visit.widget("Text som ska bort").select_index(0)
    act.press(visit.run(), "Ta bort texten för gott").run()
