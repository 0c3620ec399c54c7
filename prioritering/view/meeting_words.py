"""Swedish words for what a group has answered; pure text for the pages, the ballot and the projector."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from prioritering import swedish
from prioritering.analysis.agreement import in_words
from prioritering.arrays import EQUAL_DECIMALS
from prioritering.criteria.model import Criterion, NumberScale
from prioritering.meeting.group import around
from prioritering.meeting.left_out import WithoutMember
from prioritering.meeting.meeting import Meeting, Naming, Progress, RoundState
from prioritering.meeting.order_agreement import Concordance
from prioritering.meeting.results import DISPUTED_FROM, Cell
from prioritering.view.value_words import range_words

# W as it is told: as good as alike, and different (see `in_words`).
ALIKE_FROM, DIFFERENT_BELOW = 0.9, 0.5
# In one sentence.
MOST_UNMEASURED = 5


def level_words(criterion: Criterion, share: float) -> str:
    """Return the level, or the two levels, that a share (0–1) of a criterion's points lies on or between."""
    low, high = around(criterion, share)
    # Between two levels or one number: a number is never between.
    if isinstance(low, str):
        return low if low == high else f"{low}–{high}"
    return range_words(low, high, criterion.measure)


def span_words(criterion: Criterion, cell: Cell) -> str:
    """Return the lowest and highest answer, or the one that all gave; empty without answers."""
    if not cell.values:
        return ""
    low, high = level_words(criterion, cell.values[0]), level_words(criterion, cell.values[-1])
    return low if low == high else f"{low} till {high}"


def told_by(criterion: Criterion, level: str, count: int) -> str:
    """Return an answer in words with how many gave it: '3 Hög'; of a number, '3 svar: 1 999 timmar/år'."""
    # Two figures beside each other would be read as one.
    of_a_number = isinstance(criterion.scale, NumberScale)
    return f"{swedish.plural(count, 'svar', 'svar')}: {level}" if of_a_number else f"{count} {level}"


def centre_points(share: float) -> str:
    """Return a share (0–1) of a criterion's points as a group's answer is written, 0–100 and whole."""
    return swedish.number(share * 100)


def progress_words(progress: tuple[Progress, ...], vacant: int = 0) -> str:
    """Return how many are done: '3 av 5 är klara, två har inte gått med'; `vacant` roles are held by nobody."""
    present = [item for item in progress if item.member.left_at is None]
    done, total = sum(item.is_done for item in present), len(present) + vacant
    if not present:
        return "Ingen har gått med än"
    if done == total:
        return "Alla är klara" if total > 1 else "Den enda som har gått med är klar"
    waited = f", {'en' if vacant == 1 else swedish.count_word(vacant)} har inte gått med" if vacant else ""
    if done <= 1:
        return f"{'En' if done else 'Ingen'} av {total} är klar{waited}"
    return f"{done} av {total} är klara{waited}"


def lost_words(numbers: tuple[int, ...]) -> str:
    """Return what is said of rounds whose key or answers are gone, '' when there are none."""
    if not numbers:
        return ""
    many = len(numbers) > 1
    named = f"Rundorna {swedish.listing(str(number) for number in numbers)}" if many else f"Runda {numbers[0]}"
    return (
        f"{named} kan inte visas: {'deras nycklar eller' if many else 'dess nyckel eller dess'} dolda svar finns "
        "inte bredvid databasen eller går inte att läsa. Lägg tillbaka dem ur säkerhetskopian, eller stäng rundan och "
        "öppna en ny."
    )


def lost_answers_words(labels: Collection[str], number: int) -> str:
    """Return whose saved answers in a blind round are lost, by role, and what happens then; '' when nobody's are."""
    if not labels:
        return ""
    return (
        f"Sparade svar från {swedish.listing(labels)} i runda {number} finns inte kvar eller är från en äldre kopia. "
        "De som det gäller ser det på sin sida och kan svara igen; allt som andra har svarat är kvar. Finns det som "
        "saknas i säkerhetskopian, lägg tillbaka det innan de svarar."
    )


def begun_again_words(labels: Collection[str]) -> str:
    """Return who has begun again after a loss and is not done yet, by role; '' when nobody has."""
    if not labels:
        return ""
    done = "klar" if len(labels) == 1 else "klara"
    return (
        f"{swedish.listing(labels)} har fått börja om, eftersom sparade svar gick förlorade, och är inte {done} igen."
    )


def shown_without_words(rounds: Iterable[tuple[int, Collection[str]]]) -> tuple[str, ...]:
    """Return a sentence for each round, by number, that was shown without the lost answers of some, by role."""
    return tuple(
        f"Runda {number} visades utan de svar från {swedish.listing(labels)} som hade gått förlorade."
        for number, labels in rounds
        if labels
    )


