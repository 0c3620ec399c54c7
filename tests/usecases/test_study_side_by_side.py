"""Each row of a study is laid beside the other's under its own name, and in the words that its page shows."""

import json
from dataclasses import replace
from shutil import copytree
from typing import Any

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.picture import picture_of
from prioritering.usecases.study_now import study_now
from prioritering.view.difference import THEN_AND_NOW
from prioritering.view.frozen_words import STUDY_UNCHANGED, study_today_words
from prioritering.view.stored_document import document_bytes, read_document
from prioritering.view.study_document import (
    PLACES_PAGE,
    PORTFOLIO_PAGE,
    RULES_PAGE,
    SENSITIVITY_PAGE,
    SETTLING_PAGE,
    STANDINGS_PAGE,
    PlacesDocument,
    PortfolioDocument,
    RulesDocument,
    SensitivityDocument,
    SettlingDocument,
    StandingsDocument,
    StudyDocument,
)
from prioritering.view.study_side_by_side import study_difference, study_difference_json
from prioritering.view.view import View
from tests.folders import DATA
from tests.view.test_study_document import FOLDER


@pytest.fixture(scope="module")
def vso() -> Store:
    store = Store.open(":memory:")
    import_plan(store, read_plan(DATA / "vso-2021"))
    return store


def of(store: Store, kind: str) -> StudyDocument:
    view = View(plan="vso-2021", frame="2000", draws=200, project="S01")
    return study_now(picture_of(store, view), kind)


def difference(first: StudyDocument, second: StudyDocument) -> dict[str, Any]:
    return study_difference_json(study_difference(first, second, THEN_AND_NOW))


def told(document: StudyDocument) -> dict[str, dict[str, str]]:
    """What is told of each row, the same on both sides."""
    return {row["namn"]: row["sidor"][0] for row in difference(document, document)["projekt"]}


def test_a_project_of_the_best_portfolio_is_in_it_or_not_and_a_cost_that_nobody_knows_is_said_so(vso: Store) -> None:
    document = of(vso, PORTFOLIO_PAGE)
    assert isinstance(document, PortfolioDocument)
    rows = told(document)
    shown = {name: (row["bästa portföljen"], row["kostnad, tkr"]) for name, row in rows.items()}
    assert shown == {
        row.name: ("inte med" if row.best == "–" else row.best, row.cost or "okänd") for row in document.rows
    }
    assert {best for best, _ in shown.values()} == {"inte med", "med", "utelämnat"}
    assert "okänd" in {cost for _, cost in shown.values()}


def test_what_has_grown_differs_as_what_has_shrunk_does(vso: Store) -> None:
    less = of(vso, STANDINGS_PAGE)
    more = study_now(picture_of(vso, View(plan="vso-2021", frame="3000", draws=200)), STANDINGS_PAGE)

    def differing(first: StudyDocument, second: StudyDocument, what: str, called: str) -> set[str]:
        return {row[called] for row in difference(first, second)[what] if row["skiljer"]}

    for what, called in (("projekt", "namn"), ("summor", "vad")):
        assert differing(less, more, what, called) == differing(more, less, what, called) != set()
        assert differing(less, less, what, called) == set()


def test_rows_of_several_parts_are_told_apart_by_their_part_and_those_of_one_by_themselves(vso: Store) -> None:
    several, alone = of(vso, SENSITIVITY_PAGE), of(vso, PLACES_PAGE)
    assert isinstance(several, SensitivityDocument)
    assert isinstance(alone, PlacesDocument)
    tables = [(section.title, section.table) for section in several.sections if section.table]
    assert list(told(several)) == [f"{title}: {row[0]}" for title, table in tables for row in table.rows]
    first = replace(several, sections=several.sections[:1])
    for one in (first, alone):
        (section,) = one.sections
        assert section.table is not None
        assert set(told(one)) == {row[0] for row in section.table.rows}
    two = replace(several, sections=several.sections[:2])
    assert all(name.startswith(tuple(section.title for section in two.sections)) for name in told(two))


