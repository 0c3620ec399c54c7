"""The document forms of the parts of Robusthet: what stands on the page, to be drawn without computing.

Each has a format of its own, which grows when a field is taken away or changes its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from pydantic import TypeAdapter

from prioritering.errors import BadArgument
from prioritering.view.document import BasisStamp, stamp
from prioritering.view.picture import Picture
from prioritering.view.study_pieces import NeededShown, NextShown, RuleRow, Section

STANDINGS_PAGE, PORTFOLIO_PAGE = "robusthet", "portfolj"
SETTLING_PAGE, RULES_PAGE, PLACES_PAGE, SENSITIVITY_PAGE = "kravs", "regler", "platser", "kanslighet"
STANDINGS_FORMAT, PORTFOLIO_FORMAT = 1, 1
SETTLING_FORMAT, RULES_FORMAT, PLACES_FORMAT, SENSITIVITY_FORMAT = 1, 1, 1, 1
NEED_NO_FRAME = frozenset({PLACES_PAGE, SENSITIVITY_PAGE})
"""The kinds that give an answer also where no frame is chosen."""
NOT_READY = "Räkningen är inte klar. Vänta tills svaret syns på sidan och frys sedan."


@dataclass(frozen=True, slots=True)
class StudyHead:
    """What stands around any study: what it rests on, the finding, the counts as (kind, how many, word), the notes.

    `method` says how the shares were computed, a sentence each. `agreement` is how much the members agree, which names
    roles; empty where the plan's levels count.
    """

    format: int
    kind: str
    basis: BasisStamp
    plan_name: str
    period: str
    municipality: str
    criteria: tuple[tuple[str, str], ...]
    weights: tuple[float, ...]
    headline: str
    counts: tuple[tuple[str, str, str], ...]
    frame: str
    notes_on_study: tuple[str, ...]
    notices: tuple[str, ...]
    method: tuple[str, ...]
    agreement: str


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A project among the standings: its shares in words, and as percent for the bars.

    `best` is None where the best portfolio was not drawn, `place` the place to expect. `missing` says how a cost that
    is `unknown` stands, `cost_shape` how that is drawn. `id`, `missing` and `cost_shape` are "" in older documents.
    """

    name: str
    tier: str
    tier_name: str
    tier_assumed: bool
    few: str
    unknown: bool
    kind: str
    word: str
    share: str
    width: float
    best: str | None
    best_kind: str
    best_width: float
    place: str
    id: str = ""
    missing: str = ""
    cost_shape: str = ""


@dataclass(frozen=True, slots=True)
class StandingGroup:
    """The projects of one standing, the surest first."""

    rows: tuple[StandingRow, ...]


@dataclass(frozen=True, slots=True)
class StandingsDocument(StudyHead):
    """Säkert och osäkert: the projects by standing, and the sentences beside them."""

    groups: tuple[StandingGroup, ...]
    rule: str
    differs: str
    aside: str
    more: str
    locked: bool


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A project in the ranked list and in the best portfolio; `cost` is None when it is unknown.

    `state` is the style, shape and word of the list. `missing` says how a cost that is None stands, `cost_shape` how
    that is drawn, and `cost_mark` of what range a cost is the middle and whose it is when it is not the plan's. These
    and `id` are "" in older documents.
    """

    name: str
    points: str
    few: str
    cost: str | None
    state: tuple[str, str, str]
    best: str
    differs: bool
    id: str = ""
    missing: str = ""
    cost_shape: str = ""
    cost_mark: str = ""


@dataclass(frozen=True, slots=True)
class AsideRow:
    """A project that is left out of the portfolio since its cost is unknown, and what it may cost."""

    name: str
    few: str
    points: str
    limit: str
    exact: str


@dataclass(frozen=True, slots=True)
class PortfolioDocument(StudyHead):
    """The best portfolio beside the ranked list, with its proof, the difference, and what to think of.

    `frontier` is what other frames would give; documents from before have none.
    """

    proof: str
    choice: tuple[str, ...]
    sentence: str
    why: str
    notes: tuple[str, ...]
    caption: str
    rows: tuple[PortfolioRow, ...]
    ranked_sum: str
    best_sum: str
    cautions: tuple[str, ...]
    out: tuple[AsideRow, ...]
    asks_more: bool
    if_cheap: str
    frontier: Section | None = None


@dataclass(frozen=True, slots=True)
class SettlingDocument(StudyHead):
    """Vad som krävs och är värt att ta reda på."""

    next: NextShown
    needed: NeededShown


@dataclass(frozen=True, slots=True)
class RulesDocument(StudyHead):
    """Andra regler: what each rule picks."""

    lead: str
    rows: tuple[RuleRow, ...]
    caption: str
    voices: str


@dataclass(frozen=True, slots=True)
class PlacesDocument(StudyHead):
    """Platser: how often each project has each place."""

    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class SensitivityDocument(StudyHead):
    """Känslighet: the whole order, what one project's place hangs on, and each weight by itself."""

    sections: tuple[Section, ...]


StudyDocument = (
    StandingsDocument | PortfolioDocument | SettlingDocument | RulesDocument | PlacesDocument | SensitivityDocument
)
_KINDS: Mapping[str, tuple[int, type[StudyDocument]]] = {
    STANDINGS_PAGE: (STANDINGS_FORMAT, StandingsDocument),
    PORTFOLIO_PAGE: (PORTFOLIO_FORMAT, PortfolioDocument),
    SETTLING_PAGE: (SETTLING_FORMAT, SettlingDocument),
    RULES_PAGE: (RULES_FORMAT, RulesDocument),
    PLACES_PAGE: (PLACES_FORMAT, PlacesDocument),
    SENSITIVITY_PAGE: (SENSITIVITY_FORMAT, SensitivityDocument),
}
_ADAPTERS: dict[str, TypeAdapter[Any]] = {kind: TypeAdapter(made) for kind, (_, made) in _KINDS.items()}


def study_document(
    picture: Picture, kind: str, head: Mapping[str, Any] | None, shown: Mapping[str, Any] | None
) -> StudyDocument:
    """Return the document of a study from what its page shows: the values that its templates are filled with.

    BadArgument while something of it is still being computed, or cannot be.
    """
    if head is None or shown is None:
        raise BadArgument(NOT_READY)
    said = {
        "format": _KINDS[kind][0],
        "kind": kind,
        "basis": stamp(picture),
        "plan_name": picture.plan.name,
        "period": picture.plan.period,
        "municipality": picture.plan.municipality,
        "criteria": tuple((criterion.id, criterion.name) for criterion in picture.model.criteria),
        "weights": picture.weights,
        "notices": picture.notices,
    }
    document: StudyDocument = _ADAPTERS[kind].validate_python({**said, **head, **shown})
    return document


def study_json(document: StudyDocument) -> bytes:
    """Return a document as JSON in UTF-8."""
    return _ADAPTERS[document.kind].dump_json(document, indent=1)


def is_study(kind: str) -> bool:
    """Return whether a kind of document is one of these."""
    return kind in _KINDS


def study_from_json(kind: str, data: str | bytes) -> StudyDocument:
    """Return the document of a kind in JSON; pydantic's ValidationError when it is none."""
    document: StudyDocument = _ADAPTERS[kind].validate_json(data)
    return document


def newest_format(kind: str) -> int:
    """Return the newest format of a kind that is known here."""
    return _KINDS[kind][0]


def study_shown(document: StudyDocument) -> dict[str, Any]:
    """Return the values that the templates of the page are filled with."""
    return {field.name: getattr(document, field.name) for field in fields(document)}
