"""What is asked of the group where the plan has overtaken its entries: which, by name, and what counts until then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from prioritering import swedish
from prioritering.criteria.model import Model
from prioritering.plan.names import told_apart
from prioritering.scoring.asked import HeldAnswers, Question, Why, project_ids
from prioritering.scoring.changes import (
    AddedProject,
    AgreedLevel,
    AmountAssumption,
    LevelAssumption,
    LockNote,
)
from prioritering.view import asked_agreed
from prioritering.view.asked_nouns import counted_nouns, nouns_of
from prioritering.view.assumed_words import assumed, is_assumed, plan_says
from prioritering.view.basis import Basis

# More than so many of a kind are told as one: the page is about the order, not about the questions.
MOST_ALONE, MOST_LISTED = 3, 20
NO_ANSWERS: Mapping[tuple[Why, str], datetime] = MappingProxyType({})
# What is said to have happened where it is asked whether things still hold.
_HAPPENED = {
    Why.BACK: "Planen har åter {}",
    Why.LEFT: "Planen har inte längre {}, som gruppen hade lagt till",
}


def question_sentences(
    basis: Basis, model: Model, answers: Mapping[tuple[Why, str], datetime] = NO_ANSWERS
) -> tuple[str, ...]:
    """Return one sentence for each question; none when the plan stands alone.

    Those about the same projects are one, and so are many of a kind. `answers` say when the meeting was opened whose
    answers are asked about for the same reason, by that and the project's id: they are asked about with it.
    """
    if not basis.view.assumptions or not (basis.asked or basis.changes.said_levels):
        return ()
    names = names_told_apart(basis)
    said = [
        _together(basis, groups, names, model, answers)
        if len(groups) > 1
        else _sentence(basis, model, groups[0], names, answers)
        for groups in asked_together(basis)
    ]
    return (*said, *_lost_levels(basis, model, names))


def asked_together(basis: Basis) -> tuple[list[list[Question]], ...]:
    """Return the questions as they are asked: for each sentence the questions in it, by the projects they are about."""
    found: dict[tuple[object, ...], list[Question]] = {}
    for one in (one for one in basis.asked if not one.kept):
        # Of a value each is its own question; what has gone or come back is asked once for all that is said of it.
        alone: tuple[object, ...] = (id(one),) if one.why in (Why.VALUE, Why.COST, Why.CHANGED, Why.NOTE) else ()
        alone = ("agreed",) if one.why is Why.SCALE and one.kind == "agreed" else alone
        found.setdefault((one.why, ids_about(one), *alone), []).append(one)
    by_kind: dict[tuple[Why, bool], list[list[Question]]] = {}
    for same in found.values():
        by_kind.setdefault((same[0].why, _is_agreed(same)), []).append(same)
    asked: list[list[list[Question]]] = []
    for (why, _), groups in by_kind.items():
        many = len(groups) > MOST_ALONE and why is not Why.NOTE
        asked += [groups] if many else [[same] for same in groups]
    return tuple(asked)


def _is_agreed(same: Iterable[Question]) -> bool:
    """Return whether questions about values or points are all about what meetings agreed on."""
    return all(one.kind == "agreed" and one.why in (Why.VALUE, Why.SCALE) for one in same)


def names_told_apart(basis: Basis) -> dict[str, str]:
    """Return the names of projects by id, also of those asked about; those that share a name have their id with it."""
    return told_apart(_names(basis))


def held_told_apart(basis: Basis, held: Iterable[HeldAnswers]) -> tuple[HeldAnswers, ...]:
    """Return answers that are asked about with the projects called as entries on them are."""
    held = tuple(held)
    names = told_apart({item.project_id: item.name for item in held} | _names(basis))
    # Where the question is what it is called, its id is said too.
    return tuple(item if item.before else replace(item, name=names[item.project_id]) for item in held)


def _names(basis: Basis) -> dict[str, str]:
    names = dict(pair for one in basis.asked for pair in one.names)
    names |= {entry.project_id: entry.name for entry in basis.changes.projects}
    return names | {project.id: project.name for project in basis.plan.projects}


def ids_about(one: Question) -> tuple[str, ...]:
    """Return the ids of the projects that a question is about, which may be fewer than those of its entry."""
    return tuple(key for key, name in one.names if name in one.about)


def _lost_levels(basis: Basis, model: Model, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is said of assumed levels whose criterion or level is no more; nothing when all count."""
    lost = [entry for entry in basis.changes.said_levels if not model.takes(entry.criterion_id, entry.low, entry.high)]
    if not lost:
        return ()
    about = some_listed([names.get(entry.project_id, entry.project_id) for entry in lost])
    called_then = {**basis.criteria_then, **model.names}
    criteria = list(dict.fromkeys(f"”{called_then.get(entry.criterion_id, entry.criterion_id)}”" for entry in lost))
    kept = "sagt" if any(isinstance(entry, AgreedLevel) for entry in lost) else "antagit"
    called, them, those = ("Kriteriet", "det", "det") if len(criteria) == 1 else ("Kriterierna", "de", "dem")
    gone = f"{called} {some_listed(criteria)} finns inte längre som {them} var."
    return (f"{gone} Det gruppen har {kept} på {those} räknas inte ({about}).",)


