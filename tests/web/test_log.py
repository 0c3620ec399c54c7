"""The server's log: one line an event, never without end, and what Streamlit and uvicorn write goes the same way."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
from typing import Any

import pytest
import uvicorn
import websockets.server
from streamlit import logger as streamlit_logger
from uvicorn.lifespan import on
from uvicorn.protocols.http import h11_impl
from uvicorn.protocols.websockets import websockets_sansio_impl

from prioritering.errors import BadArgument
from prioritering.settings import LOG_FORMAT
from prioritering.web.frame import context
from prioritering.web.server.app import lifespan
from prioritering.web.server.log import MAX_TEXT, MAX_TRACEBACK, JsonLine, TextLine, set_up_log
from prioritering.web.server.log_pace import (
    BYTES_A_SECOND,
    BYTES_AT_ONCE,
    FIELDS,
    KIND,
    MAX_KINDS,
    REQUESTS,
    LogPace,
)


def record(text: str, *values: object, name: str = "prioritering.web", level: int = logging.INFO) -> Any:
    return logging.LogRecord(name, level, "x.py", 1, text, values, None)


def with_error(text: str, error: Exception) -> Any:
    found = record(text, level=logging.ERROR)
    try:
        raise error
    except type(error):
        found.exc_info = sys.exc_info()
    return found


HOSTILE = 'rad ett\n{"level": "error"}\x1b[2J\u2028slut å'


def test_an_event_is_one_json_object_on_one_line_with_time_level_and_event() -> None:
    found = record("Left out: %s", HOSTILE)
    found.__dict__[FIELDS] = {"path": "/metod", "ms": 3}
    line = JsonLine().format(found)
    assert len(line.splitlines()) == 1
    assert "å" in line
    read = json.loads(line)
    assert list(read)[:3] == ["time", "level", "event"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", read.pop("time"))
    assert read == {
        "level": "info",
        "event": f"Left out: {HOSTILE}",
        "logger": "prioritering.web",
        "path": "/metod",
        "ms": 3,
    }


def test_as_text_nothing_that_was_typed_begins_a_line_or_steers_the_terminal() -> None:
    line = TextLine().format(record("Left out: %s", HOSTILE))
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert line.endswith("slut å logger=prioritering.web")


@pytest.mark.parametrize("formatter", [JsonLine(), TextLine()])
def test_an_error_is_told_with_its_end_and_the_longest_line_is_cut(formatter: logging.Formatter) -> None:
    line = formatter.format(with_error("Broke", ValueError("x" * 50_000 + " slutet\nfalsk rad")))
    assert "slutet" in line
    assert len(line) < 9_000
    assert not any(row.startswith("falsk") for row in line.splitlines())
    assert len(formatter.format(record("%s", "y" * 100_000))) < MAX_TEXT + 200


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_of_one_kind_only_so_many_lines_are_written_and_the_next_says_how_many_were_left_out() -> None:
    clock = Clock()
    pace = LogPace(clock)
    written = sum(pace.filter(record("socket.accept() out of system resource %d", at)) for at in range(10_000))
    assert written == 50
    # Another kind has its own allowance.
    assert pace.filter(record("Something else"))
    clock.now += 1
    after = record("socket.accept() out of system resource %d", 1)
    assert pace.filter(after)
    assert getattr(after, FIELDS) == {"left_out": 9_950}
    again = record("socket.accept() out of system resource %d", 2)
    assert pace.filter(again)
    assert not hasattr(again, FIELDS)


def test_the_lines_of_a_kind_come_back_five_a_second_those_of_all_twenty_and_never_more_than_at_first() -> None:
    clock = Clock()

    def written(kinds: int) -> int:
        return sum(pace.filter(record(f"kind {at % kinds}")) for at in range(2_000))

    for kinds, at_once, a_second in ((1, 50, 5), (1_000, 500, 20)):
        pace = LogPace(clock)
        assert written(kinds) == at_once
        clock.now += 1
        assert written(kinds) == a_second
        clock.now += 3_600
        assert written(kinds) == at_once


def test_an_hour_of_ever_new_kinds_cannot_fill_the_log_nor_the_memory() -> None:
    clock = Clock()
    pace = LogPace(clock)
    written = 0
    for at in range(36_000):
        clock.now = at / 10
        found = record("request")
        found.__dict__[KIND] = at
        written += pace.filter(found) + pace.filter(record(f"an own text {at}")) + pace.filter(record(f"one more {at}"))
    assert written <= 500 + 3_600 * 20
    assert len(pace._kinds) == MAX_KINDS


def test_an_hour_of_the_longest_lines_of_ever_new_kinds_takes_so_many_bytes_and_no_more() -> None:
    clock = Clock()
    pace, taken, told = LogPace(clock), 0, 0
    longest = 4 * (MAX_TEXT + MAX_TRACEBACK)
    for at in range(36_000):
        clock.now = at / 10
        found = record(f"an own text {at}")
        if pace.filter(found):
            pace.wrote(longest)
            taken += longest
            told += 1
    assert told > 100
    assert taken <= BYTES_AT_ONCE + 3_600 * BYTES_A_SECOND + longest


@pytest.mark.usefixtures("own_loggers")
def test_the_bytes_that_are_written_are_those_that_are_bounded_and_what_is_left_out_is_told_afterwards(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOG_FORMAT, "json")
    set_up_log()
    [ours] = [handler for handler in logging.getLogger().handlers if hasattr(handler, "pace")]
    clock = Clock()
    monkeypatch.setattr(ours, "pace", pace := LogPace(clock))
    monkeypatch.setattr(ours, "filters", [pace])
    # Each is 8,000 bytes, and of a kind of its own: fewer than there may be lines.
    for at in range(490):
        logging.getLogger("prioritering.web").warning(f"{at} {'å' * MAX_TEXT}")
    written = capsys.readouterr().err
    assert BYTES_AT_ONCE <= len(written.encode()) <= BYTES_AT_ONCE + 10_000
    clock.now += 10
    logging.getLogger("prioritering.web").warning(f"489 {'å' * MAX_TEXT}")
    assert [line["left_out"] for line in lines(capsys)] == [1]


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.usefixtures("own_loggers")
def test_what_uvicorn_and_streamlit_write_goes_the_same_way_without_who_asked_for_what(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(LOG_FORMAT, raising=False)
    uvicorn.Config("app:app")
    set_up_log()
    # As Streamlit does when its options have been read, and the start then makes good.
    streamlit_logger.update_formatter()
    streamlit_logger.set_log_level("WARNING")
    set_up_log()
    streamlit_logger.get_logger("streamlit.made_later").warning("from %s", "Streamlit")
    server = logging.getLogger("uvicorn.error")
    told = [(on, "INFO"), (websockets_sansio_impl, "INFO"), (websockets.server, "INFO"), (h11_impl, "WARNING")]
    for module, level in told:
        found = record("from %s", module.__name__, name="uvicorn.error", level=getattr(logging, level))
        found.pathname = module.__file__
        server.handle(found)
    assert [(line["level"], line["event"]) for line in lines(capsys)] == [
        ("warning", "from Streamlit"),
        ("info", "from uvicorn.lifespan.on"),
        ("warning", "from uvicorn.protocols.http.h11_impl"),
    ]
    assert server.isEnabledFor(logging.INFO)
    # It asks this before it writes who asked for what.
    assert not logging.getLogger("uvicorn.access").hasHandlers()


@pytest.mark.usefixtures("own_loggers")
def test_the_log_is_as_chosen_and_a_choice_that_is_none_is_refused_with_what_there_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOG_FORMAT, " Text ")
    set_up_log()
    logging.getLogger("prioritering.web").info("Begun")
    assert capsys.readouterr().err.endswith("Z info Begun logger=prioritering.web\n")
    monkeypatch.setenv(LOG_FORMAT, "xml")
    with pytest.raises(BadArgument, match="PRIORITERING_LOGG är ”xml”; json eller text förväntas"):
        set_up_log()
    logging.getLogger("prioritering.web").warning("Refused")
    assert [line["event"] for line in lines(capsys)] == ["Refused"]


@pytest.mark.usefixtures("own_loggers")
@pytest.mark.parametrize(
    ("in_terminal", "chosen", "events"),
    [
        (True, "", ["Z info Begun", "Z warning request"]),
        (True, "text", ["Z info Begun", "Z info request", "Z warning request"]),
        (False, "text", ["Z info Begun", "Z info request", "Z warning request"]),
        (False, "", ['"event": "Begun"', '"event": "request"', '"event": "request"']),
    ],
)
def test_in_a_terminal_where_nothing_is_chosen_the_log_is_text_without_the_requests_that_went_well(
    in_terminal: bool,
    chosen: str,
    events: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(LOG_FORMAT, chosen)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: in_terminal)
    set_up_log()
    logging.getLogger("prioritering.web").info("Begun")
    logging.getLogger(REQUESTS).info("request")
    logging.getLogger(REQUESTS).warning("request")
    written = capsys.readouterr().err.splitlines()
    assert len(written) == len(events)
    assert all(event in line for event, line in zip(events, written, strict=True))


@pytest.mark.usefixtures("own_loggers")
def test_the_log_of_the_server_is_the_one_that_is_bounded(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(LOG_FORMAT, raising=False)
    set_up_log()
    for at in range(5_000):
        logging.getLogger("asyncio").error("socket.accept() out of system resource %d", at)
    assert 50 <= len(lines(capsys)) < 500


@pytest.mark.usefixtures("own_loggers")
def test_a_server_whose_log_is_chosen_wrongly_does_not_start_and_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOG_FORMAT, "xml")
    monkeypatch.setattr(context, "_opened", lambda: pytest.fail("the database was opened"))

    async def start() -> None:
        async with lifespan(None):
            pytest.fail("the server started")

    with pytest.raises(BadArgument, match="json eller text"):
        asyncio.run(start())
