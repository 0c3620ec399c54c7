"""What the part Känslighet shows: the whole order, what one project's place hangs on, and each weight by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from prioritering import swedish
from prioritering.analysis.sensitivity import Flip, OrderChange, Scan, TornadoBar
from prioritering.scoring.weights import whole_percents
from prioritering.usecases import weight_study
from prioritering.view.picture import Picture
from prioritering.view.reasons import name_and_answers, projects_of
from prioritering.view.study_pieces import Chart, ChartBar, ChartLine

LINES_SHOWN = 6
HANGS_ON = "Vad projektets plats beror på"
WEIGHTS_SHOWN = (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100)


class HangsOn(NamedTuple):
    """What one project's place hangs on: what is said, and its bars with their labels; none where it has no place."""

    section: dict[str, Any]
    labels: tuple[str, ...]
    bars: tuple[TornadoBar, ...]


class OneWeight(NamedTuple):
    """What one weight does to one project: what is said, and the projects whose points are drawn, as indexes."""

    section: dict[str, Any]
    drawn: tuple[int, ...]


class Sensitivity(NamedTuple):
    """All of the part: the whole order, and of the chosen project its bars and every weight in turn."""

    project: int
    order: dict[str, Any]
    hangs_on: HangsOn
    weights: tuple[OneWeight, ...]

    @property
    def shown(self) -> dict[str, Any]:
        """What the document of the part holds: each section, also of the weights that are not open."""
        return {"sections": [self.order, self.hangs_on.section, *(one.section for one in self.weights)]}


def sensitivity_shown(picture: Picture, found: Sequence[Scan]) -> Sensitivity:
    """Return what the part shows of the project that the view has chosen; `found` are the scans of all weights."""
    index = chosen_project(picture)
    weights = tuple(_one_weight(picture, scan, index) for scan in found)
    return Sensitivity(index, _whole_order(picture, found), _hangs_on(picture, index), weights)


def choosable(picture: Picture) -> list[int]:
    """Return the projects that can be chosen, as indexes in the order of the list."""
    return [int(i) for i in picture.board.ranking.order if not picture.pointless(int(i))]


def chosen_project(picture: Picture) -> int:
    """Return the project that the view has chosen as an index; the first one where it has chosen none that is here."""
    order = choosable(picture)
    return next((i for i in order if picture.board.candidates[i].id == picture.view.project), order[0])


def _whole_order(picture: Picture, found: Sequence[Scan]) -> dict[str, Any]:
    """Return how much the whole order hangs on each weight."""
    names = [criterion.name for criterion in picture.model.criteria]
    changes = weight_study.order_changes(picture, tuple(found))
    text = _order_words(changes, names, picture.board.line is not None)
    now = whole_percents(picture.weights)
    rows = [
        [
            names[item.criterion],
            swedish.percent(now[item.criterion] / 100),
            "–" if picture.board.line is None else str(item.moved_in_or_out),
            str(item.largest_move),
        ]
        for item in changes
    ]
    header = ["Vikt på", "Nu", "Avgör om det ryms", "Längsta flytt i platser"]
    caption = "En vikt i taget från 0 till 100\u00a0%, de andra behåller sina proportioner"
    table = {"caption": caption, "header": header, "rows": rows}
    return {"title": "Hela ordningen", "texts": [text], "table": table}


def _order_words(changes: Sequence[OrderChange], names: Sequence[str], framed: bool) -> str:
    """Say which weight changes the most; several that change equally much are all named."""
    counts = [item.moved_in_or_out if framed else item.largest_move for item in changes]
    most = max(counts)
    named = [names[item.criterion].lower() for item, count in zip(changes, counts, strict=True) if count == most]
    alone = len(named) == 1
    which = f"Vikten på {named[0]}" if alone else f"Vikterna på {swedish.listing(named)}"
    if not framed and most:
        apart = "" if alone else "var för sig "
        return f"{which} flyttar {apart}något projekt högst {swedish.plural(most, 'plats', 'platser')}."
    if not framed:
        return "Ingen enskild vikt flyttar något projekt, var den än sätts mellan 0 och 100\u00a0%."
    if not most:
        return "Ingen enskild vikt avgör för något projekt om det ryms, var den än sätts mellan 0 och 100\u00a0%."
    means = "betyder mest: den avgör" if alone else "betyder lika mycket: var och en avgör"
    if not alone and len(named) < len(changes):
        means = "betyder mest: var och en avgör"
    moved = "ett projekt om det ryms" if most == 1 else f"{swedish.count_word(most)} projekt om de ryms"
    return f"{which} {means} för {moved}, någonstans mellan 0 och 100\u00a0%."