def _together(
    basis: Basis,
    groups: list[list[Question]],
    known: Mapping[str, str],
    model: Model,
    answers: Mapping[tuple[Why, str], datetime],
) -> str:
    """Return many questions of one kind as one sentence, by name."""
    why = groups[0][0].why
    names = some_listed([known[key] for same in groups for key in ids_about(same[0])])
    nouns = nouns_of(one for same in groups for one in same)
    those = swedish.listing([*(noun.those for noun in nouns), *_asked_with(groups, answers)])
    if why is Why.GONE:
        held = swedish.listing([*(noun.many for noun in nouns), *_asked_with(groups, answers, "svar")])
        keep = "Behåll dem, om projekten kommer tillbaka, eller släpp dem?"
        return f"{names} finns inte längre i planen. Gruppens {held} räknas inte. {keep}"
    if why is Why.TAKEN:
        return f"Planen har nu egna projekt med samma id som {names}, som gruppen hade lagt till. Planens räknas."
    if why is Why.OTHER or why in _HAPPENED:
        said = _HAPPENED.get(why, "{} hette något annat tidigare").format(names)
        return f"{said}: gäller {those} fortfarande? Tills ni har svarat räknas de inte."
    if why is Why.SCALE:
        said = _other_points((one for same in groups for one in same), model)
        if _is_agreed(groups[0]):
            return asked_agreed.points_question(said, names)
        asked = "Gäller antagandena fortfarande? Tills ni har svarat räknas de inte."
        return f"{said} än när gruppen gjorde sina antaganden om {names}. {asked}"
    if why is Why.COST:
        asked = "Gäller låsen fortfarande? Tills ni har svarat räknas de."
        return f"Planen har ändrat kostnaden för {names}, som är låsta. {asked}"
    if why is Why.CHANGED:
        asked = "Gäller gruppens ordningar av dem som lika projekt fortfarande?"
        return f"Planen har ändrat {names}. {asked} Tills ni har svarat räknas de där projekten är lika."
    return _values_together(basis, groups, names)


def _values_together(basis: Basis, groups: list[list[Question]], names: str) -> str:
    if _is_agreed(groups[0]):
        return asked_agreed.value_questions(names)
    where = ", nivåer dock inte här, där mötets svar räknas" if any(_outvoted(basis, one[0]) for one in groups) else ""
    verb = "gäller" if "gäller" in {holds(one) for same in groups for one in same} else "räknas"
    return (
        f"Planen anger nu värden som gruppen har antagit för {names}. Behåll eller släpp vart och ett av antagandena? "
        f"Tills ni har svarat {verb} de{where}; planens värden står bredvid."
    )


def holds(asked: Question) -> str:
    """Return the verb for an entry that has its effect until the question is answered; not every one is counted."""
    return "gäller" if isinstance(asked.entry, AmountAssumption) else "räknas"


def not_here(basis: Basis, asked: Question) -> str:
    """Return that an assumption is not counted in a view, to follow that it is; nothing where it is."""
    return ", dock inte här, där mötets svar räknas" if _outvoted(basis, asked) else ""


def _outvoted(basis: Basis, asked: Question) -> bool:
    """Return whether it is about a level, no gate, where a meeting's answers count in place of all assumed levels."""
    if isinstance(asked.entry, AgreedLevel):
        return basis.group is None or asked.entry not in basis.group.agreed
    key = asked.entry.criterion_id if isinstance(asked.entry, LevelAssumption) else ""
    return basis.group is not None and key not in ("", *basis.model.gate_ids)


def some_listed(names: Sequence[str]) -> str:
    """Return names as a list in words, each once, and how many more there are when they are very many."""
    return swedish.first_few(list(dict.fromkeys(names)), MOST_LISTED)


def _asked_with(
    groups: Iterable[list[Question]], answers: Mapping[tuple[Why, str], datetime], called: str = "svaren"
) -> list[str]:
    """Return what the answers are called that are asked about in the same sentence as the entries on a project."""
    about = [(same[0].why, key) for same in groups for key in ids_about(same[0])]
    opened = dict.fromkeys(answers[one] for one in about if one in answers)
    return [f"{called} i mötet den {swedish.day(opened_at)}" for opened_at in opened]


def _it(things: Sequence[str]) -> str:
    return "de" if len(things) > 1 else "den" if things[0].startswith(("ordning", "den")) else "det"


