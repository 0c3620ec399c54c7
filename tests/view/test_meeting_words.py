"""The sentences of the meeting."""

from datetime import UTC, datetime

import numpy as np

from prioritering.analysis.agreement import kendalls_w
from prioritering.meeting.left_out import WithoutMember
from prioritering.meeting.meeting import Member, Naming, Progress, Stage
from prioritering.meeting.order_agreement import Concordance
from prioritering.meeting.results import Cell
from prioritering.view import meeting_words as words
from tests.meeting.builders import ONE, TWO

AT = datetime(2021, 3, 4, tzinfo=UTC)
NAMES = {"p": "Larm", "q": "Matinköp", "r": "Distansmöten", "s": "iPads"}


def progress(*stages: Stage) -> tuple[Progress, ...]:
    person = Member(id="1", role="Objektägare", joined_at=AT)
    return tuple(Progress(member=person, stage=stage) for stage in stages)


def test_who_is_done_is_told_in_numbers() -> None:
    assert words.progress_words(()) == "Ingen har gått med än"
    assert words.progress_words(progress(Stage.JOINED, Stage.UNDER_WAY)) == "Ingen av 2 är klar"
    assert words.progress_words(progress(Stage.DONE, Stage.UNDER_WAY, Stage.JOINED)) == "En av 3 är klar"
    assert words.progress_words(progress(Stage.DONE, Stage.DONE, Stage.JOINED)) == "2 av 3 är klara"
    assert words.progress_words(progress(Stage.DONE, Stage.DONE)) == "Alla är klara"
    assert words.progress_words(progress(Stage.DONE)) == "Den enda som har gått med är klar"


def test_that_answers_cannot_be_compared_is_said_where_nobody_shares_a_cell() -> None:
    def said(*counts: int) -> str:
        return words.cannot_compare_words([Cell("p", "a", (0.5,) * count) for count in counts])

    assert said() == said(0, 0) == "Det finns inga svar som räknas, så det går inte att säga om ni tycker olika."
    assert said(0, 1, 1) == "Ingen bedömning har svar från två, så det går inte att säga om ni tycker olika."
    assert said(1, 2) == ""


def test_all_are_not_done_while_some_have_not_joined() -> None:
    assert (
        words.progress_words(progress(Stage.DONE, Stage.DONE, Stage.DONE), 2)
        == "3 av 5 är klara, två har inte gått med"
    )
    assert words.progress_words(progress(Stage.DONE), 1) == "En av 2 är klar, en har inte gått med"
    gone = progress(Stage.DONE)[0].member.model_copy(update={"left_at": AT})
    assert words.progress_words((Progress(member=gone, stage=Stage.DONE),), 1) == "Ingen har gått med än"


def test_a_share_is_told_as_levels_or_a_number() -> None:
    assert words.level_words(ONE.criteria[0], 0.75) == "Hög"
    assert words.level_words(ONE.criteria[0], 0.6) == "Medel–Hög"
    assert words.level_words(TWO.criteria[1], 0.255) == "2,55"
    assert words.span_words(ONE.criteria[0], Cell("p", "a", (0.25, 1.0))) == "Låg till Mycket hög"
    assert words.span_words(ONE.criteria[0], Cell("p", "a", (0.25, 0.25))) == "Låg"
    assert words.span_words(ONE.criteria[0], Cell("p", "a", ())) == ""


def test_disagreement_is_told_with_the_worst_first() -> None:
    cells = (Cell("p", "a", (0.0, 1.0)), Cell("q", "a", (0.0, 0.75)))
    assert words.disagreement_words(cells, NAMES, {"a": "Omfattning"}) == (
        "Vi tycker olika om två projekt, mest om Larm, omfattning."
    )
    assert words.disagreement_words((), NAMES, {}) == "Ingen bedömning går starkt isär."


def test_none_of_many_that_are_disputed_as_much_is_named() -> None:
    cells = (Cell("p", "a", (0.0, 1.0)), Cell("q", "a", (0.0, 1.0)), Cell("r", "a", (0.0, 0.75)))
    assert words.disagreement_words(cells, NAMES, {"a": "Omfattning"}) == "Vi tycker olika om tre projekt."
    assert words.disagreement_words(cells[:2], NAMES, {"a": "Omfattning"}) == (
        "Vi tycker olika om två projekt, lika mycket om båda."
    )
    # The whole of both scales, but the list puts the one with more steps first.
    longer = (Cell("p", "a", (0.0, 1.0), steps=4), Cell("q", "b", (0.0, 1.0), steps=2))
    assert words.disagreement_words(longer, NAMES, {"a": "Omfattning"}).endswith("projekt, mest om Larm, omfattning.")
    ten = tuple(Cell(key, "a", (0.0, 1.0)) for key in "pqrstuvxyz")
    assert words.disagreement_words(ten, NAMES, {}) == "Vi tycker olika om tio projekt, lika mycket om alla."
    # Two criteria of one project: there are no others to be as much about.
    both = (Cell("p", "a", (0.0, 1.0)), Cell("p", "b", (0.0, 1.0)))
    assert words.disagreement_words(both, NAMES, {}) == "Vi tycker olika om ett projekt."


