"""What the optional columns of projekt.csv say of a project: who, when, how it is paid, what it depends on.

They are kept with the project as they stand, under the headings that the plan has, and read here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from prioritering.plan.cells import in_kronor
from prioritering.plan.columns import fold, project_spec
from prioritering.plan.likeness import folded_name
from prioritering.plan.object_plan import Project

_NAMES = ("ansvarig", "aktor", "start", "slut", "status", "finansiering", "beror_pa", "drift_tkr_ar")
ACTOR, DEPENDS, START, END, RUNNING = "aktor", "beror_pa", "start", "slut", "drift_tkr_ar"
_YEAR = re.compile(r"kostnad_((?:19|20)[0-9]{2})")
_YEAR_IN_KRONOR = re.compile(r"(kostnad_(?:19|20)[0-9]{2})_(?:i_)?(?:kr|kronor)")
# Headings that say that what it costs to run a project is in kronor.
RUNNING_IN_KRONOR = tuple(
    f"drift_{unit}{per}_ar" for unit in ("kr", "kronor", "i_kr", "i_kronor") for per in ("", "_per")
)
_DAY = re.compile(r"((?:19|20)[0-9]{2})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")


@lru_cache(maxsize=4096)
def column_of(heading: str) -> str:
    """Return what a column is known by, however it is headed: 'kostnad_2027' of 'Kostnad 2027 (kr)'."""
    name = fold(heading)
    if name in RUNNING_IN_KRONOR:
        return RUNNING
    if match := _YEAR_IN_KRONOR.fullmatch(name):
        return match[1]
    # With the unit that every cost has, as the column is called where it is shown: 'Kostnad 2027 (tkr)'.
    return name.removesuffix("_tkr") if _YEAR.fullmatch(name.removesuffix("_tkr")) else name


@lru_cache(maxsize=4096)
def year_of(heading: str) -> int | None:
    """Return the year that a column of costs is about: 2027 of 'kostnad_2027'; None for any other column."""
    match = _YEAR.fullmatch(column_of(heading))
    return int(match[1]) if match else None


@lru_cache(maxsize=4096)
def is_fact(heading: str) -> bool:
    """Return whether a column is one of those that are read here."""
    return column_of(heading) in _NAMES or year_of(heading) is not None


def is_dependency(heading: str) -> bool:
    """Return whether a column says what a project depends on."""
    return column_of(heading) == DEPENDS


def stated_facts(project: Project) -> Mapping[str, str]:
    """Return what is said in the columns that are read here, by the column's own name; empty cells are left out."""
    cells = cells_by_column(project.other).items()
    return {column: as_read(*cell) for column, cell in cells if cell[1] and is_fact(column)}


def cells_by_column(cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return the cells, each with its heading, by what their columns are known by, the plan's own by that.

    A version that was read by earlier rules may have one of those that are read here under two headings: the first that
    says something counts.
    """
    found: dict[str, tuple[str, str]] = {}
    for heading, text in cells.items():
        column = column_of(heading) if is_fact(heading) else heading
        if column not in found or (text and not found[column][1]):
            found[column] = (heading, text)
    return found


def further_cell(project: Project, column: str) -> tuple[str, str]:
    """Return the heading and the text of the cell in a further column, by what the column is known by; "" for none."""
    return cells_by_column(project.other).get(column, (column, ""))


def fact_heading(column: str) -> str:
    """Return what any column of the plan's is called where it is shown: as it stands, or as `heading` says."""
    return heading(column_of(column)) if is_fact(column) else column


def heading(name: str) -> str:
    """Return what a column is called where it is shown: 'Beror på', 'Kostnad 2027 (tkr)'."""
    year = year_of(name)
    return project_spec().columns[name].heading if year is None else f"Kostnad {year} (tkr)"


@lru_cache(maxsize=4096)
def is_amount(heading: str) -> bool:
    """Return whether a column holds amounts that no sum is made of: the costs of a year, or of running a project."""
    return column_of(heading) == RUNNING or year_of(heading) is not None


def actors(project: Project) -> tuple[str, ...]:
    """Return who carries a project out, an actor or a committee; none where the plan does not say."""
    return tuple(filter(None, (part.strip() for part in stated_facts(project).get(ACTOR, "").split("/"))))


def actors_called(projects: Iterable[Project]) -> dict[str, str]:
    """Return what the actors of a plan are called, by folded name: AMI and ami are one, called what most call it."""
    used = Counter(name for project in projects for name in actors(project))
    called: dict[str, str] = {}
    for name in sorted(used, key=lambda name: (-used[name], name)):
        called.setdefault(folded_name(name), name)
    return called


def ids_in(text: str) -> tuple[str, ...]:
    """Return the ids in a cell such as 'S01, S02'."""
    return tuple(dict.fromkeys(filter(None, re.split(r"[,;\s]+", text))))


def depends_on(project: Project) -> tuple[str, ...]:
    """Return the ids of the projects that must be done for this one to be possible."""
    return ids_in(stated_facts(project).get(DEPENDS, "")) if project.other else ()


@lru_cache(maxsize=4096)
def is_in_kronor(heading: str) -> bool:
    """Return whether a column of amounts has a heading that says that they are in kronor: 'Kostnad 2027 (kr)'."""
    name = fold(heading)
    return name in RUNNING_IN_KRONOR or bool(_YEAR_IN_KRONOR.fullmatch(name))


def as_read(heading: str, text: str) -> str:
    """Return what a cell says where its column is known to be in tkr: with kr, if that is what its heading says."""
    return in_kronor(text) if is_in_kronor(heading) else text


def is_day(text: str) -> bool:
    """Return whether a text is a year, a month or a day as they are written here: 2027, 2027-03, 2027-03-01."""
    return bool(_DAY.fullmatch(text))
