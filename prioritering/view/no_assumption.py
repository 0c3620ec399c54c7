"""What Fyll i says of cells where `?` or a dash has been typed and nothing was assumed: they are saved as nothing."""

from __future__ import annotations

from prioritering import swedish
from prioritering.plan.cells import absent_status, clean
from prioritering.view.assumption_sheet import AssumptionSheet, Texts


def no_assumption_words(sheet: AssumptionSheet, typed: Texts) -> str:
    """Return that what the plan states still counts in the cells that say no more than `?`; "" when there are none.

    `typed` is text by project id and column key. Where something was assumed, `?` takes that back, and is a change.
    """
    about_nothing = [
        text
        for row in sheet.rows
        for key, typed_text in typed.get(row.id, {}).items()
        if (text := clean(typed_text)) and absent_status(text) is not None and not row.assumed.get(key)
    ]
    if not about_nothing:
        return ""
    said = swedish.either(dict.fromkeys(f"”{text}”" for text in about_nothing))
    where = f"I {swedish.plural(len(about_nothing), 'ruta', 'rutor')} står {said}."
    return f"{where} Det är inget antagande och sparas inte: det som planen anger gäller."
