"""What happens at the same time: saves, reveals and entries never come in the middle of one another."""

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from prioritering.meeting.meeting import Answer, Kind, Meeting, Naming, setup_from
from prioritering.meeting.rounds import Happening, role_labels
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, looked, meetings
from prioritering.store.connection import Store
from prioritering.store.kept import Kept
from prioritering.store.meeting_rows import meeting_counts
from prioritering.store.plan_list import plan_keys, plan_list
from prioritering.store.plan_versions import plan_versions
from prioritering.store.plans import import_plan, plan_version
from prioritering.store.revealed_answers import revealed_answers
from tests.folders import PROV, own
from tests.meeting.builders import ONE
from tests.store import meeting_steps

LOW = Answer(kind=Kind.LEVEL, value="Låg")
PATIENCE = 20
"""Seconds to wait for what must happen; nothing is asserted of how long it takes."""


def opened(store: Store, *roles: str) -> Meeting:
    setup = setup_from(roles, Naming.BY_ROLE)
    found = meetings.open_meeting(store, own("p"), ONE, setup, "objektledare")
    return meeting_steps.open_round(store, found.id, ["A1", "A2"], "objektledare")


def joined(store: Store, meeting: Meeting, role: str) -> ballots.Voter:
    member, _ = meetings.join(store, meeting.code, role)
    return ballots.Voter(meeting.id, member, 1)


class Beside:
    """Work in a thread of its own, which either comes to its end or is held up by somebody else."""

    def __init__(self, work: Callable[[], object], held_up: threading.Event | None = None) -> None:
        self.done = threading.Event()
        self._settled = held_up or threading.Event()
        self._work = work
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        self._work()
        self.done.set()
        self._settled.set()

    def is_held_up(self) -> bool:
        """Wait until it is clear which of the two it is."""
        assert self._settled.wait(PATIENCE)
        return not self.done.is_set()

    def ends(self) -> bool:
        self.thread.join(PATIENCE)
        return self.done.is_set()


class WatchedCondition(threading.Condition):
    """The round lock's own condition that tells when somebody waits at it."""

    def __init__(self) -> None:
        super().__init__()
        self.waited = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        self.waited.set()
        return super().wait(timeout)


class WatchedLock:
    """A lock that tells when somebody waits for it."""

    def __init__(self) -> None:
        self.waited = threading.Event()
        self._lock = threading.RLock()

    def __enter__(self) -> None:
        if not self._lock.acquire(blocking=False):
            self.waited.set()
            self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


@pytest.fixture
def round_lock(store: Store) -> WatchedCondition:
    store.round_lock._change = watched = WatchedCondition()
    return watched


def test_a_reveal_waits_for_a_save_that_is_under_way(store: Store, round_lock: WatchedCondition) -> None:
    meeting = opened(store, "Objektägare")
    joined(store, meeting, "Objektägare")
    with store.round_lock.shared():
        reveal = Beside(lambda: meeting_steps.reveal(store, meeting.id, "objektledare"), round_lock.waited)
        assert reveal.is_held_up()
        assert not meetings.get_meeting(store, meeting.id).rounds[0].is_revealed
    assert reveal.ends()
    assert meetings.get_meeting(store, meeting.id).rounds[0].is_revealed


def test_a_save_does_not_pass_an_event_that_is_being_recorded(store: Store, round_lock: WatchedCondition) -> None:
    meeting = opened(store, "Objektägare")
    voter = joined(store, meeting, "Objektägare")
    with store.round_lock.alone():
        save = Beside(lambda: ballots.save_answer(store, voter, "A1", "a", LOW), round_lock.waited)
        assert save.is_held_up()
    assert save.ends()
    assert ballots.own_answers(store, meeting.id, voter.member).sheets[0].answer("a") == LOW


def test_two_transactions_never_run_at_the_same_time(store: Store) -> None:
    store._write_lock = lock = WatchedLock()  # type: ignore[assignment]
    setup = setup_from(["x"], Naming.BY_ROLE)
    with store.write():
        second = Beside(lambda: meetings.open_meeting(store, own("p"), ONE, setup, "x"), lock.waited)
        assert second.is_held_up()
    assert second.ends()


def test_answers_in_the_open_are_numbered_in_the_order_they_become_visible(store: Store) -> None:
    meeting = opened(store, *(f"Roll {number}" for number in range(8)))
    voters = [joined(store, meeting, f"Roll {number}") for number in range(8)]
    meeting_steps.reveal(store, meeting.id, "objektledare")
    seen: list[tuple[int, int]] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            number = meetings.visible_number(store, meeting.id)
            seen.append((number, len(revealed_answers(store, meeting, number).sheets)))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    saving = [Beside(lambda who=who: ballots.save_answer(store, who, "A1", "a", LOW)) for who in voters]
    assert [save.ends() for save in saving] == [True] * len(voters)
    stop.set()
    looking.join(PATIENCE)
    # What was visible at a number once is what is visible at that number for ever.
    for number, sheets in seen:
        assert len(revealed_answers(store, meeting, number).sheets) == sheets


