"""The dialogs on Prioritera: what they keep beside the plan, and that nothing is kept without permission and reason."""

from collections.abc import Callable

import pytest

from prioritering.plan.object_plan import Tier
from prioritering.scoring.changes import CostAssumption, LegalDuty, LevelAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from tests.folders import PROV, VSO
from tests.pages.visit import ON_VSO, Visit, as_read

BESIDE = "Antaganden, tillagda projekt"
Dialog = Callable[[Visit], Visit]


def signed(visit: Visit, reason: str = "Mötet bad om det", role: str = "Linjechef") -> Visit:
    """Fill in the reason in the dialog that stands open, and the role where it is asked for."""
    if any(item.label == "Roll" for item in visit.app.selectbox):
        visit.widget("Roll").select(role)
    next(item for item in visit.app.text_area if item.key == "dialog_skal").set_value(reason)
    return visit


def from_row(visit: Visit, what: str, project: str) -> Visit:
    """Press a button among a row's reasons; pressed again together with a dialog's own, it keeps the dialog open."""
    return visit.send("tavla", "action", {"what": what, "id": project})


def locking(visit: Visit, choice: str = "med", reason: str = "Mötet bad om det", project: str = "S03") -> Visit:
    from_row(visit, "las", project)
    visit.widget("Lås").set_value(choice)
    from_row(visit, "las", project)
    # Of one that is free nothing is kept of it, so it is not asked.
    asked = [item.label for item in visit.app.radio if item.label == "Krävs enligt lag?"]
    assert bool(asked) is (choice != "fri")
    if asked:
        visit.widget("Krävs enligt lag?").set_value(LegalDuty.YES)
    signed(visit, reason).button("Spara för gruppen").click()
    return from_row(visit, "las", project)


def cost(visit: Visit, low: str = "1 250,5", high: str = "", reason: str = "Mötet bad om det") -> Visit:
    from_row(visit, "anta", "S04")
    visit.widget("Lägst, tkr").set_value(low)
    visit.widget("Högst, tkr (lämna tomt för ett enda värde)").set_value(high)
    signed(visit, reason).button("Spara").click()
    return from_row(visit, "anta", "S04")


def level(visit: Visit, low: str = "Låg", high: str = "Hög", reason: str = "Mötet bad om det") -> Visit:
    visit.widget("Projekt utan underlag").select("P02")
    visit.press("Anta kostnad eller nivå")
    visit.widget("Vad antas?").set_value("omfattning")
    visit.press("Anta kostnad eller nivå")
    visit.widget("Lägst").select(low)
    visit.widget("Högst").select(high)
    signed(visit, reason).button("Spara").click()
    return visit.press("Anta kostnad eller nivå")


def project(visit: Visit, name: str = "Ny <b>karta</b>", reason: str = "Mötet bad om det") -> Visit:
    visit.press("Lägg till projekt")
    visit.widget("Projektets namn").set_value(name)
    visit.widget("Klass (var beslutet fattas)").set_value(Tier.PRIORITISED)
    signed(visit, reason).button("Lägg till").click()
    return visit.press("Lägg till projekt")


def criterion(
    visit: Visit, name: str = "Angelägenhet", levels: str = "Nej\nJa", reason: str = "Mötet bad om det"
) -> Visit:
    if "Lägg till kriterium" not in visit.labels():
        visit.open(BESIDE)
    visit.press("Lägg till kriterium")
    visit.widget("Namn").set_value(name)
    visit.widget("Nivåer, lägsta först, en per rad").set_value(levels)
    signed(visit, reason).button("Lägg till").click()
    return visit.press("Lägg till kriterium")


def withdrawing(visit: Visit, reason: str = "Det var fel") -> Visit:
    """Take back the first change in the list; needs one to be there."""
    if not any(item.label == "Ta bort" for item in visit.app.button):
        visit.open(BESIDE)
    listed = next(item.key for item in visit.app.button if item.label == "Ta bort")
    visit.app.button(key=listed).click()
    signed(visit.run(), reason).button("Ta bort").click()
    visit.app.button(key=listed).click()
    return visit.run()


DIALOGS = (locking, cost, level, project, criterion)


@pytest.mark.parametrize("dialog", DIALOGS)
def test_no_dialog_keeps_anything_without_a_reason(database: Store, dialog: Callable[..., Visit]) -> None:
    visit = dialog(Visit("prioritera"), reason="  \n ")
    assert "Skriv ett skäl" in visit.app.error[0].value
    assert entry_log.history(database, VSO) == ()
    assert visit.address == ON_VSO


@pytest.mark.parametrize("dialog", DIALOGS)
def test_who_may_change_gets_one_entry_with_role_and_reason_and_the_dialog_closes(
    database: Store, dialog: Dialog
) -> None:
    visit = dialog(Visit("prioritera", role="objektägare"))
    [row] = entry_log.history(database, VSO)
    assert (row.role, row.reason, row.withdrawn) == ("Objektägare", "Mötet bad om det", False)
    assert not visit.app.error
    assert not visit.app.text_area
    assert visit.faults == []


