"""Checks of the rows of projekt.csv against each other: their names, what depends on what, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from prioritering.errors import shorten
from prioritering.plan.cells import is_in_words, is_said_in_words, read_cost
from prioritering.plan.file_cells import rows_named
from prioritering.plan.files import FolderFiles
from prioritering.plan.ids import look_of, sign_words, without_zeros
from prioritering.plan.object_plan import Project
from prioritering.plan.project_facts import (
    DEPENDS,
    END,
    START,
    as_read,
    depends_on,
    fact_heading,
    heading,
    is_amount,
    is_day,
    stated_facts,
    year_of,
)
from prioritering.plan.sheets import Sheet
from prioritering.swedish import listing

MOST_ROWS = 10


def check_facts(files: FolderFiles, sheet: Sheet, projects: Sequence[Project]) -> None:
    """Keep a problem for each dependency that cannot be, and a notice of dates that cannot be read as such."""
    rows = [row for row, _ in sheet.rows]
    _check_years(files, sheet)
    _tell_same_names(files, sheet, dict(zip(rows, projects, strict=True)))
    _tell_look_alikes(files, sheet, dict(zip(rows, projects, strict=True)))
    _tell_lost_zeros(files, sheet, dict(zip(rows, projects, strict=True)))
    if DEPENDS in sheet.places:
        _check_dependencies(files, sheet, dict(zip(rows, projects, strict=True)))
    _tell_words_for_amounts(files, sheet, dict(zip(rows, projects, strict=True)))
    for name in (START, END):
        if name in sheet.places:
            _tell_dates(files, sheet, name, dict(zip(rows, projects, strict=True)))
    if START in sheet.places and END in sheet.places:
        _tell_backwards(files, sheet, dict(zip(rows, projects, strict=True)))


def _check_years(files: FolderFiles, sheet: Sheet) -> None:
    """Keep a problem for each year that has two columns of costs: which of them counts cannot be known."""
    columns: dict[int, list[str]] = {}
    for name in sheet.other:
        year = year_of(name)
        if year is not None:
            columns.setdefault(year, []).append(f"”{shorten(name)}”")
    for year, names in columns.items():
        if len(names) > 1:
            files.add(sheet.file, f"en enda kolumn för kostnaden {year} förväntas; den finns som {listing(names)}")


def _tell_same_names(files: FolderFiles, sheet: Sheet, rows: Mapping[int, Project]) -> None:
    """Tell which projects have one name, so that nobody takes two for one: they are told apart by their ids."""
    same = _alike(rows, lambda project: " ".join(project.name.casefold().split()), lambda project: project.id)
    said = [
        f"{rows_named(found)} har samma namn, ”{shorten(rows[found[0]].name)}”. De räknas som olika projekt "
        f"({listing(_ids(rows, found))}); är det ett och samma, ta bort en av raderna."
        for found in same
    ]
    _tell_first(files, sheet, said, "namn till står på flera rader")


def _tell_look_alikes(files: FolderFiles, sheet: Sheet, rows: Mapping[int, Project]) -> None:
    """Tell which ids look the same and are not: what is said of one would be taken for said of the other."""
    said = []
    for found in _alike(rows, lambda project: look_of(project.id), lambda project: project.id):
        every = _ids(rows, found)
        said.append(
            f"{rows_named(found)} har id:n som ser lika ut men är skrivna med olika tecken, "
            f"{listing(sign_words(key, every) for key in every)}. De räknas som olika projekt; är det ett och samma, "
            "skriv id:t på ett sätt."
        )
    _tell_first(files, sheet, said, "id:n till ser ut som ett annat")


def _tell_lost_zeros(files: FolderFiles, sheet: Sheet, rows: Mapping[int, Project]) -> None:
    """Tell which ids differ only in the zeros that a spreadsheet program drops: 1 and 01."""
    same = _alike(rows, lambda project: without_zeros(project.id), lambda project: project.id.casefold())
    said = [
        f"{rows_named(found)} har id:n som bara skiljer i nollor, {listing(f'”{key}”' for key in _ids(rows, found))}. "
        "De räknas som olika projekt; är det ett och samma, ta bort en av raderna. Kalkylprogram kan ta bort nollor "
        "först i ett id."
        for found in same
    ]
    _tell_first(files, sheet, said, "id:n till skiljer bara i nollor från ett annat")


def _alike(
    rows: Mapping[int, Project], look: Callable[[Project], str], sign: Callable[[Project], str]
) -> list[list[int]]:
    """Return the rows whose projects look the same and are told apart by a sign; one id twice is a fault of its own."""
    looks: dict[str, list[int]] = {}
    for row, project in rows.items():
        looks.setdefault(look(project), []).append(row)
    return [found for seen, found in looks.items() if seen and len({sign(rows[row]) for row in found}) > 1]


def _ids(rows: Mapping[int, Project], found: Sequence[int]) -> list[str]:
    return [rows[row].id for row in found[:MOST_ROWS]]


def _tell_first(files: FolderFiles, sheet: Sheet, said: Sequence[str], more: str) -> None:
    files.notices.extend(f"{sheet.file}: {sentence}" for sentence in said[:MOST_ROWS])
    if len(said) > MOST_ROWS:
        files.notices.append(f"{sheet.file}: {len(said) - MOST_ROWS} {more}.")


def _check_dependencies(files: FolderFiles, sheet: Sheet, rows: Mapping[int, Project]) -> None:
    needs = {project.id: depends_on(project) for project in rows.values()}
    told: set[str] = set()
    for row, project in rows.items():
        label = sheet.label(row, DEPENDS)
        for key in needs[project.id]:
            if key not in needs:
                files.add(
                    sheet.file, f"id för ett projekt i tabellen förväntas{looks_like(key, needs)}", row, label, key
                )
        ring = [] if project.id in told else _ring(project.id, needs)
        if ring:
            told |= set(ring)
            expected = f"projekten beror på varandra i en ring: {' → '.join((*ring, ring[0]))}"
            files.add(sheet.file, expected, row, label, ", ".join(needs[project.id]))


def looks_like(text: str, ids: Iterable[str]) -> str:
    """Return which of the ids one that is not among them looks like, as the end of a message; nothing for none."""
    look = look_of(text)
    there = tuple(ids)
    alike = next((key for key in there if look_of(key) == look), "")
    if not alike:
        zeros = next((key for key in there if without_zeros(key) == without_zeros(text)), "")
        return f"; det finns ”{zeros}”, som bara skiljer i nollor" if zeros else ""
    return f"; det ser ut som {sign_words(alike, [text])}, men är skrivet {sign_words(text, [alike])}"


def _ring(start: str, needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the way from a project back to itself, empty when there is none."""
    came: dict[str, str] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        for key in needs.get(here, ()):
            if key == start:
                way = [here]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return way[::-1]
            if key not in came:
                came[key] = here
                waiting.append(key)
    return []


