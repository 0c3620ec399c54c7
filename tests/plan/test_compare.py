"""Two versions of a plan compared: what is told, and that nothing is told where nothing differs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.plan.compare import Comparison, Renamed, compare
from prioritering.plan.maybe_renamed import MOST_PAIRS, MaybeRenamed, ProjectName
from prioritering.plan.object_plan import Cost, OwnTier, Status, Tier
from prioritering.plan.reader import PlanFolder, read_plan
from prioritering.view.renewal_words import not_compared
from tests.folders import DATA, write_plan
from tests.plan.bare_plans import plan, project
from tests.scoring.builders import plan as built
from tests.scoring.builders import project as given_project

HEADER = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,Ansvarig\n"
FIRST = "A1,Digital post,strategiskt,500,Tidsbesparande,Hög,Kort,IT\nA2,Säkra möten,,?,,Låg,,\n"
BUDGET = "etikett,belopp,enhet\nVidareutveckling,{},tkr\n"
MODEL = read_plan(DATA / "vso-2021").model


@pytest.fixture
def differs(tmp_path: Path) -> Callable[..., Comparison]:
    """Compare two plans by their rows; `files` are the files of the second."""

    def of(before: str, after: str, header: str = HEADER) -> Comparison:
        old, new = (read_plan(write_plan(tmp_path / name, rows, head)) for name, rows, head in (
            ("a", before, HEADER), ("b", after, header)
        ))  # fmt: skip
        return between(old, new)

    return of


def between(old: PlanFolder, new: PlanFolder) -> Comparison:
    return compare(old.plan, new.plan, (old.model, new.model))


def told(found: Comparison) -> list[tuple[str, str, str, str]]:
    return [(cell.subject, cell.what, cell.before, cell.after) for cell in found.cells]


def test_projects_in_and_out_are_told_by_name(differs: Callable[..., Comparison]) -> None:
    found = differs(FIRST, FIRST.replace("A2,Säkra möten", "A9,Fiber till skolor"))
    assert found.removed == (ProjectName(id="A2", name="Säkra möten"),)
    assert found.added == (ProjectName(id="A9", name="Fiber till skolor"),)
    assert (found.renamed, found.maybe_renamed, found.cells) == ((), (), ())


def test_another_name_under_the_same_id_is_a_new_name(differs: Callable[..., Comparison]) -> None:
    found = differs(FIRST, FIRST.replace("Säkra möten", "Trygga möten"))
    assert found == Comparison(renamed=(Renamed(id="A2", before="Säkra möten", after="Trygga möten"),))


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("B1,Digital posthantering", "nästan samma namn"),
        ("B1,DIGITAL  post", "samma namn"),
        ("B1,Brev på skärm", "samma kostnad och nivåer"),
    ],
)
def test_a_new_id_that_may_be_a_new_name_is_a_question(differs: Callable[..., Comparison], new: str, why: str) -> None:
    found = differs(FIRST, FIRST.replace("A1,Digital post", new))
    [asked] = found.maybe_renamed
    assert asked == MaybeRenamed(removed=found.removed[0], added=found.added[0], why=why)
    assert (asked.removed.id, asked.added.id) == ("A1", "B1")


def test_a_new_id_that_only_looks_like_the_old_one_is_a_question_whatever_the_name(
    differs: Callable[..., Comparison],
) -> None:
    [asked] = differs("A1,Digital post,,1,,,,\n", "\u04101,Fiber till skolor,,2,,,,\n").maybe_renamed
    assert (asked.removed.id, asked.added.id, asked.why) == ("A1", "\u04101", "id:n som ser lika ut")


def test_a_project_that_has_taken_anothers_name_is_a_question_whether_that_one_is_out_or_renamed(
    differs: Callable[..., Comparison],
) -> None:
    out = differs("A1,Alfa,,1,,,,\nA2,Beta,,2,,,,\n", "A1,Beta,,1,,,,\n")
    assert [(item.id, item.before, item.after) for item in out.renamed] == [("A1", "Alfa", "Beta")]
    assert [(pair.removed.id, pair.added.id, pair.why) for pair in out.maybe_renamed] == [("A2", "A1", "samma namn")]
    swapped = differs("A1,Alfa,,1,,,,\nA2,Beta,,2,,,,\n", "A1,Beta,,1,,,,\nA2,Alfa,,2,,,,\n")
    assert [(pair.removed.id, pair.added.id) for pair in swapped.maybe_renamed] == [("A1", "A2"), ("A2", "A1")]
    new = differs("A1,Alfa,,1,,,,\n", "A1,Beta,,1,,,,\nA2,Alfa,,2,,,,\n")
    assert [(pair.removed.id, pair.added.id) for pair in new.maybe_renamed] == [("A1", "A2")]


def test_a_name_in_other_letters_alone_is_no_question_about_another_project(
    differs: Callable[..., Comparison],
) -> None:
    found = differs("A1,Digital post,,1,,,,\n", "A1,DIGITAL POST,,1,,,,\n")
    assert [(item.before, item.after) for item in found.renamed] == [("Digital post", "DIGITAL POST")]
    assert found.maybe_renamed == ()


def test_blank_projects_are_not_taken_for_each_other(differs: Callable[..., Comparison]) -> None:
    assert differs("A1,Digital post,,,,,,\n", "B1,Fiber,,,,,,\n").maybe_renamed == ()


def test_every_cell_is_told_as_printed_that_of_an_unknown_column_too(differs: Callable[..., Comparison]) -> None:
    after = FIRST.replace("500,Tidsbesparande,Hög,Kort,IT", "650..700,Tidsbesparande,?,Kort,Ekonomi").replace(
        "möten,,?", "möten,önskvärt,"
    )
    assert told(differs(FIRST, after)) == [
        ("Digital post", "kostnad (tkr)", "500", "650..700"),
        ("Digital post", "Omfattning", "Hög", "?"),
        ("Digital post", "Ansvarig", "IT", "Ekonomi"),
        ("Säkra möten", "klass", "tomt", "önskvärt"),
        ("Säkra möten", "kostnad (tkr)", "?", "tomt"),
    ]


def test_a_column_that_is_new_or_gone_is_told_only_where_it_says_something(
    differs: Callable[..., Comparison],
) -> None:
    gone = differs(FIRST, FIRST.replace(",IT", "").replace("Låg,,\n", "Låg,\n"), HEADER.replace(",Ansvarig", ""))
    assert told(gone) == [("Digital post", "Ansvarig", "IT", "tomt")]


def test_a_column_that_only_one_of_the_models_reads_is_told_where_its_cell_differs(tmp_path: Path) -> None:
    levels = "".join(
        f'[[kriterium.niva]]\nnamn = "{name}"\nvarde = {at}\n' for at, name in enumerate(("Liten", "Stor"))
    )
    model = f'[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\n{levels}'
    old = read_plan(write_plan(tmp_path / "a", FIRST, HEADER))
    same = read_plan(write_plan(tmp_path / "b", FIRST, HEADER, modell__toml=model))
    assert told(between(old, same)) == told(between(same, old)) == []
    lower = read_plan(write_plan(tmp_path / "c", FIRST.replace("Hög", "Medel"), HEADER, modell__toml=model))
    assert [row[2:] for row in told(between(old, lower))] == [("Hög", "Medel")]


def test_the_same_figure_written_in_another_way_is_no_change(differs: Callable[..., Comparison]) -> None:
    before = FIRST.replace(",500,", ",1500..2000,").replace(",Hög,", ",Låg..Hög,")
    after = FIRST.replace(",500,", ',"1 500 – 2 000",').replace(",Hög,", ",Låg–Hög,")
    assert differs(before, after) == Comparison()


def test_two_unknown_costs_that_are_written_differently_are_a_change(differs: Callable[..., Comparison]) -> None:
    assert told(differs(FIRST, FIRST.replace(",?,", ",1.500,"))) == [("Säkra möten", "kostnad (tkr)", "?", "1.500")]


def test_a_class_that_has_got_another_name_in_the_plan_is_told_though_no_project_is_changed() -> None:
    one = built(given_project("A", 1_000))
    own = one.model_copy(update={"own_tiers": (OwnTier(name="Måste", tier=Tier.STRATEGIC),)})
    found = compare(one, own, (MODEL, MODEL))
    assert told(found) == [("Projekt A", "klass", "strategiskt", "Måste")]
    assert told(compare(own, one, (MODEL, MODEL))) == [("Projekt A", "klass", "Måste", "strategiskt")]
    assert told(compare(own, own, (MODEL, MODEL))) == []


def test_a_figure_that_differs_behind_the_same_print_is_told_with_the_figure() -> None:
    costs = (Cost(status=Status.STATED, low=n, high=n, raw="cirka 1 mkr") for n in (1_000_000, 1_100_000))
    first, second = (plan([project("A1", cost=cost)]) for cost in costs)
    [cell] = compare(first, second, (MODEL, MODEL)).cells
    assert (cell.before.replace("\u00a0", " "), cell.after.replace("\u00a0", " ")) == ("1 000", "1 100")


def test_a_value_that_has_become_derived_is_told_with_how_it_stands() -> None:
    costs = (Cost(status=status, low=1000, high=1000, raw="1") for status in (Status.STATED, Status.DERIVED))
    first, second = (plan([project("A1", cost=cost)]) for cost in costs)
    [cell] = compare(first, second, (MODEL, MODEL)).cells
    assert (cell.before, cell.after) == ("1 (angivet)", "1 (härlett)")


def test_an_amount_of_the_budget_that_could_be_read_in_two_ways_was_unknown(
    tmp_path: Path,
) -> None:
    old = read_plan(write_plan(tmp_path / "a", budget__csv="etikett,belopp,enhet,ram\nDrift,1.200,tkr,ja\n"))
    new = read_plan(write_plan(tmp_path / "b", budget__csv="etikett,belopp,enhet,ram\nDrift,1200,tkr,ja\n"))
    [change] = between(old, new).budget
    assert (change.before, change.after) == ("okänt", "1\u00a0200\u00a0tkr")


def test_budget_and_head_are_compared_too(tmp_path: Path) -> None:
    old = read_plan(write_plan(tmp_path / "a", budget__csv=BUDGET.format(3547)))
    head = 'id = "prov"\nnamn = "Prov"\nperiod = "2027"\n'
    new = read_plan(write_plan(tmp_path / "b", budget__csv=BUDGET.format("3600.5"), plan__toml=head))
    found = between(old, new)
    assert [(cell.subject, cell.before.replace("\u00a0", " "), cell.after.replace("\u00a0", " ")) for cell in
            found.changed_cells] == [
        ("Planen", "2026", "2027"),
        ("Vidareutveckling", "3 547 tkr", "3 600 500 kr"),
    ]  # fmt: skip


def test_a_whole_plan_exchanged_asks_no_questions_and_ends() -> None:
    count = int(MOST_PAIRS**0.5) + 1
    first, second = (plan([project(f"{letter}{n}") for n in range(count)]) for letter in "AB")
    found = compare(first, second, (MODEL, MODEL))
    assert (len(found.added), len(found.removed), found.maybe_renamed) == (count, count, ())
    assert "bara de som heter precis likadant har jämförts" in not_compared(found)


def test_where_every_id_is_another_the_same_names_are_still_found(differs: Callable[..., Comparison]) -> None:
    count = int(MOST_PAIRS**0.5) + 1
    first, second = (plan([project(f"{letter}{n}", name=f"Projekt {n}") for n in range(count)]) for letter in "AB")
    found = compare(first, second, (MODEL, MODEL))
    assert {(pair.removed.id, pair.added.id) for pair in found.maybe_renamed} == {
        (f"A{n}", f"B{n}") for n in range(count)
    }
    assert not_compared(differs("A1,Digital post,,,,,,\n", "B1,Digital post,,,,,,\n")) == ""


def test_both_plans_of_data_are_compared_by_id() -> None:
    found = between(read_plan(DATA / "vso-2021"), read_plan(DATA / "ukfa-2022"))
    assert (len(found.removed), len(found.added)) == (27, 17)


@pytest.mark.parametrize(
    ("old", "new", "asked"),
    [
        ("500,Tidsbesparande,Hög,", "500,Tidsbesparande,Hög,", True),
        ("500,,Hög,", "500,,Hög,", True),
        ("500,Tidsbesparande,Hög,", "500,Tidsbesparande,Medel,", False),
        ("500,Tidsbesparande,Hög,", "500,Tidsbesparande,,", False),
        ("500,,,", "500,,,", False),
        ("500,Tidsbesparande,Hög,", "600,Tidsbesparande,Hög,", False),
        ("500-600,,Hög,", "500-700,,Hög,", False),
        ("?,Tidsbesparande,Hög,", "?,Tidsbesparande,Hög,", False),
    ],
)
def test_of_another_name_only_the_same_known_cost_and_the_same_known_levels_make_a_question(
    differs: Callable[..., Comparison], old: str, new: str, asked: bool
) -> None:
    found = differs(f"A1,Digital post,,{old},\n", f"B1,Brev på skärm,,{new},\n")
    assert [pair.why for pair in found.maybe_renamed] == ["samma kostnad och nivåer"] * asked


def test_of_several_that_may_be_the_old_project_the_most_alike_is_asked_about(
    differs: Callable[..., Comparison],
) -> None:
    news = "B1,Digital postens dag,,?,,,,\nB2,Digital post,,?,,,,\nB3,Digital posten,,?,,,,\n"
    found = differs("A1,Digital post,,?,,,,\nA2,Digital postgång,,?,,,,\n", news)
    assert [(pair.removed.id, pair.added.id, pair.why) for pair in found.maybe_renamed] == [
        ("A1", "B2", "samma namn"),
        ("A2", "B3", "nästan samma namn"),
    ]
