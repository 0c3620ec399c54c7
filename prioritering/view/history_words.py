"""The group's entries told as a history: what each was about, what stood before and after. One table of words per kind.

It reads what an entry holds and not the class that it was made from, so that a kind that is not in the table is told
in general words instead of stopping the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from prioritering import swedish
from prioritering.immutable import Immutable
from prioritering.plan.cells import tier_word
from prioritering.plan.object_plan import OwnTier
from prioritering.plan.project_facts import fact_heading
from prioritering.view.value_words import range_words

NOTHING = "inget"
ADDED, LOCK_ON, CRITERION = "det tillagda projektet ", "låset på ", "kriteriet "
ORDER_OF = "ordningen mellan "
_LONGEST_ORDER = 160
# What is said of a meeting's answers that are kept, by what had happened to the project (see `Touched`).
_KEPT = {
    "åter": "räknas igen",
    "borta": "behålls, om projektet kommer tillbaka",
    "ändrat": "gäller fortfarande",
}
# What was done by an entry where there was nothing before, and what is no longer done when it is undone.
_SET = ("satte", "satt")
_DONE = {
    "agreed": ("skrev in", "skrivit in"),
    "answers_back": ("bestämde om", "bestämt något om"),
    "criteria": ("lade till", "lagt till"),
    "last_period": ("svarade på", "svarat på"),
    "locks": ("låste", "låst"),
    "projects": ("lade till", "lagt till"),
    "same_projects": ("svarade på", "svarat på"),
    "tie_orders": ("ordnade", "ordnat"),
}
# What is taken away where it is not the thing itself: the plan's own cost stays.
_TAKEN = {
    **dict.fromkeys(("costs", "levels", "tiers", "amounts"), "antagandet om "),
    **dict.fromkeys(("last_period", "same_projects"), "svaret på "),
    "answers_back": "beslutet om ",
}
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called, and the units of the criteria that have one; an id without a name stands for itself.

    `own_tiers` are the plan's own names of the classes.
    """

    projects: Mapping[str, str]
    criteria: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)
    own_tiers: Sequence[OwnTier] = ()

    def project(self, key: str) -> str:
        """Return a project's name."""
        return self.projects.get(key, key)

    def tier(self, key: str) -> str:
        """Return what a class is called in the plan."""
        return tier_word(key, self.own_tiers)

    def criterion(self, key: str) -> str:
        """Return a criterion's name."""
        return self.criteria.get(key, key)


def answers_said(content: Content, names: Names) -> str:
    """Return what has been said of a meeting's answers: let go, or kept, in words of what had happened."""
    if content["count"]:
        return _KEPT.get(content.get("what", ""), _KEPT["åter"])
    cells = () if content.get("let_go") else content.get("cells", ())
    on = swedish.listing(dict.fromkeys(names.criterion(key) for key, _ in cells))
    return f"är släppta på {on}" if on else "är släppta"


def same_words(new: str, old: str = "") -> str:
    """Return the question whether two projects are one, as it is named in running text."""
    return f"frågan om {new} är samma projekt som {old}"


class Told(Immutable):
    """One entry in words: who made it by role, when and why, what it was about and what it changed."""

    entry_id: int
    kind: str
    made_at: datetime
    role: str
    reason: str
    about: str
    before: str
    after: str


def turned(before: str, after: str) -> str:
    """Return what a change turned into what: '500 tkr → 650 tkr'; one that changed nothing said the same again."""
    return f"{after}, som förut" if before == after else f"{before} → {after}"


def change_said(told: Told) -> str:
    """Return the sentence to whoever has just made an entry: what came, what went, or what it was and is."""
    if told.after == NOTHING:
        return f"Du tog bort {_TAKEN.get(told.kind, '')}{_named(told)}."
    if told.before == told.after:
        # What differs is the reason, or what the law demands.
        return f"Du sparade {told.about} på nytt: {told.after}, som förut."
    if told.before != NOTHING:
        return f"Du ändrade {told.about}: {told.before} → {told.after}."
    if told.kind in ("projects", "criteria"):
        return f"Du lade till {_named(told)}{_as(told.after)}."
    if told.kind in ("same_projects", "last_period"):
        return f"Du svarade {told.after} på {told.about}."
    if told.kind == "answers_back":
        return f"Du bestämde att {told.about} {told.after}."
    done = f"Du {_DONE.get(told.kind, _SET)[0]} {_object(told)}"
    # An order of many with long names would fill a phone; it stands in the list that was ordered.
    return f"{done}." if told.kind == "tie_orders" and len(told.after) > _LONGEST_ORDER else f"{done}: {told.after}."


