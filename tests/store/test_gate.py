"""The gate: many saves at once, an event alone."""

import threading
import time

from prioritering.store.gate import Gate


def test_who_closes_waits_for_those_inside_and_keeps_newcomers_out() -> None:
    gate, seen = Gate(), []
    inside, may_leave = threading.Event(), threading.Event()

    def first() -> None:
        with gate.passing():
            inside.set()
            may_leave.wait(5)
            seen.append("first")

    def closer() -> None:
        with gate.closed():
            seen.append("closed")

    def late() -> None:
        with gate.passing():
            seen.append("late")

    threads = [threading.Thread(target=first), threading.Thread(target=closer), threading.Thread(target=late)]
    threads[0].start()
    inside.wait(5)
    threads[1].start()
    while not gate._closing:
        time.sleep(0.001)
    threads[2].start()
    may_leave.set()
    for thread in threads:
        thread.join(5)
    assert seen == ["first", "closed", "late"]


def test_two_may_pass_at_once() -> None:
    gate = Gate()
    with gate.passing(), gate.passing():
        assert gate._inside == 2
    with gate.closed():
        assert gate._inside == 0