def _tell_words_for_amounts(files: FolderFiles, sheet: Sheet, rows: Mapping[int, Project]) -> None:
    """Tell where words stand for the cost of a year or of running: shown as they stand, they count as nothing."""
    found: dict[str, list[int]] = {}
    for row, project in rows.items():
        for name, text in project.other.items():
            if is_amount(name) and (is_in_words(text) or is_said_in_words(read_cost(as_read(name, text)))):
                found.setdefault(name, []).append(row)
    for name, odd in found.items():
        first = rows[odd[0]].other[name]
        files.notices.append(
            f"{sheet.file}: kolumnen {fact_heading(name)} har på {rows_named(odd)} ord i stället för ett belopp, som "
            f"”{shorten(first)}”. Det visas så och räknas inte."
        )


def _tell_dates(files: FolderFiles, sheet: Sheet, name: str, rows: Mapping[int, Project]) -> None:
    odd = [row for row, project in rows.items() if (text := stated_facts(project).get(name)) and not is_day(text)]
    if odd:
        where = f"{sheet.file}: kolumnen {heading(name)} har på {rows_named(odd)}"
        files.notices.append(f"{where} något annat än ett datum som 2027, 2027-03 eller 2027-03-01; det visas så.")


def _tell_backwards(files: FolderFiles, sheet: Sheet, rows: Mapping[int, Project]) -> None:
    turned = []
    for row, project in rows.items():
        said = stated_facts(project)
        start, end = said.get(START, ""), said.get(END, "")
        # Cut to the same length: a project may start in 2027-03 and end in 2027.
        if is_day(start) and is_day(end) and end[: len(start)] < start[: len(end)]:
            turned.append(row)
    if turned:
        files.notices.append(f"{sheet.file}: slut står före start på {rows_named(turned)}.")
