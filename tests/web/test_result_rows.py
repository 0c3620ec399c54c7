"""When Möte and Projektor show who is done and when the answers, and what they show of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Meeting, Naming, Round
from prioritering.store.connection import Store
from prioritering.swedish import NBSP
from prioritering.usecases.group_result import Result, group_result
from prioritering.view.view import View
from prioritering.web.parts.result_rows import compared_rounds, dispute_list, heat_rows, is_blind, open_changes
from tests.folders import VSO
from tests.store import meeting_steps
from tests.usecases.test_meeting_document import FORMULA, ROLES, held

AT = datetime(2026, 3, 4, 13, 0, tzinfo=UTC)
BLIND, REVEALED = {}, {"revealed_at": AT}
CLOSED, LOST = {"revealed_at": AT, "closed_at": AT}, {"closed_at": AT}


@pytest.mark.parametrize(
    ("rounds", "blind"),
    [
        ((), True),
        ((BLIND,), True),
        ((LOST,), True),
        ((REVEALED,), False),
        ((CLOSED,), False),
        ((CLOSED, BLIND), True),
        ((CLOSED, REVEALED), False),
        ((CLOSED, LOST), False),
    ],
)
def test_who_is_done_is_what_matters_before_the_first_answers_are_shown_and_in_each_round_that_is_blind(
    rounds: tuple[dict[str, datetime], ...], blind: bool
) -> None:
    held = tuple(
        Round(number=number, project_ids=("S01",), opened_at=AT, **said) for number, said in enumerate(rounds, 1)
    )
    meeting = Meeting(
        id="m",
        plan_key=VSO,
        code="ABC234",
        naming=Naming.BY_ROLE,
        roles=("Linjechef",),
        model=standard_model(),
        opened_at=AT,
        rounds=held,
    )
    assert is_blind(meeting) is blind


@pytest.fixture(scope="module", params=list(Naming))
def asked_again(request: pytest.FixtureRequest) -> Iterator[tuple[Result, Result]]:
    """A meeting's result while its second round is blind, and when that too is shown."""
    with closing(Store.open(":memory:")) as store:
        meeting = held(store, request.param)
        blind = group_result(store, meeting.id, View())
        meeting_steps.reveal(store, meeting.id, "objektledare")
        yield blind, group_result(store, meeting.id, View())


def named(found: Result, *roles: str) -> tuple[str, ...]:
    """Return the roles as a meeting that names them does; nothing for one that is anonymous."""
    return roles if found.meeting.naming is Naming.BY_ROLE else ("",) * len(roles)


def values(row: dict[str, Any], *fields: str) -> tuple[Any, ...]:
    return tuple(row[field].replace(NBSP, " ") if isinstance(row[field], str) else row[field] for field in fields)


def test_a_cell_tells_the_middle_how_far_apart_on_how_many_answers_and_who_did_not_answer(
    asked_again: tuple[Result, Result],
) -> None:
    cells = {row["name"]: row["cells"] for row in heat_rows(asked_again[0])}
    fields = ("points", "words", "span", "agreement", "heat", "disputed", "count", "few", "dont_know", "conflicts")
    assert [values(cell, *fields) for cell in cells["Automatisering av myndighetsprocesser"][:2]] == [
        (None, "", "", None, None, False, 0, "", 1, 0),
        ("50", "Medel", "Ingen till Hög", "50 %", 3, True, 3, "", 0, 0),
    ]
    assert values(cells["Införande nya e-tjänster"][1], *fields) == (
        *("50", "Medel", "Ingen till Mycket hög", "0 %", 3, True, 2, "2 svar", 0, 1),
    )


def test_a_dispute_tells_how_the_answers_fall_and_names_those_that_a_meeting_names(
    asked_again: tuple[Result, Result],
) -> None:
    found = asked_again[0]
    first, second = dispute_list(found)
    assert dispute_list(found, 1) == [first]
    assert values(first, "key", "median", "agreement", "few", "most", "reasons") == (
        *("S02-omfattning", "Medel", "0 %", "2 svar", 1, []),
    )
    assert values(second, "median", "agreement", "few") == ("Medel", "50 %", "")
    said = [values(answer, "said", "count", "roles") for answer in second["answers"]]
    owner, leader, manager = named(found, *ROLES)
    assert said == [("1 Ingen", 1, owner), ("1 Medel", 1, leader), ("1 Hög", 1, manager)]
    assert second["reasons"] == [(FORMULA, owner), ("skäl 1", leader), ("skäl 2", manager)]
    assert open_changes(found) == [f"{leader or 'En medlem'}: Införande nya e-tjänster (omfattning), runda 1"]


def test_a_later_round_is_set_beside_the_one_before_and_closer_only_where_answers_are(
    asked_again: tuple[Result, Result],
) -> None:
    blind, shown = asked_again
    assert compared_rounds(blind) == []
    fields = ("rounds", "criterion", "before", "agreement_before", "after", "agreement_after", "closer")
    assert [values(row, *fields) for row in compared_rounds(shown)] == [
        ("1 → 2", "Effekttyp", "–", "–", "–", "–", False),
        ("1 → 2", "Omfattning", "Medel", "50 %", "Medel", "67 %", True),
        ("1 → 2", "Tidsperspektiv", "–", "–", "–", "–", False),
    ]