def state_words(meeting: Meeting, progress: tuple[Progress, ...], vacant: int = 0, lost: Collection[int] = ()) -> str:
    """Return where the meeting stands in one sentence; `vacant` of its roles are held by nobody.

    `lost` are the numbers of the rounds that cannot be shown as things stand.
    """
    current = meeting.round
    if meeting.closed_at is not None:
        return f"Mötet är avslutat{never_shown_words(meeting)}."
    if current is None:
        joined = swedish.plural(len(progress), "roll har", "roller har")
        return f"Mötet är öppet och {joined} gått med. Ingen runda har börjat."
    if current.state is RoundState.BLIND and current.number in lost:
        gone = "dess nyckel eller dolda svar går inte att läsa"
        return f"Runda {current.number} kan varken besvaras eller visas: {gone}."
    if current.state is RoundState.BLIND:
        done = progress_words(progress, vacant)
        return f"Runda {current.number} pågår. {done}. Ingen ser andras svar förrän de visas."
    if current.state is RoundState.REVEALED:
        return f"Runda {current.number} är visad. Svar går att ändra öppet tills rundan stängs."
    shown = "" if current.is_revealed else " utan att ha visats"
    return f"Runda {current.number} är stängd{shown}."


def never_shown_words(meeting: Meeting) -> str:
    """Return which rounds of an ended meeting have not been shown, to be read after that it has ended; '' when none."""
    hidden = [str(item.number) for item in meeting.rounds if not item.is_revealed]
    if len(hidden) > 1:
        return f", rundorna {swedish.listing(hidden)} är inte visade"
    return f", runda {hidden[0]} är inte visad" if hidden else ""


def cannot_compare_words(cells: Iterable[Cell]) -> str:
    """Return that a group's answers cannot be compared, where no cell has two of them; '' where some has."""
    most = max((cell.count for cell in cells), default=0)
    if most > 1:
        return ""
    if most == 1:
        return "Ingen bedömning har svar från två, så det går inte att säga om ni tycker olika."
    return "Det finns inga svar som räknas, så det går inte att säga om ni tycker olika."


def disagreement_words(cells: tuple[Cell, ...], names: dict[str, str], criteria: dict[str, str]) -> str:
    """Return the finding on disagreement; `cells` are the disputed ones, most apart first."""
    if not cells:
        return "Ingen bedömning går starkt isär."
    projects = len({cell.project_id for cell in cells})
    said = f"Vi tycker olika om {swedish.count_word(projects)} projekt"
    # To name the first of several that are disputed as much would be to let the order of the rows choose.
    least = [cell for cell in cells if _apart(cell) == _apart(cells[0])]
    if len(least) == 1:
        first = least[0]
        return f"{said}, mest om {names[first.project_id]}, {criteria[first.criterion_id].lower()}."
    all_of_them = "båda" if projects == 2 else "alla"
    return f"{said}, lika mycket om {all_of_them}." if len(least) == len(cells) and projects > 1 else f"{said}."


def _apart(cell: Cell) -> tuple[int, float]:
    # As `by_disagreement` orders them; rounded, so that the noise of means does not tell apart what is equal.
    return cell.steps, round(cell.agreement or 0.0, EQUAL_DECIMALS)


def concordance_words(
    found: Concordance | None,
    names: Mapping[str, str],
    weighed: str = "",
    most: int | None = None,
    cells: Collection[Cell] = (),
) -> str:
    """Return what W means in plain words, then W with what it rests on, and who and what is left out and why.

    See `measured_words` for `weighed` and `most`, and `alike_words` for `cells`.
    """
    return " ".join(filter(None, (alike_words(found, cells), measured_words(found, names, weighed, most))))


def alike_words(found: Concordance | None, cells: Collection[Cell] = ()) -> str:
    """Return how alike the members rank, in one sentence without figures.

    Where it seems at odds with how far apart the answers of the group's `cells` are, the sentence says how both hold.
    """
    if found is None:
        needed = "minst två medlemmar behöver ha bedömt samma två projekt, och någon av dem ha skilt projekten åt"
        return f"Enigheten om ordningen går inte att räkna: {needed}."
    if found.w == 1 and found.without:
        # Nobody knows how the others would have ordered.
        return f"De som går att jämföra rangordnar lika{_though_apart(found.w, cells)}."
    return f"{swedish.upper_first(in_words(found.w))}{_though_apart(found.w, cells)}."


