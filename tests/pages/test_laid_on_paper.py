"""On paper what the group has laid beside the plan stands beside the plan's own, with who said it and why."""

from __future__ import annotations

from datetime import date

from prioritering.plan.object_plan import Tier
from prioritering.scoring.changes import LegalDuty, LockKind
from prioritering.store.connection import Store
from prioritering.usecases import change_plan
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.picture import picture_of
from prioritering.usecases.which_plan import in_address
from prioritering.view.document import document_of
from prioritering.view.stored_document import without_reasons
from prioritering.view.view import View
from prioritering.web.parts.board_rows import laid_beside_rows
from tests.commands.test_field_by_field import page_of
from tests.folders import VSO
from tests.pages.visit import Visit, cells, words

TITLE = "Det gruppen har lagt bredvid planen"


def lay(database: Store) -> None:
    beside = Beside(database, VSO)
    change_plan.assume_cost(beside, "S04", (600_000, 800_000), Signature("Linjechef", "Som i <grannkommunen>"))
    change_plan.assume_unknown_costs(beside, (100_000, 900_000), Signature("Objektägare", "Upphandlas"))
    model = picture_of(database, View(**in_address(database, VSO))).model
    levels = ("Två effekter", "Två effekter")
    change_plan.assume_level(beside, model.criterion("effekttyp"), "S02", levels, Signature("Linjechef", "Vi vet"))
    by = Signature("Objektledare", "Lagen kräver det")
    change_plan.store_lock(beside, "S08", LockKind.NOT_NOW, LegalDuty.NO, by)


def test_what_the_group_has_laid_beside_the_plan_stands_beside_what_the_plan_says(database: Store) -> None:
    assert TITLE not in Visit("prioritera").text
    lay(database)
    html = Visit("prioritera", "ram=3547").html
    part = html[html.index('<section class="p-panel b-on-paper') :]
    day = date.today().isoformat()
    assert cells(part, "Införande digitala matinköp") == [
        "Införande digitala matinköp", "Kostnad, tkr", "600–800 antagande", "okänd",
        f"Som i <grannkommunen> (Linjechef, {day})",
    ]  # fmt: skip
    # The same, said once of many, is one line.
    both = "Upphandling verksamhetssystem Barn och Unga, Vuxna Upphandling verksamhetssystem Äldre"
    assert cells(part, both)[1:4] == ["Kostnad, tkr", "100–900 gemensamt spann", "okänd"]
    assert cells(part, "Införande nya e-tjänster")[1:4] == ["Effekttyp", "Två effekter antagande", "ej angivet"]
    assert cells(part, "Lagen kräver det")[1:4] == ["Lås", "inte nu gruppens", "säger inget"]


def test_what_was_filled_in_in_one_go_is_a_table_with_one_reason_and_each_project_once(database: Store) -> None:
    lay(database)
    model = picture_of(database, View(**in_address(database, VSO))).model
    by = Signature("Objektledare", "Ifyllt vid mötet i mars")
    filled = (("S01", "Låg", "Kort"), ("S03", "Medel", "Lång"), ("S06", "Mycket hög", "Kort"))
    for project, much, soon in filled:
        change_plan.assume_level(Beside(database, VSO), model.criterion("omfattning"), project, (much, much), by)
        change_plan.assume_level(Beside(database, VSO), model.criterion("tidsperspektiv"), project, (soon, soon), by)
    change_plan.assume_cost(Beside(database, VSO), "S01", (900_000, 900_000), by)
    html = Visit("prioritera", "ram=3547").html
    part = html[html.index('<section class="p-panel b-on-paper') :]
    table = part[part.index("b-together") :]
    table = table[: table.index("</table>")]
    day = date.today().isoformat()
    assert words(table).count("Ifyllt vid mötet i mars") == 1 and f"(Objektledare, {day}) antagande" in words(table)
    assert cells(table, "Projekt")[1:] in (
        ["Kostnad, tkr", "Omfattning", "Tidsperspektiv"], ["Omfattning", "Tidsperspektiv", "Kostnad, tkr"],
    )  # fmt: skip
    names = {item.id: item.name for item in picture_of(database, View(**in_address(database, VSO))).everything}
    for project, much, soon in filled:
        assert words(table).count(names[project]) == 1
        row = cells(table, names[project])
        # Where the plan says something, it stands in the cell of what is counted instead.
        assert any(cell.startswith(f"{much} planen: ") for cell in row), row
        assert any(cell.startswith(f"{soon} planen: ") for cell in row), row
        assert ("" in row) is (project != "S01")
    # What was laid there one at a time stands as before, and so it does on the paper of a frozen link.
    assert cells(part, "Lagen kräver det")[1:4] == ["Lås", "inte nu gruppens", "säger inget"]
    frozen = words(page_of(document_of(picture_of(database, View(**in_address(database, VSO), frame="3547")))))
    assert words(table[table.index("<thead") :]) in frozen


def test_only_what_counts_and_is_shown_stands_on_the_paper(database: Store) -> None:
    lay(database)
    assert TITLE not in Visit("prioritera", "antaganden=nej").text
    shown = picture_of(database, View(**in_address(database, VSO), tiers=(Tier.DESIRABLE,)))
    assert not laid_beside_rows(shown)


def test_a_frozen_link_says_the_same_on_paper_and_nothing_to_whoever_may_not_read_reasons(database: Store) -> None:
    lay(database)
    document = document_of(picture_of(database, View(**in_address(database, VSO))))
    assert words(page_of(document)).count(TITLE) == 1
    assert TITLE not in page_of(without_reasons(document))