def test_taking_back_needs_a_reason_and_leaves_the_history(database: Store) -> None:
    cost(Visit("prioritera"))
    visit = withdrawing(Visit("prioritera"), reason="")
    assert "Skriv ett skäl" in visit.app.error[0].value
    assert len(entry_log.current(database, VSO).costs) == 1
    assert "Inga ännu" not in visit.open(BESIDE).text
    visit = withdrawing(visit)
    assert entry_log.current(database, VSO).costs == ()
    newest, first = entry_log.history(database, VSO)
    assert (newest.withdrawn, newest.reason, first.withdrawn) == (True, "Det var fel", False)
    assert "Inga ännu" in visit.open(BESIDE).text


# What is kept


def test_a_cost_typed_in_tkr_is_kept_in_kronor(database: Store) -> None:
    visit = cost(Visit("prioritera"))
    [entry] = entry_log.current(database, VSO).costs
    assert isinstance(entry, CostAssumption)
    assert (entry.project_id, entry.low, entry.high) == ("S04", 1_250_500, 1_250_500)
    assert "1 250,5 antagande" in visit.row("S04")


def test_a_cost_that_may_be_meant_in_kronor_is_asked_about_before_it_is_kept(database: Store) -> None:
    visit = cost(Visit("prioritera"), "600 000")
    assert entry_log.history(database, VSO) == ()
    (asked,) = (item.value.replace("\u00a0", " ") for item in visit.app.warning)
    assert "600 000 räknas som 600 000 tkr; menas 600 tkr? Skriv i så fall 600 000 kr." in asked
    visit.widget("Beloppet är i tkr").set_value(True)
    signed(visit, "Mötet bad om det").button("Spara").click()
    from_row(visit, "anta", "S04")
    assert [entry.low for entry in entry_log.current(database, VSO).costs] == [600_000_000]


def test_a_range_of_cost_is_kept_as_lowest_and_highest(database: Store) -> None:
    visit = cost(Visit("prioritera"), "600", "800")
    [entry] = entry_log.current(database, VSO).costs
    assert (entry.low, entry.high) == (600_000, 800_000)
    assert "600–800 antagande" in visit.row("S04")
    visit.open(BESIDE)
    assert "Införande digitala matinköp: kostnad 600–800 tkr antagande Objektledare" in visit.text


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [("800", "600", "inte vara högre"), ("dyrt", "", "är inte ett belopp"), ("", "5", "är inte ett belopp"),
     ("9" * 13, "", "för stort")],
)  # fmt: skip
def test_a_cost_that_cannot_be_is_told_and_not_kept(database: Store, low: str, high: str, told: str) -> None:
    visit = cost(Visit("prioritera"), low, high)
    assert told in visit.app.error[0].value or "är inte ett belopp" in visit.app.error[0].value
    assert entry_log.history(database, VSO) == ()


def test_a_class_is_assumed_in_a_dialog_listed_and_taken_back(database: Store) -> None:
    visit = from_row(Visit("prioritera"), "anta", "S04")
    visit.widget("Vad antas?").set_value("*klass")
    # It begins where the project is: only to save changes nothing.
    assert from_row(visit, "anta", "S04").widget("Klass (var beslutet fattas)").value == Tier.STRATEGIC
    visit.widget("Klass (var beslutet fattas)").set_value(Tier.DESIRABLE)
    signed(visit, "Mötet bad om det").button("Spara").click()
    from_row(visit, "anta", "S04")
    assert [entry.tier for entry in entry_log.current(database, VSO).tiers] == [Tier.DESIRABLE]
    assert "Önskvärt antagande" in visit.row("S04")
    assert "klass önskvärt antagande" in visit.open(BESIDE).text


def test_an_assumed_level_brings_a_project_without_basis_onto_the_board(database: Store) -> None:
    before = Visit("prioritera")
    assert "P02" not in before.order
    visit = level(before)
    [entry] = entry_log.current(database, VSO).levels
    assert isinstance(entry, LevelAssumption)
    assert (entry.project_id, entry.criterion_id, entry.low, entry.high) == ("P02", "omfattning", "Låg", "Hög")
    assert "antagande" in visit.row("P02")
    assert "8–92 av 100" in visit.row("P02")
    assert "Underlag saknas (16)" in visit.text


def test_a_level_from_high_to_low_is_refused(database: Store) -> None:
    visit = level(Visit("prioritera"), "Hög", "Låg")
    assert "lägsta nivån ska inte vara högre" in visit.app.error[0].value
    assert entry_log.history(database, VSO) == ()


def test_assumptions_can_be_left_out_of_what_is_computed(database: Store) -> None:
    visit = level(Visit("prioritera")).open("Ordning, regel och filter")
    assert visit.widget("Räkna med antaganden").value is True
    visit.set("Räkna med antaganden", False)
    assert visit.address == ON_VSO | {"antaganden": "nej"}
    assert "P02" not in visit.order
    assert "Underlag saknas (17)" in visit.text
    visit.set("Räkna med antaganden", True)
    assert visit.address == ON_VSO
    assert "P02" in visit.order


