"""What Poängsätt says before and beside the ballot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from prioritering.criteria.model import Criterion, NumberScale
from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Meeting, Naming
from prioritering.plan.reader import read_plan
from prioritering.scoring.effective import Candidate, candidates
from prioritering.web.pages.poangsatt import words
from prioritering.web.pages.poangsatt.blank_state import way_in
from tests.folders import VSO

MODEL = standard_model()
START = datetime(2021, 3, 4, 13, 0, tzinfo=UTC)
MEETING = Meeting(
    id="m",
    plan_key=VSO,
    code="ABC234",
    naming=Naming.BY_ROLE,
    roles=("Objektägare",),
    model=MODEL,
    opened_at=START,
)


@pytest.fixture
def item(write_plan: Callable[..., Path]) -> Callable[[str], Candidate]:
    return lambda row: candidates(read_plan(write_plan(row + "\n"), MODEL).plan, MODEL)[0]


@pytest.mark.parametrize(
    ("naming", "promised"), [(Naming.ANONYMOUS, "visas anonymt"), (Naming.BY_ROLE, "står rollen vid dem")]
)
def test_whoever_joins_reads_the_code_and_what_is_shown_of_the_answers(naming: Naming, promised: str) -> None:
    lead, note = way_in(MEETING.model_copy(update={"naming": naming}))
    assert "kod ABC 234" in lead
    assert promised in note
    assert "inte heller mötesledaren" in note


def test_closed_joining_and_an_ended_meeting_are_told_apart_and_promise_nothing() -> None:
    closed = way_in(MEETING.model_copy(update={"joining_open": False}))
    ended = way_in(MEETING.model_copy(update={"joining_open": False, "closed_at": START}))
    assert closed == ("Mötet tar inte emot fler just nu. Säg till mötesledaren.", "")
    assert ended == ("Mötet är avslutat.", "")


def test_a_known_cost_has_its_unit_and_an_unknown_one_has_none(item: Callable[[str], Candidate]) -> None:
    known = dict(words.project_facts(item("A1,Första,strategiskt,500,Tidsbesparande,Hög,Kort")))
    unknown = dict(words.project_facts(item("A1,Första,,,Tidsbesparande,Hög,Kort")))
    assert known["Kostnad"] == "500\u00a0tkr"
    assert known["Klass"] == "Strategiskt"
    assert "tkr" not in unknown["Kostnad"]
    assert unknown["Klass"] == "ej angiven"


def test_what_the_plan_leaves_out_is_said_in_words(item: Callable[[str], Candidate]) -> None:
    first = item("A1,Första,strategiskt,500,Tidsbesparande,,Kort")
    said = {criterion.name: words.says(first, criterion) for criterion in MODEL.criteria}
    assert all(said.values())
    assert said["Omfattning"] == "ej angivet"


def test_a_projects_perspective_is_told_where_the_plan_has_one(write_plan: Callable[..., Path]) -> None:
    header = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,perspektiv\n"
    rows = "A1,Första,,5,Tidsbesparande,Hög,Kort,Brukare\nA2,Andra,,5,Tidsbesparande,Hög,Kort,\n"
    told, untold = candidates(read_plan(write_plan(rows, header), MODEL).plan, MODEL)
    assert dict(words.project_facts(told))["Perspektiv"] == "Brukare"
    assert "Perspektiv" not in dict(words.project_facts(untold))


def test_levels_that_the_plan_does_not_define_are_named_once(item: Callable[[str], Candidate]) -> None:
    criterion = MODEL.criterion("omfattning").model_copy(update={"undefined_in_plan": ""})
    assert words.undefined_words(criterion) == "Låg och Medel är inte definierade i planen."
    assert words.undefined_words(MODEL.criterion("effekttyp")) == ""
    [*levels] = criterion.scale.levels
    levels[1] = levels[1].model_copy(update={"description": "Berör en hel förvaltning."})
    only = criterion.model_copy(update={"scale": criterion.scale.model_copy(update={"levels": tuple(levels)})})
    assert words.undefined_words(only) == "Medel är inte definierad i planen."


def test_levels_that_a_model_names_from_high_to_low_are_named_from_low_to_high_and_else_as_it_says() -> None:
    assert words.undefined_words(MODEL.criterion("omfattning")) == "Låg och Medel är inte definierade i planen."
    soon = "Lång, Medel och Kort är inte definierade i planen (inga månader eller år)."
    assert words.undefined_words(MODEL.criterion("tidsperspektiv")) == soon
    own = MODEL.criterion("omfattning").model_copy(update={"undefined_in_plan": "Medel betyder olika saker i planen."})
    assert words.undefined_words(own) == "Medel betyder olika saker i planen."


def test_the_plans_own_columns_are_told_under_their_headings(write_plan: Callable[..., Path]) -> None:
    header = "id,namn,klass,kostnad_tkr,effekttyp,omfattning,tidsperspektiv,Beskrivning,beror_pa\n"
    rows = "A1,Första,,5,Tidsbesparande,Hög,Kort,Väva ihop två system,A2\nA2,Andra,,5,Tidsbesparande,Hög,Kort,,\n"
    told, untold = candidates(read_plan(write_plan(rows, header), MODEL).plan, MODEL)
    assert words.other_facts(told) == [("Beskrivning", "Väva ihop två system"), ("Beror på", "A2")]
    assert words.other_facts(untold) == []


def test_a_number_is_asked_for_with_its_scale_and_unit_and_levels_in_words_are_not() -> None:
    def number(**scale: Any) -> Criterion:
        return Criterion(id="el", name="El", scale=NumberScale(lowest=0, highest=5000, **scale))

    told = [
        number(),
        number(measure="MWh"),
        number(measure="kr/år", lower_is_better=True),
        MODEL.criterion("omfattning"),
    ]
    assert [words.field_label(criterion).replace("\u00a0", " ") for criterion in told] == [
        "Tal från 0 till 5 000",
        "Tal från 0 till 5 000 MWh",
        "Tal från 0 till 5 000 kr/år, lägre är bättre",
        "",
    ]
    assert [words.step(criterion).replace("\u00a0", " ") for criterion in told] == [
        "El: från 0 till 5 000",
        "El: från 0 MWh till 5 000 MWh",
        "El: från 5 000 kr/år till 0 kr/år",
        "Omfattning: från ingen till mycket hög",
    ]
