"""The part Känslighet of the page Robusthet: one project's tornado, one weight at a time, and the whole order."""

from __future__ import annotations

import streamlit as st

from prioritering import swedish
from prioritering.analysis.sensitivity import Flip, Scan, TornadoBar
from prioritering.scoring.weights import whole_percents
from prioritering.usecases import weight_study
from prioritering.usecases.study import Robust
from prioritering.view.picture import Picture
from prioritering.view.reasons import name_and_answers
from prioritering.web.frame import address
from prioritering.web.frame.as_written import escape, in_list
from prioritering.web.frame.templates import render
from prioritering.web.pages.robusthet.charts import show, tornado_chart, weight_chart
from prioritering.web.parts.studies import once

LINES_SHOWN = 6
HANGS_ON = "Vad projektets plats hänger på"
WEIGHTS_SHOWN = (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)


def draw_sensitivity(given: Robust) -> None:
    """Draw how the whole order and one chosen project depend on each weight and each open level."""
    picture = given.picture
    found = once(
        picture, "vikter", "Prövar varje vikt från 0 till 100 %", lambda told: weight_study.weight_scans(picture, told)
    )
    if found is None:
        return
    _whole_order(picture, found)
    index = _project(picture)
    _tornado(picture, index)
    _weight(picture, found, index)


def _whole_order(picture: Picture, found: tuple[Scan, ...]) -> None:
    names = [criterion.name for criterion in picture.model.criteria]
    changes = weight_study.order_changes(picture, found)
    first = changes[0]
    if picture.board.line is None:
        text = f"Vikten på {names[first.criterion].lower()} flyttar något projekt högst {first.largest_move} platser."
    elif first.moved_in_or_out:
        moved = swedish.plural(first.moved_in_or_out, "projekt", "projekt")
        text = (
            f"Vikten på {names[first.criterion].lower()} betyder mest: den avgör för {moved} om det ryms, "
            "någonstans mellan 0 och 100 %."
        )
    else:
        text = "Ingen enskild vikt avgör för något projekt om det ryms, var den än sätts mellan 0 och 100 %."
    st.html(render("pages/robusthet/rubrik.html", title="Hela ordningen", texts=(text,)))
    now = whole_percents(picture.weights)
    rows = [
        [
            names[item.criterion],
            swedish.percent(now[item.criterion] / 100),
            str(item.moved_in_or_out),
            str(item.largest_move),
        ]
        for item in changes
    ]
    header = ["Vikt på", "Nu", "Avgör om det ryms", "Längsta flytt i platser"]
    caption = "En vikt i taget från 0 till 100 %, de andra behåller sina proportioner"
    st.html(render("pages/robusthet/tabell.html", summary="Visa som tabell", caption=caption, header=header, rows=rows))


def _project(picture: Picture) -> int:
    order = [int(i) for i in picture.board.ranking.order if not picture.pointless(int(i))]
    ids = [picture.board.candidates[i].id for i in order]
    names = {item.id: item.name for item in picture.board.candidates}
    chosen = picture.view.project if picture.view.project in names else ids[0]
    shown = ids.index(address.hold("kansligt_projekt", chosen))
    st.selectbox("Projekt", ids, shown, in_list(names), key="kansligt_projekt", on_change=_project_chosen)
    return order[ids.index(chosen)]


def _project_chosen() -> None:
    address.change(project=st.session_state["kansligt_projekt"])


