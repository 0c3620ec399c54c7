"""The page Metod: the method in plain Swedish, with the criteria, values and weights that are in use now."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from prioritering import swedish
from prioritering.criteria.model import Criterion, NumberScale, Origin
from prioritering.glossary import GLOSSARY
from prioritering.scoring.weights import whole_percents
from prioritering.usecases.picture import picture_of
from prioritering.view.picture import Picture
from prioritering.view.row import rows_of
from prioritering.view.standing_words import standing_limits
from prioritering.view.unknown_words import Where, how_unknown_counts
from prioritering.view.value_words import undefined_in_order
from prioritering.view.view import View
from prioritering.web.frame import address, as_then, context
from prioritering.web.frame.templates import render
from prioritering.web.frame.theme import page_head
from prioritering.web.frame.who import KNOWN_AGAIN, NEVER_SHARED, access_settings

DAY = 24 * 3600
NOT_OFFERED: tuple[tuple[str, str], ...] = (
    ("TOPSIS, VIKOR", "Avstånd till ett bästa och sämsta i listan: ett nytt projekt kan kasta om de andra."),
    ("PROMETHEE", "Parvisa jämförelser med trösklar som är svåra att förklara i ett möte."),
    ("AHP", "Många parvisa frågor, och ett nytt projekt kan kasta om de andra."),
    (
        "”Objektiva” vikter (entropi, CRITIC)",
        "Vikter ur datats spridning säger inget om vad gruppen tycker är viktigt.",
    ),
    ("Omskalning till listans lägsta och högsta", "Samma projekt får olika poäng beroende på vilka andra som är med."),
    ("Poäng för klass", "Klass säger var beslutet fattas, inte hur viktigt projektet är."),
    ("Poäng för perspektiv", "Brukare, utförare och myndighet är olika, inte bättre eller sämre än varandra."),
    ("Sparade kronor ur ”tidsbesparande”", "Planen säger själv att effekttypen inte visar hur effekten växlas in."),
)

LITERATURE: tuple[tuple[str, str, str], ...] = (
    ("Phillips & Bana e Costa 2007", "Annals of Operations Research 154:51–68", "värde för pengarna i grupp"),
    (
        "Edwards & Barron 1994",
        "Organizational Behavior and Human Decision Processes 60:306–325",
        "vikter ur rangordning",
    ),
    ("Keeney 2002", "Operations Research 50:935–945", "vanliga fel när vikter sätts"),
    ("Clemen & Smith 2009", "Decision Analysis 6:256–262", "nollnivån ska väljas med avsikt"),
    ("Morton 2015", "European Journal of Operational Research 245:789–796", "omskalning kan kasta om ordningen"),
    (
        "Lahdelma & Salminen 2001",
        "Operations Research 49:444–454",
        "hur ofta ett projekt får varje plats, över många viktningar",
    ),
    (
        "Liesiö, Mild & Salo 2007",
        "European Journal of Operational Research 181:1488–1505",
        "kärna, gråzon och det som faller utanför",
    ),
    ("Wilson 1927", "Journal of the American Statistical Association 22:209–212", "felmarginal för en andel"),
)

UNKNOWN = {
    Where.LINE: "Linjen, efter poäng",
    Where.PER_KRONA: "Linjen, per krona",
    Where.SUMS: "Summor",
    Where.DRAWS: "Slumpade fall",
    Where.PORTFOLIO: "Bästa portföljen",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """One criterion as the page shows it."""

    criterion: Criterion
    weight: int
    source: str
    number: NumberScale | None
    changed: bool
    undefined: str


def draw_page() -> None:
    """Draw the page for the criteria, values and weights of the view in the address."""
    picture = picture_of(context.store(), address.open_view("metod"), as_then.as_of())
    finding = "Varje projekt får poäng per kriterium och summan visar nyttan, så att alla ser var poängen kommer ifrån."
    page_head("Metod", context.name_of_plan(picture.plan), finding)
    st.html(render("pages/metod/innehall.html"))
    st.html(render("pages/metod/poang.html", explained=explained(picture), example=_example(picture)))
    st.html(render("pages/metod/ordning.html", picture=picture, unknown=_unknown(picture)))
    st.html(render("pages/metod/robusthet.html", **_presets()))
    st.html(render("pages/metod/utelamnat.html", not_offered=NOT_OFFERED, sources=LITERATURE))
    st.html(
        render("pages/metod/ordlista.html", terms=sorted(GLOSSARY, key=lambda term: swedish.sort_key(term.swedish)))
    )
    lasts = {"days": NEVER_SHARED // DAY, "known": KNOWN_AGAIN // DAY, "hours": access_settings().timmar}
    st.html(render("pages/metod/redogorelser.html", **lasts))


def _presets() -> dict[str, object]:
    """Return what Robusthet draws unless a view says otherwise."""
    preset, (core, exterior) = View(), standing_limits()
    shown = {"core": core, "exterior": exterior}
    return shown | {"draws": preset.draws, "near": preset.weight_info == "spann", "spread": preset.weight_spread}


def _unknown(picture: Picture) -> tuple[tuple[str, str], ...]:
    """Return each place that counts the unknown costs, with how it does; nothing when every ranked project has one."""
    said = ((place, how_unknown_counts(where, picture)) for where, place in UNKNOWN.items())
    return tuple((place, text) for place, text in said if text)


def explained(picture: Picture) -> tuple[Explained, ...]:
    """Return the criteria in use with their weights in whole percent and whether their values have been changed."""
    own = picture.basis.model
    percents = whole_percents(picture.weights)
    return tuple(
        Explained(
            criterion=criterion,
            weight=percent,
            source="ur planen" if criterion.source is Origin.PLAN else "tillagt av gruppen, står inte i planen",
            number=criterion.scale if isinstance(criterion.scale, NumberScale) else None,
            changed=criterion.id in own.ids and criterion.scale != own.criterion(criterion.id).scale,
            undefined=undefined_in_order(criterion),
        )
        for criterion, percent in zip(picture.model.criteria, percents, strict=True)
    )


def _example(picture: Picture) -> dict[str, object] | None:
    """Return one project's points worked out, the first in the order, or nothing when none is scored."""
    board = picture.board
    if not board.scored.ranked_count:
        return None
    index = int(board.ranking.order[0])
    shown = swedish.point_parts(board.points.part_low[index].tolist(), board.points.part_high[index].tolist())
    parts = [(criterion.name, points) for criterion, points in zip(picture.model.criteria, shown, strict=True)]
    row = rows_of(picture, [index], explained=())[0]
    return {"name": row.name, "parts": parts, "total": row.points, "few": row.few}
