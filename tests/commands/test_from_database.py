"""The command line gives the page's answer: from the database, with what the group has laid beside the plan."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.errors import Cancelled
from prioritering.meeting.meeting import Meeting
from prioritering.store.connection import Store
from prioritering.usecases.gather import gather
from prioritering.usecases.opening import take_in
from prioritering.usecases.picture import picture_of
from prioritering.usecases.plan_facts import plans
from prioritering.view.ranking_json import ranking_json
from prioritering.view.study_notes import DISAGREEMENT, study_notes, two_answers
from prioritering.view.view import View, to_address
from tests.folders import GOOD
from tests.folders import write_plan as write_folder
from tests.usecases.builders import filled


@pytest.fixture(scope="module")
def given() -> Iterator[tuple[Store, Meeting]]:
    store = Store.open(":memory:")
    yield store, filled(store)
    store.close()


def printed(store: Store | None, *arguments: str) -> Any:
    done = run([*arguments, "--json"], Plans(store))
    assert done.code == 0, done.text
    return json.loads(done.text)


def fault(store: Store | None, *arguments: str) -> str:
    done = run(arguments, Plans(store))
    assert (done.code, done.text.count("\n")) == (2, 0)
    return done.text


def page(store: Store, **view: object) -> Any:
    return json.loads(json.dumps(ranking_json(picture_of(store, View.model_validate(view)))))


def test_a_plans_id_reads_the_groups_assumptions_and_added_projects(given: tuple[Store, Meeting]) -> None:
    store, _ = given
    assert printed(store, "rangordna", "--plan", "vso-2021", "--ram", "3547") == page(store, frame="3547")


def test_without_assumptions_it_is_the_plan_alone_as_a_folder_gives_it(given: tuple[Store, Meeting]) -> None:
    store, _ = given
    alone = printed(store, "rangordna", "--plan", "vso-2021", "--ram", "3547", "--utan-antaganden")
    assert alone == page(store, frame="3547", assumptions=False)
    folder = str(Path(__file__).parents[2] / "data" / "vso-2021")
    from_folder = printed(None, "rangordna", "--plan", folder, "--ram", "3547")
    # A folder is in no database, and so has no version there.
    assert (alone.pop("underlag")["planversion"], from_folder.pop("underlag")["planversion"]) == (1, 0)
    assert alone == from_folder


@pytest.mark.parametrize("how", ["median", "medel"])
def test_a_meetings_answers_are_counted_as_on_the_page(given: tuple[Store, Meeting], how: str) -> None:
    store, meeting = given
    arguments = ("--plan", "vso-2021", "--ram", "3547", "--mote", meeting.id, "--poang", how)
    answer = printed(store, "rangordna", *arguments)
    assert answer == page(store, frame="3547", source=how, meeting=meeting.id)
    # The group has locked S06 in, which no one has answered about: it takes its cost, without a place.
    assert {row["id"]: row["plats"] for row in answer["projekt"] if row["lage"] == "med-last"} == {"S06": None}
    assert {row["id"] for row in answer["projekt"]} == {"S01", "S02", "S03", "S06"}


def test_what_stands_beside_the_shares_on_the_page_is_told_of_a_meetings_answers_too(
    given: tuple[Store, Meeting],
) -> None:
    store, meeting = given
    told = printed(store, "robusthet", "--plan", "vso-2021", "--mote", meeting.id)["notiser"]
    shown = picture_of(store, View(plan="vso-2021", source="median", meeting=meeting.id))
    assert study_notes(shown) == (DISAGREEMENT, two_answers())
    assert told == [*shown.notices, DISAGREEMENT, two_answers()]
    assert DISAGREEMENT not in printed(store, "robusthet", "--plan", "vso-2021")["notiser"]


def test_a_copied_link_gives_its_own_view(given: tuple[Store, Meeting]) -> None:
    store, meeting = given
    view = {
        "weights": (("omfattning", 45.0), ("effekttyp", 30.0)),
        "frame": "2000.5",
        "rule": "hoppa",
        "must": ("S02",),
        "source": "median",
        "meeting": meeting.id,
    }
    address = "&".join(f"{key}={value}" for key, value in to_address(View.model_validate(view)).items())
    link = f"http://127.0.0.1:8501/prioritera?{address}"
    assert printed(store, "rangordna", "--vy", link) == page(store, **view)


def test_a_flag_goes_before_what_the_link_says(given: tuple[Store, Meeting]) -> None:
    store, _ = given
    assert printed(store, "rangordna", "--vy", "?ram=2000", "--ram", "3547") == page(store, frame="3547")


def test_locks_are_the_pages_locks(given: tuple[Store, Meeting]) -> None:
    store, _ = given
    answer = printed(
        store, "rangordna", "--plan", "vso-2021", "--ram", "3547", "--maste", "S02", "--inte-nu", "S01,S06"
    )
    assert answer == page(store, frame="3547", must=("S02",), not_now=("S01", "S06"))


def test_the_groups_lock_counts_and_can_be_tried_away_and_the_plan_alone_has_none(
    given: tuple[Store, Meeting],
) -> None:
    store, _ = given
    asked = ("rangordna", "--plan", "vso-2021", "--ram", "3547")
    found = {
        flags: next(item["las"] for item in printed(store, *asked, *flags)["projekt"] if item["id"] == "S06")
        for flags in ((), ("--fri", "S06"), ("--utan-antaganden",))
    }
    assert found == {
        (): {"slag": "måste med", "fran": "gruppen", "skal": "prov"},
        ("--fri", "S06"): {"slag": "fri", "fran": "provas", "skal": None},
        ("--utan-antaganden",): None,
    }


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--mote", "finns-inte"), "mötet finns inte"),
        (("--poang", "typvärde"), "median eller medel"),
        (("--maste", "S01,S98,S99"), "”S98” finns inte"),
        (("--maste", "S01", "--inte-nu", "S01"), "både"),
        (("--vy", "?inte=S01", "--maste", "S01"), "S01 kan inte vara både"),
        (("--vy", "?med=S01", "--inte-nu", "S01"), "S01 kan inte vara både"),
        (("--maste", "S01", "--utan-antaganden"), "planen för sig"),
        (("--fri", "S99"), "S99"),
        (("--vy", "?ram=ok%C3%A4nd ram"), "--vy"),
    ],
)
def test_what_cannot_be_meant_is_told(given: tuple[Store, Meeting], arguments: tuple[str, ...], word: str) -> None:
    assert word in fault(given[0], "rangordna", "--plan", "vso-2021", *arguments)


def test_a_meeting_of_another_plan_or_with_nothing_shown_is_told(
    given: tuple[Store, Meeting], write_plan: Callable[..., Path]
) -> None:
    assert "planmapp" in fault(None, "rangordna", "--plan", str(write_plan()), "--mote", "x")
    empty = Store.open(":memory:")
    for shown in ("median", "medel"):
        assert "inte visat" in fault(empty, "rangordna", "--plan", "vso-2021", "--poang", shown)
    # The plan's own levels are there without any group.
    plain = printed(empty, "rangordna", "--plan", "vso-2021")
    assert printed(empty, "rangordna", "--plan", "vso-2021", "--poang", "planen") == plain
    empty.close()


@pytest.fixture
def own_plan(write_plan: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan `prov` of one's own, and a database file that is there for this test alone."""
    folder = write_plan()
    monkeypatch.setenv("PRIORITERING_PLANER", str(folder))
    monkeypatch.setenv("PRIORITERING_DB", str(tmp_path / "egen.duckdb"))
    return folder


