"""Reads `plan.toml`, or a workbook's sheet Plan: what the plan is called, whose it is, the document's own facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationError, WrapValidator

from prioritering.errors import shorten
from prioritering.plan.cells import CellError, clean, parse_tier, tier_of
from prioritering.plan.columns import fold
from prioritering.plan.file_cells import Grid
from prioritering.plan.files import HEAD_FILE, HEAD_SHEET, FolderFiles
from prioritering.plan.ids import ID_FORM, is_id
from prioritering.plan.lost_letters import lost_letter_words
from prioritering.plan.object_plan import Status, Tier
from prioritering.plan.side_files import MAX_LINE, line_ranges
from prioritering.plan.where_else import where_else
from prioritering.plan.workbook import WORKBOOK_SUFFIX
from prioritering.swedish import listing
from prioritering.toml_files import (
    MAX_TOML_BYTES,
    TOO_LARGE_TOML,
    Fault,
    Text,
    TomlSyntaxError,
    TomlTable,
    faults,
    parse_toml,
)

_STATUSES = tuple(status.value for status in Status)


def _as_text(value: object) -> object:
    # `period = 2026` is what a person writes, and it can only mean one thing.
    return clean(str(value)) if isinstance(value, str) or type(value) is int else value


def _fits_an_address(text: str) -> str:
    if not is_id(text, 200):
        raise ValueError(f"{ID_FORM} förväntas")
    return text


def _fits_a_municipality(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) and text:
        raise ValueError("små bokstäver a–z, siffror och bindestreck förväntas, som linkoping")
    return text


def _is_lines(text: str) -> str:
    try:
        line_ranges(text)
    except CellError as error:
        raise ValueError(str(error)) from error
    return text


def _is_status(text: str) -> str:
    if text not in _STATUSES:
        raise ValueError(f"{', '.join(_STATUSES)} förväntas")
    return text


_TIER_FORM = 'egna namn och en av de tre klasserna, som "Måste" = "strategiskt",'


def _is_tier(text: str) -> str:
    try:
        tier = parse_tier(text)
    except CellError:
        tier = None
    if tier is None:
        raise ValueError("strategiskt, prioriterat eller önskvärt förväntas")
    return tier.value


def _tells_classes_apart(names: dict[str, str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for name, tier in names.items():
        word = clean(name).casefold()
        # A class is told by its word wherever one is typed, so no word may be that of two.
        if said.setdefault(word, tier) != tier or tier_of(word) not in (None, tier):
            raise ValueError(f"ett namn som inte också är en annan klass förväntas i stället för ”{shorten(name)}”")
    return names


# The fields that stand on a workbook's sheet: what they are called there and what they mean.
HEAD_FIELDS = {
    "id": ("Id", "Planens id i länkar, som samhallsbyggnad-2026. Behövs. Ändra det inte sedan."),
    "namn": ("Namn", "Planens namn, som Samhällsbyggnad. Behövs."),
    "period": ("Period", "Perioden, som 2026. Behövs."),
    "kommun": ("Kommun", "Kommunens namn."),
    "kommun_id": ("Kommun-id", "Kommunens id i länkar, som linkoping. Görs av namnet när det saknas."),
    "forvaltningsobjekt": ("Förvaltningsobjekt", "Förvaltningsobjektets namn."),
    "dokument": ("Dokument", "Namnet på det dokument som planen bygger på."),
}

# And how the plan's own names of the classes stand there, several of one class parted by semicolons.
TIER_FIELDS = {
    f"{tier.capitalize()} kallas": (tier, f"Planens eget namn på klassen {tier}, om den har något. Flera skiljs med ;")
    for tier in Tier
}

Named = Annotated[
    str,
    BeforeValidator(_as_text),
    Field(min_length=1, max_length=200, description="en text med 1–200 tecken förväntas"),
]
Words = Annotated[str, Field(max_length=500, description="en text med högst 500 tecken förväntas")]
Line = Annotated[int, Field(gt=0, lt=MAX_LINE, description="ett radnummer från 1 förväntas")]


class DocumentFact(TomlTable):
    """One fact of the document's own, with its status, raw text and lines; `rader` where it stands in many places."""

    model_config = ConfigDict(extra="ignore")
    id: Text
    namn: Text
    varde: str = ""
    ratext: str = ""
    rad: Line | None = None
    rad_till: Line | None = None
    rader: Annotated[str, AfterValidator(_is_lines)] = ""
    status: Annotated[str, AfterValidator(_is_status)] = Status.STATED.value


