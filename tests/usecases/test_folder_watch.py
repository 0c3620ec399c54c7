"""The plan folders are taken in anew while the server runs: mended, broken, changed or new."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Naming, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.store.bootstrap import Started, bootstrap
from prioritering.store.connection import Store
from prioritering.store.meetings import open_meeting, record, reopen
from prioritering.store.plans import object_plan, plan_version
from prioritering.usecases.faulty_plans import faulty_plans
from prioritering.usecases.folder_watch import FolderWatch
from tests.folders import PROV, VSO, own, write_plan

GOOD = "A1,Ett,strategiskt,500,Tidsbesparande,Hög,Kort\n"
BAD = GOOD.replace("500", "5oo")


class Running:
    """A server's plans: the folders as they were taken in at its start, looked at again."""

    def __init__(self, store: Store) -> None:
        self.store, self.watch, self.started = store, FolderWatch(), Started()
        self.started = bootstrap(store)

    def look(self, seconds: float = 60) -> list[str]:
        """Look some seconds from now; return the folders with faults."""
        self.watch.take_in_changed(self.store, self.started, time.time() + seconds)
        return [item.folder for item in faulty_plans(self.store, self.started)]


def test_a_faulty_plan_that_is_mended_is_there_without_a_restart(store: Store, planer: Path) -> None:
    write_plan(planer / "prov", BAD)
    running = Running(store)
    assert running.look() == ["prov"]
    write_plan(planer / "prov", GOOD)
    assert running.look() == []
    assert object_plan(store, PROV).projects[0].cost.low == 500_000


def test_a_plan_that_comes_to_have_faults_is_named_and_shown_as_it_was_and_the_others_go_on(
    store: Store, planer: Path
) -> None:
    write_plan(planer / "prov", GOOD)
    running = Running(store)
    write_plan(planer / "prov", BAD)
    assert running.look() == ["prov"]
    (fault,) = faulty_plans(store, running.started)
    assert (fault.stored, "5oo" in str(fault.error)) == (PROV, True)
    assert object_plan(store, PROV).projects[0].cost.low == 500_000
    assert plan_version(store, VSO) == 1


