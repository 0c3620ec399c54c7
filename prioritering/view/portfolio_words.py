"""What is said of the best portfolio: what is proved, what is equally good, and what the left out may cost."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from prioritering import swedish
from prioritering.analysis.best_and_list import CostSpan
from prioritering.analysis.demands import Demands
from prioritering.analysis.equally_good import MOST_OTHERS
from prioritering.analysis.portfolio import Choice, EquallyGood, Pool, Portfolio
from prioritering.analysis.rules import Picked
from prioritering.scoring.board import Board
from prioritering.view import sentences
from prioritering.view.picture import Picture
from prioritering.view.reasons import points_rest_on
from prioritering.view.unknown_words import Chosen

MOST_NAMES_LEFT_OUT = 12
NOT_TRIED = "inte prövat"
COUNTED_AS = {CostSpan.MIDDLE: "mitten", CostSpan.LOWEST: "lägsta", CostSpan.HIGHEST: "högsta"}
RULE_OF_TIES = (
    "Av de lika bra visas den som kostar minst, och kostar flera lika lite den som har det projekt vars id kommer "
    "först. Har gruppen ordnat lika projekt går ett tidigare av dem före ett senare, om det ryms, också när det är "
    "dyrare."
)


class Terms(NamedTuple):
    """On what terms a portfolio is best: `among` those that what ('uppfyller kraven'), whose locked costs nobody knows.

    `worthless`: a project of 0 points would fit too.
    """

    among: str = ""
    locked_unknown: tuple[str, ...] = ()
    worthless: bool = False

    @property
    def if_cheap(self) -> str:
        """The condition that what is locked in at an unknown cost puts on every figure; nothing without."""
        if not self.locked_unknown:
            return ""
        alone = len(self.locked_unknown) == 1
        why = "det är låst och kostnaden okänd" if alone else "de är låsta och kostnaderna okända"
        return f"om {_some(list(self.locked_unknown))} kostar så gott som inget ({why})"


NO_TERMS = Terms()


def terms_of(best: Portfolio, pool: Pool, names: Sequence[str], frame: int | None, demands: Demands) -> Terms:
    """Return on what terms a portfolio is best, but for `among`: that takes the plan."""
    # Others that are equally good may leave more of the frame than this one.
    alone = best.equal is not None and not best.equal.others
    room = math.inf if frame is None else frame - (best.cost if alone else 0)
    worthless = any(
        not points and cost is not None and cost <= room and index not in best.indexes and key not in demands.not_now
        for index, (key, points, cost) in enumerate(zip(pool.ids, pool.points, pool.costs, strict=True))
    )
    return Terms("", unknown_of(best, pool, names).inside, worthless)


def proof(best: Portfolio, terms: Terms = NO_TERMS) -> str:
    """Return how good the portfolio is known to be, never 'bevisat bäst' alone where others are equally good."""
    equal = best.equal
    which = f" som {terms.among}" if terms.among else ""
    cheap = f" {terms.if_cheap}" if terms.if_cheap else ""
    if not best.optimal or equal is None:
        most = swedish.percent(best.gap, 2)
        return f"Tiden tog slut. Ingen annan kombination{which} kan ge mer än {most} fler poäng än den här{cheap}."
    proved = f"Bevisat bäst{f' bland dem{which}' if which else ''}{cheap}"
    end = "; projekt med 0 poäng räknas inte." if terms.worthless else "."
    if equal.counted and not equal.others:
        return f"{proved}: ingen annan {'av dem' if which else 'kombination'} ger lika många poäng{end}"
    if not equal.others:
        return f"{proved}, men tiden räckte inte till att se om andra är lika bra{end}"
    others = "en annan" if equal.others == 1 else f"{swedish.count_word(equal.others)} andra"
    if equal.counted:
        return f"{proved}, och {others} är lika bra{end}"
    # At a hundred nobody counts on; short of it only time can have run out.
    why = "" if equal.others >= MOST_OTHERS else " (tiden räckte inte till att räkna alla)"
    return f"{proved}, och minst {others} är lika bra{why}{end}"


def choice_words(best: Portfolio, pool: Pool, names: Sequence[str]) -> tuple[str, ...]:
    """Return what is in all of the equally good portfolios and what the choice is between; nothing when it is alone."""
    equal = best.equal
    if equal is None or not equal.others:
        return ()
    if not equal.known:
        return ("Tiden räckte inte till att se vad som är med i alla de lika bra och vad valet står mellan.",)
    shared = f"I alla ingår {_named(equal.always, pool, names)}." if equal.always else "Inget projekt ingår i alla."
    return (shared, _between(equal, pool, names))


def _between(equal: EquallyGood, pool: Pool, names: Sequence[str]) -> str:
    return f"Valet står mellan {_named(equal.between, pool, names)}."


def tie_rule(best: Portfolio) -> str:
    """Return which of the equally good is shown; nothing where there is one, or where the rule was not reached."""
    return RULE_OF_TIES if best.equal and best.equal.others and best.equal.known else ""


def with_answers(pool: Pool, picture: Picture) -> Pool:
    """Return the pool with what the points of each rest on where that is few answers."""
    return replace(pool, rests_on=tuple(points_rest_on(picture, index) for index in range(len(pool.ids))))


def in_turn(choices: Iterable[Choice], pool: Pool) -> list[Choice]:
    """Return choices by points, most first, ties by the group's own order and then by id: no order of rows decides."""
    return sorted(choices, key=lambda choice: (-pool.points[choice.index], pool.turn[choice.index], choice.part))


