"""What stands of a member's answers over the rounds: a later one replaces what it answers, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from prioritering.meeting.meeting import AnswerSheet


def latest(sheets: Iterable[AnswerSheet]) -> tuple[AnswerSheet, ...]:
    """Return one sheet per project and member with what stands of all their rounds.

    Cell by cell: what is not answered again stands, and an answer taken back is none. A conflict of interest, said in
    any round, replaces all of the member's answers before it; taken back, it does not bring them back. The round is
    the newest in which the member said something of the project.
    """
    standing: dict[tuple[str, str], AnswerSheet] = {}
    # By round and not by clock: a late change of an answer in round 1 is still an answer of round 1.
    for sheet in sorted(sheets, key=lambda item: item.round):
        key = (sheet.project_id, sheet.member_id)
        before = standing.get(key)
        standing[key] = sheet if before is None else _answered_again(before, sheet)
    return tuple(sheet for sheet in standing.values() if sheet.says_something)


def _answered_again(before: AnswerSheet, sheet: AnswerSheet) -> AnswerSheet:
    stands = {} if sheet.conflict or sheet.conflict_was_said else before.answers
    return sheet.model_copy(
        update={
            "answers": {**stands, **sheet.answers},
            "conflict": before.conflict if sheet.conflict is None else sheet.conflict,
            "conflict_was_said": before.conflict_was_said or sheet.conflict_was_said or bool(before.conflict),
            "reason": sheet.reason or before.reason,
        }
    )
