"""Long work is followed, can be stopped, and hands its answer or its error to the page."""

import threading
import time
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from prioritering.errors import Cancelled
from prioritering.web.frame import long_work as module
from prioritering.web.frame.long_work import Job
from prioritering.web.frame.work_queue import WorkQueue
from prioritering.web.limits import cores


def wait(job: Job) -> None:
    assert job.done.wait(5)


def test_a_job_hands_over_its_answer_and_how_far_it_came() -> None:
    def work(told):
        told(0.5)
        return "klart"

    job = Job(work)
    wait(job)
    assert (job.answer, job.share, job.error) == ("klart", 0.5, None)


@pytest.mark.parametrize(("told_share", "share"), [(-0.2, 0.0), (0.0, 0.0), (1.0, 1.0), (1.3, 1.0)])
def test_how_far_a_job_came_is_never_less_than_nothing_or_more_than_all(told_share: float, share: float) -> None:
    job = Job(lambda told: told(told_share))
    wait(job)
    assert job.share == share


def test_a_stopped_job_ends_at_its_next_word() -> None:
    started = threading.Event()

    def work(told):
        while True:
            started.set()
            told(0.1)
            time.sleep(0.005)

    job = Job(work)
    assert started.wait(5)
    job.stop.set()
    wait(job)
    assert isinstance(job.error, Cancelled)


def test_work_that_nobody_follows_any_more_stops_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prioritering.web.frame.long_work.LEFT_AFTER_SECONDS", 0.05)

    def work(told):
        while True:
            told(0.1)
            time.sleep(0.005)

    job = Job(work)
    wait(job)
    assert isinstance(job.error, Cancelled)


@pytest.fixture(autouse=True)
def at_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    at_the_machine_again(monkeypatch)


def at_the_machine_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever sees the page sit at the machine: a part of a page is drawn for nobody else without login."""
    here = SimpleNamespace(headers={}, cookies={}, remote_ip="127.0.0.1")
    monkeypatch.setattr("streamlit.runtime.context._get_client_context", lambda: here)


def _page() -> None:
    import time

    import streamlit as st

    from prioritering.errors import BadArgument
    from prioritering.web.frame.long_work import long_work

    def work(told):
        if st_kind == "fel":
            raise BadArgument("det gick inte")
        for step in range(st_steps):
            told(step / st_steps)
            time.sleep(0.02)
        return "svaret"

    st_kind, st_steps = st.query_params.get("slag", ""), int(st.query_params.get("steg", "1"))
    try:
        answer = long_work("ett", "Räknar", work)
    except BadArgument as error:
        answer = str(error)
    st.write(f"svar: {answer}")


def _page_of_a_view() -> None:
    import time

    import streamlit as st

    from prioritering.web.frame.long_work import long_work

    def work(told):
        while True:
            told(0.1)
            time.sleep(0.02)

    long_work(st.query_params["vy"], "Räknar", work)


@pytest.mark.parametrize(("first", "second"), [("a", "b"), ("b", "a")])
def test_the_same_work_for_another_view_stops_the_one_before_it(first: str, second: str) -> None:
    app = AppTest.from_function(_page_of_a_view, default_timeout=20)
    app.query_params["vy"] = first
    app.run()
    before = app.session_state["_arbeten"]["Räknar", first]
    app.query_params["vy"] = second
    app.run()
    assert list(app.session_state["_arbeten"]) == [("Räknar", second)]
    wait(before)
    assert isinstance(before.error, Cancelled)
    app.session_state["_arbeten"]["Räknar", second].stop.set()


def page(**parameters: str) -> AppTest:
    app = AppTest.from_function(_page, default_timeout=20)
    for key, value in parameters.items():
        app.query_params[key] = value
    return app


def test_short_work_is_answered_at_once_and_errors_reach_the_page() -> None:
    assert page().run().markdown[0].value == "svar: svaret"
    assert page(slag="fel").run().markdown[0].value == "svar: det gick inte"


def test_long_work_shows_progress_and_can_be_stopped_and_started_again() -> None:
    app = page(steg="300").run()
    assert app.markdown[-1].value == "svar: None"
    assert [button.label for button in app.button] == ["Avbryt"]
    app.button[0].click().run()
    assert app.info[0].value == "Räknar: avbrutet."
    app.query_params["steg"] = "1"
    app.button[0].click().run()
    assert app.markdown[-1].value == "svar: svaret"


def test_who_waits_is_told_which_in_the_queue_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.0)
    let_go, begun = threading.Event(), []

    def work(told):
        begun.append(told)
        while not let_go.wait(0.01):
            told(0.1)

    jobs = [Job(work) for _ in range(cores() + 1)]
    while len(begun) < cores():
        jobs[0].started.wait(0.01)
    app = page(steg="1").run()
    assert app.get("progress")[0].proto.text == "Räknar. Du är nummer 2 i kön."
    # One who leaves gives their place back.
    jobs[-1].stop.set()
    app.run()
    assert app.get("progress")[0].proto.text == "Räknar. Du är nummer 1 i kön."
    let_go.set()
    for job in jobs:
        wait(job)
    assert app.session_state["_arbeten"]["Räknar", "ett"].done.wait(60)
    assert app.run().markdown[-1].value == "svar: svaret"


def test_where_too_much_waits_the_page_says_so_and_can_be_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    full = WorkQueue(1, 0)
    monkeypatch.setattr(module, "_queue", lambda: full)
    app = page(steg="1").run()
    assert app.info[0].value == "Räknar: det är många som räknar just nu. Försök igen om en stund."
    monkeypatch.undo()
    at_the_machine_again(monkeypatch)
    app.button[0].click().run()
    assert app.markdown[-1].value == "svar: svaret"
    full.stop()
