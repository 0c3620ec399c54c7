"""Words for what a new version of a plan has changed: the sentence on Översikt, and the lines on Objektplan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prioritering import swedish
from prioritering.plan.compare import CellChange, Comparison
from prioritering.plan.maybe_renamed import MaybeRenamed
from prioritering.plan.names import told_apart
from prioritering.scoring.changes import SameAsLastPeriod, SameProject
from prioritering.view.asked_words import some_listed

UNREADABLE = "går inte att läsa"
FILES_BEING_SAVED = "Filer i en planmapp sparas just nu och är inte inlästa än. Öppna sidan igen om en stund."


def files_wait(meetings: int) -> str:
    """Return what is said of a plan whose files have changed under open meetings on it, that many; else nothing."""
    if not meetings:
        return ""
    return f"Planens filer har ändrats. De läses in först när {_ended(meetings)}."


def when_mended(meetings: Sequence[int]) -> str:
    """Return when mended files come to count; `meetings` are how many are open on the plan of each faulty folder."""
    if len(meetings) == 1 and any(meetings):
        return f"Rätta filerna. De läses in först när {_ended(meetings[0])}."
    waits = "; de i en plan med öppna möten först när de är avslutade" if any(meetings) else ""
    return f"Rätta filerna och läs in sidan igen, så gäller de{waits}."


def version_waits(meetings: int, unreadable: bool = False) -> str:
    """Return the same in a few words, for the foot of a page; nothing when none waits.

    `unreadable` says that the files have faults, so that no new version can be made of them.
    """
    if unreadable:
        return f"nya filer {UNREADABLE}"
    return f"en ny version väntar tills {_ended(meetings)}" if meetings else ""


def _ended(meetings: int) -> str:
    return "mötet som pågår är avslutat" if meetings == 1 else "de möten som pågår är avslutade"


def change_counts(found: Comparison, in_words: bool = False) -> str:
    """Return what differs, counted: '2 projekt in, 1 ut, 4 uppgifter ändrade'; says so when nothing does.

    `in_words` for running text: 'två projekt in, ett ut, fyra uppgifter ändrade'.
    """
    parts = []
    if found.added:
        parts.append(f"{_counted(len(found.added), 'ett', in_words)}{swedish.NBSP}projekt in")
    if found.removed:
        noun = "" if found.added else f"{swedish.NBSP}projekt"
        parts.append(f"{_counted(len(found.removed), 'ett', in_words)}{noun} ut")
    if found.renamed:
        parts.append(f"{_counted(len(found.renamed), 'ett', in_words)}{swedish.NBSP}projekt har nytt namn")
    changed = len(found.changed_cells)
    if changed:
        noun = "uppgift ändrad" if changed == 1 else "uppgifter ändrade"
        parts.append(f"{_counted(changed, 'en', in_words)}{swedish.NBSP}{noun}")
    return ", ".join(parts) or "inga projekt, uppgifter om dem eller belopp i budgeten är ändrade"


def _counted(count: int, one: str, in_words: bool) -> str:
    if not in_words:
        return swedish.number(count)
    return one if count == 1 else swedish.count_word(count)


def not_compared(found: Comparison) -> str:
    """Return that names were not searched for likenesses, where so many are out and in; else nothing."""
    if not found.only_same_names:
        return ""
    out, into = (swedish.number(len(items)) for items in (found.removed, found.added))
    return (
        f"{out} projekt ut och {into} in är så många att bara de som heter precis likadant har jämförts: "
        "har ett projekt fått både nytt id och nytt namn syns det inte."
    )


def question(pair: MaybeRenamed, of_last_period: bool = False) -> str:
    """Return the question whether a project that is out and one that is in are the same."""
    where = " i förra periodens plan" if of_last_period else ""
    return (
        f"Är ”{pair.added.name}” ({pair.added.id}) samma projekt som ”{pair.removed.name}” ({pair.removed.id}){where}? "
        f"De har {pair.why}."
    )


def same_label(name: str, said: SameProject) -> str:
    """Return what has been answered of two projects; `name` is the new one's."""
    is_same = "är samma projekt som" if said.same else "är inte samma projekt som"
    of_last = " i förra periodens plan" if isinstance(said, SameAsLastPeriod) else ""
    # Of several with one name the id stands behind it already.
    name = name.removesuffix(f" ({said.new_id})")
    return f"”{name}” ({said.new_id}) {is_same} ”{said.before_name}” ({said.before_id}){of_last}"


def answer_line(pair: MaybeRenamed, said: SameProject) -> str:
    """Return what has been answered of a pair, by whom and when."""
    return f"{same_label(pair.added.name, said)}. {said.role}, {swedish.day(said.at)}: {said.reason}"


def emptied(found: Comparison, left: int) -> str:
    """Return the warning of a version that has taken out every project, by name; nothing when any is `left`."""
    if left or not found.removed:
        return ""
    names = some_listed(list(told_apart({item.id: item.name for item in found.removed}).values()))
    return (
        f"Den nya versionen av planen har inga projekt. {names} är borttagna. Är det ett misstag, lägg tillbaka dem i "
        "planens projektfil. Inget av det som gruppen har lagt bredvid planen är borttaget, men det räknas inte."
    )


def change_line(cell: CellChange) -> str:
    """Return one changed value as a line: 'Fiber till skolor: kostnad (tkr) 1 500 → 1 650'."""
    before, after = before_and_after(cell)
    return f"{cell.about}: {cell.what} {before} → {after}"


class JudgedBy(NamedTuple):
    """The names of the criteria and gates that only the older of two versions is judged by, and only the newer."""

    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


SAME_CRITERIA = JudgedBy()


class OtherFiles(NamedTuple):
    """The files that differ between two versions beside what is compared, by name: those that both have, or only one.

    Of a file whose cells are compared it is told only that it is `gone` or `new`.
    """

    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    new: tuple[str, ...] = ()

    @property
    def every(self) -> list[str]:
        """All of them in order."""
        return sorted((*self.changed, *self.gone, *self.new))


NO_FILES = OtherFiles()
_HOW = (("ändrad", "ändrade"), ("borttagen", "borttagna"), ("ny", "nya"))


def other_files(files: OtherFiles, judged_by: JudgedBy = SAME_CRITERIA) -> str:
    """Return which of the plan's other files differ, and what that changes, as sentences; nothing when none does."""
    said = [
        f"Filen {names[0]} är {one}." if len(names) == 1 else f"Filerna {swedish.listing(names)} är {several}."
        for names, (one, several) in zip(files, _HOW, strict=True)
        if names
    ]
    if judged_by.gone:
        said.append(f"Det här bedöms inte längre: {swedish.listing(judged_by.gone)}.")
    if judged_by.new:
        said.append(f"Det här bedöms nu också: {swedish.listing(judged_by.new)}.")
    return " ".join(said)


def before_and_after(cell: CellChange) -> tuple[str, str]:
    """Return the value before and after as both are shown, an amount with its thousands apart."""
    if "(tkr" in cell.what:
        return swedish.parted(cell.before), swedish.parted(cell.after)
    return cell.before, cell.after