def undone_said(told: Told) -> str:
    """Return the sentence to whoever has just undone an entry: what holds now."""
    if told.after == NOTHING:
        return f"Ångrat. Ni har inte längre {_DONE.get(told.kind, _SET)[1]} {_object(told)}."
    if told.before == told.after:
        return f"Ångrat. För {told.about} gäller {told.after}, som förut."
    return f"Ångrat. Nu gäller för {told.about}: {told.after}."


def _named(told: Told) -> str:
    """Return what an entry is about, without saying that it is added."""
    name = told.about.removeprefix(ADDED)
    return told.about if name == told.about else f"projektet {name}"


def _object(told: Told) -> str:
    """Return what an entry is about as it stands after what was done: 'låste Fiber'."""
    return _named(told).removeprefix(LOCK_ON).removeprefix(ORDER_OF)


def _as(value: str) -> str:
    return value.removeprefix("tillagt")


class _Words(NamedTuple):
    """How a kind is told: what an entry is about, by the two ids that it is kept under, and what it says."""

    about: Callable[[Names, str, str], str]
    value: Callable[[Content, Names], str]


def _span(content: Content, _: Names) -> str:
    return swedish.tkr_range(content["low"], content["high"])


def _levels(content: Content, names: Names) -> str:
    return range_words(content["low"], content["high"], names.units.get(content.get("criterion_id", ""), ""))


def _with_id(names: Names, key: str) -> str:
    # Of several with one name the id stands behind it already.
    return f"{names.project(key).removesuffix(f' ({key})')} ({key})"


def _on(names: Names, key: str) -> str:
    """Return the criterion that a level was agreed on; `key` names the meeting too."""
    return names.criterion(key.partition(" ")[0])


def _some(names: Names, keys: Sequence[str]) -> str:
    # All of them stand in the order itself.
    return swedish.first_few([names.project(key) for key in keys], 3, "projekt till", shown=2)


def _order(content: Content, names: Names) -> str:
    # No comma: a name may have one.
    return " före ".join(names.project(key) for key in content["project_ids"])


_KINDS: Mapping[str, _Words] = {
    "costs": _Words(lambda names, project, _: f"kostnaden för {names.project(project)}", _span),
    "levels": _Words(
        lambda names, project, criterion: f"nivån på {names.criterion(criterion)} för {names.project(project)}", _levels
    ),
    "agreed": _Words(
        lambda names, project, key: f"det ni enades om på {_on(names, key)} för {names.project(project)}", _levels
    ),
    "tiers": _Words(
        lambda names, project, _: f"klassen för {names.project(project)}",
        lambda content, names: names.tier(content["tier"]),
    ),
    "amounts": _Words(lambda names, project, column: f"{fact_heading(column)} för {names.project(project)}", _span),
    "unknown_costs": _Words(lambda *_: "spannet för alla okända kostnader", _span),
    "projects": _Words(
        lambda names, project, _: f"{ADDED}{names.project(project)}",
        lambda content, names: f"tillagt som {names.tier(content['tier'])}",
    ),
    "locks": _Words(
        lambda names, project, _: f"{LOCK_ON}{names.project(project)}", lambda content, _: str(content["kind"])
    ),
    "criteria": _Words(lambda names, _, criterion: f"{CRITERION}{names.criterion(criterion)}", lambda *_: "tillagt"),
    "answers_back": _Words(
        lambda names, project, _: f"svaren om {names.project(project)} i ett möte",
        answers_said,
    ),
    "same_projects": _Words(
        lambda names, *ids: same_words(*(_with_id(names, key) for key in ids)),
        lambda content, _: "ja" if content["same"] else "nej",
    ),
    "last_period": _Words(
        lambda names, new, old: same_words(_with_id(names, new), f"{old} i förra periodens plan"),
        lambda content, _: "ja" if content["same"] else "nej",
    ),
    "tie_orders": _Words(lambda names, projects, _: f"{ORDER_OF}{_some(names, projects.split())}", _order),
}
_SIGNING = ("role", "reason", "at", "plan_version", "project_id", "criterion_id")
_OTHER = _Words(
    lambda names, project, criterion: " ".join(
        filter(None, ("en uppgift", f"om {names.project(project)}" if project else "", names.criterion(criterion)))
    ),
    lambda content, _: ", ".join(str(value) for key, value in content.items() if key not in _SIGNING),
)


def about(kind: str, target: tuple[str, str], names: Names) -> str:
    """Return what an entry is about: 'kostnaden för Fiber till skolor'; `target` is (project id, criterion id)."""
    return _KINDS.get(kind, _OTHER).about(names, *target)


def value(kind: str, content: Content | None, names: Names) -> str:
    """Return what an entry says, NOTHING when there is none or it was taken back."""
    if content is None:
        return NOTHING
    try:
        return _KINDS.get(kind, _OTHER).value(content, names)
    except KeyError:
        # Entries are kept for ever, also when a kind has come to hold other things than it did.
        return _OTHER.value(content, names)
