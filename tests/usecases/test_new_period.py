"""Next period's plan made from a plan: kept whole, once, and with who made it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.errors import BadArgument
from prioritering.plan.compare import compare
from prioritering.plan.next_period import following
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.project_facts import depends_on
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.facts import facts
from prioritering.store.plan_files import kept_files
from prioritering.store.plan_list import plan_keys
from prioritering.store.plans import import_plan, object_plan, plan_model
from prioritering.usecases.change_plan import Beside, Signature, assume_cost
from prioritering.usecases.history import history_of
from prioritering.usecases.last_period import since_last_period
from prioritering.usecases.new_period import make_new_period, new_period
from prioritering.usecases.picture import picture_of
from prioritering.usecases.renewal import Renewal
from prioritering.usecases.same_project import answer_same, take_back_entry
from prioritering.view.laid_words import laid_words
from prioritering.view.new_period_words import left_sentences
from prioritering.view.renewal_words import question
from prioritering.view.view import View
from tests.folders import HEAD, PROV, UKFA, VSO, own, write_plan

BY = Signature("Objektledare", "Nytt år <b>")
HEADER = "id,namn,klass,kostnad_tkr,status,beror_pa\n"
ROWS = 'A1,Fiber,Måste,500,klart,\nA2,Post,,?,pågår,"A1, A3"\nA3,Larm,Bör,1 500,,A1\n'
TIERS = '\n[klasser]\n"Måste" = "strategiskt"\n"Bör" = "önskvärt"\n'


@pytest.mark.parametrize(("later", "told"), [("", 0), ("VU,900,tkr,ja\n", 0), ("VU,950,tkr,ja\n", 1)])
def test_a_budget_that_nobody_has_filled_in_yet_is_not_told_as_taken_out(
    later: str, told: int, store: Store, tmp_path: Path
) -> None:
    heading = "etikett,belopp,enhet,ram\n"
    old = write_plan(tmp_path / "prov", ROWS, HEADER, plan__toml=HEAD + TIERS, budget__csv=f"{heading}VU,900,tkr,ja\n")
    import_plan(store, read_plan(old))
    head = new_period(store, PROV, "2027").made.files["plan.toml"]
    tables = {"budget__csv": heading + later} if later else {}
    import_plan(store, read_plan(write_plan(tmp_path / "nytt", ROWS, HEADER, plan__toml=head, **tables)))
    found = since_last_period(store, own("prov-2027"))
    assert found is not None
    assert len(found.changes.budget) == told


def test_a_column_that_nobody_has_filled_in_comes_along_also_when_no_project_does(store: Store, tmp_path: Path) -> None:
    header = "id,namn,klass,kostnad_tkr,Status,Ansvarig roll,Egen,Start\n"
    for rows, values in (("A1,Fiber,,500,,,,\n", [["A1", "Fiber"]]), ("A1,Fiber,,500,klart,,x,\n", [])):
        import_plan(store, read_plan(write_plan(tmp_path / "prov", rows, header)))
        table = new_period(store, PROV, "2027").made.files["projekt.csv"].removeprefix("\ufeff").splitlines()
        heading, *below = (line.split(";") for line in table)
        assert {"Status", "Ansvarig roll", "Egen", "Start"} <= set(heading)
        assert [line[:2] for line in below] == values


@pytest.fixture
def plan(store: Store, tmp_path: Path) -> PlanKey:
    import_plan(store, read_plan(write_plan(tmp_path / "prov", ROWS, HEADER, plan__toml=HEAD + TIERS)))
    return PROV


def test_what_is_not_done_is_a_plan_in_the_database_with_its_files(store: Store, plan: PlanKey, tmp_path: Path) -> None:
    key = make_new_period(store, plan, "2027", None, BY)
    assert key == own("prov-2027")
    new = object_plan(store, key)
    assert [(item.id, item.cost, item.tier) for item in new.projects] == [
        (item.id, item.cost, item.tier) for item in object_plan(store, plan).projects[1:]
    ]
    assert new.own_tiers == object_plan(store, plan).own_tiers
    folder = tmp_path / "ut"
    folder.mkdir()
    for file in kept_files(store, key, 1):
        (folder / file.name).write_bytes(file.data)
    assert import_plan(store, read_plan(folder)) == 1


def test_no_project_waits_for_one_that_is_done(store: Store, plan: PlanKey) -> None:
    found = new_period(store, plan, "2027")
    assert [item.name for item in found.made.unbound] == ["Post", "Larm"]
    new = object_plan(store, make_new_period(store, plan, "2027", None, BY))
    assert [depends_on(item) for item in new.projects] == [("A3",), ()]


def test_who_made_it_when_and_why_is_kept_in_the_plan(store: Store, plan: PlanKey) -> None:
    key = make_new_period(store, plan, "2027", None, BY)
    previous, fact = facts(store, "document_fact", key)
    assert (previous["name"], previous["fact_text"]) == ("Föregående plan", "prov")
    assert fact["name"] == "Planen är gjord"
    assert fact["fact_text"].startswith("av Prov, 2026 (version 1). Objektledare, ")
    assert fact["fact_text"].endswith(": Nytt år <b>")


def test_what_has_changed_since_last_periods_plan_is_told_also_of_later_versions(
    store: Store, plan: PlanKey, tmp_path: Path
) -> None:
    assert since_last_period(store, plan) is None
    made = new_period(store, plan, "2027").made
    head = made.files["plan.toml"]
    later = ROWS.replace("A1,Fiber,Måste,500,klart,\n", "").replace("1 500,,A1", "1 700,,")
    for rows in (later.replace("A1, A3", "A3"), later.replace("A1, A3", "A3") + "A4,Ny,,5,,\n"):
        import_plan(store, read_plan(write_plan(tmp_path / "nytt", rows, HEADER, plan__toml=head)))
    found = since_last_period(store, own("prov-2027"))
    assert found is not None
    assert (found.against, found.older.version, found.newer.version) == ("Prov, 2026", 1, 2)
    assert ([one.id for one in found.changes.removed], [one.id for one in found.changes.added]) == (["A1"], ["A4"])
    assert ("A3", "kostnad (tkr)", "1 500", "1 700") in [
        (one.project_id, one.what, one.before, one.after) for one in found.changes.cells
    ]
    lines = run(["andrat", "--plan", "prov-2027", "--forra-planen"], Plans(store)).text
    told = re.sub(r" \(inläst [^)]+\)", "", lines.splitlines()[0])
    assert told == "Prov, 2026 (prov), version 1, jämförd med Prov (prov-2027), version 2."
    asked = ["andrat", "--plan", "prov-2027", "--json"]
    of_both = [json.loads(run([*asked, *flags], Plans(store)).text) for flags in ([], ["--forra-planen"])]
    assert [one["forra_planen"] for one in of_both] == [None, "prov"]
    assert "Ut: Fiber (A1)" in lines
    assert "säger inte vilken plan" in run(["andrat", "--plan", "prov", "--forra-planen"], Plans(store)).text


def test_what_the_group_has_said_of_a_project_that_is_gone_is_counted_apart_as_on_oversikt(
    store: Store, plan: PlanKey, tmp_path: Path
) -> None:
    beside = Beside(store, plan, 1)
    for key in ("A2", "A3"):
        assume_cost(beside, key, (1000, 1000), BY)
    import_plan(store, read_plan(write_plan(tmp_path / "b", "A2,Post,,?,,\n", HEADER, plan__toml=HEAD + TIERS)))
    told = left_sentences(*new_period(store, plan, "2027"))
    laid = laid_words(picture_of(store, View(plan="prov")))
    assert laid == "1\u00a0antagande och 1 som inte räknas"
    assert any(f"följer inte med: {laid}." in text for text in told), told


@pytest.mark.parametrize(
    ("given", "by", "said"),
    [
        (("2027", "upptagen"), BY, "”upptagen” finns redan. Ge den nya planen ett annat id"),
        (("2027", None), Signature("Objektledare", " "), "Skriv ett skäl"),
        (("nästa år", None), BY, "årtal"),
        (("2027", "a/b"), BY, "går inte att använda"),
    ],
)
def test_what_cannot_be_made_is_told_and_nothing_is_kept(
    store: Store, plan: PlanKey, tmp_path: Path, given: tuple[str, str | None], by: Signature, said: str
) -> None:
    import_plan(store, read_plan(write_plan(tmp_path / "annan", plan__toml=HEAD.replace('"prov"', '"upptagen"'))))
    before = plan_keys(store), object_plan(store, own("upptagen")).version
    with pytest.raises(BadArgument, match=said):
        make_new_period(store, plan, *given, by)
    assert (plan_keys(store), object_plan(store, own("upptagen")).version) == before


def test_an_id_of_another_municipalitys_plan_is_free_and_an_id_taken_meanwhile_is_not(
    store: Store, plan: PlanKey, tmp_path: Path
) -> None:
    head = HEAD.replace('"prov"', '"prov-2027"') + 'kommun = "Motala kommun"\n'
    import_plan(store, read_plan(write_plan(tmp_path / "motala", plan__toml=head)))
    assert make_new_period(store, plan, "2027", None, BY) == own("prov-2027")
    folder = read_plan(write_plan(tmp_path / "egen", plan__toml=HEAD.replace('"prov"', '"prov-2027"')))
    with pytest.raises(BadArgument, match="finns redan"):
        import_plan(store, folder, new=True)


@pytest.mark.parametrize("key", [VSO, UKFA])
def test_both_plans_of_data_can_be_carried_on_in_the_database(store: Store, key: PlanKey) -> None:
    import_plan(store, read_plan(Path("data") / key.plan))
    new = make_new_period(store, key, "2030", None, BY)
    found = compare(*(object_plan(store, one) for one in (key, new)), (plan_model(store, key), plan_model(store, new)))
    assert (found.cells, found.added, found.removed) == ((), (), ())
    assert new.municipality == key.municipality


@pytest.mark.parametrize(
    ("period", "next_one"),
    [("2026", "2027"), ("2021-01-01 – 2021-12-31", "2022-01-01 – 2022-12-31"), ("hösten", "hösten")],
)
def test_the_period_that_follows_has_each_year_one_later(period: str, next_one: str) -> None:
    assert following(period) == next_one


@pytest.mark.parametrize(
    ("period", "plan_id", "words"),
    [
        ("2027", "FEL ID", "id: ”FEL ID” går inte"),
        ("x" * 5000, "ny-2027", "period: ”"),
        ("x" * 5000, "FEL ID", "id: ”FEL ID” går inte"),
    ],
    ids=["id", "period", "båda"],
)
def test_what_cannot_be_used_in_a_new_plan_is_named_the_first_in_the_head_first(
    store: Store, plan: PlanKey, period: str, plan_id: str, words: str
) -> None:
    with pytest.raises(BadArgument, match=words):
        make_new_period(store, plan, period, plan_id, BY)
    assert plan_keys(store) == (PROV,)


def test_a_project_with_another_id_than_last_period_is_asked_about_and_an_answer_is_kept_and_can_be_taken_back(
    store: Store, plan: PlanKey, tmp_path: Path
) -> None:
    made = new_period(store, plan, "2027").made
    rows = ROWS.replace("A1,Fiber,Måste,500,klart,\n", "").replace("A1, A3", "B9").replace("A3,", "B9,")
    rows = rows.replace("1 500,,A1", "1 700,,")
    import_plan(store, read_plan(write_plan(tmp_path / "nytt", rows, HEADER, plan__toml=made.files["plan.toml"])))
    new = own("prov-2027")

    def found() -> Renewal:
        compared = since_last_period(store, new)
        assert compared is not None
        return compared

    [pair] = found().questions
    assert (pair.removed.id, pair.added.id) == ("A3", "B9")
    said = question(pair, of_last_period=True)
    assert "(A3) i förra periodens plan?" in said
    assert said in run(["andrat", "--plan", "prov-2027", "--forra-planen"], Plans(store)).text
    answer_same(Beside(store, new), found(), pair, True, BY)
    changes = found().changes
    assert found().questions == ()
    assert ("B9", "kostnad (tkr)", "1 500", "1 700") in [
        (one.project_id, one.what, one.before, one.after) for one in changes.cells
    ]
    assert "A3" not in {one.id for one in changes.removed}
    assert [(one.before_id, one.same) for _, one in found().answers] == [("A3", True)]
    with pytest.raises(BadArgument, match="redan svarat"):
        answer_same(Beside(store, new), found(), pair, False, BY)
    assert history_of(store, new)[0].after == "ja"
    take_back_entry(Beside(store, new), "last_period", ("B9", "A3"), BY)
    assert len(found().questions) == 1


@pytest.mark.parametrize("status", ["klart", "pågår"])
def test_only_what_depended_on_what_is_done_is_said_to_depend_on_it_no_longer(
    store: Store, tmp_path: Path, status: str
) -> None:
    rows = f"{ROWS.replace('klart', status)}A4,Bro,Bör,10,,\n"
    import_plan(store, read_plan(write_plan(tmp_path / "prov", rows, HEADER, plan__toml=HEAD + TIERS)))
    told = [text for text in left_sentences(*new_period(store, PROV, "2027")) if "beror inte längre" in text]
    assert told == (["Post och Larm beror inte längre på det som är klart."] if status == "klart" else [])


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("pågår", "Inget projekt är klart enligt planens kolumn Status"),
        ("", "Planen säger inte i en kolumn Status vilka"),
        # What is said of one is enough.
        ("pågår,\nA2,Post,,500,", "Inget projekt är klart enligt planens kolumn Status"),
    ],
)
def test_a_plan_that_says_nothing_of_what_is_done_is_not_told_to_say_that_nothing_is(
    store: Store, tmp_path: Path, status: str, told: str
) -> None:
    rows = f"A1,Fiber,,500,{status},\n"
    import_plan(store, read_plan(write_plan(tmp_path / "prov", rows, HEADER)))
    assert left_sentences(*new_period(store, PROV, "2027"))[0].startswith(told)


def test_a_plan_with_no_version_before_is_told_that_it_can_be_compared_with_the_plan_before(
    store: Store, plan: PlanKey
) -> None:
    make_new_period(store, plan, "2027", None, BY)
    told = [run(["andrat", "--plan", name], Plans(store)).text for name in ("prov-2027", "prov")]
    assert ["har ingen äldre version att jämföra med. Med --forra-planen jämförs" in text for text in told] == [
        True,
        False,
    ]
