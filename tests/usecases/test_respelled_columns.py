"""A version that only heads a column in another way: what the group has answered there stands, and is asked once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from prioritering.plan.reader import read_plan
from prioritering.scoring.asked import Why
from prioritering.scoring.changes import AmountAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.facts import plan_remarks
from prioritering.store.plans import import_plan
from prioritering.store.statements import statement
from prioritering.usecases import change_plan, fill_in
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.gather import gather
from prioritering.usecases.history import history_of, undo
from prioritering.usecases.plan_facts import plan_facts
from prioritering.view.asked_words import question_sentences
from prioritering.view.assumed_words import plan_says
from prioritering.view.view import View
from tests.databases import read_old_headings
from tests.folders import PROV

BY = Signature("Objektledare", "Kalkyl")
RUNNING, YEAR = "drift_tkr_ar", "kostnad_2027"
TWO = (2_000, 2_000)


class Plans:
    """One plan, version by version: what its first project costs to run and in a year, under whatever headings."""

    def __init__(self, store: Store, write_plan: Any) -> None:
        self.store, self.write = store, write_plan

    def version(self, running: str = "1.500", year: str = "", heads: tuple[str, str] = (RUNNING, YEAR)) -> None:
        header = "id,namn,klass,kostnad_tkr," + ",".join(f'"{head}"' for head in heads) + "\n"
        import_plan(self.store, read_plan(self.write(f'A1,X,,900,"{running}","{year}"\nA2,Y,,900,100,\n', header)))

    def asked(self) -> list[str]:
        """What is asked about amounts that may be a thousand times wrong, by project and column."""
        ids = ("belopp_flertydigt", "belopp_i_kronor")
        rows = (row for item in plan_remarks(self.store, PROV) if item.id in ids for row in item.rows)
        return [row.partition(":")[0] for row in rows]

    def touched(self) -> list[str]:
        """What the group is asked about what it has laid beside the plan, in the page's own words."""
        basis = gather(self.store, View(plan="prov"))
        return [f"{one.why}, {plan_says(basis, basis.model, one)}" for one in basis.asked]

    def answers(self) -> dict[str, tuple[int, int]]:
        return plan_facts(self.store, PROV).answers().get("A1", {})

    def in_the_sheet(self) -> dict[str, str]:
        """What stands in the sheet of assumptions about the first project, by the names of its columns."""
        sheet = fill_in.form_of(self.store, PROV).sheet
        return {column.name: text for column in sheet.columns if (text := sheet.rows[0].assumed.get(column.key))}

    def kept_as_headed(self, column: str, low: int, version: int = 1) -> None:
        """Keep an answer as it was kept when entries went by the plan's own heading."""
        entry = AmountAssumption(
            project_id="A1", column=column, low=low, high=low, role="Ekonom", reason="Då",
            at=datetime.now(UTC), plan_version=version,
        )  # fmt: skip
        values = entry_log._values(PROV, entry, "")
        self.store.append(statement("write/insert_change"), {**values, "criterion_id": column})
        with self.store.write() as cursor:
            read_old_headings(cursor)


@pytest.fixture
def plans(store: Store, write_plan: Any) -> Plans:
    return Plans(store, write_plan)


def answer(plans: Plans, text: str = "2") -> None:
    form = fill_in.form_of(plans.store, PROV)
    key = next(column.key for column in form.sheet.columns if column.name == "Drift (tkr/år)")
    changed = form.sheet.changed({"A1": {key: text}})
    assert fill_in.save(Beside(plans.store, PROV, form.plan_version), form, changed.edits, BY) == 1


HEADS = ["Drift (tkr/år)", "DRIFT TKR ÅR", "drift_tkr_ar", "Drift (tkr/a\u030ar)"]


@pytest.mark.parametrize("head", HEADS)
def test_an_answer_stands_when_only_the_heading_is_spelled_in_another_way(plans: Plans, head: str) -> None:
    plans.version()
    assert plans.asked() == ["A1, Drift (tkr/år)"]
    answer(plans)
    plans.version(heads=(head, YEAR))
    assert plans.asked() == []
    assert plans.touched() == []
    assert list(plans.answers().values()) == [TWO]
    assert plans.in_the_sheet() == {"Drift (tkr/år)": "2"}


@pytest.mark.parametrize("head", HEADS)
def test_a_new_value_under_a_new_heading_is_asked_about_and_can_be_kept_or_let_go(plans: Plans, head: str) -> None:
    plans.version()
    answer(plans)
    plans.version("9 500", heads=(head, YEAR))
    assert plans.touched() == [f"{Why.VALUE}, Drift (tkr/år) 9\u00a0500"]
    (asked,) = gather(plans.store, View(plan="prov")).asked
    assert asked.entry.target == ("A1", RUNNING)
    change_plan.keep_on(Beside(plans.store, PROV, 2), asked.kind, asked.entry.target, BY)
    assert plans.touched() == []
    change_plan.take_back(Beside(plans.store, PROV, 2), asked.kind, asked.entry.target, BY)
    assert plans.answers() == {}
    undo(Beside(plans.store, PROV, 2), history_of(plans.store, PROV)[0].entry_id)
    assert list(plans.answers().values()) == [TWO]


