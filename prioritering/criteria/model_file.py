"""Reads a model from TOML: criteria as `[[kriterium]]` with `id`, `namn` and a scale, gates as `[[krav]]`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from prioritering.criteria.gate import GateCriterion
from prioritering.criteria.model import Criterion, Level, Model, NumberScale, Origin, WordedScale
from prioritering.errors import BadModel
from prioritering.toml_files import Number, Text, TomlTable, faults, first_fault, read_toml

STANDARD = Path(__file__).with_name("standard.toml")
_ID = "1–40 små bokstäver, siffror, bindestreck och understreck förväntas"
_NAME = "en text med 1–80 tecken förväntas"
_MOST = 100
_ORIGIN = "kalla ska vara ”planen” eller ”gruppen”"


class _LevelTable(TomlTable):
    namn: Text
    varde: Annotated[Number, Field(ge=0, description="ett tal från 0 förväntas")]
    beskrivning: str = ""


class _CriterionTable(TomlTable):
    id: Annotated[str, Field(pattern=r"^[a-zåäö0-9_-]{1,40}$", description=_ID)]
    namn: Annotated[str, Field(max_length=80, pattern=r"\S", description=_NAME)]
    lagsta: Number | None = None
    hogsta: Number | None = None
    enhet: Annotated[str, Field(max_length=30, description="en text med högst 30 tecken förväntas, som ”kr/år”")] = ""
    lagre_ar_battre: Annotated[bool, Field(description="true eller false förväntas, utan citattecken")] = False
    niva: Annotated[
        list[_LevelTable] | None, Field(max_length=_MOST, description="[[kriterium.niva]] förväntas, högst 100")
    ] = None
    kalla: Annotated[Literal["planen", "gruppen"], Field(description=_ORIGIN)] = "gruppen"
    beskrivning: str = ""
    termer: Annotated[list[str], Field(default_factory=list, description="en lista av ord förväntas")]
    ej_definierat: str = ""

    @model_validator(mode="after")
    def _has_one_scale(self) -> Self:
        numbers = [number for number in (self.lagsta, self.hogsta) if number is not None]
        if bool(numbers) == (self.niva is not None):
            raise ValueError("antingen lagsta och hogsta, eller [[kriterium.niva]], förväntas")
        if len(numbers) == 1:
            raise ValueError("lagsta och hogsta ska stå tillsammans")
        if self.niva is not None and (self.enhet or self.lagre_ar_battre):
            named = " och ".join(("enhet",) * bool(self.enhet) + ("lagre_ar_battre",) * self.lagre_ar_battre)
            raise ValueError(f"{named} hör till lagsta och hogsta; en nivå i ord har sitt eget varde")
        if self.niva is not None and len(self.niva) < 2:
            raise ValueError("minst två [[kriterium.niva]] förväntas")
        if self.niva is not None and len(self.termer) >= len(self.niva):
            raise ValueError("termer ska vara färre än nivåerna")
        return self

    def scale(self) -> WordedScale | NumberScale:
        """Return the scale; ValidationError when its levels cannot be told apart."""
        if self.lagsta is not None and self.hogsta is not None:
            return NumberScale(
                lowest=self.lagsta,
                highest=self.hogsta,
                measure=self.enhet.strip(),
                lower_is_better=self.lagre_ar_battre,
            )
        levels = (Level(name=row.namn.strip(), value=row.varde, description=row.beskrivning) for row in self.niva or ())
        # A file may have its levels from the top, as many plans print them.
        return WordedScale(levels=tuple(sorted(levels, key=lambda level: level.value)), terms=tuple(self.termer))


class _GateTable(TomlTable):
    id: Annotated[str, Field(pattern=r"^[a-zåäö0-9_-]{1,40}$", description=_ID)]
    namn: Annotated[str, Field(max_length=80, pattern=r"\S", description=_NAME)]
    beskrivning: str = ""


class _ModelFile(TomlTable):
    kriterium: Annotated[
        list[_CriterionTable],
        Field(min_length=1, max_length=_MOST, description="minst ett [[kriterium]] förväntas, och högst 100"),
    ]
    krav: Annotated[
        list[_GateTable],
        Field(default_factory=list, max_length=_MOST, description="tabeller [[krav]] förväntas, högst 100"),
    ]


@cache
def standard_model() -> Model:
    """Return the criteria of standard.toml: what the plans' own table gives."""
    data = read_toml(STANDARD, BadModel)
    # Beside the criteria stand ready-made weightings, which are read elsewhere, and which no other file may have.
    return parse_model({name: tables for name, tables in data.items() if name != "viktning"}, STANDARD.name)


def read_model(path: Path, decode: Callable[[bytes], str] | None = None) -> Model:
    """Read a model file; BadModel with one Swedish line naming the file and the criterion on any fault.

    `decode` makes text of the file's bytes, UTF-8 without it.
    """
    return parse_model(read_toml(path, BadModel, decode) if decode else read_toml(path, BadModel), path.name)


def parse_model(data: dict[str, Any], name: str) -> Model:
    """Return the model in parsed TOML; `name` is the file's name in messages. Raises BadModel."""
    try:
        read = _ModelFile.model_validate(data)
    except ValidationError as error:
        raise BadModel(f"{name}, {faults(error, _ModelFile, data)[0]}") from error
    criteria = tuple(
        _criterion(row, f"{name}, kriterium {number} ({row.id})") for number, row in enumerate(read.kriterium, 1)
    )
    gates = tuple(GateCriterion(id=row.id, name=row.namn, description=row.beskrivning) for row in read.krav)
    try:
        return Model(criteria=criteria, gates=gates)
    except ValidationError as error:
        raise BadModel(f"{name}: {first_fault(error)}") from error


def _criterion(row: _CriterionTable, place: str) -> Criterion:
    try:
        return Criterion(
            id=row.id,
            name=row.namn,
            scale=row.scale(),
            source=Origin(row.kalla),
            description=row.beskrivning,
            undefined_in_plan=row.ej_definierat,
        )
    except ValidationError as error:
        raise BadModel(f"{place}: {first_fault(error)}") from error
