"""A number of a criterion's scale as somebody types it in a field."""

from __future__ import annotations

from prioritering.criteria.model import NumberScale
from prioritering.errors import BadArgument
from prioritering.typed_numbers import check_one_reading, typed_figure


def number_on_scale(scale: NumberScale, text: str) -> float:
    """Return the number; BadArgument when it is none of the scale's, or can be read in two ways."""
    try:
        value = typed_figure(text, "", scale.lowest, scale.highest)
    except BadArgument:
        raise BadArgument(f"Skriv ett tal på skalan, {scale.range_words}.") from None
    check_one_reading(text, value, scale.highest)
    return value
