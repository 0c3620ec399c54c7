"""What is said of a frozen picture: when it was frozen, what it rests on, and what today's answer is beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime
from typing import Any

from prioritering import swedish
from prioritering.scoring.weights import whole_percents
from prioritering.view.basis import PLAN
from prioritering.view.difference import NOT_THERE, THEN_AND_NOW, DifferenceRow, PictureDifference
from prioritering.view.document import BasisStamp, PictureDocument, stamp
from prioritering.view.picture import Picture
from prioritering.view.side_by_side import picture_difference, shown_in_document
from prioritering.view.stored_document import DOCUMENT_NAMES, StoredDocument
from prioritering.view.study_document import RULES_PAGE, StudyDocument
from prioritering.view.study_side_by_side import study_difference

_MOST_NAMES, _MOST_WEIGHTS = 3, 6
_SOURCES = {PLAN: "planens nivåer", "median": "gruppens svar som median", "medel": "gruppens svar som medelvärde"}
UNCHANGED = "Dagens svar är detsamma: inget av det som bilden vilar på har ändrats."
STUDY_UNCHANGED = "Inget av det som svaret vilar på har ändrats."
SAME_ANSWER = "Underlaget har ändrats sedan dess, men dagens svar är detsamma."
OTHER_WORDS = "platser, poäng, kostnader, klasser och besked om ramen är desamma, men något annat som sägs är ändrat"
OTHER_WORDS_OF_STUDY = "varje projekt står som då, men något av det som sägs om dem eller om räkningen är ändrat"
PLAN_GONE = "Planen finns inte längre i den här databasen, så det finns inget svar i dag att jämföra med."


def frozen_on(made_at: datetime) -> str:
    """Return 'Fryst 4 mars 2021', by the day where the server stands."""
    return f"Fryst {swedish.day(made_at.astimezone().date())}"


def opens_through(ends_on: date | None) -> str:
    """Return until when a link can be opened; empty when it has no end."""
    return "" if ends_on is None else f"kan öppnas till och med {swedish.day(ends_on)}"


def suggested_title(called: str, picture: Picture, kind: str, day: date, longest: int) -> str:
    """Return what a link to a picture's document of a kind may be called: the plan, the kind, the frame, the weights.

    `called` is what the plan is called. A name too long for it all is cut.
    """
    frame = picture.frame.kronor
    said = [DOCUMENT_NAMES[kind], "utan ram" if frame is None else f"ram {swedish.tkr(frame)}"]
    if len(picture.weights) <= _MOST_WEIGHTS:
        said.append(f"vikter {'–'.join(map(str, whole_percents(picture.weights)))}")
    if picture.view.source != PLAN:
        said.append(_SOURCES[picture.view.source])
    told = f": {', '.join((*said, swedish.day(day)))}".replace(swedish.NBSP, " ")
    name = " ".join(called.split())
    room = longest - len(told)
    return f"{name if len(name) <= room else f'{name[: room - 1]}…'}{told}"


def rests_upon(basis: BasisStamp) -> str:
    """Return in one sentence what a document was computed from."""
    version = f"version {basis.plan_version}" if basis.plan_version else "en planmapp"
    laid = f"gruppens ändringar till och med nummer {basis.entry}" if basis.entry else "utan ändringar av gruppen"
    counted = _SOURCES.get(basis.source, basis.source)
    return (
        f"Underlag: planen {basis.plan} i {version}, {laid}, {counted}, räkneregler {basis.rules}, fingeravtryck "
        f"{basis.fingerprint[:12]}."
    )


def weights_told(criteria: Sequence[tuple[str, str]], weights: Sequence[float]) -> str:
    """Return the weights of a document in whole percents, by the names of its criteria."""
    # An edited file may have fewer of one than of the other.
    named = zip(criteria, whole_percents(weights), strict=False)
    return f"Vikter: {swedish.listing(f'{name} {percent}{swedish.NBSP}%' for (_, name), percent in named)}."


def today_words(then: PictureDocument, now: PictureDocument) -> str:
    """Return in words how today's picture of the same view differs from a frozen one; by name, never by id alone."""
    if then.basis.fingerprint == now.basis.fingerprint and not _shown_otherwise(then, now):
        return UNCHANGED
    said = _differences(then, now)
    if not said:
        return SAME_ANSWER
    return f"Dagens svar skiljer sig: {swedish.listing(said)}.{_since(then, now)}"


def study_today_words(then: StudyDocument, now: StudyDocument) -> str:
    """Return in words how today's study of the same view differs from a frozen one; by name."""
    found = study_difference(then, now, THEN_AND_NOW)
    if found.differs:
        return f"Dagens svar skiljer sig. {found.sentence}{_since(then, now)}"
    if _says_more(then, replace(now, basis=then.basis)):
        return f"Dagens svar skiljer sig: {OTHER_WORDS_OF_STUDY}.{_since(then, now)}"
    return STUDY_UNCHANGED if then.basis.fingerprint == now.basis.fingerprint else SAME_ANSWER