def test_w_is_told_with_what_it_rests_on_and_its_meaning() -> None:
    told = words.concordance_words(Concordance(0.56, 5, 8, 10), {}).replace("\u00a0", " ")
    assert told.startswith("Ni rangordnar delvis lika. Kendalls W är 0,56 (5 medlemmar i 10 par, 8 projekt), där 1")
    # Where all have answered all alike there is no order to agree on, and that is told too.
    assert kendalls_w(np.ones((2, 4))) is None
    assert words.alike_words(Concordance(0.56, 5, 8, 10)) == "Ni rangordnar delvis lika."
    assert words.alike_words(Concordance(1.0, 5, 8, 10)) == "Alla rangordnar lika."
    assert words.alike_words(Concordance(0.999, 5, 8, 10)) == "Ni rangordnar så gott som lika."
    some = Concordance(1.0, 4, 8, 6, without=("Chef",))
    assert words.alike_words(some) == "De som går att jämföra rangordnar lika."
    unknown = words.concordance_words(None, {})
    assert "minst två medlemmar" in unknown and "någon av dem ha skilt projekten åt" in unknown


def test_where_order_and_answers_seem_at_odds_one_sentence_says_how_both_hold() -> None:
    near, apart = Cell("p", "a", (0.25, 0.5), steps=1), Cell("p", "a", (0.0, 1.0), steps=4)
    settled = Cell("q", "a", (0.0, 1.0), steps=4, agreed=0.5)

    def said(w: float, *cells: Cell) -> str:
        return words.alike_words(Concordance(w, 5, 8, 10), cells)

    turned = "Ni rangordnar mycket olika, fast svaren ligger nära varandra: små skillnader räcker för att byta plats."
    assert said(0.2, near) == turned
    assert said(0.2, near, apart) == "Ni rangordnar mycket olika."
    assert said(0.2, near, settled) == (
        "Ni rangordnar mycket olika i era egna svar, fast ni har enats om det som gick starkt isär."
    )
    assert said(0.6, near) == "Ni rangordnar delvis lika."
    assert said(1.0, apart) == "Alla rangordnar lika, fast enskilda bedömningar går isär."
    assert said(1.0, near, settled) == "Alla rangordnar lika."
    whole = words.concordance_words(Concordance(0.2, 5, 8, 10), {}, cells=(near,))
    assert whole.startswith(f"{turned} Kendalls W är")


def test_w_says_when_answers_are_missing_and_who_cannot_be_compared() -> None:
    found = Concordance(0.2, 4, 8, 5, True, without=("Linjechef", "Chef"), unjudged=("q", "p"))
    told = words.concordance_words(found, NAMES).replace("\u00a0", " ")
    assert "(4 medlemmar i 5 par, 8 projekt, parvis där svar saknas)" in told
    assert "Inte med i måttet: Chef och Linjechef, som inte har bedömt två projekt helt som någon annan" in told
    assert told.endswith(
        "Inte med i måttet: Larm och Matinköp, eftersom inga två medlemmar har bedömt dem helt och ett projekt till."
    )
    assert words.left_out_of_measure(found, NAMES) == ("Chef", "Linjechef", "Larm", "Matinköp")
    short = words.unmeasured_words(found, NAMES, most=1).replace("\u00a0", " ")
    assert "måttet: Chef och 1 till, som" in short and "måttet: Larm och 1 till, eftersom" in short
    anonymous = words.concordance_words(Concordance(0.2, 4, 8, 5, True, without=("",), unjudged=("p",)), NAMES)
    assert "Inte med i måttet: 1 medlem, som inte" in anonymous.replace("\u00a0", " ")
    assert "bedömt det helt" in anonymous


def test_one_members_weight_is_told_without_the_role_when_anonymous() -> None:
    found = (
        WithoutMember("1", "Objektägare", (("p", 1, 2), ("q", 2, 1))),
        WithoutMember("2", "Linjechef", ()),
        WithoutMember("3", "Objektledare", (("p", 1, 4), ("q", 2, 1), ("r", 3, 2), ("s", 4, 3))),
    )
    by_role = words.left_out_words(found, NAMES, Naming.BY_ROLE)
    assert by_role[0] == (
        "Utan Objektledare får Larm plats 4 i stället för 1, Matinköp plats 1 i stället för 2, "
        "Distansmöten plats 2 i stället för 3 och 1 till flyttas."
    )
    assert by_role[1].startswith("Utan Objektägare får Larm plats 2 i stället för 1")
    assert words.left_out_words(found, NAMES, Naming.ANONYMOUS)[1].startswith("Utan en av medlemmarna får")
    alone = WithoutMember("1", "Objektägare", (("p", 1, 2), ("q", 2, 1)), unjudged=("r",))
    (told,) = words.left_out_words((alone,), NAMES, Naming.BY_ROLE)
    assert told.endswith("i stället för 2. Då saknar Distansmöten svar och räknas inte i någon av ordningarna.")


def test_up_to_seven_that_cannot_be_compared_are_all_named_and_of_more_only_five() -> None:
    for roles, named in ((5, None), (7, None), (8, 5), (12, 5)):
        found = Concordance(w=1.0, members=2, projects=2, pairs=1, without=tuple(f"Roll {n}" for n in range(roles)))
        assert words.named_of_measure(found, {}) == named
    assert words.named_of_measure(None, {}) is None