def _sentence(
    basis: Basis,
    model: Model,
    same: list[Question],
    known: Mapping[str, str],
    answers: Mapping[tuple[Why, str], datetime],
) -> str:
    first, names = same[0], swedish.listing(known[key] for key in ids_about(same[0]))
    nouns = counted_nouns(same)
    things = [*(noun.those if several else noun.the for noun, several in nouns), *_asked_with([same], answers)]
    the, them = swedish.listing(things), "de" if len(same) > 1 else _it(things)
    if first.why is Why.VALUE:
        return _value_sentence(basis, model, first, names)
    if first.why in (Why.COST, Why.CHANGED):
        where = "det" if first.why is Why.COST else "den där projekten är lika"
        return f"{what_has_changed(first, known)} Tills ni har svarat räknas {where}."
    if first.why in _HAPPENED:
        said = f"{_HAPPENED[first.why].format(names)}: gäller {the} fortfarande?"
        return f"{said} Tills ni har svarat räknas {them} inte."
    if first.why is Why.OTHER:
        return f"{other_name(first)} Gäller {the} fortfarande? Tills ni har svarat räknas {them} inte."
    if first.why is Why.SCALE:
        said = _other_points(same, model)
        if _is_agreed(same):
            return asked_agreed.points_question(said, names)
        said = f"{said} än när gruppen gjorde sitt antagande om {names}."
        return f"{said} Gäller antagandet fortfarande? Tills ni har svarat räknas det inte."
    if isinstance(first.entry, AddedProject):
        name, key = first.entry.name, first.entry.project_id
        own = f"gruppens ”{name}”" if name != first.about[0] else "det som gruppen hade lagt till"
        return f"Planen har nu ”{first.about[0]}” med id {key}. Det räknas, inte {own}, som hade samma id."
    if first.why is Why.GONE:
        called = (noun.many if several else noun.one for noun, several in nouns)
        held = swedish.listing([*called, *_asked_with([same], answers, "svar")])
        them = "dem" if len(same) > 1 or len(things) > 1 else them
        keep = f"Behåll {them}, om projektet kommer tillbaka, eller släpp?"
        return f"{names} finns inte längre i planen. Gruppens {held} räknas inte. {keep}"
    lock = first.entry.kind.value if isinstance(first.entry, LockNote) else ""
    asked = f"Gruppen har skrivit ett skäl för låset ”{lock}” på {names}: gäller låset?"
    return f"{asked} Tills ni har svarat räknas det inte."


def _value_sentence(basis: Basis, model: Model, asked: Question, names: str) -> str:
    until = f"Tills ni har svarat {holds(asked)} antagandet{not_here(basis, asked)}; planens värde står bredvid."
    kept = assumed(asked.entry, model.measures, basis.plan.own_tiers)
    said = f"Planen anger nu {(now := plan_says(basis, model, asked))} för {names}"
    if _is_agreed((asked,)):
        return asked_agreed.value_question(said, kept, is_assumed(now, asked.entry, kept))
    if is_assumed(now, asked.entry, kept):
        return f"{said}, som gruppen har antagit. Behåll antagandet eller släpp? {until}"
    return f"{said}. Behåll {kept} eller släpp? {until}"


def what_has_changed(asked: Question, names: Mapping[str, str]) -> str:
    """Return what the plan has changed of a locked project's cost, or of ordered projects, and the question of it.

    `names` are those of projects by id.
    """
    if isinstance(asked.entry, LockNote):
        then, now = map(_kronor, asked.costs)
        name = names.get(asked.entry.project_id, asked.entry.project_id)
        lock = f"mot {then} när låset ”{asked.entry.kind.value}” sattes"
        return f"Planen anger nu {now} för {name}, {lock}. Gäller låset fortfarande?"
    about = swedish.listing(names[key] for key in ids_about(asked))
    order = " före ".join(names.get(key, key) for key in project_ids(asked.entry))
    return (
        f"Planen har ändrat nivåer eller kostnad för {about}. Gäller ordningen av lika projekt, {order}, fortfarande?"
    )


def _kronor(cost: tuple[str | float | None, str | float | None]) -> str:
    low, high = (int(end) if isinstance(end, int | float) else None for end in cost)
    return "ingen kostnad" if low is None or high is None else swedish.tkr_range(low, high)


def other_name(asked: Question) -> str:
    """Return which ids have got another name since an entry was made, and what they were called then.

    Or which have been said to be another project's, and have their name back.
    """
    ids = [key for key, name in asked.names if name in asked.about]
    changed = zip(ids, asked.about, asked.before, strict=False)
    return " ".join(
        f"{key} heter nu ”{now}” i planen, men hette ”{before}”."
        if now != before
        else f"{key} heter åter ”{now}” i planen, men ni har svarat att id:t är ett annat projekts."
        for key, now, before in changed
    )


def other_points(criteria: Iterable[str]) -> str:
    """Return that a plan counts criteria, by name, in another way: the beginning of a sentence."""
    return f"Planen ger nu andra poäng för samma svar på {some_listed([f'”{name}”' for name in criteria])}"


def _other_points(same: Iterable[Question], model: Model) -> str:
    levels = [one.entry for one in same if isinstance(one.entry, LevelAssumption)]
    return other_points(model.names.get(entry.criterion_id, entry.criterion_id) for entry in levels)
