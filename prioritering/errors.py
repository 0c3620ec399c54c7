"""Every error a user can meet, as one tree; `str(error)` is always a clear Swedish sentence.

PrioriteringError
├── BadPlan        a plan folder that cannot be read; holds every problem found, not only the first
├── BadModel       a model file (criteria and levels) that cannot be used
├── BadArgument    an argument, a form field or a setting with a value that makes no sense
│   └── NotThere   an address that names something that is not there
├── NotAllowed     the role may not do this
│   └── TooFast    it has been tried too often; it may be tried again in a while
├── Conflict       something changed meanwhile (a role already taken, a round already closed)
│   └── NowAnother what was said was said of a project whose id is another project's by now
├── Infeasible     demands that cannot all be met; names those that clash
├── Cancelled      long work that the user has stopped
└── StoreError     the database cannot be used (damaged, full disk)
    └── StoreBusy  another process holds the database's file
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from prioritering.direction import isolated


class PrioriteringError(Exception):
    """Base of all errors that are shown to a user in Swedish."""


@dataclass(frozen=True)
class Problem:
    """One fault in a file: where it is, what stands there and what was expected.

    `row` is the line in the file as a text editor counts it (the header is row 1); `None` means the whole file.
    """

    file: str
    expected: str
    row: int | None = None
    column: str | None = None
    found: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", rad {self.row}"
        if self.column is not None:
            # A text file of settings has fields.
            place += f", {'fältet' if self.file.endswith('.toml') else 'kolumn'} {self.column}"
        found = f": ”{shorten(self.found)}”" if self.found is not None else ""
        return f"{place}{found}: {self.expected}"


def shorten(text: str, length: int = 60) -> str:
    """Return `text` on one line, cut to `length` characters, so that an error stays readable."""
    flat = isolated(" ".join(text.split()))
    return flat if len(flat) <= length else flat[: length - 1] + "…"


class BadPlan(PrioriteringError):
    """A plan with faults; `problems` holds all of them in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


class BadModel(PrioriteringError):
    """A model of criteria that cannot be used."""


class BadArgument(PrioriteringError):
    """A value given by a user (argument, field, address) that makes no sense."""


class NotThere(BadArgument):
    """An address names a plan, a meeting or a part of a page that is not there."""


class NotAllowed(PrioriteringError):
    """The role in use may not do what was asked."""


class TooFast(NotAllowed):
    """Something has been tried too often from one place; it may be tried again in a while."""


class Conflict(PrioriteringError):
    """What was asked clashes with something that has happened meanwhile."""


class NowAnother(Conflict):
    """What was said was said of another project: its id is another's in the plan's version by now."""


class Infeasible(PrioriteringError):
    """Demands that cannot all be met; `clashing` names a set that clash."""

    def __init__(self, message: str, clashing: Iterable[str] = ()) -> None:
        self.clashing = tuple(clashing)
        super().__init__(message)


class Cancelled(PrioriteringError):
    """Long work that the user has stopped."""


class StoreError(PrioriteringError):
    """The database cannot be used."""


class StoreBusy(StoreError):
    """Another process holds the database's file, as a running server does."""
