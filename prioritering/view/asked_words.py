"""What is asked of the group where the plan has overtaken its entries: which, by name, and what counts until then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from prioritering import swedish
from prioritering.criteria.model import Model
from prioritering.plan.cells import has_a_question
from prioritering.plan.names import told_apart
from prioritering.plan.object_plan import OwnTier, tier_called
from prioritering.plan.project_facts import as_read, fact_heading
from prioritering.scoring.asked import Question, Why, project_ids
from prioritering.scoring.changes import (
    AddedProject,
    AmountAssumption,
    CostAssumption,
    LevelAssumption,
    LockNote,
    Signed,
    TierAssumption,
    UnknownCosts,
)
from prioritering.view.asked_nouns import nouns_of
from prioritering.view.basis import Basis
from prioritering.view.further_amounts import told_fact
from prioritering.view.value_words import answer_words, cost_words, range_words

NO_UNITS: Mapping[str, str] = MappingProxyType({})
# More than so many of a kind are told as one: the page is about the order, not about the questions.
MOST_ALONE, MOST_LISTED = 3, 20
# What is said to have happened where it is asked whether things still hold.
_HAPPENED = {
    Why.BACK: "Planen har åter {}",
    Why.LEFT: "Planen har inte längre {}, som gruppen hade lagt till",
}


def question_sentences(basis: Basis, model: Model) -> tuple[str, ...]:
    """Return one sentence for each question; none when the plan stands alone.

    Those about the same projects are one, and so are many of a kind.
    """
    if not basis.view.assumptions or not (basis.asked or basis.changes.levels):
        return ()
    found: dict[tuple[object, ...], list[Question]] = {}
    for one in (one for one in basis.asked if not one.kept):
        # Of a value each is its own question; what has gone or come back is asked once for all that is said of it.
        alone = (id(one),) if one.why in (Why.VALUE, Why.COST, Why.CHANGED, Why.NOTE) else ()
        found.setdefault((one.why, _ids_about(one), *alone), []).append(one)
    names = names_told_apart(basis)
    by_kind: dict[Why, list[list[Question]]] = {}
    for same in found.values():
        by_kind.setdefault(same[0].why, []).append(same)
    said: list[str] = []
    for why, groups in by_kind.items():
        if len(groups) > MOST_ALONE and why is not Why.NOTE:
            said.append(_together(basis, groups, names, model))
        else:
            said += [_sentence(basis, model, same, names) for same in groups]
    return (*said, *_lost_levels(basis, model, names))


def names_told_apart(basis: Basis) -> dict[str, str]:
    """Return the names of projects by id, also of those asked about; those that share a name have their id with it."""
    names = dict(pair for one in basis.asked for pair in one.names)
    names |= {entry.project_id: entry.name for entry in basis.changes.projects}
    names |= {project.id: project.name for project in basis.plan.projects}
    return told_apart(names)


def _ids_about(one: Question) -> tuple[str, ...]:
    return tuple(key for key, name in one.names if name in one.about)


def _lost_levels(basis: Basis, model: Model, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is said of assumed levels whose criterion or level is no more; nothing when all count."""
    lost = [entry for entry in basis.changes.levels if not model.takes(entry.criterion_id, entry.low, entry.high)]
    if not lost:
        return ()
    about = some_listed([names.get(entry.project_id, entry.project_id) for entry in lost])
    criteria = some_listed([f"”{model.names.get(entry.criterion_id, entry.criterion_id)}”" for entry in lost])
    return (
        f"Kriteriet {criteria} finns inte längre som det var. Det gruppen har antagit på det räknas inte ({about}).",
    )


def waiting_words(basis: Basis) -> str:
    """Return how many questions wait for an answer, as one short sentence for the room; nothing when none does."""
    asked = tuple(one for one in basis.asked if not one.kept) if basis.view.assumptions else ()
    held = len(basis.held) if basis.group else 0
    waiting = held + sum(one.answerable for one in asked)
    lead = "Planen har ändrats: " if held or any(one.why is not Why.NOTE for one in asked) else ""
    if waiting:
        said = "en fråga väntar." if waiting == 1 else f"{swedish.count_word(waiting)} frågor väntar."
        return f"{lead}{said}" if lead else swedish.upper_first(said)
    if asked:
        count = swedish.count_word(len(asked))
        return f"{lead}{count} av gruppens uppgifter räknas inte längre."
    return ""


