"""What stands of a member's answers over the rounds: a later one replaces what it answers, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from prioritering.meeting.meeting import AnswerSheet, Kind


class AnswerTakenBack(NamedTuple):
    """What a member took back in a round of what stood from the rounds before it: an answer, or a conflict of interest.

    `criterion_id` is None for a conflict of interest; the answers that it took the place of do not come back.
    """

    sheet: AnswerSheet
    criterion_id: str | None


def latest(sheets: Iterable[AnswerSheet]) -> tuple[AnswerSheet, ...]:
    """Return one sheet per project and member with what stands of all their rounds.

    Cell by cell: what is not answered again stands, and an answer taken back is none. A conflict of interest, said in
    any round, replaces all of the member's answers before it; taken back, it does not bring them back. The round is
    the newest in which the member said something of the project.
    """
    standing = {(said.project_id, said.member_id): after for _, said, after in _over_the_rounds(sheets)}
    return tuple(sheet for sheet in standing.values() if sheet.says_something)


def taken_back(sheets: Iterable[AnswerSheet]) -> tuple[AnswerTakenBack, ...]:
    """Return all that was taken back in a later round than it was said in, oldest round first."""
    steps = _over_the_rounds(sheets)
    return tuple(found for before, said, _ in steps if before is not None for found in _taken_back(before, said))


def _over_the_rounds(sheets: Iterable[AnswerSheet]) -> Iterator[tuple[AnswerSheet | None, AnswerSheet, AnswerSheet]]:
    """Yield each sheet between what stood of the member's answers on the project before it, and what stands after."""
    standing: dict[tuple[str, str], AnswerSheet] = {}
    # By round and not by clock: a late change of an answer in round 1 is still an answer of round 1.
    for said in sorted(sheets, key=lambda item: item.round):
        key = (said.project_id, said.member_id)
        before = standing.get(key)
        standing[key] = said if before is None else _answered_again(before, said)
        yield before, said, standing[key]


def _taken_back(before: AnswerSheet, sheet: AnswerSheet) -> list[AnswerTakenBack]:
    replaced = sheet.conflict or sheet.conflict_was_said
    no_longer = sheet.conflict is False and before.says_something and (replaced or before.conflict)
    found = [AnswerTakenBack(sheet, None)] if no_longer else []
    if replaced:
        return found
    emptied = [key for key, answer in sheet.answers.items() if answer.kind is Kind.EMPTY]
    return [*found, *(AnswerTakenBack(sheet, key) for key in emptied if before.answer(key) is not None)]


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