class Head(TomlTable):
    """What plan.toml says."""

    model_config = ConfigDict(extra="ignore")
    id: Annotated[Named, AfterValidator(_fits_an_address)]
    namn: Named
    period: Named
    kommun: Words = ""
    kommun_id: Annotated[str, Field(max_length=200), AfterValidator(_fits_a_municipality)] = ""
    forvaltningsobjekt: Words = ""
    dokument: Words = ""
    klasser: Annotated[
        dict[str, Annotated[str, AfterValidator(_is_tier)]],
        AfterValidator(_tells_classes_apart),
        Field(default_factory=dict, description=f"{_TIER_FORM} förväntas"),
    ]
    faktum: Annotated[list[DocumentFact], Field(default_factory=list, description="tabeller [[faktum]] förväntas")]


def _or_nothing(value: object, read: Callable[[object], str]) -> str:
    try:
        return read(value)
    except ValidationError:
        return ""


class SaidOfPlan(TomlTable):
    """What the head says of which plan it is, however faulty the rest: empty where it says nothing that can be read."""

    model_config = ConfigDict(extra="ignore")
    id: Annotated[Named, WrapValidator(_or_nothing)] = ""
    kommun: Annotated[Words, WrapValidator(_or_nothing)] = ""
    kommun_id: Annotated[str, WrapValidator(_or_nothing)] = ""


def said_of_plan(files: FolderFiles) -> SaidOfPlan:
    """Return which plan a folder's head says that it is; its faults are told by `read_head`."""
    return SaidOfPlan.model_validate(_said(files)[1] or {})


def read_head(files: FolderFiles) -> Head | None:
    """Return the plan's head, or None with all its faults kept in `files`; unknown fields are told in one notice."""
    where, data = _said(files)
    if data is None:
        return None
    unknown = [key for key in data if key not in Head.model_fields]
    if unknown:
        named = listing(f"”{shorten(key)}”" for key in unknown)
        words = f"fältet {named} är okänt" if len(unknown) == 1 else f"fälten {named} är okända"
        files.notices.append(f"{where}: {words} och används inte.")
    try:
        head = Head.model_validate(data)
    except ValidationError as error:
        for fault in faults(error, Head, data):
            _add(files, where, fault, unknown)
        return None
    files.notices += _alike(where, head.klasser)
    files.notices += _lost_letters(where, head)
    return head


def _lost_letters(where: str, head: Head) -> Iterator[str]:
    for name in (*HEAD_FIELDS, "klasser"):
        said = lost_letter_words(", ".join(head.klasser) if name == "klasser" else getattr(head, name))
        if said:
            yield f"{where}: fältet {name}: {said}"


