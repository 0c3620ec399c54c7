"""Text in a spreadsheet: what someone has typed must never be read as a formula or a link."""

from __future__ import annotations

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def could_be_formula(text: str) -> bool:
    """Return whether a spreadsheet program could take a text for a formula when it is edited or saved as CSV."""
    return text.lstrip(" ").startswith(_BEGINS_A_FORMULA)
