"""The ready-made weightings that stand beside the standard criteria, as `[[viktning]]` in standard.toml."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from prioritering.criteria.model_file import STANDARD
from prioritering.errors import BadModel

Weightings = Mapping[str, Mapping[str, float]]


@cache
def standard_weightings() -> Weightings:
    """Return each ready-made weighting's shares by criterion id, on any scale, in the order they are offered.

    No shares at all means equal weights. Raises BadModel when the file has a fault.
    """
    return read_weightings(STANDARD)


def read_weightings(path: Path) -> Weightings:
    """Read the `[[viktning]]` tables of a TOML file; BadModel with one Swedish line that names the faulty one."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("viktning", [])
    except (OSError, ValueError) as error:
        raise BadModel(f"{path.name}: filen går inte att läsa som TOML i UTF-8 ({error})") from error
    found: dict[str, Mapping[str, float]] = {}
    for number, entry in enumerate(entries, 1):
        name, shares = _weighting(entry, f"{path.name}, viktning {number}")
        if name in found:
            raise BadModel(f"{path.name}, viktning {number}: namnet ”{name}” finns redan")
        found[name] = shares
    return found


def _weighting(entry: Any, place: str) -> tuple[str, dict[str, float]]:
    name, shares = entry.get("namn"), entry.get("vikter", {})
    if not isinstance(name, str) or not name.strip() or set(entry) - {"namn", "vikter"}:
        raise BadModel(f"{place}: namn, och vikter per kriterium, förväntas")
    usable = isinstance(shares, dict) and all(_is_share(share) for share in shares.values())
    # All zero would be no weighting; none at all is the word for equal weights.
    if not usable or (shares and not any(shares.values())):
        raise BadModel(f"{place} ({name}): vikter ska vara tal som är noll eller större, minst ett över noll")
    return name, {key: float(share) for key, share in shares.items()}


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value >= 0
