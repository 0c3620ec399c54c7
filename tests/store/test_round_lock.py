"""The round lock: many saves at once, an event alone."""

import threading
import time

from prioritering.meeting.meeting import Answer, Kind
from prioritering.store import ballots
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.round_lock import RoundLock
from tests.meeting.builders import WORDS
from tests.store import meeting_steps
from tests.store.meetings_begun import begun


def test_who_takes_it_alone_waits_for_those_under_way_and_keeps_newcomers_out() -> None:
    lock, seen = RoundLock(), []
    inside, may_leave = threading.Event(), threading.Event()

    def first() -> None:
        with lock.shared():
            inside.set()
            may_leave.wait(5)
            seen.append("first")

    def alone() -> None:
        with lock.alone():
            seen.append("alone")

    def late() -> None:
        with lock.shared():
            seen.append("late")

    threads = [threading.Thread(target=first), threading.Thread(target=alone), threading.Thread(target=late)]
    threads[0].start()
    inside.wait(5)
    threads[1].start()
    while not lock._alone:
        time.sleep(0.001)
    threads[2].start()
    may_leave.set()
    for thread in threads:
        thread.join(5)
    assert seen == ["first", "alone", "late"]


def test_two_may_share_it_at_once() -> None:
    lock = RoundLock()
    with lock.shared(), lock.shared():
        assert lock._sharing == 2
    with lock.alone():
        assert lock._sharing == 0


def test_an_answer_in_the_open_waits_for_the_blind_ones_under_way(store: Store) -> None:
    meeting, (owner, *_) = begun(store)
    meeting_steps.reveal(store, meeting.id, "Objektledare")
    saved: list[bool] = []

    def answer() -> None:
        high = Answer(kind=Kind.LEVEL, value=WORDS[3])
        saved.append(ballots.save_answer(store, Voter(meeting.id, owner, 1), "p", "a", high).after_reveal)

    late = threading.Thread(target=answer)
    with store.round_lock.shared():
        late.start()
        while late.is_alive() and not store.round_lock._alone:
            time.sleep(0.001)
        assert saved == []
    late.join(30)
    assert saved == [True]
