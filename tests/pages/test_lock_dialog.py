"""The dialog that locks a project: the group's with a reason, only tried without one."""

import pytest

from prioritering.scoring.changes import LegalDuty, LockKind
from prioritering.store import entry_log
from prioritering.store.connection import Store
from tests.folders import VSO
from tests.pages.test_dialogs import BESIDE, from_row, locking, signed
from tests.pages.visit import ON_VSO, Visit, words


def trying(visit: Visit, choice: str = "med", project: str = "S03", reason: str = "") -> Visit:
    from_row(visit, "las", project)
    visit.widget("Lås").set_value(choice)
    if "Spara för gruppen" in visit.labels():
        signed(visit, reason)
    visit.button("Bara prova").click()
    return from_row(visit, "las", project)


@pytest.mark.parametrize(("choice", "kind"), [("med", LockKind.MUST), ("inte", LockKind.NOT_NOW)])
def test_a_lock_with_a_reason_is_the_groups_and_counts_in_every_view(
    database: Store, choice: str, kind: LockKind
) -> None:
    visit = locking(Visit("prioritera"), choice)
    assert visit.address == ON_VSO
    [note] = entry_log.current(database, VSO).locks
    assert (note.project_id, note.kind, note.legal_duty) == ("S03", kind, LegalDuty.YES)
    visit.send("tavla", open=["S03"])
    why = words(next(row["why"] for row in visit.board if row["key"] == "S03"))
    assert f"Låst: {kind}. Skäl: Mötet bad om det (Objektledare," in why
    assert "Krävs enligt lag: ja." in why
    assert "låst)" in Visit("prioritera", "ram=5000").row("S03")
    visit.open(BESIDE)
    assert f": låst, {kind} gruppens lås Objektledare" in visit.text


def test_a_lock_without_a_reason_is_only_tried_and_anybody_may_try(database: Store) -> None:
    assert "Spara för gruppen" not in from_row(Visit("prioritera", role="läsare"), "las", "S03").labels()
    visit = trying(Visit("prioritera", role="läsare"))
    assert visit.address == ON_VSO | {"med": "S03"}
    assert entry_log.history(database, VSO) == ()
    assert "Med (låst) provas" in visit.row("S03")
    visit.send("tavla", open=["S03"])
    assert "Provas i den här vyn: måste med." in words(next(row["why"] for row in visit.board if row["key"] == "S03"))
    visit.open(BESIDE)
    assert "måste med provas" in visit.text
    visit.press("Ta bort")
    assert visit.address == ON_VSO
    assert "låst" not in visit.row("S03")


def test_a_reason_is_not_lost_when_a_lock_is_only_tried(database: Store) -> None:
    visit = trying(Visit("prioritera"), reason="Avtal")
    assert "Ett lås med skäl sparas för gruppen" in visit.app.error[0].value
    assert visit.address == ON_VSO
    assert entry_log.history(database, VSO) == ()


def test_a_project_can_be_tried_without_the_groups_lock(database: Store) -> None:
    visit = trying(locking(Visit("prioritera"), "inte"), "fri")
    assert visit.address == ON_VSO | {"fri": "S03"}
    assert "låst" not in visit.row("S03")
    assert "provas fri" in visit.row("S03")
    visit.send("tavla", open=["S03"])
    why = words(next(row["why"] for row in visit.board if row["key"] == "S03"))
    assert "Provas i den här vyn: fri. Gruppens lås är inte nu: Mötet bad om det" in why
    # To try what the group has stored is no trial.
    assert trying(visit, "inte").address == ON_VSO
    assert "Inte nu (låst)" in visit.row("S03")


def test_a_stored_lock_takes_the_trials_place_and_is_taken_off_again(database: Store) -> None:
    visit = locking(locking(Visit("prioritera", "med=S01~S03"), "inte"), "med")
    assert visit.address == ON_VSO | {"med": "S01"}
    visit = locking(visit, "fri", project="S01")
    assert "Gruppen har inget lås" in visit.app.error[0].value
    assert locking(Visit("prioritera", "inte=S03"), "fri").address == ON_VSO
    assert entry_log.current(database, VSO).locks == ()
    assert len(entry_log.history(database, VSO)) == 3


def test_the_lock_dialog_opens_on_the_lock_there_is(database: Store) -> None:
    visit = Visit("prioritera", "med=S01&inte=S02")
    for key, choice in (("S01", "med"), ("S02", "inte"), ("S03", "fri")):
        assert from_row(visit, "las", key).widget("Lås").value == choice


def test_a_lock_that_is_only_tried_says_so_on_the_projector_too(database: Store) -> None:
    assert "Med (låst) provas" in Visit("projektor", "plan=prov&bild=ram&ram=1000&med=A4").text


@pytest.mark.parametrize("role", ["läsare", "objektledare"])
def test_to_try_what_counts_already_is_said_to_change_nothing(database: Store, role: str) -> None:
    said = "Så räknas projektet redan i den här vyn. Välj något annat att prova."
    visit = trying(Visit("prioritera", role=role), "fri")
    assert [one.value for one in visit.app.error] == [said]
    assert visit.address == ON_VSO
    visit = trying(Visit("prioritera", "med=S03", role=role))
    assert [one.value for one in visit.app.error] == [said]
    assert trying(Visit("prioritera", "med=S03", role=role), "fri").address == ON_VSO