def _says_more(then: Any, now: Any) -> bool:
    """Return whether the two say different things of what documents of the first one's time held.

    What has come since has a default, which is what stands in those from before.
    """
    if is_dataclass(then) and type(then) is type(now):
        pairs = ((field, getattr(then, field.name), getattr(now, field.name)) for field in fields(then))
        return any(_says_more(one, other) for field, one, other in pairs if field.default is MISSING or one)
    if isinstance(then, tuple) and isinstance(now, tuple):
        return len(then) != len(now) or any(map(_says_more, then, now))
    return bool(then != now)


def study_not_counted(then: StudyDocument, now: Picture, since: Sequence[str]) -> str:
    """Return what has changed that a study rests on, where today's answer is not there to be compared with.

    `since` are the changes, by name and number; without them the numbers of the basis are told.
    """
    said = ["Det som svaret vilar på har ändrats, så dagens svar kan vara ett annat.", *since]
    frame = _frame_told(now.frame.kronor)
    if frame != then.frame:
        said.append(f"Ramen är {frame} (då {then.frame}).")
    weights, before = weights_told(_criteria(now), now.weights), weights_told(then.criteria, then.weights)
    if weights != before:
        said.append(f"{weights} Då: {before[:1].lower()}{before[1:]}")
    return " ".join(said) + ("" if since else _newer(then.basis, stamp(now)))


def _criteria(picture: Picture) -> list[tuple[str, str]]:
    return [(criterion.id, criterion.name) for criterion in picture.model.criteria]


def _since(then: StoredDocument, now: StoredDocument) -> str:
    """Return what is newer where the answer is another; what is said of one basis changes only with the program.

    Not so what meetings add to it whatever is counted: the notices, and the votes that buy shares.
    """
    said = _newer(then.basis, now.basis)
    told_of_meetings = then.notices != now.notices or then.kind == RULES_PAGE
    return said or ("" if told_of_meetings else " Sedan dess: programmet är nyare.")


def _newer(then: BasisStamp, now: BasisStamp) -> str:
    said = []
    if now.plan_version != then.plan_version:
        said.append(f"planen är nu i version {now.plan_version} (då {then.plan_version})")
    if now.entry != then.entry:
        said.append("gruppen har gjort ändringar")
    if now.event != then.event:
        said.append("möten har gått vidare")
    if now.rules != then.rules:
        said.append("programmet är nyare och räknar efter nyare regler")
    return f" Sedan dess: {swedish.listing(said)}." if said else ""


def _differences(then: PictureDocument, now: PictureDocument) -> list[str]:
    found = picture_difference(shown_in_document(then), shown_in_document(now), THEN_AND_NOW)
    said = []
    if then.summary.frame_kr != now.summary.frame_kr:
        said.append(f"ramen är {_frame(now)} (då {_frame(then)})")
    said += _of_projects(found)
    if not said and then.summary.headline != now.summary.headline:
        said.append(f"i dag står det ”{now.summary.headline}”")
    sums = [row.what for row in found.sums if row.differs]
    if not said and sums:
        said.append(f"{swedish.listing(sums)} är inte samma")
    if not said and _shown_otherwise(then, now):
        said.append(OTHER_WORDS)
    return said


def _of_projects(found: PictureDifference) -> Iterator[str]:
    both = [row for row in found.rows if row.is_in_both]
    changed = [row for row in both if row.differs]
    if changed:
        yield f"{_few([row.name for row in changed])} har {swedish.either(_what(changed))}"
    if came := [row.name for row in found.rows if row.first.state == NOT_THERE]:
        yield f"{_few(came)} har kommit till"
    if left := [row.name for row in found.rows if row.second.state == NOT_THERE]:
        yield f"{_few(left)} är inte längre med"


def _what(changed: list[DifferenceRow]) -> Iterator[str]:
    kinds = {
        "nytt namn": [row.new_name for row in changed],
        "annan plats": [(row.first.place, row.second.place) for row in changed],
        "annan ordning bland lika": [(row.first.turn, row.second.turn) for row in changed],
        "andra poäng": [(row.first.points, row.second.points) for row in changed],
        "annan kostnad": [(row.first.cost, row.second.cost) for row in changed],
        "annan klass": [(row.first.tier, row.second.tier) for row in changed],
        "annat besked om ramen": [(row.first.state, row.second.state) for row in changed],
    }
    return (words for words, sides in kinds.items() if any(first != second for first, second in sides))


def _frame(document: PictureDocument) -> str:
    return _frame_told(document.summary.frame_kr)


def _frame_told(kronor: int | None) -> str:
    return "ingen" if kronor is None else swedish.tkr(kronor)


def _few(names: list[str]) -> str:
    return swedish.first_few(names, _MOST_NAMES)


def _shown_otherwise(then: PictureDocument, now: PictureDocument) -> bool:
    # Older documents lack more than whom what is left is for; in those of now an empty field says something.
    if then.summary.left_words:
        return _shown(then) != _shown(now)
    return _says_more(_shown(then), _shown(now))


def _shown(document: PictureDocument) -> tuple[object, ...]:
    lines = document.below, document.after
    return document.summary, document.notices, document.rows, lines, document.gated, document.unscored