def test_the_toggle_for_assumptions_is_drawn_only_when_there_are_any(database: Store) -> None:
    visit = Visit("prioritera").open("Ordning, regel och filter")
    assert not visit.app.toggle


def test_an_added_project_gets_an_id_of_its_own_and_is_escaped_everywhere(database: Store) -> None:
    visit = project(project(Visit("prioritera")), "Andra")
    assert [(item.project_id, item.name, item.tier) for item in entry_log.current(database, VSO).projects] == [
        ("N01", "Ny <b>karta</b>", Tier.PRIORITISED),
        ("N02", "Andra", Tier.PRIORITISED),
    ]
    visit.open(BESIDE)
    assert "Tillagt projekt: Ny &lt;b&gt;karta" in visit.html
    assert "<b>karta" not in visit.html
    assert "Underlag saknas (19)" in visit.text
    withdrawing(visit)
    project(visit, "Tredje")
    assert [item.project_id for item in entry_log.current(database, VSO).projects] == ["N02", "N03"]


def test_a_project_without_a_name_is_not_added(database: Store) -> None:
    visit = project(Visit("prioritera"), "   ")
    assert "Skriv projektets namn" in visit.app.error[0].value
    assert entry_log.history(database, VSO) == ()


def test_the_groups_own_criterion_is_weighed_and_marked_as_not_the_plans(database: Store) -> None:
    visit = criterion(Visit("prioritera"))
    [own] = entry_log.current(database, VSO).criteria
    assert own.criterion.id == "angelägenhet"
    assert [(level.name, level.value) for level in own.criterion.scale.levels] == [("Nej", 0), ("Ja", 100)]
    control = visit.components["vikter"]
    assert control["values"] == [25, 25, 25, 25]
    assert control["criteria"][-1]["name"] == "Angelägenhet"
    assert "Gruppens kriterium, inte planens" in control["criteria"][-1]["about"]
    visit.send("tavla", open=["S01"])
    assert "gruppens, inte planens" in next(row["why"] for row in visit.board if row["why"])


def test_the_levels_of_a_criterion_stand_evenly_from_nothing_to_a_hundred(database: Store) -> None:
    criterion(Visit("prioritera"), levels=" Ingen \n\nLåg\nMedel\nHög\n")
    [own] = entry_log.current(database, VSO).criteria
    assert [(level.name, level.value) for level in own.criterion.scale.levels] == [
        ("Ingen", 0), ("Låg", 33.3), ("Medel", 66.7), ("Hög", 100),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("low", "high", "ends"), [("0", "40", (0, 40)), ("−2.5", "3,5", (-2.5, 3.5)), ("", "fyra", ())]
)
def test_a_criterion_may_be_a_number(database: Store, low: str, high: str, ends: tuple[float, ...]) -> None:
    visit = Visit("prioritera").open(BESIDE).press("Lägg till kriterium")
    visit.widget("Skala").set_value("Tal")
    visit.press("Lägg till kriterium")
    visit.widget("Namn").set_value("Nytta i mnkr")
    assert [visit.widget(label).set_value(text) for label, text in (("Lägsta", low), ("Högsta", high))]
    signed(visit).button("Lägg till").click()
    visit.press("Lägg till kriterium")
    found = [own.criterion for own in entry_log.current(database, VSO).criteria]
    assert [(one.id, one.scale.lowest, one.scale.highest) for one in found] == [("nytta-i-mnkr", *ends)] * bool(ends)
    said = ["Ett tomt fält är inte ett tal; skriv till exempel 2,5."] * (not ends)
    assert [as_read(item.value) for item in visit.app.error] == said


@pytest.mark.parametrize(
    ("name", "levels", "told"),
    [("", "Nej\nJa", "Skriv kriteriets namn"), ("Omfattning", "Nej\nJa", "finns redan"), ("Ny", "Ja", "två olika")],
)
def test_a_criterion_that_cannot_be_is_told_and_not_kept(database: Store, name: str, levels: str, told: str) -> None:
    visit = criterion(Visit("prioritera"), name, levels)
    assert told in visit.app.error[0].value
    assert entry_log.history(database, VSO) == ()


def test_a_row_that_is_no_longer_in_the_plan_opens_no_dialog(database: Store) -> None:
    before = Visit("prioritera").labels()
    assert [from_row(Visit("prioritera"), what, "X9").labels() for what in ("las", "anta")] == [before, before]


def test_what_is_kept_for_one_plan_is_not_seen_in_another(database: Store) -> None:
    visit = project(Visit("prioritera", "plan=prov"), "Bara här")
    assert entry_log.history(database, VSO) == ()
    assert [item.name for item in entry_log.current(database, PROV).projects] == ["Bara här"]
    assert "Bara här" not in Visit("prioritera").text
    assert "Bara här" in visit.text
