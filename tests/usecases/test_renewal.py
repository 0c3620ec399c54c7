"""What a new version of a plan has changed: by the use case, by the command, and which versions are compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.errors import BadArgument
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import SameProject
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.renewal import renewal, version_shown
from prioritering.usecases.same_project import answer_same
from prioritering.view.renewal_words import OtherFiles, change_counts
from tests.folders import GOOD, HEAD, PROV, own

WritePlan = Callable[..., Path]
VERSIONS = (
    GOOD,
    GOOD.replace("500", "650") + "A2,Andra <b>fet</b>,,?,,,\n",
    "A3,Första igen,strategiskt,650,Tidsbesparande,Hög,Kort\n",
)


@pytest.fixture
def renewed(store: Store, write_plan: WritePlan) -> Store:
    """A plan in three versions, the newest with a source of its own."""
    for rows in VERSIONS[:2]:
        import_plan(store, read_plan(write_plan(rows)))
    import_plan(store, read_plan(write_plan(VERSIONS[2], plan__toml=f'{HEAD}dokument = "Plan 2027"\n')))
    return store


def test_the_newest_version_is_compared_with_the_one_before(renewed: Store) -> None:
    found = renewal(renewed, PROV)
    assert found is not None
    assert (found.older.version, found.newer.version, found.newer.document) == (2, 3, "Plan 2027")
    assert found.older.imported_at <= found.newer.imported_at
    assert [item.name for item in found.changes.added] == ["Första igen"]
    assert [item.id for item in found.changes.removed] == ["A1", "A2"]
    assert [(pair.removed.id, pair.added.id) for pair in found.changes.maybe_renamed] == [("A1", "A3")]


def test_any_two_versions_can_be_compared_and_an_older_one_as_it_was_then(renewed: Store) -> None:
    then = renewal(renewed, PROV, newer=2)
    assert then is not None
    assert [(cell.subject, cell.before, cell.after) for cell in then.changes.cells] == [("Första", "500", "650")]
    far = renewal(renewed, PROV, 1, 3)
    assert far is not None
    assert [item.id for item in far.changes.removed] == ["A1"]


def test_a_plan_with_one_version_has_nothing_to_be_compared_with(store: Store, write_plan: WritePlan) -> None:
    import_plan(store, read_plan(write_plan()))
    assert renewal(store, PROV) is None
    assert version_shown(store, PROV).version == 1


def test_a_version_that_is_read_in_later_is_seen_at_once(store: Store, write_plan: WritePlan) -> None:
    import_plan(store, read_plan(write_plan()))
    assert version_shown(store, PROV).version == 1
    import_plan(store, read_plan(write_plan(VERSIONS[1])))
    assert version_shown(store, PROV).version == 2
    assert version_shown(store, PROV, 1).version == 1


def test_a_version_that_is_not_there_lists_those_there_are(renewed: Store) -> None:
    with pytest.raises(BadArgument, match="Versioner som finns: 1, 2, 3"):
        renewal(renewed, PROV, 7)
    with pytest.raises(BadArgument, match="finns inte"):
        renewal(renewed, own("ingen"))


def test_another_file_that_differs_is_named_and_one_whose_cells_are_told_is_not(
    store: Store, write_plan: WritePlan
) -> None:
    goals = "id,namndmal\nM1,{}\n"
    for rows, goal in ((GOOD, "Trygghet"), (GOOD.replace("500", "600"), "Trygghet i hemmet")):
        import_plan(store, read_plan(write_plan(rows, mal__csv=goals.format(goal))))
    found = renewal(store, PROV)
    assert found is not None
    assert found.files == OtherFiles(changed=("mal.csv",))
    assert run(["andrat", "--plan", "prov"], Plans(store)).text.endswith("\nFilen mal.csv är ändrad.")


def test_a_file_that_is_taken_away_or_new_is_told_also_where_nothing_in_it_is(
    store: Store, write_plan: WritePlan
) -> None:
    folder = write_plan(budget__csv="etikett,belopp,enhet\n")
    import_plan(store, read_plan(folder))
    (folder / "budget.csv").unlink()
    (folder / "mal.csv").write_text("id,namndmal\nM1,Trygghet\n", encoding="utf-8")
    import_plan(store, read_plan(folder))
    said = run(["andrat", "--plan", "prov"], Plans(store)).text
    assert said.endswith("Filen budget.csv är borttagen. Filen mal.csv är ny.")
    told = json.loads(run(["andrat", "--plan", "prov", "--json"], Plans(store)).text)
    assert (told["andra_filer"], told["borttagna_filer"], told["nya_filer"]) == (
        ["budget.csv", "mal.csv"], ["budget.csv"], ["mal.csv"],
    )  # fmt: skip


# The command


def test_the_command_says_it_in_lines(renewed: Store) -> None:
    done = run(["andrat", "--plan", "prov", "--till", "2"], Plans(renewed))
    assert done.code == 0
    first, *rest = done.text.replace("\u00a0", " ").splitlines()
    assert first.startswith("Prov: version 1 (inläst ")
    assert rest == [
        "1 projekt in, 1 uppgift ändrad.",
        "In: Andra <b>fet</b> (A2)",
        "Första: kostnad (tkr) 500 → 650",
    ]


def test_the_command_gives_the_same_as_json(renewed: Store) -> None:
    done = json.loads(run(["andrat", "--plan", "prov", "--fran", "1", "--till", "2", "--json"], Plans(renewed)).text)
    assert (done["fran"]["version"], done["till"]["version"]) == (1, 2)
    assert done["in"] == [{"id": "A2", "namn": "Andra <b>fet</b>"}]
    assert done["uppgifter"] == [
        {"id": "A1", "namn": "Första", "uppgift": "kostnad (tkr)", "fore": "500", "efter": "650"}
    ]


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--fran", "noll"], "--fran: ”noll” är inte numret på en version"),
        (["--till", "1"], "har ingen äldre version"),
        (["--till", "9"], "Versioner som finns: 1, 2, 3"),
    ],
)
def test_the_command_says_what_cannot_be_compared(renewed: Store, flags: list[str], said: str) -> None:
    done = run(["andrat", "--plan", "prov", *flags], Plans(renewed))
    assert (done.code, said in done.text) == (2, True), done.text


def test_the_answers_told_of_are_those_about_the_versions_after_the_older_and_up_to_the_newer(renewed: Store) -> None:
    beside = Beside(renewed, PROV, 3)
    for since in (1, 2, 3):
        named = {"new_id": f"N{since}", "before_id": f"A{since}", "before_name": "Första"}
        beside.keep(SameProject, Signature("Objektledare", "Så är det"), **named, since=since, same=False)

    def said(older: int, newer: int) -> list[int]:
        found = renewal(renewed, PROV, older, newer)
        assert found is not None
        return [one.since for one in found.said]

    assert {pair: said(*pair) for pair in ((1, 2), (2, 3), (1, 3))} == {(1, 2): [2], (2, 3): [3], (1, 3): [2, 3]}


@pytest.mark.parametrize("same", [True, False])
def test_what_is_said_to_be_one_project_is_counted_as_one_with_what_has_changed_in_it(
    renewed: Store, same: bool
) -> None:
    asked = renewal(renewed, PROV, older=1)
    assert asked is not None
    assert change_counts(asked.changes).startswith("1\u00a0projekt in, 1 ut")
    answer_same(Beside(renewed, PROV, 3), asked, asked.questions[0], same, Signature("Objektledare", "Samma sak"))
    found = renewal(renewed, PROV, older=1)
    assert found is not None
    assert [(pair.added.id, one.same) for pair, one in found.answers] == [("A3", same)]
    assert found.questions == ()
    if same:
        assert change_counts(found.changes) == "1\u00a0projekt har nytt namn, 1\u00a0uppgift ändrad"
        assert [(one.id, one.before, one.after) for one in found.changes.renamed] == [("A3", "Första", "Första igen")]
        assert [(one.before, one.after) for one in found.changes.cells] == [("500", "650")]
    else:
        assert found.changes == asked.changes
    newest = renewal(renewed, PROV)
    assert newest is not None
    counts = "1\u00a0projekt ut, 1\u00a0projekt har nytt namn" if same else "1\u00a0projekt in, 2 ut"
    assert change_counts(newest.changes).startswith(counts)
