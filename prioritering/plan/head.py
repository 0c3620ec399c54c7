"""Reads `plan.toml`: what the plan is called, whose it is, and the document's own facts."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationError

from prioritering.plan.cells import clean
from prioritering.plan.files import FolderFiles
from prioritering.plan.object_plan import Status
from prioritering.plan.tables import MAX_LINE
from prioritering.toml_files import Fault, Text, TomlSyntaxError, TomlTable, faults, parse_toml

FILE = "plan.toml"
_STATUSES = tuple(status.value for status in Status)


def _as_text(value: object) -> object:
    # `period = 2026` is what a person writes, and it can only mean one thing.
    return clean(str(value)) if isinstance(value, str) or type(value) is int else value


def _fits_an_address(text: str) -> str:
    if not all(letter.isalnum() or letter in "-_." for letter in text):
        raise ValueError("bokstäver, siffror, bindestreck, punkt och understreck förväntas")
    return text


def _is_status(text: str) -> str:
    if text not in _STATUSES:
        raise ValueError(f"{', '.join(_STATUSES)} förväntas")
    return text


Named = Annotated[
    str,
    BeforeValidator(_as_text),
    Field(min_length=1, max_length=200, description="en text med 1–200 tecken förväntas"),
]
Line = Annotated[int, Field(gt=0, lt=MAX_LINE, description="ett radnummer från 1 förväntas")]


class DocumentFact(TomlTable):
    """One fact of the document's own, with its status, raw text and lines."""

    model_config = ConfigDict(extra="ignore")
    id: Text
    namn: Text
    varde: str = ""
    ratext: str = ""
    rad: Line | None = None
    rad_till: Line | None = None
    status: Annotated[str, AfterValidator(_is_status)] = Status.STATED.value


class Head(TomlTable):
    """What plan.toml says."""

    model_config = ConfigDict(extra="ignore")
    id: Annotated[Named, AfterValidator(_fits_an_address)]
    namn: Named
    period: Named
    kommun: str = ""
    forvaltningsobjekt: str = ""
    dokument: str = ""
    faktum: Annotated[list[DocumentFact], Field(default_factory=list, description="tabeller [[faktum]] förväntas")]


def read_head(files: FolderFiles) -> Head | None:
    """Return what plan.toml says, or None with all its faults kept in `files`; an unknown field is a notice."""
    text = files.text(FILE)
    if text is None:
        return None
    if not text.strip():
        files.add(FILE, "filen är tom; id, namn och period förväntas")
        return None
    try:
        data = parse_toml(text)
    except TomlSyntaxError as error:
        files.add(FILE, str(error), error.row)
        return None
    unknown = [key for key in data if key not in Head.model_fields]
    files.notices.extend(f"{FILE}: fältet ”{key}” är okänt och används inte" for key in unknown)
    try:
        return Head.model_validate(data)
    except ValidationError as error:
        for fault in faults(error, Head, data):
            _add(files, fault, unknown)
        return None


def _add(files: FolderFiles, fault: Fault, unknown: list[str]) -> None:
    if fault.place:
        where = f"{fault.place}, fältet {fault.field}" if fault.field else fault.place
        files.add(FILE, f"{where}: {fault.expected}", column="faktum", found=fault.found)
        return
    # A field that is missing may stand there misspelt.
    hint = f" (okända fält i filen: {', '.join(unknown)})" if unknown and fault.missing else ""
    files.add(FILE, fault.expected + hint, column=fault.field, found=fault.found)
