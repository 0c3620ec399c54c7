"""The round lock: many saves at once, an event alone."""

import threading
import time

from prioritering.store.round_lock import RoundLock


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