def _tornado(picture: Picture, index: int) -> None:
    board = picture.board
    if board.ranking.place[index] == 0:
        text = f"{board.candidates[index].name} har ingen plats per krona, eftersom kostnaden saknas."
        st.html(render("pages/robusthet/rubrik.html", title=HANGS_ON, texts=(text,)))
        return
    bars = weight_study.tornado(picture, index)
    labels = [_label(picture, bar) for bar in bars]
    now, name = int(board.ranking.place[index]), board.candidates[index].name
    widest = bars[0]
    if widest.width:
        text = (
            f"{name} står på plats {now}. Mest betyder {labels[0][:1].lower()}{labels[0][1:]}: plats "
            f"{widest.low_place} vid lägsta, plats {widest.high_place} vid högsta."
        )
    else:
        text = f"{name} står på plats {now}, och ingen enskild vikt eller egen nivå ändrar det."
    st.html(render("pages/robusthet/rubrik.html", title=HANGS_ON, texts=(text,)))
    low, high = [bar.low_place for bar in bars], [bar.high_place for bar in bars]
    show(tornado_chart(labels, low, high, now, len(board.candidates)), "tornado", text)
    # What is locked is in or out as locked, at whatever place.
    free = bool(board.free[index])
    rows = [
        [label, _place(bar.low_place, bar.low_inside, free), _place(bar.high_place, bar.high_inside, free)]
        for label, bar in zip(labels, bars, strict=True)
    ]
    caption = f"Plats för {name} när en sak i taget går från sitt lägsta till sitt högsta"
    header = ["Det som ändras", "Vid lägsta", "Vid högsta"]
    st.html(render("pages/robusthet/tabell.html", summary="Visa som tabell", caption=caption, header=header, rows=rows))


def _label(picture: Picture, bar: TornadoBar) -> str:
    name = picture.model.criteria[bar.criterion].name
    return f"Vikten på {name.lower()}, 0–100 %" if bar.fact is None else f"Egen nivå, {name.lower()}"


def _place(place: int, inside: bool | None, free: bool) -> str:
    return str(place) if inside is None or not free else f"{place}, {'ryms' if inside else 'ryms inte säkert'}"


def _weight(picture: Picture, found: tuple[Scan, ...], index: int) -> None:
    names = [criterion.name for criterion in picture.model.criteria]
    chosen = st.segmented_control(
        "Vikt",
        range(len(names)),
        default=0,
        key="kanslig_vikt",
        format_func=lambda number: escape(names[number]),
        required=True,
    )
    given = found[int(chosen or 0)]
    items = picture.board.candidates
    turns = weight_study.flips(picture, given, index)
    text = _flip_words(items[index].name, names[given.criterion], turns)
    st.html(
        render(
            "pages/robusthet/rubrik.html", title=f"Vikten på {names[given.criterion].lower()}, 0–100 %", texts=(text,)
        )
    )
    shown = [i for i in weight_study.nearest(given, index, LINES_SHOWN) if not picture.pointless(i)]
    labels = [items[i].name for i in shown]
    now = whole_percents(picture.weights)[given.criterion]
    figure = weight_chart(labels, given.points[:, shown], shown.index(index), now, names[given.criterion])
    show(figure, "vikt", f"Poäng när vikten går från 0 till 100 %. {text}")
    rows = [
        [name_and_answers(picture, i), *(swedish.number(float(given.points[step, i])) for step in WEIGHTS_SHOWN)]
        for i in shown
    ]
    header = ["Projekt", *(swedish.percent(step / 100) for step in WEIGHTS_SHOWN)]
    caption = f"Poäng vid olika vikt på {names[given.criterion].lower()}"
    st.html(render("pages/robusthet/tabell.html", summary="Visa som tabell", caption=caption, header=header, rows=rows))


def _flip_words(name: str, criterion: str, turns: tuple[Flip, ...]) -> str:
    if not turns:
        return f"{name} byter inte läge var vikten på {criterion.lower()} än sätts."
    parts = []
    for turn in turns[:6]:
        state = "ryms" if turn.inside else "ryms inte längre säkert"
        what = f"hamnar på plats {turn.place}" if turn.inside is None else state
        parts.append(f"{what} vid {swedish.percent(turn.above / 100, 1)}")
    return f"{name} {swedish.listing(parts)} när vikten på {criterion.lower()} växer från 0 till 100 %."
