"""What it takes to press each button that writes, up to the one that decides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from prioritering.criteria.gate import Verdict
from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.change_plan import Beside, Signature, assume_cost, order_tie
from tests.criteria.gates import gated_plan
from tests.folders import PROV, UKFA, VSO, write_plan
from tests.pages.conftest import HEADER
from tests.pages.test_answers_back import held_meeting
from tests.pages.test_dialogs import BESIDE, from_row, signed
from tests.pages.test_fyll_i import COST
from tests.pages.test_history import in_history
from tests.pages.test_overtaken import FIRST, FOURTH, take_in
from tests.pages.test_renewed_plan import HEAD, NEWER
from tests.pages.visit import Visit


class Act:
    """Someone who has `role` until the deciding button is about to be pressed, and then `last`."""

    def __init__(self, store: Store, folder: Path, role: str, last: str) -> None:
        self.store, self.folder, self.role, self.last = store, folder, role, last
        self.before = -1

    def visit(self, page: str, address: str = "") -> Visit:
        """Open a page as whoever it is at first."""
        return Visit(page, address, self.role)

    def press(self, visit: Visit, label: str = "", key: str = "") -> Visit:
        """Press the deciding button; without a run, since a dialog's needs its opening button pressed with it."""
        button = visit.app.button(key=key) if key else visit.button(label)
        visit.become(self.last)
        self.before = self.store.writes
        button.click()
        return visit


Action = Callable[[Act], object]
ACTIONS: dict[str, Action] = {}


def action(name: str) -> Callable[[Action], Action]:
    """Register what a row's button takes."""

    def register(work: Action) -> Action:
        ACTIONS[name] = work
        return work

    return register


# Beside the plan


@action("låsa")
def _lock(act: Act) -> None:
    visit = from_row(act.visit("prioritera"), "las", "S03")
    visit.widget("Lås").set_value("med")
    from_row(act.press(signed(visit), "Spara för gruppen"), "las", "S03")


def _assume(act: Act, what: str, fill: Callable[[Visit], object], project: str = "S04", address: str = "") -> None:
    visit = from_row(act.visit("prioritera", address), "anta", project)
    if what:
        visit.widget("Vad antas?").set_value(what)
        from_row(visit, "anta", project)
    fill(visit)
    from_row(act.press(signed(visit), "Spara"), "anta", project)


@action("anta en kostnad")
def _cost(act: Act) -> None:
    _assume(act, "", lambda visit: visit.widget("Lägst, tkr").set_value("600"))


@action("anta en nivå")
def _level(act: Act) -> None:
    _assume(act, "omfattning", lambda visit: visit.widget("Lägst").select("Låg"))


@action("anta en klass")
def _tier(act: Act) -> None:
    _assume(act, "*klass", lambda visit: visit.widget("Klass (var beslutet fattas)").set_value(Tier.DESIRABLE))


@action("svara på ett krav")
def _gate(act: Act) -> None:
    import_plan(act.store, read_plan(gated_plan(act.folder / "krav")))

    def yes(visit: Visit) -> None:
        visit.widget("Är kravet uppfyllt?").set_value(Verdict.YES)

    _assume(act, "tillganglighet", yes, "a", "plan=prov&ram=100")


def _beside(act: Act, opens: str, confirm: str, fill: Callable[[Visit], object], address: str = "") -> None:
    visit = act.visit("prioritera", address)
    if opens not in visit.labels():
        visit.open(BESIDE)
    fill(visit.press(opens))
    act.press(signed(visit), confirm).press(opens)


@action("sätta ett spann för alla okända")
def _range(act: Act) -> None:
    def fill(visit: Visit) -> None:
        visit.widget("Lägst, tkr").set_value("100")
        visit.widget("Högst, tkr").set_value("200")

    _beside(act, "Sätt ett spann för alla okända", "Spara", fill)


@action("ordna lika")
def _tie(act: Act) -> None:
    def fill(visit: Visit) -> None:
        field = visit.widget("I den här ordningen")
        field.set_value(field.options)

    _beside(act, "Ordna de lika projekten", "Spara", fill, "ordning=per-krona&ram=3900")


@action("lägga till ett projekt")
def _project(act: Act) -> None:
    _beside(act, "Lägg till projekt", "Lägg till", lambda visit: visit.widget("Projektets namn").set_value("Karta"))


