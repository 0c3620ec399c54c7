"""The Swedish words on a study, for Robusthet and the projector: the finding, the cards, and what it rests on."""

from __future__ import annotations

import numpy as np

from prioritering import swedish
from prioritering.analysis.inclusion import Outcome, Standing
from prioritering.analysis.weight_draws import WeightKind
from prioritering.analysis.worth_knowing import FactKind, MissingFact
from prioritering.money.line_rule import Rule
from prioritering.scoring.ranking import Order
from prioritering.usecases.study import Robust, agreement
from prioritering.view.meeting_words import concordance_words
from prioritering.view.picture import Picture
from prioritering.view.share_words import margin_words, share_words
from prioritering.view.unknown_words import Where, how_unknown_counts

STANDINGS = {Standing.SAFE: "säkert", Standing.GREY: "gråzon", Standing.OUTSIDE: "utanför"}
DISAGREEMENT = (
    "Andelarna räknar med gruppens svar som ett enda svar på varje fråga. Att ledamöterna är oense är inte med i dem."
)
RULES = {Rule.STOP: "stopp", Rule.SKIP: "hoppa"}
_WEIGHTS = {
    WeightKind.ALL: "alla viktningar lika ofta",
    WeightKind.ORDER: "alla viktningar som håller vikternas ordning",
    WeightKind.INTERVALS: "alla viktningar nära vikterna",
    WeightKind.FIXED: "bara vikterna som de är",
}


def counts(outcome: Outcome) -> tuple[tuple[str, str, str], ...]:
    """Return (kind, how many, word) for each standing; dashes without a frame."""
    if outcome.inside is None:
        return tuple((item.value, "–", word) for item, word in STANDINGS.items())
    found = [Standing.of(float(share)) for share in outcome.inside]
    return tuple((item.value, swedish.number(found.count(item)), word) for item, word in STANDINGS.items())


def headline(given: Robust, outcome: Outcome) -> str:
    """Return the finding of the moment as one sentence."""
    total = len(given.study.given.ids)
    if outcome.inside is None or given.picture.frame.kronor is None:
        places = outcome.places
        first = "" if places is None else _often_first(given, outcome.count, places.acceptability[:, 0])
        return f"Ingen ram är vald, så bara platserna kan prövas.{first}"
    found = [Standing.of(float(share)) for share in outcome.inside]
    safe, grey, out = (found.count(item) for item in Standing)
    sure = "inget säkert" if not safe else "ett säkert" if safe == 1 else f"{swedish.count_word(safe)} säkra"
    frame = swedish.tkr(given.picture.frame.kronor)
    text = (
        f"Av {swedish.plural(total, 'projekt', 'projekt')} är {sure} inom ramen {frame}, "
        f"{swedish.count_word(grey)} ligger i gråzonen och {swedish.count_word(out)} utanför"
    )
    if given.unknown:
        unknown = (
            "den okända kostnaden"
            if given.unknown == 1
            else f"de {swedish.count_word(given.unknown)} okända kostnaderna"
        )
        text += f", om {unknown} är {swedish.tkr(given.low, unit=False)}\u2060–\u2060{swedish.tkr(given.high)}"
    return f"{text}."


def _often_first(given: Robust, count: int, share: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> str:
    best = int(np.argmax(share))
    name = given.picture.board.candidates[best].project.name
    return f" {name} kommer oftast först ({share_words(float(share[best]), count)})."


def notes(given: Robust) -> tuple[str, ...]:
    """Return what must stand beside the shares: how unknown costs are drawn, and that disagreement is not in them."""
    said = [how_unknown_counts(Where.DRAWS, given.picture)]
    if given.picture.basis.group is not None:
        said.append(DISAGREEMENT)
    return tuple(filter(None, said))


def method_words(given: Robust, outcome: Outcome) -> tuple[str, ...]:
    """Return how the shares were computed, a sentence each: draws, weights, levels, costs, margin, agreement."""
    draws, picture = given.study.draws, given.picture
    said = [
        f"{swedish.number(draws.count)} fall är dragna, med frö {draws.seed}. Samma frö ger samma fall.",
        f"Vikter: {weights_words(picture, draws.info.kind)}.",
        "Varje spann och saknad nivå dras jämnt mellan sitt lägsta och sitt högsta.",
    ]
    if outcome.margins:
        said.append(margin_words(max(outcome.margins)))
    said.append("Projekt som är lika och inte alla ryms tas i en ordning som lottas i varje fall.")
    if picture.basis.group is not None:
        said.append(concordance_words(agreement(picture)))
    return tuple(said)


def weights_words(picture: Picture, kind: WeightKind) -> str:
    """Return which weights the draws are made from."""
    near = kind is WeightKind.INTERVALS
    return _WEIGHTS[kind] + (f", högst {picture.view.weight_spread} procentenheter ifrån" if near else "")


def rule_words(picture: Picture) -> str:
    """Return the fill rule and order in use, as a column heading."""
    per = ", poäng per krona" if picture.view.order is Order.PER_KRONA else ""
    return f"Rangordning, {RULES[picture.view.rule]}{per}"


def fact_words(given: Robust, fact: MissingFact) -> tuple[str, str]:
    """Return what a fact is called and of what kind it is."""
    criteria, items = given.picture.model.criteria, given.picture.board.candidates
    if fact.kind is FactKind.WEIGHT:
        return f"Vikten på {criteria[fact.criterion or 0].name.lower()}", "vikt"
    name = items[fact.project or 0].project.name
    if fact.kind is FactKind.COST:
        return f"Kostnaden för {name}", "kostnad"
    return f"{criteria[fact.criterion or 0].name} för {name}", "nivå"