def _together(basis: Basis, groups: list[list[Question]], known: Mapping[str, str], model: Model) -> str:
    """Return many questions of one kind as one sentence, by name."""
    why = groups[0][0].why
    names = some_listed([known[key] for same in groups for key in _ids_about(same[0])])
    nouns = nouns_of(one for same in groups for one in same)
    those = swedish.listing(noun.those for noun in nouns)
    if why is Why.GONE:
        return (
            f"{names} finns inte längre i planen. Gruppens {swedish.listing(noun.many for noun in nouns)} räknas inte. "
            "Behåll dem, om projekten kommer tillbaka, eller släpp dem?"
        )
    if why is Why.TAKEN:
        return f"Planen har nu egna projekt med samma id som {names}, som gruppen hade lagt till. Planens räknas."
    if why is Why.OTHER:
        asked = f"gäller {those} fortfarande?"
        return f"{names} hette något annat tidigare: {asked} Tills ni har svarat räknas de inte."
    if why in _HAPPENED:
        asked = f"gäller {those} fortfarande?"
        return f"{_HAPPENED[why].format(names)}: {asked} Tills ni har svarat räknas de inte."
    if why is Why.SCALE:
        said = _other_points((one for same in groups for one in same), model)
        asked = "Gäller antagandena fortfarande? Tills ni har svarat räknas de inte."
        return f"{said} än när gruppen gjorde sina antaganden om {names}. {asked}"
    if why is Why.COST:
        asked = "Gäller låsen fortfarande? Tills ni har svarat räknas de."
        return f"Planen har ändrat kostnaden för {names}, som är låsta. {asked}"
    if why is Why.CHANGED:
        asked = "Gäller gruppens ordningar av dem som lika projekt fortfarande?"
        return f"Planen har ändrat {names}. {asked} Tills ni har svarat räknas de där projekten är lika."
    where = ", nivåer dock inte här, där mötets svar räknas" if any(_outvoted(basis, one[0]) for one in groups) else ""
    return (
        f"Planen anger nu värden som gruppen har antagit för {names}. Behåll eller släpp vart och ett av antagandena? "
        f"Tills ni har svarat räknas de{where}; planens värden står bredvid."
    )


def not_here(basis: Basis, asked: Question) -> str:
    """Return that an assumption is not counted in a view, to follow that it is; nothing where it is."""
    return ", dock inte här, där mötets svar räknas" if _outvoted(basis, asked) else ""


def _outvoted(basis: Basis, asked: Question) -> bool:
    """Return whether it is about a level, no gate, where a meeting's answers count in place of all assumed levels."""
    key = asked.entry.criterion_id if isinstance(asked.entry, LevelAssumption) else ""
    return basis.group is not None and key not in ("", *basis.model.gate_ids)


def some_listed(names: Sequence[str]) -> str:
    """Return names as a list in words, each once, and how many more there are when they are very many."""
    return swedish.first_few(list(dict.fromkeys(names)), MOST_LISTED)


def _sentence(basis: Basis, model: Model, same: list[Question], known: Mapping[str, str]) -> str:
    first, names = same[0], swedish.listing(known[key] for key in _ids_about(same[0]))
    nouns = nouns_of(same)
    the = swedish.listing(noun.the for noun in nouns)
    them = "de" if len(nouns) > 1 else "den" if the.startswith("ordning") else "det"
    if first.why is Why.VALUE:
        until = f"Tills ni har svarat räknas antagandet{not_here(basis, first)}; planens värde står bredvid."
        kept = assumed(first.entry, model.measures, basis.plan.own_tiers)
        said = f"Planen anger nu {(now := plan_says(basis, model, first))} för {names}"
        if now == kept:
            return f"{said}, som gruppen har antagit. Behåll antagandet eller släpp? {until}"
        return f"{said}. Behåll {kept} eller släpp? {until}"
    if first.why in (Why.COST, Why.CHANGED):
        where = "det" if first.why is Why.COST else "den där projekten är lika"
        return f"{what_has_changed(first, known)} Tills ni har svarat räknas {where}."
    if first.why in _HAPPENED:
        asked = f"gäller {the} fortfarande?"
        return f"{_HAPPENED[first.why].format(names)}: {asked} Tills ni har svarat räknas {them} inte."
    if first.why is Why.OTHER:
        asked = f"Gäller {the} fortfarande?"
        return f"{other_name(first)} {asked} Tills ni har svarat räknas {them} inte."
    if first.why is Why.SCALE:
        said = f"{_other_points(same, model)} än när gruppen gjorde sitt antagande om {names}."
        return f"{said} Gäller antagandet fortfarande? Tills ni har svarat räknas det inte."
    if isinstance(first.entry, AddedProject):
        name, key = first.entry.name, first.entry.project_id
        own = f"gruppens ”{name}”" if name != first.about[0] else "det som gruppen hade lagt till"
        return f"Planen har nu ”{first.about[0]}” med id {key}. Det räknas, inte {own}, som hade samma id."
    if first.why is Why.GONE:
        held = swedish.listing(noun.one for noun in nouns)
        them = "dem" if len(same) > 1 else "den" if the.startswith("ordning") else "det"
        keep = f"Behåll {them}, om projektet kommer tillbaka, eller släpp?"
        return f"{names} finns inte längre i planen. Gruppens {held} räknas inte. {keep}"
    lock = first.entry.kind.value if isinstance(first.entry, LockNote) else ""
    asked = f"Gruppen har skrivit ett skäl för låset ”{lock}” på {names}: gäller låset?"
    return f"{asked} Tills ni har svarat räknas det inte."


