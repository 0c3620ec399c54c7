"""A command that answers from an earlier version, since the plan's files have faults, says so beside the answer."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run as run_here
from prioritering.criteria.model_file import standard_model
from prioritering.errors import StoreBusy
from prioritering.gateway.client import ask_server
from prioritering.gateway.serving import serve_commands, stop_serving_commands
from prioritering.meeting.meeting import Naming, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.settings import database_path
from prioritering.store import meetings
from prioritering.store.connection import Store
from prioritering.usecases.folder_watch import FolderWatch
from prioritering.usecases.opening import take_in
from tests.commands.typed import run
from tests.folders import GOOD, PROV
from tests.folders import write_plan as write_folder

FAULT = "projekt.csv, rad 2, kolumn kostnad_tkr: ”5oo”: "
SAID = "obs: Svaret gäller planen egen/prov som den lästes in senast. Filerna har nu fel: "


@pytest.fixture
def own_plan(
    write_plan: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A plan `prov` that has been taken into a database of its own, before its files got a fault."""
    folder = write_plan()
    monkeypatch.setenv("PRIORITERING_PLANER", str(folder))
    # Beside the folder: what lies in it is the plan's.
    monkeypatch.setenv("PRIORITERING_DB", str(tmp_path_factory.mktemp("databas") / "egen.duckdb"))
    assert run("rangordna", "--plan", "prov", "--json").stderr == ""
    write_folder(folder, rows=GOOD.replace("500", "5oo"))
    return folder


@pytest.mark.parametrize("command", [("rangordna",), ("portfolj", "--ram", "900"), ("historik",)])
def test_the_fault_is_told_with_its_file_row_and_cell_and_the_answer_is_whole(
    own_plan: Path, command: tuple[str, ...]
) -> None:
    done = run(*command, "--plan", "prov", "--json")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert done.stderr.startswith(SAID + FAULT)
    assert isinstance(json.loads(done.stdout), dict | list)
    write_folder(own_plan)
    assert run(*command, "--plan", "prov", "--json").stderr == ""


def test_a_running_server_tells_it_too(own_plan: Path, tmp_path: Path) -> None:
    database = Path(str(database_path()))
    store = Store.open(database)
    serve_commands(store, database)
    try:
        asked = ask_server(database, ["rangordna", "--plan", "prov", "--json"], tmp_path, StoreBusy("upptagen"))
    finally:
        stop_serving_commands()
        store.close()
    code, text, said = asked
    assert (code, json.loads(text)["plan"], said.startswith(SAID + FAULT)) == (0, "prov", True)


def test_of_very_many_faults_the_first_are_told_and_how_many_more(own_plan: Path) -> None:
    store = Store.open(":memory:")
    write_folder(own_plan)
    take_in(store, [own_plan])
    write_folder(own_plan, rows="".join(f"A{i},X{i},strategiskt,5oo,,,\n" for i in range(25)))
    done = run_here(["rangordna", "--plan", "prov"], Plans(store))
    assert (done.code, done.said.count("projekt.csv"), done.said.endswith("; och 5 fel till")) == (0, 20, True)
    store.close()


def test_a_folder_with_the_same_plan_that_is_left_out_for_its_municipalitys_spelling_is_told_beside_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = 'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "{}s kommun"\n'
    for name, town in (("a", "Felköping"), ("b", "Felkjöping")):
        write_folder(tmp_path / "planer" / name, plan__toml=head.format(town))
    monkeypatch.setenv("PRIORITERING_PLANER", str(tmp_path / "planer"))
    monkeypatch.setenv("PRIORITERING_DB", str(tmp_path / "egen.duckdb"))
    done = run("rangordna", "--plan", "bygg", "--json")
    assert (done.returncode, json.loads(done.stdout)["kommun"]) == (0, "felkjoping")
    assert done.stderr.startswith("obs: Mappen a är utelämnad: plan.toml, fältet kommun: ”Felköpings kommun”: ")
    assert 'kommun_id = "felkoping" om det är en egen' in done.stderr


