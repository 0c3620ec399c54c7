"""A plan's own names for the classes stand in plan.toml; they are read, kept and shown in place of the three words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.errors import BadPlan
from prioritering.plan.compare import compare
from prioritering.plan.next_period import next_period
from prioritering.plan.object_plan import Tier
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan, object_plan
from prioritering.view.document import document_of
from prioritering.view.ranking_json import ranking_json
from prioritering.view.view import View
from tests.folders import HEAD, PROV, write_plan
from tests.view.builders import picture

Write = Callable[..., Path]
OWN = HEAD + '[klasser]\n"Måste" = "strategisk"\n"Bör" = "prioriterat"\n"Kan" = "önskvärt"\n'
ROWS = """\
A1,Ett,Måste,500,Tidsbesparande,Hög,Kort
A2,Två,bör,300,,Hög,Kort
A3,Tre,strategiskt,1,,Hög,Kort
A4,Fyra,,1,,,
"""


def test_the_three_classes_are_read_under_the_plans_own_names_and_their_own(write_plan: Write) -> None:
    plan = read_plan(write_plan(ROWS, plan__toml=OWN)).plan
    assert [item.tier for item in plan.projects] == [Tier.STRATEGIC, Tier.PRIORITISED, Tier.STRATEGIC, None]
    assert [plan.tier_name(tier) for tier in (*Tier, None)] == ["Måste", "Bör", "Kan", ""]
    assert read_plan(write_plan(ROWS, plan__toml=OWN)).notices == ()


def test_a_plan_without_names_of_its_own_calls_them_what_they_are(write_plan: Write) -> None:
    plan = read_plan(write_plan()).plan
    assert [plan.tier_title(tier) for tier in (*Tier, None)] == ["Strategiskt", "Prioriterat", "Önskvärt", ""]


def test_two_names_of_one_class_are_shown_together(write_plan: Write) -> None:
    plan = read_plan(write_plan(plan__toml=HEAD + '[klasser]\n"Lag" = "strategiskt"\n"Nämnd" = "strategiskt"\n')).plan
    assert plan.tier_name(Tier.STRATEGIC) == "Lag / Nämnd"


def test_two_names_of_one_class_are_read_together_as_they_are_shown(write_plan: Write) -> None:
    own = HEAD + '[klasser]\n"Lag" = "strategiskt"\n"Nämnd" = "strategiskt"\n"Kan" = "önskvärt"\n'
    rows = "A1,Ett,Lag / Nämnd,,,,\n"
    assert read_plan(write_plan(rows, plan__toml=own)).plan.projects[0].tier is Tier.STRATEGIC
    with pytest.raises(BadPlan, match="Lag / Kan"):
        read_plan(write_plan(rows.replace("Nämnd", "Kan"), plan__toml=own))


@pytest.mark.parametrize("names", ['"prioriterat" = "strategiskt"', '"Måste" = "strategiskt"\n"MÅSTE" = "önskvärt"'])
def test_a_name_that_is_also_another_class_is_one_problem(write_plan: Write, names: str) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(write_plan(plan__toml=f"{HEAD}[klasser]\n{names}\n"))
    [problem] = caught.value.problems
    assert "ett namn som inte också är en annan klass förväntas" in problem.expected


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ('"Bör" = "prioriterat"\n"bör" = "prioriterat"\n', "”Bör” och ”bör” är ett och samma namn"),
        ('"Bör snart" = "önskvärt"\n"Bör" = "prioriterat"\n', "”Bör” och ”Bör snart” börjar lika men är olika klasser"),
        ('"Bör snart" = "prioriterat"\n"Bör" = "prioriterat"\n', ""),
        ('"Börda" = "önskvärt"\n"Bör" = "prioriterat"\n', ""),
    ],
)
def test_names_that_are_one_or_easily_taken_for_another_are_told(write_plan: Write, names: str, said: str) -> None:
    notices = read_plan(write_plan("A1,Ett,bör,500,,Hög,Kort\n", plan__toml=f"{HEAD}[klasser]\n{names}")).notices
    assert len(notices) == bool(said)
    assert all(said in notice for notice in notices)


def test_a_word_that_is_no_class_is_told_with_the_plans_own_names(write_plan: Write) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(write_plan(ROWS.replace("bör", "Vill"), plan__toml=OWN))
    [problem] = caught.value.problems
    assert problem.expected == "Måste, Bör, Kan, strategiskt, prioriterat, önskvärt eller tomt förväntas"


def test_where_the_plans_own_names_are_written_is_told_once_for_all_rows_and_not_where_they_are_at_fault(
    write_plan: Write,
) -> None:
    for head, told in ((HEAD, 1), (f'{HEAD}[klasser]\n"Måste" = "viktigt"\n', 0)):
        with pytest.raises(BadPlan) as caught:
            read_plan(write_plan("A1,Ett,bör,500,,Hög,Kort\nA2,Två,måste,500,,Hög,Kort\n", plan__toml=head))
        said = [str(item) for item in caught.value.problems if "egna namn på klasserna skrivs" in item.expected]
        assert len(said) == told
        assert all(text.startswith("projekt.csv, kolumn klass: ") and "[klasser]" in text for text in said)


@pytest.mark.parametrize("fault", ['"Måste" = "viktigt"', '"Måste" = 1', '"Måste" = ""'])
def test_a_name_of_no_class_is_one_problem(write_plan: Write, fault: str) -> None:
    with pytest.raises(BadPlan) as caught:
        read_plan(write_plan(plan__toml=f"{HEAD}[klasser]\n{fault}\n"))
    [problem] = caught.value.problems
    assert problem.file == "plan.toml"
    assert "förväntas" in problem.expected


def test_the_database_gives_the_names_back(write_plan: Write, store: Store) -> None:
    read = read_plan(write_plan(ROWS, plan__toml=OWN))
    import_plan(store, read)
    assert object_plan(store, PROV).own_tiers == read.plan.own_tiers


def test_rows_sums_and_json_bear_the_plans_own_names(write_plan: Write) -> None:
    read = read_plan(write_plan(ROWS, plan__toml=OWN))
    shown = picture(read.plan, View(frame="1000"), read.model)
    document = document_of(shown)
    assert {row.id: row.tier_name for row in document.rows} == {"A1": "Måste", "A2": "Bör", "A3": "Måste"}
    assert [item.name for item in document.summary.tiers] == ["Måste", "Bör"]
    found = ranking_json(shown)["projekt"]
    assert isinstance(found, list)
    assert (found[0]["klass"], found[0]["klass_namn"]) == ("strategiskt", "Måste")


def test_what_the_classes_are_called_changes_no_fingerprint(write_plan: Write) -> None:
    named, plain = (
        picture(read.plan, View(), read.model).basis.fingerprint()
        for read in (read_plan(write_plan(plan__toml=OWN)), read_plan(write_plan(plan__toml=HEAD)))
    )
    assert named == plain


def test_a_new_name_is_a_change_and_the_next_period_keeps_the_names(tmp_path: Path) -> None:
    before = read_plan(write_plan(tmp_path / "a", ROWS.replace("Måste", "strategiskt").replace("bör", "prioriterat")))
    after = read_plan(write_plan(tmp_path / "b", ROWS, plan__toml=OWN))
    changed = compare(before.plan, after.plan, (before.model, after.model)).cells
    assert ("Ett", "klass", "strategiskt", "Måste") in [(c.subject, c.what, c.before, c.after) for c in changed]
    files = next_period(after.plan, after.model, "2027").files
    again = read_plan(write_plan(tmp_path / "c", **{name.replace(".", "__"): text for name, text in files.items()}))
    assert again.plan.own_tiers == after.plan.own_tiers


TWO = HEAD + '[klasser]\n"Lag" = "strategiskt"\n"Nämnd" = "strategiskt"\n"Kan" = "önskvärt"\n'


def test_of_two_names_of_one_class_the_one_that_stands_there_is_kept_compared_and_carried_on(
    tmp_path: Path, store: Store
) -> None:
    rows = "A1,Ett,lag,500,,Hög,Kort\nA2,Två,Nämnd,300,,Hög,Kort\nA3,Tre,strategiskt,1,,,\nA4,Fyra,önskvärt,1,,,\n"
    before = read_plan(write_plan(tmp_path / "a", rows, plan__toml=TWO))
    swapped = rows.replace("lag", "NÄMND", 1).replace("Två,Nämnd", "Två,Lag")
    after = read_plan(write_plan(tmp_path / "b", swapped, plan__toml=TWO))
    import_plan(store, before)
    first = object_plan(store, PROV)
    import_plan(store, after)
    changed = compare(first, object_plan(store, PROV), (before.model, after.model)).cells
    assert [(c.subject, c.what, c.before, c.after) for c in changed] == [
        ("Ett", "klass", "Lag", "Nämnd"),
        ("Två", "klass", "Nämnd", "Lag"),
    ]
    # A version from before the names were kept has changed nothing.
    bare = [item.model_copy(update={"tier_printed": ""}) for item in first.projects]
    old = first.model_copy(update={"projects": tuple(bare)})
    assert compare(old, before.plan, (before.model, before.model)).cells == ()
    files = next_period(object_plan(store, PROV), after.model, "2027").files
    again = read_plan(
        write_plan(tmp_path / "c", **{name.replace(".", "__"): text for name, text in files.items()})
    ).plan
    assert [again.tier_as_written(project) for project in again.projects] == ["Nämnd", "Lag", "Lag / Nämnd", "Kan"]
    assert [project.tier for project in again.projects] == [project.tier for project in after.plan.projects]