def what_has_changed(asked: Question, names: Mapping[str, str]) -> str:
    """Return what the plan has changed of a locked project's cost, or of ordered projects, and the question of it.

    `names` are those of projects by id.
    """
    if isinstance(asked.entry, LockNote):
        then, now = map(_kronor, asked.costs)
        name = names.get(asked.entry.project_id, asked.entry.project_id)
        lock = f"mot {then} när låset ”{asked.entry.kind.value}” sattes"
        return f"Planen anger nu {now} för {name}, {lock}. Gäller låset fortfarande?"
    about = swedish.listing(names[key] for key in _ids_about(asked))
    order = " före ".join(names.get(key, key) for key in project_ids(asked.entry))
    return (
        f"Planen har ändrat nivåer eller kostnad för {about}. Gäller ordningen av lika projekt, {order}, fortfarande?"
    )


def _kronor(cost: tuple[str | float | None, str | float | None]) -> str:
    low, high = (int(end) if isinstance(end, int | float) else None for end in cost)
    return "ingen kostnad" if low is None or high is None else swedish.tkr_range(low, high)


def other_name(asked: Question) -> str:
    """Return which ids have got another name since an entry was made, and what they were called then."""
    ids = [key for key, name in asked.names if name in asked.about]
    changed = zip(ids, asked.about, asked.before, strict=False)
    return " ".join(f"{key} heter nu ”{now}” i planen, men hette ”{before}”." for key, now, before in changed)


def other_points(criteria: Iterable[str]) -> str:
    """Return that a plan counts criteria, by name, in another way: the beginning of a sentence."""
    return f"Planen ger nu andra poäng för samma svar på {some_listed([f'”{name}”' for name in criteria])}"


def _other_points(same: Iterable[Question], model: Model) -> str:
    levels = [one.entry for one in same if isinstance(one.entry, LevelAssumption)]
    return other_points(model.names.get(entry.criterion_id, entry.criterion_id) for entry in levels)


def plan_says(basis: Basis, model: Model, asked: Question) -> str:
    """Return the plan's own value where an assumption is asked about: '650 tkr', or 'Omfattning Hög'."""
    entry = asked.entry
    projects = {project.id: project for project in basis.plan.projects}
    # A plan whose files are read anew, under other criteria, may lack what the database has.
    project = projects.get(asked.names[0][0])
    if project is None:
        return "ett annat värde"
    if isinstance(entry, CostAssumption) and has_a_question(project.cost):
        return f"”{project.cost.raw}”"
    if isinstance(entry, CostAssumption):
        return f"{cost_words(project.cost)}{swedish.NBSP}tkr"
    if isinstance(entry, TierAssumption):
        return f"klassen {basis.plan.tier_name(project.tier)}"
    if isinstance(entry, LevelAssumption):
        names = model.names
        mark = project.mark(entry.criterion_id)
        said = answer_words(mark, model.measures.get(entry.criterion_id, "")) if mark.known else f"”{mark.printed}”"
        return f"{names.get(entry.criterion_id, entry.criterion_id)} {said}"
    if isinstance(entry, AmountAssumption):
        text = project.other.get(entry.column, "")
        said, told = as_read(entry.column, text), told_fact(entry.column, text)
        # Told in tkr it is no longer what the plan writes.
        return f"{fact_heading(entry.column)} {f'”{said}”' if told == said else told}"
    return ""


def assumed(entry: Signed, units: Mapping[str, str] = NO_UNITS, own: Iterable[OwnTier] = ()) -> str:
    """Return what an entry assumes: '600–800 tkr', 'Hög' or 'önskvärt'; empty for one that assumes nothing.

    `units` are those of the criteria that have one, by criterion id, `own` the plan's names of the classes.
    """
    if isinstance(entry, CostAssumption | UnknownCosts | AmountAssumption):
        return swedish.tkr_range(entry.low, entry.high)
    if isinstance(entry, LevelAssumption):
        return range_words(entry.low, entry.high, units.get(entry.criterion_id, ""))
    return tier_called(entry.tier, own) if isinstance(entry, TierAssumption) else ""


def overtaken(basis: Basis, project_id: str) -> str:
    """Return the plan's own cost, in tkr, where the group has assumed another and is asked about it; else nothing."""
    for one in basis.asked:
        if one.why is Why.VALUE and isinstance(one.entry, CostAssumption) and one.entry.project_id == project_id:
            return next((cost_words(project.cost) for project in basis.plan.projects if project.id == project_id), "")
    return ""