def test_a_folder_that_is_left_out_for_its_municipalitys_spelling_gives_no_answer_of_its_own(
    own_plan: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path_factory.mktemp("stavad")
    head = 'id = "bygg"\nnamn = "Bygg"\nperiod = "2026"\nkommun = "{}s kommun"\n'
    monkeypatch.setenv("PRIORITERING_PLANER", str(root))
    store, watch = Store.open(Path(str(database_path()))), FolderWatch()
    write_folder(root / "a", plan__toml=head.format("Felkjöping"))
    started = take_in(store)
    write_folder(root / "b", plan__toml=head.format("Felköping"))
    for look in (bool, lambda: watch.keep_up(store, started)):
        for typed in ("felkoping/bygg", "Felköping/bygg"):
            done = run_here(["rangordna", "--plan", typed], Plans(store, look=look))
            assert (done.code, done.said) == (2, "")
            assert done.text.endswith('eller kommun_id = "felkoping" om det är en egen')
    assert run_here(["rangordna", "--plan", "bygg"], Plans(store)).code == 0
    # By itself it is read as it lies there.
    assert run_here(["rangordna", "--plan", str(root / "b")], Plans(store)).code == 0
    store.close()


def costs_told(answer: str) -> list[int | None]:
    return [row["kostnad_kr"] for row in json.loads(answer)["projekt"]]


def test_files_that_have_changed_are_taken_in_before_the_answer_as_when_a_page_is_opened(own_plan: Path) -> None:
    write_folder(own_plan, rows=GOOD.replace("500", "700"))
    done = run("rangordna", "--plan", "prov", "--json")
    assert (done.returncode, done.stderr, 700_000 in costs_told(done.stdout)) == (0, "", True)


def test_a_running_server_takes_them_in_too(own_plan: Path, tmp_path: Path) -> None:
    database = Path(str(database_path()))
    store, watch = Store.open(database), FolderWatch()
    started = take_in(store)
    serve_commands(store, database, lambda: watch.keep_up(store, started))
    write_folder(own_plan, rows=GOOD.replace("500", "700"))
    try:
        asked = ask_server(database, ["rangordna", "--plan", "prov", "--json"], tmp_path, StoreBusy("upptagen"))
    finally:
        stop_serving_commands()
        store.close()
    assert asked is not None
    code, text, said = asked
    assert (code, said, 700_000 in costs_told(text)) == (0, "", True)


def test_a_folder_that_is_new_beside_a_running_server_is_taken_in_too_as_last_periods_next_plan(
    own_plan: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(own_plan)
    root = tmp_path_factory.mktemp("nya")
    monkeypatch.setenv("PRIORITERING_PLANER", os.pathsep.join((str(own_plan), str(root))))
    database = Path(str(database_path()))
    store, watch = Store.open(database), FolderWatch()
    started = take_in(store)
    serve_commands(store, database, lambda: watch.keep_up(store, started))

    def ask(*typed: str) -> tuple[int, str]:
        asked = ask_server(database, list(typed), root, StoreBusy("upptagen"))
        assert asked is not None
        return asked[0], asked[2]

    try:
        for old, new, period in (("prov", "prov-2027", "2027"), ("prov-2027", "prov-2028", "2028")):
            said = ask("ny-period", "--plan", old, "--id", new, "--period", period, "--ut", period)
            assert said == (0, "")
            assert ask("andrat", "--plan", new, "--forra-planen") == (0, "")
        assert ask("historik", "--plan", "prov-2029")[0] == 2
    finally:
        stop_serving_commands()
        store.close()


def test_under_an_open_meeting_they_wait_and_are_told_of(own_plan: Path) -> None:
    store = Store.open(database_path())
    setup = setup_from(["Linjechef"], Naming.BY_ROLE)
    opened = meetings.open_meeting(store, PROV, standard_model(), setup, "ledaren")
    store.close()
    write_folder(own_plan, rows=GOOD.replace("500", "700"))
    done = run("rangordna", "--plan", "prov", "--json")
    assert (done.returncode, 700_000 in costs_told(done.stdout), done.stderr.count("\n")) == (0, False, 1)
    assert done.stderr.startswith(
        "obs: Svaret gäller planen egen/prov som den lästes in senast. Filerna har ändrats sedan dess och läses in när "
        "inget möte om planen är öppet."
    )
    store = Store.open(database_path())
    meetings.record(store, opened.id, Happening.MEETING_CLOSED, "ledaren")
    store.close()
    done = run("rangordna", "--plan", "prov", "--json")
    assert (700_000 in costs_told(done.stdout), done.stderr) == (True, "")
