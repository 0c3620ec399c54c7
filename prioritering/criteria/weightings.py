"""The ready-made weightings that stand beside the standard criteria, as `[[viktning]]` in standard.toml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import ConfigDict, Field, ValidationError, model_validator

from prioritering.criteria.model_file import STANDARD
from prioritering.errors import BadModel
from prioritering.toml_files import Text, TomlTable, faults, read_toml

Weightings = Mapping[str, Mapping[str, float]]
Share = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_SHARES = "tal som är noll eller större förväntas, som { omfattning = 60 }"


class _WeightingTable(TomlTable):
    namn: Text
    vikter: Annotated[dict[str, Share], Field(default_factory=dict, description=_SHARES)]

    @model_validator(mode="after")
    def _weighs_something(self) -> Self:
        # All zero would be no weighting; no shares at all is the word for equal weights.
        if self.vikter and not any(self.vikter.values()):
            raise ValueError("minst en av vikterna ska vara större än noll")
        return self


class _WeightingsFile(TomlTable):
    # The criteria of the same file are read by model_file.
    model_config = ConfigDict(extra="ignore")
    viktning: Annotated[list[_WeightingTable], Field(default_factory=list, description="[[viktning]] förväntas")]


@cache
def standard_weightings() -> Weightings:
    """Return each ready-made weighting's shares by criterion id, on any scale, in the order they are offered.

    No shares at all means equal weights. Raises BadModel when the file has a fault.
    """
    return read_weightings(STANDARD)


def read_weightings(path: Path) -> Weightings:
    """Read the `[[viktning]]` tables of a TOML file; BadModel with one Swedish line that names the faulty one."""
    data = read_toml(path, BadModel)
    try:
        tables = _WeightingsFile.model_validate(data).viktning
    except ValidationError as error:
        raise BadModel(f"{path.name}, {faults(error, _WeightingsFile, data)[0]}") from error
    found = {table.namn: table.vikter for table in tables}
    if len(found) != len(tables):
        raise BadModel(f"{path.name}: två viktningar har samma namn")
    return found
