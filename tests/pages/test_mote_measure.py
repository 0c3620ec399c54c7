"""Möte says what Kendall's W leaves out without a sentence of a hundred names: some in it, and all below it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.robust_words import ALL_UNMEASURED
from tests.folders import PROV
from tests.pages.visit import Visit, words
from tests.store import meeting_steps
from tests.usecases.builders import ANSWERS

ROLES = ("Linjechef", "Objektägare")


def judged(store: Store, write_plan: Callable[..., Path], unjudged: int) -> Visit:
    """Show a round in which two members have judged two projects wholly, and more in part."""
    names = [f"A{number:02},Projekt nummer {number},strategiskt,5,,Hög,\n" for number in range(unjudged + 2)]
    import_plan(store, read_plan(write_plan("".join(names))))
    meeting = meetings.open_meeting(store, PROV, standard_model(), setup_from(ROLES, Naming.BY_ROLE), "objektledare")
    ids = [name[:3] for name in names]
    meeting_steps.open_round(store, meeting.id, ids, "objektledare")
    for place, role in enumerate(ROLES):
        member, _ = meetings.join(store, meeting.code, role)
        for number, project in enumerate(ids):
            for criterion, best in ANSWERS.items():
                if number < 2 or criterion == "omfattning":
                    value = ("Hög", "Låg")[(number + place) % 2] if criterion == "omfattning" else best
                    answer = Answer(kind=Kind.LEVEL, value=value)
                    ballots.save_answer(store, Voter(meeting.id, member, 1), project, criterion, answer)
    meeting_steps.reveal(store, meeting.id, "objektledare")
    return Visit("mote", "plan=prov")


@pytest.mark.parametrize(("unjudged", "said"), [(7, "alla"), (8, "fem")])
def test_many_projects_that_w_leaves_out_are_folded_and_none_is_left_unsaid(
    database: Store, write_plan: Callable[..., Path], unjudged: int, said: str
) -> None:
    visit = judged(database, write_plan, unjudged)
    sentence = re.search(r"Inte med i måttet: (Projekt .*?), eftersom", visit.text)
    assert sentence
    folded = re.search(r"<p>Inte med i måttet:</p><ul>.*?</ul>", visit.html, re.S)
    if said == "alla":
        assert sentence[1].count("Projekt nummer") == unjudged and folded is None
    else:
        assert sentence[1].endswith("och 3 till") and sentence[1].count("Projekt nummer") == 5
        assert folded and words(folded[0]).count("Projekt nummer") == unjudged


@pytest.mark.parametrize(("unjudged", "named"), [(7, 7), (8, 5)])
def test_robusthet_folds_as_mote_does_and_says_where_all_stand(
    database: Store, write_plan: Callable[..., Path], unjudged: int, named: int
) -> None:
    judged(database, write_plan, unjudged)
    visit = Visit("robusthet", "plan=prov&poang=median&ram=20").open("Så räknades det")
    sentence = re.search(r"Inte med i måttet: (Projekt .*?), eftersom", visit.text)
    assert sentence and sentence[1].count("Projekt nummer") == named
    assert sentence[1].endswith("och 3 till") == (ALL_UNMEASURED in visit.text) == (named < unjudged)