@action("lägga till ett kriterium")
def _criterion(act: Act) -> None:
    def fill(visit: Visit) -> None:
        visit.widget("Namn").set_value("Angelägenhet")
        visit.widget("Nivåer, lägsta först, en per rad").set_value("Nej\nJa")

    _beside(act, "Lägg till kriterium", "Lägg till", fill)


def _listed(act: Act, visit: Visit, key: str, confirm: str) -> None:
    """Press a button in the list of what is laid beside the plan, and the one in its dialog."""
    opens = next(item.key for item in visit.app.button if str(item.key).startswith(key))
    visit.app.button(key=opens).click()
    act.press(signed(visit.run()), **({"key": confirm} if confirm.startswith("dialog") else {"label": confirm}))
    visit.app.button(key=opens).click()
    visit.run()


@action("släppa svar som väntar")
def _held(act: Act) -> None:
    meeting = held_meeting(act.store, act.folder)
    visit = act.visit("prioritera", "plan=prov&ram=1000&poang=median").open(BESIDE)
    _listed(act, visit, f"slapp_B4_{meeting}", "dialog_motessvar")


def _assumed(act: Act) -> None:
    assume_cost(Beside(act.store, VSO), "S07", (100_000, 200_000), Signature("Objektledare", "Om en person"))


@action("behålla ett antagande")
def _keep(act: Act) -> None:
    take_in(act.store, act.folder / "ett", FIRST + FOURTH)
    assume_cost(Beside(act.store, PROV), "B4", (600_000, 800_000), Signature("Objektledare", "prov"))
    take_in(act.store, act.folder / "två", FIRST + FOURTH.replace("?", "650"))
    _listed(act, act.visit("prioritera", "plan=prov&ram=1000").open(BESIDE), "behall_costs_B4_", "Behåll")


@action("släppa allt om ett projekt")
def _let_all_go(act: Act) -> None:
    take_in(act.store, act.folder / "ett", FIRST + FOURTH)
    for key in ("B1", "B4"):
        assume_cost(Beside(act.store, PROV), key, (600_000, 800_000), Signature("Objektledare", "prov"))
    order_tie(Beside(act.store, PROV), {"B1", "B4"}, ("B4", "B1"), Signature("Objektledare", "prov"))
    take_in(act.store, act.folder / "två", FIRST)
    _listed(act, act.visit("prioritera", "plan=prov&ram=1000").open(BESIDE), "allt_slapp_gone_B4", "dialog_allt")


@action("ta bort ett antagande")
def _withdraw(act: Act) -> None:
    _assumed(act)
    _listed(act, act.visit("prioritera").open(BESIDE), "bort_", "Ta bort")


@action("säga att två projekt är ett")
def _same(act: Act) -> None:
    import_plan(act.store, read_plan(write_plan(act.folder / "ny", NEWER, HEADER, plan__toml=HEAD)))
    _listed(act, act.visit("oversikt", "plan=prov"), "samma_A7_A2", "dialog_samma")


@action("göra nästa periods plan")
def _period(act: Act) -> None:
    visit = act.visit("objektplan").press("Gör nästa periods plan")
    act.press(signed(visit), "Gör planen").press("Gör nästa periods plan")


@action("spara i Fyll i")
def _fill_in(act: Act) -> None:
    visit = act.visit("fyll_i", "plan=ukfa-2022")
    edits = {"edited_rows": {0: {COST: "500"}}, "added_rows": [], "deleted_rows": []}
    visit.app.session_state[f"fyll_i_{UKFA}_0"] = edits
    visit.run().set("Skäl, ett för alla ändringar", "Kalkyl")
    act.press(visit, key="fyll_i_spara").run()


@action("ångra")
def _undo(act: Act) -> None:
    before = Act(act.store, act.folder, act.role, act.role)
    visit = from_row(before.visit("prioritera"), "anta", "S04")
    visit.widget("Lägst, tkr").set_value("600")
    from_row(before.press(signed(visit), "Spara"), "anta", "S04")
    act.press(visit, "Ångra").run()


# A text taken away


@action("ta bort ett skäl")
def _remove_reason(act: Act) -> None:
    _assumed(act)
    visit = in_history(act.visit("prioritera"))
    visit.widget("Skäl som ska bort").select_index(0)
    act.press(visit.run(), "Ta bort skälet för gott").run()
