"""The server's log: one line for each event, as JSON or for a reader, on standard error, and never without end.

What Streamlit and uvicorn write goes the same way, but for the lines of theirs that name who asked for what.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from streamlit import logger as streamlit_logger

from prioritering.errors import BadArgument
from prioritering.settings import JSON_LOG, TEXT_LOG, log_format
from prioritering.web.server.log_pace import FIELDS, REQUESTS, LogPace

MAX_TEXT = 4_000
MAX_TRACEBACK = 8_000
_OTHERS = ("uvicorn", "streamlit", "websockets")
# Folders of the modules that tell of the server itself. The rest of uvicorn's lines tell of each connection, with
# addresses of persons and what they asked for.
_OF_THE_SERVER = ("uvicorn", "lifespan")


def set_up_log() -> None:
    """Let every line go through our handler; done again when Streamlit or uvicorn have set up theirs since.

    A faulty choice of format raises BadArgument, after the log is set up all the same.
    """
    in_terminal = sys.stderr.isatty()
    try:
        chosen = log_format()
    except BadArgument:
        _through_one_handler(JSON_LOG)
        raise
    _through_one_handler(chosen or (TEXT_LOG if in_terminal else JSON_LOG))
    # Whoever starts it by hand reads what is said at the start, and would lose it among the requests.
    logging.getLogger(REQUESTS).setLevel(logging.WARNING if in_terminal and not chosen else logging.NOTSET)


def _through_one_handler(chosen: str) -> None:
    root = logging.getLogger()
    for old in [handler for handler in root.handlers if isinstance(handler, _Lines)]:
        root.removeHandler(old)
    root.addHandler(_Lines(TextLine() if chosen == TEXT_LOG else JsonLine()))
    # Streamlit gives each of its loggers a handler of its own as it is made, also later on.
    streamlit_logger.setup_formatter = _let_through
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in _OTHERS:
            _let_through(logging.getLogger(name))
    for name in ("prioritering", "uvicorn", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.INFO)
    server = logging.getLogger("uvicorn.error")
    server.filters = [_without_persons]
    # The lines of `access_log` stand in its place.
    requests = logging.getLogger("uvicorn.access")
    requests.handlers, requests.propagate = [], False


def _let_through(logger: logging.Logger) -> None:
    logger.handlers, logger.propagate = [], True


def _without_persons(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or Path(record.pathname).parent.name in _OF_THE_SERVER


class _Lines(logging.Handler):
    """Our handler, told from those of others."""

    def __init__(self, formatter: logging.Formatter) -> None:
        super().__init__()
        self.setFormatter(formatter)
        self.pace = LogPace()
        self.addFilter(self.pace)

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line to what is standard error now."""
        try:
            line = self.format(record)
            self.pace.wrote(len(line.encode("utf-8", errors="replace")) + 1)
            print(line, file=sys.stderr, flush=True)
        except Exception:
            self.handleError(record)


class JsonLine(logging.Formatter):
    """One JSON object a line: time, level, event, then what belongs to the event."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = json.dumps(dict(_parts(self, record)), ensure_ascii=False, default=str)
        # Some read other signs than \n as the end of a line as well.
        return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in line)


class TextLine(logging.Formatter):
    """The same for a reader: time, level, event, name=value; what follows of an error is indented."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        found = dict(_parts(self, record))
        error = found.pop("error", "")
        head = [str(found.pop(name)) for name in ("time", "level", "event")]
        line = _on_one_line(" ".join([*head, *(f"{name}={value}" for name, value in found.items())]))
        return "\n    ".join([line, *map(_on_one_line, str(error).splitlines())])


def _parts(formatter: logging.Formatter, record: logging.LogRecord) -> Iterable[tuple[str, object]]:
    at = datetime.fromtimestamp(record.created, UTC)
    yield "time", at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    yield "level", record.levelname.lower()
    yield "event", _shortened(record.getMessage().strip(), MAX_TEXT)
    yield "logger", record.name
    yield from getattr(record, FIELDS, {}).items()
    if record.exc_info:
        # Its end names the error.
        yield "error", formatter.formatException(record.exc_info)[-MAX_TRACEBACK:]


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]} …"


def _on_one_line(text: str) -> str:
    # What somebody has typed must not look like a line of its own, nor steer a terminal.
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