def _hangs_on(picture: Picture, index: int) -> HangsOn:
    """Return what a project's place hangs on, the most first."""
    board = picture.board
    name = board.candidates[index].name
    if board.ranking.place[index] == 0:
        text = f"{name} har ingen plats per krona, eftersom kostnaden saknas."
        return HangsOn({"title": HANGS_ON, "texts": [text], "table": None}, (), ())
    bars = weight_study.tornado(picture, index)
    labels = tuple(_label(picture, bar) for bar in bars)
    now = int(board.ranking.place[index])
    text = f"{name} står på plats {now}{_widest_words(picture, bars, labels)}"
    # What is locked is in or out as locked, at whatever place.
    free = bool(board.free[index])
    rows = [
        [label, _place(bar.low_place, bar.low_inside, free), _place(bar.high_place, bar.high_inside, free)]
        for label, bar in zip(labels, bars, strict=True)
    ]
    caption = f"Plats för {name} när en sak i taget går från sitt lägsta till sitt högsta"
    table = {"caption": caption, "header": ["Det som ändras", "Vid lägsta", "Vid högsta"], "rows": rows}
    drawn = tuple(
        ChartBar(label, *sorted((float(bar.low_place), float(bar.high_place))))
        for label, bar in zip(labels, bars, strict=True)
    )
    last = max(len(board.candidates), 2) + 0.5
    chart = Chart("Plats (1 är först)", (0.5, last), float(now), f"nu: plats {now}", bars=drawn)
    return HangsOn({"title": HANGS_ON, "texts": [text], "table": table, "chart": chart}, labels, bars)


def _widest_words(picture: Picture, bars: Sequence[TornadoBar], labels: Sequence[str]) -> str:
    """Say what a place hangs on the most; several that span equally many places are all named."""
    first = bars[0]
    if not first.width:
        return ", och ingen enskild vikt eller egen nivå ändrar det."
    widest = [bar for bar in bars if bar.width == first.width]
    if len(widest) == 1:
        ends = f"plats {first.low_place} vid lägsta, plats {first.high_place} vid högsta"
        return f". Mest betyder {labels[0][:1].lower()}{labels[0][1:]}: {ends}."
    names = [picture.model.criteria[bar.criterion].name.lower() for bar in widest]
    said = [
        f"{'vikten' if bar.fact is None else 'egen nivå'} på {name}" for bar, name in zip(widest, names, strict=True)
    ]
    apart = swedish.plural(first.width, "plats", "platser")
    return f". Mest betyder {swedish.listing(said)}, lika mycket: {apart} mellan lägsta och högsta."


def _one_weight(picture: Picture, given: Scan, index: int) -> OneWeight:
    """Return where one weight moves a project in or out, and the points of those nearest to it at other weights."""
    items, criterion = picture.board.candidates, picture.model.criteria[given.criterion].name
    turns = weight_study.flips(picture, given, index)
    text = _flip_words(items[index].name, criterion, turns, picture.frame.kronor is not None)
    drawn = tuple(i for i in weight_study.nearest(given, index, LINES_SHOWN) if not picture.pointless(i))
    rows = [
        [name_and_answers(picture, i), *(swedish.number(float(given.points[step, i])) for step in WEIGHTS_SHOWN)]
        for i in drawn
    ]
    header = ["Projekt", *(swedish.percent(step / 100) for step in WEIGHTS_SHOWN)]
    caption = f"Poäng vid olika vikt på {criterion.lower()}"
    table = {"caption": caption, "header": header, "rows": rows, "projects": projects_of(picture, drawn)}
    title = f"Vikten på {criterion.lower()}, 0–100\u00a0%"
    return OneWeight({"title": title, "texts": [text], "table": table, "chart": _lines(picture, given, drawn)}, drawn)


def _lines(picture: Picture, given: Scan, drawn: Sequence[int]) -> Chart:
    """Return the points over one weight; what stands between the weights of the table is on the straight line."""
    items, criterion = picture.board.candidates, picture.model.criteria[given.criterion].name
    now = whole_percents(picture.weights)[given.criterion]
    lines = tuple(
        ChartLine(items[i].name, tuple((float(step), float(given.points[step, i])) for step in WEIGHTS_SHOWN))
        for i in drawn
    )
    marked = f"nu {swedish.percent(now / 100)}"
    return Chart(f"Vikt på {criterion.lower()}, %", (0.0, 100.0), float(now), marked, "Poäng", lines)


def _label(picture: Picture, bar: TornadoBar) -> str:
    name = picture.model.criteria[bar.criterion].name
    return f"Vikten på {name.lower()}, 0–100\u00a0%" if bar.fact is None else f"Egen nivå, {name.lower()}"


def _place(place: int, inside: bool | None, free: bool) -> str:
    return str(place) if inside is None or not free else f"{place}, {'ryms' if inside else 'ryms inte säkert'}"


def _flip_words(name: str, criterion: str, turns: tuple[Flip, ...], framed: bool) -> str:
    if not turns:
        what = f"Om {name} ryms är detsamma" if framed else f"{name} har samma plats"
        return f"{what} var vikten på {criterion.lower()} än sätts."
    parts = []
    for turn in turns[:6]:
        state = "ryms" if turn.inside else "ryms inte längre säkert"
        what = f"hamnar på plats {turn.place}" if turn.inside is None else state
        # The end of the scale is no measured place on it.
        parts.append(f"{what} vid {swedish.percent(turn.above / 100, int(turn.above < 100))}")
    return f"{name} {swedish.listing(parts)} när vikten på {criterion.lower()} ökar från 0 till 100\u00a0%."