def _alike(where: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is said of classes whose names are one word in two spellings, or easily mixed up."""
    for (first, tier), (second, other) in combinations(sorted(names.items()), 2):
        one, two = (clean(name).casefold() for name in (first, second))
        pair = f"{where}: klassnamnen ”{shorten(first)}” och ”{shorten(second)}”"
        if one == two:
            yield f"{pair} är ett och samma namn. Ta bort det ena."
        elif tier != other and (f"{two} ".startswith(f"{one} ") or f"{one} ".startswith(f"{two} ")):
            yield f"{pair} börjar lika men är olika klasser ({tier} och {other}). Hela namnet avgör, så skriv det ut."


def _said(files: FolderFiles) -> tuple[str, dict[str, Any] | None]:
    """Return where the head stands, and what it says as it stands there; None when that cannot be read."""
    return _in_book(files) if files.book is not None else (HEAD_FILE, _in_text(files))


def _in_text(files: FolderFiles) -> dict[str, Any] | None:
    if HEAD_FILE not in files.names and any(name.endswith(WORKBOOK_SUFFIX) for name in files.names):
        files.add(HEAD_FILE, f"filen saknas i planmappen, och ingen arbetsbok där har bladet {HEAD_SHEET}")
        return None
    if HEAD_FILE not in files.names and (unread := files.unread()):
        stem = unread[0].rpartition(".")[0]
        expected = f"filen saknas i planmappen; är {unread[0]} planen, spara den som {stem}{WORKBOOK_SUFFIX}"
        files.add(HEAD_FILE, expected)
        return None
    if HEAD_FILE not in files.names:
        files.add(HEAD_FILE, f"filen saknas i planmappen; {where_else(files)}")
        return None
    text = files.text(HEAD_FILE)
    if text is None:
        return None
    if not text.strip():
        files.add(HEAD_FILE, "filen är tom; id, namn och period förväntas")
        return None
    if len(text) > MAX_TOML_BYTES:
        files.add(HEAD_FILE, TOO_LARGE_TOML)
        return None
    try:
        return parse_toml(text)
    except TomlSyntaxError as error:
        files.add(HEAD_FILE, str(error), error.row)
        return None


def _in_book(files: FolderFiles) -> tuple[str, dict[str, Any] | None]:
    """Return the head that stands on the workbook's sheet, a field's name in the first cell and its value beside it."""
    file, book = files.book or ("", None)
    sheet = next((name for name in book.sheets if fold(name) == fold(HEAD_SHEET)), HEAD_SHEET) if book else HEAD_SHEET
    grid = files.sheet(file, book, sheet) if book else None
    if grid is None:
        return file, None
    files.grids.append(grid)
    named = _own_names(grid)
    for name, tier in named:
        if dict(named)[name] != tier:
            files.add(grid.where, "ett namn som inte också är en annan klass förväntas", column="klasser", found=name)
    return grid.where, {**_fields(grid), **({"klasser": dict(named)} if named else {})}


def _pairs(grid: Grid) -> list[tuple[str, str]]:
    return [(fold(cells[0]), clean(cells[1])) for _, cells in grid.rows if len(cells) > 1]


def _own_names(grid: Grid) -> list[tuple[str, str]]:
    tiers = {fold(title): tier.value for title, (tier, _) in TIER_FIELDS.items()}
    stated = ((tiers[key], value) for key, value in _pairs(grid) if key in tiers)
    return [(name, tier) for tier, value in stated for part in value.split(";") if (name := clean(part))]


def _fields(grid: Grid) -> dict[str, Any]:
    pairs = _pairs(grid)
    fields = {fold(title): name for name, (title, _) in HEAD_FIELDS.items()}
    # Rows of a title or of guidance have no field's name first; of two with one name the first counts.
    return {fields[key]: value for key, value in reversed(pairs) if key in fields and value}


def _add(files: FolderFiles, where: str, fault: Fault, unknown: list[str]) -> None:
    if fault.place == "klasser":
        # Written the other way round it is the plan's own word that cannot be read as a class.
        hint = f"; det egna namnet står först: ”{fault.found}” = ”{fault.field}”" if fault.field in {*Tier} else ""
        files.add(where, f"fältet {fault.field}: {fault.expected}{hint}", column=fault.place, found=fault.found)
        return
    if fault.place:
        place = f"{fault.place}, fältet {fault.field}" if fault.field else fault.place
        files.add(where, f"{place}: {fault.expected}", column="faktum", found=fault.found)
        return
    # A field that is missing may stand there misspelt.
    hint = f" (okända fält i filen: {', '.join(unknown)})" if unknown and fault.missing else ""
    files.add(where, fault.expected + hint, column=fault.field, found=fault.found)