def _though_apart(w: float, cells: Collection[Cell]) -> str:
    if any(cell.is_disputed for cell in cells):
        return ", fast enskilda bedömningar går isär" if w >= ALIKE_FROM else ""
    if not cells or w >= DIFFERENT_BELOW:
        return ""
    # What the group has agreed on is no longer disputed, but W is of the members' own answers.
    if any(cell.steps >= DISPUTED_FROM for cell in cells):
        return " i era egna svar, fast ni har enats om det som gick starkt isär"
    return ", fast svaren ligger nära varandra: små skillnader räcker för att byta plats"


def measured_words(
    found: Concordance | None, names: Mapping[str, str], weighed: str = "", most: int | None = None
) -> str:
    """Return W with what it rests on, and who and what is left out and why; nothing where there is none.

    `weighed` is a sentence with the weights that the orders were taken at: with others W is another. Of what is left
    out at `most` so many are named (see `left_out_of_measure` for all).
    """
    if found is None:
        return ""
    members = swedish.plural(found.members, "medlem", "medlemmar")
    projects = swedish.plural(found.projects, "projekt", "projekt")
    missing = ", parvis där svar saknas" if found.by_pairs else ""
    basis = f"{members} i {swedish.plural(found.pairs, 'par', 'par')}, {projects}{missing}"
    said = (
        f"Kendalls W är {swedish.number(found.w, 2)} ({basis}), där 1 betyder att alla rangordnar lika och 0 att "
        "ordningarna inte har något gemensamt."
    )
    return " ".join(filter(None, (said, weighed, unmeasured_words(found, names, most))))


def unmeasured_words(found: Concordance | None, names: Mapping[str, str], most: int | None = None) -> str:
    """Return who and what is left out of W and why.

    Of them at `most` so many are named where there is no room for all, and then how many more there are.
    """
    if found is None:
        return ""
    return " ".join(filter(None, (_without_words(found, most), _unjudged_words(found, names, most))))


def named_of_measure(found: Concordance | None, names: Mapping[str, str]) -> int | None:
    """Return how many a sentence names at `most` of what W leaves out; None where there is room for all."""
    # One or two more are said as soon as they are folded.
    return MOST_UNMEASURED if len(left_out_of_measure(found, names)) > MOST_UNMEASURED + 2 else None


def left_out_of_measure(found: Concordance | None, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return everyone and everything that W leaves out, by role and name, where the sentence names only some."""
    return (*_roles_without(found), *_names_unjudged(found, names)) if found else ()


def _roles_without(found: Concordance) -> list[str]:
    return sorted(filter(None, found.without), key=swedish.sort_key)


def _names_unjudged(found: Concordance, names: Mapping[str, str]) -> list[str]:
    return sorted((names[key] for key in found.unjudged), key=swedish.sort_key)


def _without_words(found: Concordance, most: int | None) -> str:
    if not found.without:
        return ""
    roles = _roles_without(found)
    who = (
        swedish.first_few(roles, most or len(roles))
        if roles
        else swedish.plural(len(found.without), "medlem", "medlemmar")
    )
    return f"Inte med i måttet: {who}, som inte har bedömt två projekt helt som någon annan också har bedömt."


def _unjudged_words(found: Concordance, names: Mapping[str, str], most: int | None) -> str:
    if not found.unjudged:
        return ""
    them = "det" if len(found.unjudged) == 1 else "dem"
    listed = swedish.first_few(_names_unjudged(found, names), most or len(names))
    return f"Inte med i måttet: {listed}, eftersom inga två medlemmar har bedömt {them} helt och ett projekt till."


def left_out_words(found: tuple[WithoutMember, ...], names: dict[str, str], naming: Naming) -> tuple[str, ...]:
    """Return one sentence for each member whose absence would change places, widest moves first."""
    moving = sorted((item for item in found if item.moves), key=lambda item: -_widest(item))
    return tuple(_left_out(item, names, naming) for item in moving)


def _widest(item: WithoutMember) -> int:
    return max(abs(before - now) for _, before, now in item.moves)


def _left_out(item: WithoutMember, names: dict[str, str], naming: Naming) -> str:
    who = "en av medlemmarna" if naming is Naming.ANONYMOUS else item.role
    moves = sorted(item.moves, key=lambda move: -abs(move[1] - move[2]))
    told = [f"{names[key]} plats {now} i stället för {before}" for key, before, now in moves]
    # Else the place that it is said to have instead of would not be the one that the table shows.
    missing = swedish.first_few([names[key] for key in item.unjudged], 3)
    left = f" Då saknar {missing} svar och räknas inte i någon av ordningarna." if missing else ""
    return f"Utan {who} får {swedish.first_few(told, 3, 'till flyttas')}.{left}"
