"""Perspektiv: a category of a project that filters and is never scored."""

from __future__ import annotations

import re


def split_perspectives(printed: str) -> tuple[str, ...]:
    """Return the perspectives in the plan's wording: 'Brukare/Klienter' -> ('Brukare', 'Klienter')."""
    # Plans write both "Brukare/Klienter" and "Brukare, Klienter".
    return tuple(part.strip() for part in re.split(r"[/,]", printed) if part.strip())