def test_each_figure_of_a_part_with_several_tables_says_what_it_is(vso: Store) -> None:
    rows = {name: tuple(row.values()) for name, row in told(of(vso, SENSITIVITY_PAGE)).items()}
    assert rows["Hela ordningen: Tidsperspektiv"] == (
        "nu: 33\u00a0%",
        "avgör om det ryms: 1; längsta flytt i platser: 7",
    )
    on_level = rows["Vad projektets plats beror på: Egen nivå, omfattning"]
    assert on_level == ("vid lägsta: 1, ryms inte säkert", "vid högsta: 1, ryms")
    first, others = rows["Vikten på effekttyp, 0–100\u00a0%: Automatisering av myndighetsprocesser"]
    assert first == "vid 0\u00a0%: 94"
    assert others.startswith("vid 10\u00a0%: 94; vid 20\u00a0%: 95; ")


def test_a_class_is_told_by_its_name_else_as_it_stands_else_as_not_given(vso: Store) -> None:
    document = of(vso, STANDINGS_PAGE)
    assert isinstance(document, StandingsDocument)
    row = document.groups[0].rows[0]
    for name, tier, said in (
        ("Strategiska", "strategiskt", "Strategiska"),
        ("", "strategiskt", "strategiskt"),
        ("", "", "ej angiven"),
    ):
        other = replace(document.groups[0], rows=(replace(row, tier_name=name, tier=tier),))
        assert told(replace(document, groups=(other,)))[row.name]["klass"] == said


def test_what_each_fact_would_settle_is_told_among_the_figures(vso: Store) -> None:
    document = of(vso, SETTLING_PAGE)
    assert isinstance(document, SettlingDocument)
    rows = tuple(replace(row, name=f"{row.name} igen" if row.id else row.name) for row in document.next.rows)
    assert any(row.id for row in rows) and not all(row.id for row in rows)
    # A fact of a project that has got another name is the same one; a weight has its name and no id.
    named_anew = replace(document, next=replace(document.next, rows=rows))
    assert not study_difference(document, named_anew, THEN_AND_NOW).differs
    sums = {row.what: row.second for row in study_difference(document, document, THEN_AND_NOW).sums}
    assert document.next.rows
    for row in document.next.rows:
        assert sums[f"{row.name}, lämnar gråzonen"] == row.settled
        assert sums[f"{row.name}, kvar i gråzonen"] == row.after


@pytest.mark.parametrize(("best", "place"), [("80 %", "3"), (None, "3"), ("80 %", None)])
def test_a_share_or_a_place_that_is_not_there_is_a_dash_and_what_is_there_stands(
    vso: Store, best: str | None, place: str | None
) -> None:
    document = of(vso, STANDINGS_PAGE)
    assert isinstance(document, StandingsDocument)
    row = replace(document.groups[0].rows[0], best=best, place=place)
    found = told(replace(document, groups=(replace(document.groups[0], rows=(row,)),)))[row.name]
    assert (found["säkerhet"], found["andel"]) == (row.word, row.share)
    assert (found["bästa portföljen"], found["väntad plats"]) == (best or "–", place or "–")


@pytest.mark.parametrize(("changed", "counted"), [(1, "Ett projekt"), (4, "Fyra projekt"), (6, "Sex projekt")])
def test_those_of_another_answer_are_counted_and_the_first_four_named(vso: Store, changed: int, counted: str) -> None:
    document = of(vso, PORTFOLIO_PAGE)
    assert isinstance(document, PortfolioDocument)
    rows = [replace(row, best="annat") if place < changed else row for place, row in enumerate(document.rows)]
    sentence = study_difference(document, replace(document, rows=tuple(rows)), THEN_AND_NOW).sentence
    assert sentence.startswith(f"{counted} har ett annat besked om bästa portföljen: ")
    named = [
        row.name
        for row in document.rows
        if f"{row.name} {told(document)[row.name]['bästa portföljen']} → annat" in sentence
    ]
    assert named == [row.name for row in document.rows[: min(changed, 4)]]