def test_a_changed_plan_is_a_new_version_a_new_folder_is_taken_in_and_what_is_unchanged_is_not_read(
    store: Store, planer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plan(planer / "prov", GOOD)
    running = Running(store)
    write_plan(planer / "prov", GOOD.replace("500", "700"))
    write_plan(planer / "annan", plan__toml='id = "annan"\nnamn = "Annan"\nperiod = "2026"\n')
    assert running.look() == []
    assert (plan_version(store, PROV), plan_version(store, VSO)) == (2, 1)
    assert {key.plan for key in running.started.versions} == {"prov", "annan", "vso-2021", "ukfa-2022"}
    monkeypatch.setattr("prioritering.usecases.folder_watch.bootstrap", lambda _: pytest.fail("nothing has changed"))
    running.look()


def test_a_plan_that_is_changed_while_a_meeting_on_it_is_open_waits_until_the_meeting_has_ended(
    store: Store, planer: Path
) -> None:
    write_plan(planer / "prov", GOOD)
    running = Running(store)
    opened = open_meeting(store, PROV, standard_model(), setup_from(["Objektägare"], Naming.BY_ROLE), "objektledare")
    write_plan(planer / "prov", GOOD.replace("500", "700"))
    write_plan(planer / "annan", plan__toml='id = "annan"\nnamn = "Annan"\nperiod = "2026"\n')
    running.look()
    assert (plan_version(store, PROV), running.started.waiting, running.started.versions[PROV]) == (1, {PROV}, 1)
    assert plan_version(store, own("annan")) == 1
    # Nor does a start take it in under the meeting.
    assert (bootstrap(store).waiting, plan_version(store, PROV)) == ({PROV}, 1)
    record(store, opened.id, Happening.MEETING_CLOSED, "objektledare")
    running.look()
    assert (plan_version(store, PROV), running.started.waiting) == (2, frozenset())
    reopen(store, opened.id, "objektledare")
    running.look()
    assert (plan_version(store, PROV), running.started.waiting) == (2, frozenset())


def test_a_plan_whose_files_are_put_back_under_an_open_meeting_waits_for_nothing(store: Store, planer: Path) -> None:
    write_plan(planer / "prov", GOOD)
    running = Running(store)
    open_meeting(store, PROV, standard_model(), setup_from(["Objektägare"], Naming.BY_ROLE), "objektledare")
    for rows, waiting in ((GOOD.replace("500", "700"), {PROV}), (GOOD, frozenset())):
        write_plan(planer / "prov", rows)
        running.look()
        assert (plan_version(store, PROV), running.started.waiting) == (1, waiting)


def test_that_other_files_have_faults_is_told_once_and_that_they_are_mended_too(store: Store, planer: Path) -> None:
    write_plan(planer / "prov", GOOD)
    running = Running(store)
    for rows, told in ((BAD, 1), (BAD + "\n", 1), (GOOD, 2), (GOOD.replace("500", "700"), 2)):
        write_plan(planer / "prov", rows)
        running.look()
        assert running.started.files_told == told


def test_files_that_are_just_being_saved_are_left_until_they_lie_still(store: Store, planer: Path) -> None:
    write_plan(planer / "prov", GOOD)
    running = Running(store)
    write_plan(planer / "prov", BAD)
    assert running.look(seconds=0) == []
    assert running.look(seconds=3) == ["prov"]


def test_what_is_opened_just_after_its_files_were_saved_is_of_the_new_files(store: Store, planer: Path) -> None:
    write_plan(planer / "prov", GOOD)
    running = Running(store)
    for version, cost in ((2, "700"), (3, "900")):
        write_plan(planer / "prov", GOOD.replace("500", cost))
        assert running.watch.keep_up(running.store, running.started)
        assert plan_version(store, PROV) == version


def test_who_opens_while_another_takes_the_files_in_sees_the_new_ones_too(store: Store, planer: Path) -> None:
    write_plan(planer / "prov", GOOD)
    running = Running(store)
    write_plan(planer / "prov", GOOD.replace("500", "700"))

    def opened(_: int) -> int:
        running.watch.keep_up(running.store, running.started)
        return plan_version(store, PROV)

    with ThreadPoolExecutor(3) as visitors:
        assert list(visitors.map(opened, range(3))) == [2, 2, 2]


def test_files_that_are_saved_all_the_while_are_not_waited_for_without_end(
    store: Store, planer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prioritering.usecases.folder_watch._LONGEST_WAIT", 0)
    write_plan(planer / "prov", GOOD)
    running = Running(store)
    write_plan(planer / "prov", GOOD.replace("500", "700"))
    assert not running.watch.keep_up(running.store, running.started)
    assert plan_version(store, PROV) == 1


class AlwaysSaved(FolderWatch):
    """Folders whose files somebody saves all the while, and a clock that goes on when somebody waits."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.looks, self.second_asks = 0.0, list[str](), threading.Event()
        self.second = threading.Thread(target=self.keep_up, args=(None, None), name="den andra")

    def take_in_changed(self, store: Store, started: Started, now: float) -> bool:
        if not self.looks:
            self.second.start()
        self.looks.append(threading.current_thread().name)
        return False

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        if threading.current_thread() is self.second:
            self.second_asks.set()
        return self.now

    def sleep(self, seconds: float) -> None:
        self.second_asks.wait(5)
        self.now += 1000 * seconds


def test_who_waits_for_anothers_look_does_not_wait_once_more(
    store: Store, planer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = AlwaysSaved()
    monkeypatch.setattr("prioritering.usecases.folder_watch.time", watch)
    assert not watch.keep_up(store, Started())
    watch.second.join()
    assert watch.looks == [threading.current_thread().name] * 2 + ["den andra"]


def test_a_folder_that_is_taken_away_leaves_its_plan_as_it_was(store: Store, planer: Path) -> None:
    folder = write_plan(planer / "prov", GOOD)
    running = Running(store)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    assert running.look() == []
    assert plan_version(store, PROV) == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"PK\x03\x04broken", b""])
def test_whatever_a_file_becomes_it_is_a_fault_with_its_name(store: Store, planer: Path, content: bytes) -> None:
    folder = write_plan(planer / "prov", GOOD)
    running = Running(store)
    (folder / "projekt.csv").write_bytes(content)
    assert running.look() == ["prov"]
    (folder / "projekt.csv").unlink()
    (folder / "projekt.csv").mkdir()
    assert running.look() == ["prov"]