def test_a_year_may_change_from_its_name_to_a_heading_with_its_unit(plans: Plans) -> None:
    plans.version("100", "1.500", (RUNNING, "Kostnad 2027 (tkr)"))
    plans.kept_as_headed("Kostnad 2027 (tkr)", 1_500)
    assert plans.asked() == []
    plans.version("100", "1.500", (RUNNING, "KOSTNAD-2027"))
    assert plans.asked() == []
    assert plans.in_the_sheet() == {"Kostnad 2027 (tkr)": "1,5"}


def test_the_same_amount_written_in_another_way_is_no_new_value(plans: Plans) -> None:
    plans.version("1500")
    plans.kept_as_headed(RUNNING, 1_500_000)
    for text, head in (("1 500", "Drift (tkr/år)"), ("1500000", "Drift (kr/år)"), ("1 500 tkr", RUNNING)):
        plans.version(text, heads=(head, YEAR))
        assert plans.touched() == []
    plans.version("?")
    assert plans.touched() == []
    plans.version("1501")
    assert plans.touched() == [f"{Why.VALUE}, Drift (tkr/år) 1\u00a0501"]


def test_the_same_text_under_a_heading_of_kronor_is_another_amount(plans: Plans) -> None:
    plans.version("1.500")
    answer(plans)
    plans.version("1.500", heads=("Drift (kr/år)", YEAR))
    assert plans.asked() == ["A1, Drift (tkr/år)"]
    assert plans.touched() == [f"{Why.VALUE}, Drift (tkr/år) ”1.500 kr”"]


def test_an_answer_that_may_stand_in_kronor_stands_under_another_heading(plans: Plans) -> None:
    plans.version("250000")
    assert plans.asked() == ["A1, Drift (tkr/år)"]
    answer(plans, "250000 tkr")
    assert plans.asked() == []
    plans.version("250 000", heads=("Drift (tkr/år)", YEAR))
    assert (plans.asked(), plans.touched()) == ([], [])


@pytest.mark.parametrize("first", HEADS)
def test_answers_kept_under_two_spellings_are_one_and_the_newest_counts(plans: Plans, first: str) -> None:
    plans.version(heads=(first, YEAR))
    plans.kept_as_headed(first, 3_000_000)
    plans.version()
    answer(plans)
    assert [entry.low for entry in entry_log.current(plans.store, PROV).amounts] == [2_000]
    assert plans.asked() == []
    newest, oldest = history_of(plans.store, PROV)
    assert (newest.before, newest.after, oldest.before) == ("3\u00a0000\u00a0tkr", "2\u00a0tkr", "inget")
    assert newest.about == oldest.about == "Drift (tkr/år) för X"


def test_undoing_the_newer_of_two_spellings_brings_the_older_back(plans: Plans) -> None:
    plans.version(heads=("Drift (tkr/år)", YEAR))
    plans.kept_as_headed("Drift (tkr/år)", 3_000_000)
    plans.version()
    answer(plans)
    here = Beside(plans.store, PROV, 2)
    undo(here, history_of(plans.store, PROV)[0].entry_id)
    assert [entry.low for entry in entry_log.current(plans.store, PROV).amounts] == [3_000_000]
    change_plan.take_back(here, "amounts", ("A1", RUNNING), BY)
    assert entry_log.current(plans.store, PROV).amounts == ()


def test_one_who_has_typed_over_an_answer_of_another_spelling_is_told_who_was_first(plans: Plans) -> None:
    plans.version(heads=("Drift (tkr/år)", YEAR))
    form = fill_in.form_of(plans.store, PROV)
    (key,) = (column.key for column in form.sheet.columns if column.kind == "amounts")
    plans.kept_as_headed("Drift (tkr/år)", 3_000_000)
    typed = form.sheet.changed({"A1": {key: "4"}}).edits
    with pytest.raises(Exception, match=r"Ekonom har ändrat Drift \(tkr/år\) för X sedan dess"):
        fill_in.save(Beside(plans.store, PROV, 1), form, typed, BY)


def test_what_the_group_is_asked_names_the_column_as_it_is_shown(plans: Plans) -> None:
    plans.version(heads=("DRIFT TKR ÅR", YEAR))
    plans.kept_as_headed("DRIFT TKR ÅR", 2_000_000)
    plans.version("9.500", heads=("Drift (tkr/år)", YEAR))
    basis = gather(plans.store, View(plan="prov"))
    assert "Planen anger nu Drift (tkr/år) ”9.500”" in " ".join(question_sentences(basis, basis.model))


def test_what_the_group_assumes_stays_in_the_sheet_when_the_plan_gives_a_figure_that_nobody_asks_about(
    plans: Plans,
) -> None:
    plans.version()
    answer(plans)
    plans.version("150", heads=("Drift (tkr/år)", YEAR))
    assert plans.asked() == []
    assert plans.in_the_sheet() == {"Drift (tkr/år)": "2"}
    assert "Drift (tkr/år) 150" in fill_in.form_of(plans.store, PROV).sheet.rows[0].plan_says
