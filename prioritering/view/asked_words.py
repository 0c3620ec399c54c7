"""What is asked of the group where the plan has overtaken its entries: which, by name, and what counts until then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from prioritering import swedish
from prioritering.criteria.model import Model
from prioritering.plan.object_plan import OwnTier, tier_called
from prioritering.scoring.asked import Question, Why
from prioritering.scoring.changes import CostAssumption, LevelAssumption, LockNote, Signed, TierAssumption, UnknownCosts
from prioritering.view.basis import Basis
from prioritering.view.value_words import answer_words, cost_words, range_words

NO_UNITS: Mapping[str, str] = MappingProxyType({})
_NOUNS = {
    "costs": "antagandet",
    "levels": "antagandet",
    "tiers": "antagandet",
    "locks": "låset",
    "tie_orders": "ordningen av lika projekt",
}
_ONE = {"antagandet": "antagande", "låset": "lås", "ordningen av lika projekt": "ordning av lika projekt"}


def question_sentences(basis: Basis, model: Model) -> tuple[str, ...]:
    """Return one sentence for each question, those about the same projects as one; none when the plan stands alone."""
    if not basis.view.assumptions:
        return ()
    found: dict[tuple[object, ...], list[Question]] = {}
    for one in basis.asked:
        # Of a value each is its own question; what has gone or come back is asked once for all that is said of it.
        alone = (id(one),) if one.why in (Why.VALUE, Why.NOTE) else ()
        found.setdefault((one.why, one.about, *alone), []).append(one)
    return tuple(_sentence(basis, model, same) for same in found.values())


def _sentence(basis: Basis, model: Model, same: list[Question]) -> str:
    first, names = same[0], swedish.listing(same[0].about)
    nouns = list(dict.fromkeys(_NOUNS[one.kind] for one in same))
    them = "de" if len(nouns) > 1 else "den" if nouns[0].startswith("ordning") else "det"
    if first.why is Why.VALUE:
        until = "Tills ni har svarat räknas antagandet; planens värde står bredvid."
        kept = assumed(first.entry, model.measures, basis.plan.own_tiers)
        return f"Planen anger nu {plan_says(basis, model, first)} för {names}. Behåll {kept} eller släpp? {until}"
    if first.why is Why.BACK:
        asked = f"gäller {swedish.listing(nouns)} fortfarande?"
        return f"Planen har åter {names}: {asked} Tills ni har svarat räknas {them} inte."
    if first.why is Why.GONE:
        held = swedish.listing(_ONE[noun] for noun in nouns)
        return f"{names} finns inte längre i planen. Gruppens {held} räknas inte."
    lock = first.entry.kind.value if isinstance(first.entry, LockNote) else ""
    asked = f"Gruppen har skrivit ett skäl för låset ”{lock}” på {names}: gäller låset?"
    return f"{asked} Tills ni har svarat räknas det inte."


def plan_says(basis: Basis, model: Model, asked: Question) -> str:
    """Return the plan's own value where an assumption is asked about: '650 tkr', or 'Omfattning Hög'."""
    entry = asked.entry
    projects = {project.id: project for project in basis.plan.projects}
    # A plan whose files are read anew, under other criteria, may lack what the database has.
    project = projects.get(asked.names[0][0])
    if project is None:
        return "ett annat värde"
    if isinstance(entry, CostAssumption):
        return f"{cost_words(project.cost)}{swedish.NBSP}tkr"
    if isinstance(entry, TierAssumption):
        return f"klassen {basis.plan.tier_name(project.tier)}"
    if isinstance(entry, LevelAssumption):
        names = model.names
        said = answer_words(project.mark(entry.criterion_id), model.measures.get(entry.criterion_id, ""))
        return f"{names.get(entry.criterion_id, entry.criterion_id)} {said}"
    return ""


def assumed(entry: Signed, units: Mapping[str, str] = NO_UNITS, own: Iterable[OwnTier] = ()) -> str:
    """Return what an entry assumes: '600–800 tkr', 'Hög' or 'önskvärt'; empty for one that assumes nothing.

    `units` are those of the criteria that have one, by criterion id, `own` the plan's names of the classes.
    """
    if isinstance(entry, CostAssumption | UnknownCosts):
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
