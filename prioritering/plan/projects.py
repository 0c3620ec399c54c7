"""Reads `projekt.csv` into projects, with status, raw text and place per value from `projekt_falt.csv`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from functools import cache, partial
from typing import Any, TypeVar

from prioritering.criteria.gate import GateCriterion
from prioritering.criteria.model import Criterion, Model, WordedScale
from prioritering.errors import shorten
from prioritering.plan.cells import (
    CellError,
    check_one_line,
    clean,
    in_kronor,
    is_in_words,
    parse_cost,
    parse_mark,
    parse_tier,
    read_cost,
    tier_of,
)
from prioritering.plan.columns import PROJECTS, fold, project_spec
from prioritering.plan.files import FolderFiles
from prioritering.plan.ids import ID_FORM, is_id
from prioritering.plan.likeness import folded_name
from prioritering.plan.object_plan import NO_MARK, Cost, Mark, OwnTier, Place, Project, Status
from prioritering.plan.perspectives import split_perspectives
from prioritering.plan.project_checks import check_facts, looks_like
from prioritering.plan.project_facts import RUNNING, RUNNING_IN_KRONOR, as_read, is_amount, is_fact, is_in_kronor
from prioritering.plan.sheets import Sheet, Wanted, read_sheet
from prioritering.plan.side_files import CHECKS, Row, row_number

FILE = project_spec().file
COST = "kostnad_tkr"
# Headings that say that the costs are in kronor: they are read as such, and it is told.
_IN_KRONOR = ("kostnad_kr", "kostnad_i_kr", "kostnad_kronor", "kostnad_i_kronor")
_MEANT = {**dict.fromkeys(_IN_KRONOR, COST), **dict.fromkeys(RUNNING_IN_KRONOR, RUNNING)}
REQUIRED = project_spec().required
# One that stands for a column for each year is known by its form, not by its name.
OPTIONAL = tuple(name for name in project_spec().optional if "<" not in name)
# Columns that a field of a project is made of. The cells of any other are checked by their kind and kept as they stand.
_FIELDS = {*REQUIRED, "alias", "perspektiv", "paborjat", "notering", "rad", "rad_till"}
_SHOWN_UNDER = "Övriga uppgifter"
_OWN_NAMES = (
    'planens egna namn på klasserna skrivs i plan.toml, under [klasser], som "Bör" = "prioriterat"',
    "planens egna namn på klasserna skrivs på bladet Plan, som Prioriterat kallas: Bör",
)
_LONGEST_ID = 40
_ALONE = "både id och namn förväntas för ett projekt; är raden en mellanrubrik eller en fotnot, ta bort den ur tabellen"
_T = TypeVar("_T")
_NO_COST = Cost(status=Status.BLANK)
_NO_EXTRAS: dict[str, Any] = {
    "alias": "",
    "perspectives": (),
    "perspective_printed": "",
    "begun": "",
    "remark": "",
    "place": None,
}


def read_projects(
    files: FolderFiles, model: Model | None, document: str, fields: Iterable[Row] = (), own: Sequence[OwnTier] = ()
) -> tuple[Project, ...]:
    """Return the projects in file order; faults are kept in `files`. A file with only a header holds no projects.

    `own` are the plan's own names for the classes. A criterion without a column is not stated for any project: what it
    may give is then a range of points. Without a model, as when the plan's own is at fault, no mark is read.
    """
    headings = {item.name: item.id for item in (model.judged if model else ())}
    optional, also = (*headings.values(), *OPTIONAL), {**_MEANT, **headings}
    sheet = read_sheet(files, PROJECTS, Wanted(REQUIRED, optional, also, _SHOWN_UNDER, is_fact))
    if sheet is None:
        return ()
    reader = _Reader(files, model, document, sheet, own)
    if reader.in_kronor:
        _tell_in_kronor(files, sheet, sheet.heading(COST))
    for heading in (sheet.heading(RUNNING), *sheet.other):
        if is_in_kronor(heading):
            _tell_in_kronor(files, sheet, heading)
    projects = [reader.project(row, cells) for row, cells in sheet.rows]
    check_facts(files, sheet, projects)
    # On most of several rows it is no slip of the hand.
    odd = reader.odd_tiers > max(1, len(projects) // 2)
    if odd and not own and not any(item.column == "klasser" for item in files.problems):
        files.add(sheet.file, _OWN_NAMES[files.book is not None], column="klass")
    return tuple(_with_places(files, projects, fields, document))


def _tell_in_kronor(files: FolderFiles, sheet: Sheet, heading: str) -> None:
    said = "är i kronor. Beloppen räknas om till tkr: 250000 läses som 250 tkr."
    files.notices.append(f"{sheet.file}: kolumnen ”{shorten(heading)}” {said}")


class _Reader:
    """Turns rows into projects; equal cells are parsed once."""

    def __init__(
        self, files: FolderFiles, model: Model | None, document: str, sheet: Sheet, own: Sequence[OwnTier]
    ) -> None:
        self.files, self.sheet, self.document = files, sheet, document
        # By id in small letters: links, demands and the filters of spreadsheet programs take A1 and a1 for one.
        self.seen: dict[str, tuple[int, str, str]] = {}
        self.in_kronor = fold(sheet.heading(COST)) in _IN_KRONOR
        worded = [item.scale for item in (model.criteria if model else ()) if isinstance(item.scale, WordedScale)]
        levels = {folded_name(level.name) for scale in worded for level in scale.levels}
        self.cost = cache(partial(_cost, levels=levels, own=own, is_in_kronor=self.in_kronor))
        self.tier = cache(partial(parse_tier, own=own))
        self.own = {folded_name(item.name): item.name for item in own}
        self.odd_tiers = 0
        self.has_extras = any(name in sheet.places for name in OPTIONAL)
        further = {name: column for name, column in project_spec().columns.items() if name not in _FIELDS}
        # Under the plan's own headings, as every column that is kept as it stands.
        known = [
            (sheet.heading(name), sheet.places[name], _CHECKS[further[name].kind])
            for name in further
            # A workbook made from `mall` has them all, and those that nobody has used are no facts.
            if name in sheet.places and any(cells[sheet.places[name]].strip() for _, cells in sheet.rows)
        ]
        unknown = [(name, place, _a_cost if is_amount(name) else _any_text) for name, place in sheet.other.items()]
        self.other = sorted((*known, *unknown), key=lambda item: item[1])
        gates = model.gates if model else ()
        self.gates = [(item.id, cache(_mark_parser(item))) for item in gates if item.id in sheet.places]
        self.criteria = [(item.id, cache(_mark_parser(item))) for item in (model.criteria if model else ())]

    def project(self, row: int, cells: list[str]) -> Project:
        """Return one row as a project; faults are kept and the value left blank."""
        # Every cell is checked by its own reader, so it is not done again for each of very many rows.
        return Project.model_construct(
            id=self._id(row, cells),
            name=self._name(row, cells),
            tier=self._cell(row, cells, "klass", self.tier, None),
            cost=self._cell(row, cells, COST, self.cost, _NO_COST),
            marks=self._marks(row, cells),
            other=self._other(row, cells),
            added=False,
            tier_printed=self._own_tier(cells),
            **(self._extras(row, cells) if self.has_extras else _NO_EXTRAS),
        )

    def _own_tier(self, cells: list[str]) -> str:
        """Return which of the plan's own names for a class stands here; one class may have several."""
        return self.own.get(folded_name(self.sheet.cell(cells, "klass")), "") if self.own else ""

    def _marks(self, row: int, cells: list[str]) -> dict[str, Mark]:
        """Return what stands on each criterion, and on each gate that has been tried."""
        marks = {name: self._cell(row, cells, name, parse, NO_MARK) for name, parse in self.criteria}
        said = {name: self._cell(row, cells, name, parse, NO_MARK) for name, parse in self.gates}
        return marks | {name: mark for name, mark in said.items() if mark.known}

    def _extras(self, row: int, cells: list[str]) -> dict[str, Any]:
        alias, printed, begun, note = (
            clean(self.sheet.cell(cells, name)) for name in ("alias", "perspektiv", "paborjat", "notering")
        )
        return {
            "alias": alias,
            "perspectives": split_perspectives(printed),
            "perspective_printed": printed,
            "begun": begun,
            "remark": note,
            "place": self._place(row, cells),
        }

    def _other(self, row: int, cells: list[str]) -> dict[str, str]:
        """Return what else stands on a row, by column in their order; empty cells too."""
        found = {}
        for name, place, check in self.other:
            text = clean(cells[place])
            try:
                if check is _a_cost:
                    check_one_line(cells[place])
                check(as_read(name, text))
                found[name] = text
            except CellError as error:
                said = self.sheet.expected(name, str(error))
                self.files.add(self.sheet.file, said, row, self.sheet.label_at(row, place, name), text)
        return found

    def _cell(self, row: int, cells: list[str], column: str, parse: Callable[[str], _T], instead: _T) -> _T:
        text = self.sheet.cell(cells, column)
        try:
            return parse(text)
        except CellError as error:
            expected, label = self.sheet.expected(column, str(error)), self.sheet.label(row, column)
            self.files.add(self.sheet.file, expected, row, label, text)
            self.odd_tiers += column == "klass"
            return instead

    def _id(self, row: int, cells: list[str]) -> str:
        text, tier = (clean(self.sheet.cell(cells, name)) for name in ("id", "klass"))
        if "id" not in self.sheet.places:
            return text
        if alone := self._stands_alone(cells):
            self.files.add(self.sheet.file, _ALONE, row, self.sheet.label(row, alone), self.sheet.cell(cells, alone))
        elif not is_id(text, _LONGEST_ID):
            expected = f"ett id med 1–{_LONGEST_ID} tecken förväntas: {ID_FORM}"
            self.files.add(self.sheet.file, expected, row, self.sheet.label(row, "id"), text)
        elif text.casefold() in self.seen:
            self.files.add(self.sheet.file, self._taken(text, tier), row, self.sheet.label(row, "id"), text)
        else:
            self.seen[text.casefold()] = (row, text, tier)
        return text

    def _taken(self, text: str, tier: str) -> str:
        """Return what is expected of an id that an earlier row has."""
        row, before, first = self.seen[text.casefold()]
        if before != text:
            return f"id:t får inte skilja sig bara i stora och små bokstäver från ”{before}” på rad {row}"
        said = f"två projekt har samma id; det första står på rad {row}"
        if fold(first) == fold(tier):
            return said
        classes = (f"”{shorten(text)}”" if text else "tom" for text in (first, tier))
        return f"{said} med klassen {next(classes)}, här är den {next(classes)}"

    def _name(self, row: int, cells: list[str]) -> str:
        text = clean(self.sheet.cell(cells, "namn"))
        if "namn" in self.sheet.places and not 0 < len(text) <= 300 and not self._stands_alone(cells):
            expected = "ett namn med 1–300 tecken förväntas"
            self.files.add(self.sheet.file, expected, row, self.sheet.label(row, "namn"), text)
        return text

    def _stands_alone(self, cells: list[str]) -> str:
        """Return in which column, that of ids or of names, the only text of a row stands; empty when there is more."""
        here = [name for name in ("id", "namn") if self.sheet.cell(cells, name).strip()]
        alone = len(here) == 1 and "namn" in self.sheet.places and sum(bool(cell.strip()) for cell in cells) == 1
        return here[0] if alone else ""

    def _place(self, row: int, cells: list[str]) -> Place | None:
        line, line_to = (self._cell(row, cells, name, row_number, None) for name in ("rad", "rad_till"))
        return Place(document=self.document, line=line, line_to=line_to) if line else None