def test_a_rule_that_has_got_another_name_is_found_again_in_an_older_document(vso: Store) -> None:
    old = read_document((FOLDER / "studie-regler-1.json").read_bytes())
    assert isinstance(old, RulesDocument)
    now = of(vso, RULES_PAGE)
    assert isinstance(now, RulesDocument)
    renamed = {row.name for row in old.rows} - {row.name for row in now.rows}
    assert renamed == {"Rangordning, ”stanna”", "Rangordning, ”hoppa över”", "Lika andelar"}
    # The last was of a meeting, and the study of now has none.
    laid = study_difference(old, now, THEN_AND_NOW).rows
    assert [row.name for row in laid if row.first and not row.second] == ["Lika andelar"]


NAME = "iPads inom äldreomsorgen"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The plan with another name for one project, and nothing else changed."""
    folder = copytree(DATA / "vso-2021", tmp_path_factory.mktemp("nytt-namn") / "vso-2021")
    rows = (folder / "projekt.csv").read_text(encoding="utf-8")
    assert rows.count(f"S08,{NAME},") == 1
    (folder / "projekt.csv").write_text(rows.replace(f"S08,{NAME},", "S08,Plattor till alla,"), encoding="utf-8")
    store = Store.open(":memory:")
    import_plan(store, read_plan(folder))
    return store


KINDS = [STANDINGS_PAGE, PORTFOLIO_PAGE, SETTLING_PAGE, PLACES_PAGE, SENSITIVITY_PAGE]


@pytest.mark.parametrize("kind", KINDS)
def test_a_project_with_another_name_is_the_same_one_and_told_of_once(vso: Store, renamed: Store, kind: str) -> None:
    found = study_difference(of(vso, kind), of(renamed, kind), THEN_AND_NOW)
    assert found.sentence == f"Ett projekt har nytt namn: {NAME} → Plattor till alla."
    assert found.differs
    assert [row.name for row in found.rows if not row.first or not row.second] == []
    told = [row for row in study_difference_json(found)["projekt"] if row["skiljer"]]
    assert {row["namn_forut"] for row in told} == {NAME}
    assert {row.called for row in found.rows if row.differs} == {f"{row['namn']} (förut {NAME})" for row in told}
    assert not any(row.differs for row in found.sums)


def without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_ids(one) for key, one in value.items() if key not in ("id", "projects")}
    return [without_ids(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_of_before_the_ids_is_laid_beside_one_of_now_by_name(vso: Store, kind: str) -> None:
    now = of(vso, kind)
    older = read_document(json.dumps(without_ids(json.loads(document_bytes(now)))))
    assert older != now
    for one, other in ((older, now), (now, older)):
        assert not study_difference(one, other, THEN_AND_NOW).differs
    assert study_today_words(older, now) == STUDY_UNCHANGED


def test_a_new_project_with_the_name_of_one_that_is_gone_is_another_one(vso: Store) -> None:
    document = of(vso, STANDINGS_PAGE)
    assert isinstance(document, StandingsDocument)
    group = document.groups[0]
    other = replace(document, groups=(replace(group, rows=(replace(group.rows[0], id="S99"),)), *document.groups[1:]))
    sentence = study_difference(document, other, THEN_AND_NOW).sentence
    assert f"har kommit till sedan dess: {group.rows[0].name}" in sentence
    assert "är borta sedan dess" in sentence


def test_two_of_one_name_in_a_document_of_before_the_ids_are_laid_beside_their_own_turn(vso: Store) -> None:
    document = of(vso, STANDINGS_PAGE)
    assert isinstance(document, StandingsDocument)
    group = document.groups[0]
    twins = tuple(replace(group.rows[0], id="", name="Tvilling", best=best) for best in ("100", "0"))
    both = replace(document, groups=(replace(group, rows=twins),))
    found = study_difference(both, both, THEN_AND_NOW)
    assert [row.name for row in found.rows] == ["Tvilling", "Tvilling"]
    assert found.rows[0].first != found.rows[1].first
    assert not found.differs


def test_a_figure_that_only_one_of_the_two_has_is_told_by_its_name(vso: Store) -> None:
    document = of(vso, STANDINGS_PAGE)
    counted = replace(document, counts=(("", "7", "nya slag"),))
    for first, second, sides in ((counted, document, ("7", "–")), (document, counted, ("–", "7"))):
        (row,) = (one for one in study_difference(first, second, THEN_AND_NOW).sums if one.what == "Nya slag")
        assert (row.first, row.second) == sides
