"""What to find out first, in words and in turn: one order for the advice and for its table."""

from __future__ import annotations

from collections.abc import Sequence

from prioritering import swedish
from prioritering.analysis.worth_knowing import FactKind, Worth, WorthKnowing
from prioritering.usecases.robust_words import fact_words
from prioritering.usecases.study import Robust
from prioritering.view.picture import Picture

# What is written as 0,0 of the grey zone moves nothing.
LEAST_SETTLED = 0.05
MOST_EQUAL = 3


def price_first(picture: Picture) -> str:
    """Return the first advice where costs that nobody knows decide: to price them; nothing where a range is set."""
    board = picture.board
    if not picture.reach.to_price:
        return ""
    them = "den okända kostnaden" if board.unknown_count == 1 else "de okända kostnaderna"
    priced = f"Sätt först ett spann för {them}, eller anta en kostnad för ett projekt"
    return f"{priced}: det avgör vad som ryms med vikterna som de är."


def worth_in_turn(given: Robust, found: WorthKnowing) -> tuple[Worth, ...]:
    """Return what was tried as it is advised: where unknown costs decide they come first, each kind best first.

    Nothing where no project is in the grey zone: there is then nothing to find out.
    """
    if not found.grey_now:
        return ()
    if not price_first(given.picture):
        return found.found
    return (*_unknown_costs(given, found), *_others(given, found))


def table_note(given: Robust, found: WorthKnowing) -> str:
    """Return what the turn of the table follows where it is not by the figures alone."""
    if not price_first(given.picture) or not _unknown_costs(given, found) or not _others(given, found):
        return ""
    return "Först står de okända kostnaderna, eftersom de avgör vad som ryms med vikterna som de är, sedan det andra."


def worth_words(given: Robust, found: WorthKnowing) -> str:
    """Return what is most worth finding out, as the table has it in turn, or why nothing is."""
    if not found.grey_now:
        return "Inget projekt ligger i gråzonen, så inget behöver tas reda på för att veta vad som ryms."
    if not found.found:
        return "Inget är okänt och vikterna är fasta, så det finns inget att ta reda på."
    grey = swedish.plural(found.grey_now, "projekt", "projekt")
    first = price_first(given.picture)
    groups = (_unknown_costs(given, found), _others(given, found)) if first else ((), found.found)
    cost, other = (_best(group) for group in groups)
    said = [first] if first else []
    if cost:
        one = given.picture.board.unknown_count == 1
        lead = "I Säkerhet är det" if one else "Av de okända kostnaderna är det mest"
        said.append(f"{lead} värt att ta reda på {_moves(given, cost, grey)}")
    elif groups[0] and other:
        said.append("Ensam flyttar ingen okänd kostnad något ur gråzonen.")
    if other:
        said.append(f"{_lead(other, after=bool(first))} {_moves(given, other, grey)}")
    if not cost and not other:
        alone = "ingen enskild uppgift flyttar något ur den: flera behövs tillsammans"
        said.append(f"{grey} ligger i gråzonen, men {alone}.")
    return " ".join(said)


def _lead(items: Sequence[Worth], after: bool) -> str:
    if all(item.fact.kind is FactKind.WEIGHT for item in items):
        return "Kom därefter överens om" if after else "Kom först överens om"
    return "Därefter är det mest värt att ta reda på" if after else "Mest värt att ta reda på är"


def _best(group: Sequence[Worth]) -> tuple[Worth, ...]:
    """Return the first of a group and all that are worth exactly as much; none where the first moves nothing."""
    if not group or group[0].settled < LEAST_SETTLED:
        return ()
    most = group[0].settled, group[0].calmer
    return tuple(item for item in group if (item.settled, item.calmer) == most)


def _moves(given: Robust, items: Sequence[Worth], grey: str) -> str:
    names = [f"{name[:1].lower()}{name[1:]}" for name, _ in (fact_words(given, item.fact) for item in items)]
    alone = "det" if items[0].fact.kind is FactKind.WEIGHT else "den uppgiften"
    each = alone if len(names) == 1 else "var och en"
    moved = f"{each} flyttar i genomsnitt {swedish.number(items[0].settled, 1)} av {grey} ur gråzonen"
    return f"{swedish.first_few(names, MOST_EQUAL, shown=MOST_EQUAL - 1)}: {moved}."


def _unknown_costs(given: Robust, found: WorthKnowing) -> tuple[Worth, ...]:
    return tuple(item for item in found.found if _is_unknown_cost(given, item))


def _others(given: Robust, found: WorthKnowing) -> tuple[Worth, ...]:
    return tuple(item for item in found.found if not _is_unknown_cost(given, item))


def _is_unknown_cost(given: Robust, item: Worth) -> bool:
    project = item.fact.project
    unknown = given.picture.scored.costs.unknown
    return item.fact.kind is FactKind.COST and project is not None and bool(unknown[project])
