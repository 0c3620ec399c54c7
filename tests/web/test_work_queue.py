"""The queue of long work: no more at once than there are cores, in order, and nobody waits for who has left."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field

import pytest

from prioritering.web.frame.work_queue import WorkQueue

PATIENCE = 60


@dataclass(eq=False)
class Work:
    """Work that goes on until it is let go, and notes how much went on beside it."""

    log: list[Hashable]
    key: Hashable = field(default_factory=object)
    is_left: bool = False
    begun: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    given_up: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        self.log.append(self)
        self.begun.set()
        self.let_go.wait(PATIENCE)
        self.ended.set()

    def give_up(self) -> None:
        self.given_up.set()


@pytest.fixture
def queue() -> Iterator[WorkQueue]:
    made = WorkQueue(at_once=2, most_waiting=5)
    yield made
    made.stop()


def queued(queue: WorkQueue, count: int) -> list[Work]:
    log: list[Hashable] = []
    works = [Work(log) for _ in range(count)]
    assert all(queue.add(work) for work in works)
    assert all(work.begun.wait(PATIENCE) for work in works[:2])
    return works


def let_go(works: list[Work]) -> None:
    for work in works:
        work.let_go.set()


def test_no_more_is_done_at_once_than_may_be_and_the_rest_know_their_place(queue: WorkQueue) -> None:
    works = queued(queue, 5)
    assert [queue.place(work) for work in works] == [0, 0, 1, 2, 3]
    works[1].let_go.set()
    assert works[2].begun.wait(PATIENCE)
    assert [queue.place(work) for work in works] == [0, 0, 0, 1, 2]
    assert not works[3].begun.is_set()
    let_go(works)
    assert all(work.ended.wait(PATIENCE) for work in works)
    assert works[0].log == works


def test_who_leaves_the_queue_gives_their_place_back_to_those_after(queue: WorkQueue) -> None:
    works = queued(queue, 5)
    works[2].is_left = True
    assert [queue.place(work) for work in works] == [0, 0, 0, 1, 2]
    assert works[2].given_up.is_set()
    let_go(works)
    assert works[4].ended.wait(PATIENCE)
    assert not works[2].begun.is_set()


def test_a_full_queue_takes_no_more_until_somebody_has_left(queue: WorkQueue) -> None:
    works = queued(queue, 2)
    waiting = [Work(works[0].log) for _ in range(5)]
    assert all(queue.add(work) for work in waiting)
    assert not queue.add(Work(works[0].log))
    waiting[0].is_left = True
    assert queue.add(Work(works[0].log))
    let_go([*works, *waiting])


def test_the_same_work_is_not_done_twice_at_once_and_holds_up_nobody_else(queue: WorkQueue) -> None:
    log: list[Hashable] = []
    first, same, other = Work(log, "ett"), Work(log, "ett"), Work(log, "två")
    for work in (first, same, other):
        assert queue.add(work)
    assert first.begun.wait(PATIENCE)
    assert other.begun.wait(PATIENCE)
    assert not same.begun.is_set()
    let_go([first, same])
    assert same.ended.wait(PATIENCE)
    other.let_go.set()


def test_nothing_is_kept_of_what_is_done(queue: WorkQueue) -> None:
    works = queued(queue, 5)
    let_go(works)
    assert all(work.ended.wait(PATIENCE) for work in works)
    queue.stop()
    queue._workers.shutdown(wait=True)
    assert len(queue) == 0


def test_a_queue_that_is_stopped_begins_nothing_more(queue: WorkQueue) -> None:
    works = queued(queue, 4)
    queue.stop()
    let_go(works)
    queue._workers.shutdown(wait=True)
    assert [work.begun.is_set() for work in works] == [True, True, False, False]
    assert not queue.add(Work(works[0].log))
