"""What is faulty and asked of a real server is answered or refused, and a search for what is neither notices it."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import closing, nullcontext
from http.client import HTTPResponse
from itertools import islice

import pytest

from prioritering.errors import BadArgument
from prioritering.meeting.meeting import Naming, setup_from
from prioritering.store import meetings
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from tests.folders import DATA, VSO
from tests.meeting.builders import TWO
from tests.tools import fuzz_web
from tests.tools.fuzz import Bench, Case, tried
from tests.tools.fuzz_web import check_nothing_laid, told_of


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with closing(Bench(tmp_path_factory.mktemp("webb"))) as made:
        yield made


def cases() -> Iterator[Case]:
    return (case for number in range(10**6) if (case := Case(1, number)).kind == "webb")


def test_faulty_addresses_bodies_and_messages_are_answered_or_refused_by_a_real_server(bench: Bench) -> None:
    # `make fuzz` asks five hundred. A busy machine is no fault here.
    found = [tried(case, bench.take, seconds=60) for case in islice(cases(), 14)]
    assert [done.told for done in found if done.at_fault] == []
    assert {done.what for done in found} == {"läst", "nekad"}


@pytest.mark.parametrize(("asked", "at_fault"), [("logger=prioritering.requests", True), ("nowhere", False)])
def test_a_fault_that_only_the_log_tells_of_is_noticed_also_where_all_was_refused(
    asked: str, at_fault: bool, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What stands in the log of every request stands for a traceback there.
    refused = next(case for case in cases() if tried(case, bench.take, seconds=60).what == "nekad")
    monkeypatch.setattr(fuzz_web, "FAULTS", re.compile(asked))
    # The line may come after the answer, to be read with the next.
    assert any(tried(refused, bench.take, seconds=60).at_fault for _ in range(3)) is at_fault


def answered(said: str) -> str:
    here, there = socket.socketpair()
    with closing(here), closing(there):
        there.sendall(said.encode())
        there.close()
        with closing(HTTPResponse(here)) as answer:
            return told_of(answer)


HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n\r\n"


@pytest.mark.parametrize(
    "said",
    ["", "\r\n", "HTTP/1.1 500 Fel\r\n\r\n", "HTTP/1.1 503 Fullt\r\n\r\n", HEAD + '{"points": NaN}', HEAD + "{"],
)
def test_no_answer_a_fault_of_the_servers_and_json_that_is_none_are_faults(said: str) -> None:
    with pytest.raises((AssertionError, ValueError)):
        answered(said)


def test_a_refusal_is_none_and_of_a_stream_the_first_lines_are_read() -> None:
    with pytest.raises(BadArgument, match="404: saknas"):
        answered("HTTP/1.1 404 Saknas\r\nContent-Length: 6\r\n\r\nsaknas")
    stream = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: start\ndata: 1\n\nevent: slut\n"
    assert answered(stream) == "event: start\ndata: 1\n"


def test_what_is_laid_beside_a_plan_by_what_only_asks_is_noticed() -> None:
    with closing(Store.open(":memory:")) as store:
        bootstrap(store, [DATA / VSO.plan])
        for times in (1, 2):
            meetings.open_meeting(
                store, VSO, TWO, setup_from(["Linjechef", "Objektägare"], Naming.BY_ROLE), "objektledare"
            )
            with nullcontext() if times == 1 else pytest.raises(AssertionError, match=r": 2"):
                check_nothing_laid(store)