def versions(store: Store) -> dict[str, int]:
    return {info.key.plan: info.version for info in plans(store)}


def test_a_plan_that_the_database_lacks_is_taken_in_and_no_other(own_plan: Path, tmp_path: Path) -> None:
    assert printed(None, "rangordna", "--plan", "prov")["plan"] == "prov"
    store = Store.open(tmp_path / "egen.duckdb")
    assert versions(store) == {"prov": 1}
    store.close()


def test_a_mistyped_id_takes_no_changed_file_in(own_plan: Path, tmp_path: Path) -> None:
    printed(None, "rangordna", "--plan", "prov")
    write_folder(own_plan, rows=GOOD.replace("500", "700"))
    assert "finns inte" in fault(None, "rangordna", "--plan", "stavfel")
    store = Store.open(tmp_path / "egen.duckdb")
    assert versions(store) == {"prov": 1}
    store.close()


def test_inside_a_running_server_no_command_takes_a_plan_in(own_plan: Path) -> None:
    store = Store.open(":memory:")
    take_in(store, [own_plan])
    write_folder(own_plan, rows=GOOD.replace("500", "700"))
    assert "finns inte" in fault(store, "rangordna", "--plan", "stavfel")
    # A folder that came after the start is shown by itself; the database is as the meeting has it.
    assert printed(store, "rangordna", "--plan", "ukfa-2022")["plan"] == "ukfa-2022"
    assert versions(store) == {"prov": 1}
    store.close()


def test_an_unknown_plan_lists_those_in_the_database_too(tmp_path: Path, write_plan: Callable[..., Path]) -> None:
    store = Store.open(":memory:")
    take_in(store, [write_plan()])
    assert "prov, ukfa-2022, vso-2021" in fault(store, "rangordna", "--plan", "stavfel")
    store.close()


def test_other_criteria_are_read_from_the_files_with_the_groups_costs_beside(
    given: tuple[Store, Meeting], tmp_path: Path
) -> None:
    model = tmp_path / "m.toml"
    text = "".join(
        f'[[kriterium.niva]]\nnamn = "{name}"\nvarde = {value}\n'
        for name, value in (("Ingen", 0), ("Låg", 1), ("Medel", 2), ("Hög", 3), ("Mycket hög", 4))
    )
    model.write_text(f'[[kriterium]]\nid = "omfattning"\nnamn = "Omfattning"\n{text}', encoding="utf-8")
    answer = printed(given[0], "rangordna", "--plan", "vso-2021", "--modell", str(model), "--ram", "3547")
    assert set(answer["vikter"]) == {"omfattning"}
    assert {row["id"]: row["kostnad_max_kr"] for row in answer["projekt"]}["S04"] == 800_000


