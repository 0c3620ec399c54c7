"""Reads a model of criteria from TOML: `[[kriterium]]` with `id`, `namn` and a scale."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from prioritering.criteria.model import Criterion, Level, Model, NumberScale, Origin, WordedScale
from prioritering.errors import BadModel

STANDARD = Path(__file__).with_name("standard.toml")
MAX_BYTES = 1_000_000
_CRITERION_KEYS = {"id", "namn", "lagsta", "hogsta", "niva", "kalla", "beskrivning", "termer", "ej_definierat"}
_LEVEL_KEYS = {"namn", "varde", "beskrivning"}


@cache
def standard_model() -> Model:
    """Return the criteria of standard.toml: what the plans' own table gives."""
    return read_model(STANDARD)


def read_model(path: Path) -> Model:
    """Read a model file; BadModel with one Swedish line naming the file and the criterion on any fault."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadModel(f"{path.name}: filen är större än 1 MB; en modell är en kort textfil")
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadModel(f"{path}: filen går inte att läsa") from error
    except UnicodeDecodeError as error:
        raise BadModel(f"{path.name}: filen är inte UTF-8; spara om den som UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise BadModel(f"{path.name}: filen är inte giltig TOML ({error})") from error
    return parse_model(data, path.name)


def parse_model(data: dict[str, Any], name: str) -> Model:
    """Return the model in parsed TOML; `name` is the file's name in messages. Raises BadModel."""
    entries = data.get("kriterium")
    if not isinstance(entries, list) or not entries:
        raise BadModel(f"{name}: minst ett [[kriterium]] förväntas")
    criteria = tuple(_criterion(entry, f"{name}, kriterium {number}") for number, entry in enumerate(entries, 1))
    try:
        return Model(criteria=criteria)
    except ValidationError as error:
        raise BadModel(f"{name}: {reason(error)}") from error


def reason(error: ValidationError) -> str:
    """Return the first reason of a pydantic error, in Swedish where it is ours."""
    first = error.errors(include_url=False)[0]
    message = str(first["msg"]).removeprefix("Value error, ")
    field = ".".join(str(part) for part in first["loc"])
    if first["type"] == "value_error":
        return message
    return f"fältet {field} har ett värde som inte går att använda ({first['input']!r})"


def _criterion(entry: Any, place: str) -> Criterion:
    if not isinstance(entry, dict):
        raise BadModel(f"{place}: en tabell [[kriterium]] förväntas")
    unknown = sorted(set(entry) - _CRITERION_KEYS)
    if unknown:
        raise BadModel(f"{place}: okänt fält ”{unknown[0]}”; fälten är {', '.join(sorted(_CRITERION_KEYS))}")
    for key in ("id", "namn"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise BadModel(f"{place}: fältet {key} saknas eller är inte en text")
    place = f"{place} ({entry['id']})"
    try:
        return Criterion(
            id=entry["id"],
            name=entry["namn"],
            scale=_scale(entry, place),
            source=Origin(entry.get("kalla", Origin.GROUP)),
            description=str(entry.get("beskrivning", "")),
            undefined_in_plan=str(entry.get("ej_definierat", "")),
        )
    except ValidationError as error:
        raise BadModel(f"{place}: {reason(error)}") from error
    except ValueError as error:
        raise BadModel(f"{place}: kalla ska vara ”planen” eller ”gruppen”") from error


def _scale(entry: dict[str, Any], place: str) -> WordedScale | NumberScale:
    has_number = "lagsta" in entry or "hogsta" in entry
    if has_number == ("niva" in entry):
        raise BadModel(f"{place}: antingen lagsta och hogsta, eller [[kriterium.niva]], förväntas")
    if has_number:
        return NumberScale(lowest=_number(entry, "lagsta", place), highest=_number(entry, "hogsta", place))
    levels = entry["niva"]
    if not isinstance(levels, list) or len(levels) < 2:
        raise BadModel(f"{place}: minst två [[kriterium.niva]] förväntas")
    terms = entry.get("termer", [])
    if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms) or len(terms) >= len(levels):
        raise BadModel(f"{place}: termer ska vara en lista av ord, färre än nivåerna")
    ordered = sorted((_level(level, place) for level in levels), key=lambda level: level.value)
    return WordedScale(levels=tuple(ordered), terms=tuple(terms))


def _level(level: Any, place: str) -> Level:
    if not isinstance(level, dict) or not isinstance(level.get("namn"), str) or set(level) - _LEVEL_KEYS:
        raise BadModel(f"{place}: varje [[kriterium.niva]] ska ha namn och varde")
    return Level(
        name=level["namn"].strip(), value=_number(level, "varde", place), description=level.get("beskrivning", "")
    )


def _number(entry: dict[str, Any], key: str, place: str) -> float:
    value = entry.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadModel(f"{place}: {key} ska vara ett tal")
    return float(value)