def test_roles_that_are_shared_are_numbered_and_others_are_not(store: Store) -> None:
    meeting = opened(store, "Linjechef", "Objektägare")
    first = joined(store, meeting, "Linjechef")
    alone = joined(store, meeting, "Objektägare")
    meetings.record(store, meeting.id, Happening.ROLE_SHARED, "objektledare", "Linjechef")
    second = joined(store, meeting, "Linjechef")
    labels = role_labels(meetings.members(store, meeting.id))
    assert [labels[who.member.id] for who in (first, second, alone)] == [
        "Linjechef (1)",
        "Linjechef (2)",
        "Objektägare",
    ]


def test_every_write_is_counted_so_that_what_was_newest_is_asked_again(store: Store, write_plan) -> None:
    before = store.writes
    import_plan(store, read_plan(write_plan()))
    assert store.writes > before
    meeting = opened(store, "Objektägare")
    voter = joined(store, meeting, "Objektägare")
    before = store.writes, store.saves
    ballots.save_answer(store, voter, "A1", "a", LOW)
    # Told to those who follow, and nothing that the database is asked for again.
    assert (store.writes, store.saves) == (before[0], before[1] + 1)
    numbers = meeting_counts(store, meeting.id)
    meeting_steps.reveal(store, meeting.id, "objektledare")
    assert meeting_counts(store, meeting.id) != numbers


@pytest.fixture
def neighbour(store: Store) -> Store:
    """Another store of the same database, as another process would have it."""
    found = Store(store._connection.cursor(), store.path)
    found.keys, found.boxes = store.keys, store.boxes
    return found


def test_what_another_store_of_the_database_writes_is_seen_at_the_next_look(store: Store, neighbour: Store) -> None:
    meeting = opened(store, "Objektägare")
    voter = joined(store, meeting, "Objektägare")
    meeting_steps.reveal(neighbour, meeting.id, "objektledare")
    store.look()
    numbers = meeting_counts(store, meeting.id)
    ballots.save_answer(neighbour, voter, "A1", "a", LOW)
    store.look()
    assert meeting_counts(store, meeting.id) == numbers._replace(shown=numbers.shown + 1)
    assert meetings.visible_number(store, meeting.id) == meetings.visible_number(neighbour, meeting.id) > 0


def test_a_look_is_due_after_a_while_also_when_nobody_follows(
    store: Store, neighbour: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looked, "LOOK_SECONDS", 0)
    meeting = opened(store, "Objektägare")
    before = meeting_counts(store, meeting.id)
    meeting_steps.reveal(neighbour, meeting.id, "objektledare")
    assert meeting_counts(store, meeting.id) != before


class Counting(Store):
    """A real store that counts the questions asked of the database."""

    asked = 0

    def tuples(self, query: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        self.asked += 1
        return super().tuples(query, values)

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        self.asked += 1
        return super().rows(query, values)


def test_which_plans_there_are_is_asked_anew_when_one_has_been_read_in_and_not_at_other_writes(
    monkeypatch: pytest.MonkeyPatch, write_plan: Callable[..., Path]
) -> None:
    monkeypatch.setattr(looked, "LOOK_SECONDS", float("inf"))
    store = Counting.open(":memory:")
    import_plan(store, read_plan(write_plan("A1,Ett,,,,,\n")))

    def told() -> tuple[object, ...]:
        (one,) = plan_list(store)
        versions = [item.version for item in plan_versions(store, PROV)]
        return one.version, one.projects, plan_keys(store), plan_version(store, PROV), *versions

    assert told() == (1, 1, (PROV,), 1, 1)
    opened(store, "Objektägare")
    store.look()
    store.asked = 0
    assert told() == (1, 1, (PROV,), 1, 1)
    assert store.asked == 0
    import_plan(store, read_plan(write_plan("A1,Ett,,,,,\nA2,Två,,,,,\n")))
    assert told() == (2, 2, (PROV,), 2, 2, 1)
    store.close()


def test_between_two_looks_nothing_is_asked_of_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looked, "LOOK_SECONDS", float("inf"))
    store = Counting.open(":memory:")
    meeting = opened(store, "Objektägare")
    voter = joined(store, meeting, "Objektägare")
    # What is laid out for a member afterwards asks too.
    store.finish()
    meeting_counts(store, meeting.id), meetings.visible_number(store, meeting.id)
    store.asked = 0
    for _ in range(3):
        meeting_counts(store, meeting.id), meetings.visible_number(store, meeting.id)
    assert store.asked == 0
    ballots.save_answer(store, voter, "A1", "a", LOW)
    store.asked = 0
    for _ in range(3):
        meeting_counts(store, meeting.id), meetings.visible_number(store, meeting.id)
    assert store.asked == 0  # a blind answer is nothing that the database knows of
    meeting_steps.reveal(store, meeting.id, "objektledare")
    store.asked = 0
    for _ in range(3):
        meeting_counts(store, meeting.id), meetings.visible_number(store, meeting.id)
    assert store.asked == 3  # one look, and each number once
    # A look that finds nothing new leaves what is known.
    store.look()
    meeting_counts(store, meeting.id)
    assert store.asked == 4
    store.close()


@pytest.mark.parametrize("most", [1, 3])
def test_what_is_kept_is_bounded_and_the_longest_unused_goes_first(most: int) -> None:
    kept = Kept(most)
    for number in range(10):
        kept.put(number, str(number))
        kept.get(0)
    assert len(kept) == most
    assert kept.get(9) == "9"
    made: list[int] = []
    assert kept.once("x", lambda: made.append(1) or "ny") == "ny"
    assert kept.once("x", lambda: made.append(1) or "ny") == "ny"
    assert made == [1]