@pytest.mark.parametrize("command", ["rangordna", "robusthet", "portfolj"])
def test_every_answer_tells_what_could_not_be_used_and_what_it_rests_on(
    given: tuple[Store, Meeting], command: str, tmp_path: Path
) -> None:
    store, _ = given
    arguments = [command, "--plan", "vso-2021", "--vy", "?ram=3547&vikter=effekttyp.50~nytta.50"]
    if command == "portfolj":
        demands = tmp_path / "krav.toml"
        demands.write_text('maste = ["S02"]\n', encoding="utf-8")
        arguments += ["--krav", str(demands)]
    answer = printed(store, *arguments)
    assert sum("nämner ett kriterium som inte finns här" in text for text in answer["notiser"]) == 1
    basis = answer["underlag"]
    assert (basis["plan"], basis["planversion"], basis["kalla"], basis["mote"]) == ("vso-2021", 1, "planen", "")
    assert basis["andring"] == gather(store, View()).entry
    assert len(basis["fingeravtryck"]) == 64
    # Before the table and what the answer itself gives rise to.
    text = run(arguments, Plans(store)).text
    assert "nämner ett kriterium som inte finns här" in text.partition("\nid ")[0]


def test_the_basis_says_whose_levels_are_counted(given: tuple[Store, Meeting]) -> None:
    store, meeting = given
    basis = printed(store, "portfolj", "--plan", "vso-2021", "--ram", "3547", "--mote", meeting.id)["underlag"]
    assert (basis["kalla"], basis["mote"]) == ("median", meeting.id)


def test_other_criteria_for_a_plan_without_files_is_told(tmp_path: Path, write_plan: Callable[..., Path]) -> None:
    store = Store.open(":memory:")
    take_in(store, [write_plan()])
    model = tmp_path / "m.toml"
    model.write_text('[[kriterium]]\nid = "nytta"\nnamn = "Nytta"\nlagsta = 0\nhogsta = 10\n', encoding="utf-8")
    assert "ingen mapp har planen" in fault(store, "rangordna", "--plan", "prov", "--modell", str(model))
    store.close()


def test_robusthet_and_portfolj_count_with_the_same_entries(given: tuple[Store, Meeting]) -> None:
    store, _ = given
    arguments = ("--plan", "vso-2021", "--ram", "3547")
    study = printed(store, "robusthet", *arguments, "--dragningar", "200")
    assert "N01" in {row["id"] for row in study["projekt"]}
    best = printed(store, "portfolj", *arguments)
    assert "S04" not in best["utelamnade_okand_kostnad"]
    alone = printed(store, "portfolj", *arguments, "--utan-antaganden")
    assert "S04" in alone["utelamnade_okand_kostnad"]


def test_long_work_can_be_stopped_by_whoever_runs_the_command(write_plan: Callable[..., Path], tmp_path: Path) -> None:
    """The commands say how far they have come, which is where a server stops what nobody waits for any more."""
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        raise Cancelled("avbrutet")

    levels = ("Låg", "Medel", "Hög")
    rows = (f"P{i},P{i},strategiskt,{100 + i * 37 % 89},,{levels[i % 3]},Kort\n" for i in range(120))
    plan = ["--plan", str(write_plan(rows="".join(rows))), "--ram", "8000"]
    # A dozen frames that pull in different ways, so that the search takes its time.
    needs = (", ".join(f"P{i} = {1 + i * i * (k + 7) % 97}" for i in range(120)) for k in range(12))
    demands = tmp_path / "krav.toml"
    demands.write_text("".join(f'[[ram]]\nnamn = "A"\nhogst = 2000\nbehov = {{ {need} }}\n' for need in needs))
    for command in (["robusthet", "--dragningar", "20000"], ["portfolj", "--krav", str(demands)]):
        done = run([*command, *plan], Plans(None, told=stop))
        assert (done.code, done.text) == (2, "fel: avbrutet")
        # Before it was done, and not only when all was over.
        assert told.pop() < 1


def test_a_links_own_defaults_are_the_pages(given: tuple[Store, Meeting]) -> None:
    store, _ = given
    frame = picture_of(store, View()).frame.kronor
    link = printed(store, "robusthet", "--vy", "?plan=vso-2021")
    assert (link["ram_kr"], link["dragningar"], link["vikter"]["slag"]) == (frame, View().draws, "spann")
    typed = printed(store, "robusthet", "--plan", "vso-2021", "--vikter", "omfattning=1")
    assert (typed["ram_kr"], typed["dragningar"], typed["vikter"]["slag"]) == (frame, View().draws, "spann")
