"""The Swedish words on a study, for Robusthet and the projector: the finding, the cards, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering import swedish
from prioritering.analysis.inclusion import Outcome
from prioritering.analysis.worth_knowing import FactKind, MissingFact
from prioritering.arrays import Array
from prioritering.money.line_rule import Rule
from prioritering.scoring.ranking import Order
from prioritering.usecases.members import agreement, answered_cells
from prioritering.usecases.study import Robust
from prioritering.usecases.study_margin import widest_margin
from prioritering.view import standing_words
from prioritering.view.frozen_words import weights_told
from prioritering.view.meeting_words import concordance_words, named_of_measure
from prioritering.view.picture import Picture
from prioritering.view.share_words import margin_words, weights_words
from prioritering.view.standing_words import DRAWN, STANDINGS, listed_standings

RULE_NAMES = {Rule.STOP: "stannar vid ramen", Rule.SKIP: "hoppar över och går vidare"}
ALL_UNMEASURED = "Alla som inte är med i måttet står på Möte."


def standing_counts(given: Robust, outcome: Outcome) -> tuple[tuple[str, str, str], ...]:
    """Return (kind, how many, word) for each standing, the locked ones where there are any; dashes without a frame."""
    found = standing_words.standings(given.picture.board, outcome)
    if not found:
        return tuple((item.value, "–", STANDINGS[item]) for item in DRAWN)
    return tuple((item.value, swedish.number(found.count(item)), STANDINGS[item]) for item in listed_standings(found))


def robust_headline(given: Robust, outcome: Outcome) -> str:
    """Return the finding of the moment as one sentence."""
    return standing_words.study_headline(given.picture, outcome, (given.low, given.high), given.study.draws.info)


def method_words(given: Robust, outcome: Outcome, shown: Sequence[Array]) -> tuple[str, ...]:
    """Return `drawing_words`, and how much the members agree where their answers count."""
    return tuple(filter(None, (*drawing_words(given, outcome, shown), agreement_words(given.picture))))


def drawing_words(given: Robust, outcome: Outcome, shown: Sequence[Array]) -> tuple[str, ...]:
    """Return how the shares were computed, a sentence each: draws, weights, levels, costs, margin.

    `shown` are all the shares that stand on the page: the margin holds for every one.
    """
    draws, picture = given.study.draws, given.picture
    said = [
        f"{swedish.number(draws.count)} fall är slumpade, med frö {draws.seed}. Samma frö ger samma fall.",
        f"Vikter: {weights_words(draws.info, picture.view, picture.model)}.",
        "Varje spann och saknad nivå dras jämnt mellan sitt lägsta och sitt högsta.",
    ]
    margin = widest_margin(shown, outcome.count)
    if margin is not None:
        said.append(margin_words(margin))
    settled = ", om gruppen inte har ordnat dem" if given.study.setting.tie_orders else ""
    said.append(f"Projekt som är lika och inte alla ryms tas i en ordning som lottas i varje fall{settled}.")
    return tuple(said)


def agreement_words(picture: Picture) -> str:
    """Return how much the members agree and which roles are not counted; nothing where the plan's levels count."""
    if picture.basis.group is None:
        return ""
    names = {item.id: item.name for item in picture.board.candidates}
    weighed = weights_told([(item.id, item.name) for item in picture.model.criteria], picture.weights)
    found = agreement(picture)
    most = named_of_measure(found, names)
    said = concordance_words(found, names, weighed, most, answered_cells(picture))
    return said if most is None else f"{said} {ALL_UNMEASURED}"


def list_heading(picture: Picture) -> str:
    """Return the fill rule and order in use, as a column heading."""
    per = ", efter poäng per krona" if picture.view.order is Order.PER_KRONA else ""
    return f"Listan, {RULE_NAMES[picture.view.rule]}{per}"


def fact_id(given: Robust, fact: MissingFact) -> str:
    """Return the id of the project that a fact is of, and of the criterion; nothing for a weight, which has a name."""
    if fact.kind is FactKind.WEIGHT:
        return ""
    project = given.picture.board.candidates[fact.project or 0].id
    return project if fact.criterion is None else f"{project}, {given.picture.model.criteria[fact.criterion].id}"


def fact_words(given: Robust, fact: MissingFact) -> tuple[str, str]:
    """Return what a fact is called and of what kind it is."""
    criteria, items = given.picture.model.criteria, given.picture.board.candidates
    if fact.kind is FactKind.WEIGHT:
        return f"Vikten på {criteria[fact.criterion or 0].name.lower()}", "vikt"
    name = items[fact.project or 0].name
    if fact.kind is FactKind.COST:
        return f"Kostnaden för {name}", "kostnad"
    return f"{criteria[fact.criterion or 0].name} för {name}", "nivå"