def _cost(text: str, levels: Set[str], own: Sequence[OwnTier], is_in_kronor: bool) -> Cost:
    """Return a cost; under a heading that says kronor with the unit written out as if the cell had it."""
    # A class or a level is no way to say what something costs: a cell too many has moved it here.
    moved = tier_of(text, own) is not None or folded_name(text) in levels
    return (parse_cost if moved else read_cost)(in_kronor(text) if is_in_kronor else text)


def _any_text(text: str) -> str:
    return text


def _a_cost(text: str) -> str:
    # Nothing is counted from it, so that words in it need not stop a plan.
    if not is_in_words(text):
        read_cost(text)
    return text


# The cells of a further column are checked by its kind and kept as they stand.
_CHECKS = {**CHECKS, "idn": _any_text, "kostnad": _a_cost}


def _mark_parser(criterion: Criterion | GateCriterion) -> Callable[[str], Mark]:
    return lambda text: parse_mark(text, criterion)


def _with_places(
    files: FolderFiles, projects: list[Project], fields: Iterable[Row], document: str
) -> Iterable[Project]:
    by_project: dict[str, list[Row]] = {}
    for field in fields:
        by_project.setdefault(field["projekt"], []).append(field)
    for project in projects:
        own = by_project.pop(project.id, None)
        yield _merged(files, project, own, document) if own else project
    for unknown, (first, *_) in by_project.items():
        expected = f"ett projekt i {FILE} förväntas{looks_like(unknown, (project.id for project in projects))}"
        files.add(first.where, expected, first.number, "projekt", unknown)