def _named(choices: Iterable[Choice], pool: Pool, names: Sequence[str]) -> str:
    turn = in_turn(choices, pool)
    return _some([names[choice.index] + (f" ({choice.part})" if choice.part else "") for choice in turn])


def unknown_of(best: Portfolio, pool: Pool, names: Sequence[str], span: CostSpan = CostSpan.MIDDLE) -> Chosen:
    """Return what the portfolio does with the unknown costs, for the sentence that says how they are counted in it."""
    inside = pool.by_points(
        choice.index for choice in best.chosen if pool.costs[choice.index] is None and not choice.part
    )
    aside = set(best.left_out_unknown)
    out = pool.by_points(index for index, key in enumerate(pool.ids) if key in aside)
    return Chosen(tuple(names[i] for i in out), tuple(names[i] for i in inside), COUNTED_AS[span])


class LeftOut(NamedTuple):
    """A project (its index) left out for its unknown cost: what it may cost, in words and exactly (None: no such)."""

    project: int
    limit: str
    kronor: int | None


def left_out(best: Portfolio, pool: Pool, most: Mapping[int, int | None]) -> tuple[LeftOut, ...]:
    """Return every project left out with its break-even cost as `study.break_even` found it, most points first."""
    aside = set(best.left_out_unknown)
    out = pool.by_points(index for index, key in enumerate(pool.ids) if key in aside)
    return tuple(LeftOut(index, _limit(index, most), most.get(index)) for index in out)


def _limit(index: int, most: Mapping[int, int | None]) -> str:
    kronor = most.get(index)
    if kronor is None:
        return "inte ens om det är gratis" if index in most else NOT_TRIED
    if not kronor:
        # An unknown cost is more than zero, so "at most 0" would be no cost that it can have.
        return "ingen kostnad över noll"
    return f"högst {swedish.tkr_at_most(kronor)}"


def left_out_sentence(
    one: LeftOut, names: Sequence[str], asks_more: bool, alone: bool = False, terms: Terms = NO_TERMS
) -> str:
    """Return one sentence on a project that is left out; with `asks_more` there are demands that are set aside.

    `alone`: no other is left out.
    """
    lead = f"{names[one.project]} har okänd kostnad och är utelämnat."
    if one.limit == NOT_TRIED:
        return lead
    set_aside = [] if alone else ["de andra utelämnade inte är med"]
    set_aside += ["kraven inte räknas"] if asks_more else []
    when = f", när {' och '.join(set_aside)}" if set_aside else ""
    cheap = f"{' och' if when else ','} {terms.if_cheap}" if terms.if_cheap else ""
    if one.kronor is None:
        return f"{lead} Det är inte med i någon bästa portfölj ens om det är gratis{when}{cheap}."
    if not one.kronor:
        never = f"Det är inte med i någon bästa portfölj vid någon kostnad över noll{when}{cheap}"
        return f"{lead} {never}; en okänd kostnad är mer än noll."
    return f"{lead} Det är med i en bästa portfölj om det kostar {one.limit}{when}{cheap}."


def most_within_frame(frame: int, now: float, step: tuple[int, float] | None, terms: Terms = NO_TERMS) -> str:
    """Return the most points within a frame, and what the nearest larger frame gives: (kronor more, points then)."""
    most, cheap = f"{swedish.number(now, 1)} poäng", swedish.upper_first(terms.if_cheap)
    more = f"ed {swedish.tkr(step[0])} till blir det {swedish.number(step[1], 1)}" if step else ""
    if cheap:
        # Both figures hang on the condition, so they stand in one sentence under it.
        return f"{cheap} ger ramen {swedish.tkr(frame)} som mest {most}{f', och m{more}' if more else ''}."
    return f"Ramen {swedish.tkr(frame)} ger som mest {most}.{f' M{more}.' if more else ''}"


def rule_note(picked: Picked, best: Portfolio, pool: Pool, names: Sequence[str], terms: Terms = NO_TERMS) -> str:
    """Return what a rule leaves undecided: how many are Oklart by it, and which equal ones it cuts."""
    if picked.rule == "basta":
        chosen_between = best.equal and best.equal.others and best.equal.known
        proved = proof(best, terms)
        return f"{proved} {_between(best.equal, pool, names)}" if best.equal and chosen_between else proved
    said = []
    if picked.open and picked.board is not None:
        said += [_undecided(picked, picked.board), sentences.tie_note(picked.board)]
    said += [
        f"{_some([names[i] for i in pool.by_points(tie.tied)])} är lika; {swedish.count_word(tie.bought)} av dem köps."
        for tie in picked.ties
    ]
    return " ".join(text for text in said if text)


def _undecided(picked: Picked, board: Board) -> str:
    """Return how many are Oklart by a rule; apart those without a place per krona, as the board tells them apart."""
    without = sum(bool(board.unplaced[i]) for i in picked.open)
    unsure = len(picked.open) - without
    more = " till" if picked.chosen else ""
    said = [f"{swedish.count_word(unsure)}{more} är {'oklart' if unsure == 1 else 'oklara'}"] if unsure else []
    said += [f"{swedish.count_word(without)} är utan kostnad"] if without else []
    return swedish.as_sentence(swedish.listing(said))


def _some(names: list[str]) -> str:
    return swedish.first_few(names, MOST_NAMES_LEFT_OUT, "projekt till", shown=MOST_NAMES_LEFT_OUT - 1)
