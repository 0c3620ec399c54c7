"""The part "Ändrat i planen": what the newest version has changed since the one before."""

from __future__ import annotations

from typing import Any

from prioritering import swedish
from prioritering.plan.compare import CellChange
from prioritering.usecases.renewal import Renewal, VersionInfo
from prioritering.view.renewal_words import (
    answer_line,
    before_and_after,
    change_counts,
    emptied,
    not_compared,
    other_files,
    question,
)

MOST_CHANGES = 200


def renewed_part(found: Renewal, asked: tuple[str, ...], left: int) -> dict[str, Any]:
    """Return what the part is drawn from.

    `asked` is what is asked about the group's own entries and answers, `left` how many projects the plan has.
    """
    changes = found.changes
    names = (CellChange(project_id=i.id, subject=i.after, called=i.called, what="namn", before=i.before, after=i.after)
             for i in changes.renamed)  # fmt: skip
    return {
        "lead": f"{_version(found.newer)} jämförd med {_older(found)}: {change_counts(changes)}.",
        "changes": changes,
        "questions": [
            *(question(pair, bool(found.against)) for _, pair in found.waiting),
            *(answer_line(pair, one) for pair, one in found.answers),
        ],
        "rows": [(cell.about, cell.what, *before_and_after(cell)) for cell in (*names, *changes.changed_cells)],
        "waiting": bool(found.waiting),
        "asked": [text for text in (emptied(changes, left), *asked) if text],
        "files": f"{other_files(found.files, found.judged_by)} {not_compared(changes)}".strip(),
        "most": MOST_CHANGES,
    }


def _older(found: Renewal) -> str:
    version = _version(found.older).lower()
    return f"{found.against}, {version}" if found.against else version


def _version(info: VersionInfo) -> str:
    return f"Version {info.version} (inläst {swedish.day(info.imported_at)})"