def _merged(files: FolderFiles, project: Project, fields: list[Row], document: str) -> Project:
    cost, marks = project.cost, dict(project.marks)
    for field in fields:
        line, line_to = row_number(field["rad"]), row_number(field["rad_till"])
        place = Place(document=document, line=line, line_to=line_to) if line else project.place
        status = Status(field["status"])
        if field["falt"] == COST:
            _same_status(files, field, cost.status, status)
            cost = cost.model_copy(update={"raw": field["ratext"], "place": place, "status": status})
        elif field["falt"] in marks:
            mark = marks[field["falt"]]
            _same_status(files, field, mark.status, status)
            marks[field["falt"]] = mark.model_copy(
                update={"printed": field["ratext"], "place": place, "status": status}
            )
    return project.model_copy(update={"cost": cost, "marks": marks})


def _same_status(files: FolderFiles, field: Row, parsed: Status, given: Status) -> None:
    # A derived value stands in its cell like a stated one: only the further file can tell them apart.
    if given is not parsed and not (given is Status.DERIVED and parsed is Status.STATED):
        expected = f"samma status som cellen i {FILE} förväntas ({parsed.value})"
        found = f"{field['projekt']}, {field['falt']}: {given.value}"
        files.add(field.where, expected, field.number, "status", found)
