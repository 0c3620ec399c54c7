"""What the part Andra regler shows: what each rule would pick with the same points, costs and frame."""

from __future__ import annotations

from typing import Any

from prioritering import swedish
from prioritering.analysis.demands import Demands
from prioritering.analysis.portfolio import Pool, Portfolio
from prioritering.analysis.rules import Picked
from prioritering.usecases import study
from prioritering.usecases.members import voices_of
from prioritering.usecases.portfolio_figures import chosen_by_all, each_voice
from prioritering.view import portfolio_words
from prioritering.view.depends_words import locks_alone
from prioritering.view.picture import Picture

SOURCE = "Källa: Peters, Pierczyński och Skowron 2021."
_NAMED = 8


def rules_shown(picture: Picture, chosen_from: Pool, best: Portfolio, demands: Demands) -> dict[str, Any]:
    """Return what the part shows; `best` is the best portfolio under the locks alone, for pictures with a frame."""
    voices = voices_of(picture)
    found = study.other_rules(picture, chosen_from, best, voices)
    names = [item.name for item in picture.board.candidates]
    terms = portfolio_words.terms_of(best, chosen_from, names, picture.frame.kronor, demands)
    rows = [
        {
            **_rule_row(item, found[0], names, chosen_from),
            "note": portfolio_words.rule_note(item, best, chosen_from, names, terms),
        }
        for item in found
    ]
    caption = (
        "Samma poäng, kostnader, lås och ram; bara regeln skiljer. Summorna är av det som ryms eller är låst. Ett "
        "spann räknas med sin mitt, på Prioritera med sitt lägsta. Där ett belopp behövs, i bästa portföljen och lika "
        "andelar, är projekt med okänd kostnad och utan spann utelämnade."
    )
    return {
        "lead": _shared(found, names, chosen_from),
        "rows": rows,
        "caption": f"{caption} {locks_alone(picture, 'Jämförelsen')}".rstrip(),
        "voices": _votes(picture, 0 if voices is None else len(voices)),
    }


def _shared(found: tuple[Picked, ...], names: list[str], chosen_from: Pool) -> str:
    same = chosen_by_all(found)
    shared = swedish.plural(len(same), "projekt väljs", "projekt väljs") if same else "Inget projekt väljs"
    shown = swedish.listing(names[i] for i in chosen_from.by_points(same)[:_NAMED])
    return f"{shared} av alla regler{': ' if same else ''}{shown}."


def _votes(picture: Picture, voices: int) -> str:
    if not voices or picture.frame.kronor is None:
        return "Lika andelar, där varje medlems svar köper sin del, visas när ett möte har visat svaren."
    each = swedish.tkr_at_most(each_voice(picture.frame.kronor, voices))
    return (
        f"Lika andelar bygger på {swedish.plural(voices, 'medlems', 'medlemmars')} visade svar. Var och en "
        f"har {each} att lägga. Den som inte har svarat på "
        f"ett projekt lägger inget på det. Låsen gäller inte där, och pengar kan bli över. Vid "
        f"lika pris går gruppens egen ordning före, sedan den lägsta kostnaden. {SOURCE}"
    )


def _rule_row(item: Picked, base: Picked, names: list[str], chosen_from: Pool) -> dict[str, Any]:
    more, fewer = item.chosen - base.chosen, base.chosen - item.chosen
    said = []
    if more:
        said.append(f"tar in {swedish.listing(names[i] for i in chosen_from.by_points(more)[:_NAMED])}")
    if fewer:
        said.append(f"utan {swedish.listing(names[i] for i in chosen_from.by_points(fewer)[:_NAMED])}")
    sign = "≥ " if any(chosen_from.costs[i] is None for i in item.chosen) else ""
    return {
        "name": item.name,
        "sentence": item.sentence,
        "chosen": swedish.plural(len(item.chosen), "projekt", "projekt"),
        "points": swedish.number(item.points, 1),
        "cost": f"{sign}{swedish.tkr(item.cost, unit=False)}",
        "differs": "jämförelsens utgångspunkt" if item is base else ", ".join(said) or "samma projekt",
    }
