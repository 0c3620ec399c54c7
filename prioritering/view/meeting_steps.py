"""What a step of the meeting will do, said before it is taken; pure text for the leader's dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from prioritering import swedish
from prioritering.meeting.meeting import Meeting, Progress, Round, RoundState
from prioritering.view.meeting_words import never_shown_words, progress_words

MOST_NAMED = 6
NOBODY_TO_SHOW = "Ingen har gått med i mötet än, så det finns inga svar att visa."
NOBODY_TO_ANSWER = "Ingen är med i mötet, så ingen kan svara i en ny runda. Låt först någon gå med."


def before_reveal(
    number: int, progress: tuple[Progress, ...], labels: dict[str, str], vacant: tuple[str, ...]
) -> list[str]:
    """Return who is done, and that a reveal cannot be undone."""
    return [
        *_who_is_done(progress, labels, vacant),
        f"Svaren i runda {number} visas för alla på en gång. Det går inte att ångra: de går inte att dölja igen.",
        "Den som inte är klar kan svara efteråt, men har då sett vad de andra svarade.",
    ]


def before_reveal_without(labels: Sequence[str], number: int) -> list[str]:
    """Return that a reveal would be without the lost answers of these, by role; nothing when none are lost."""
    if not labels:
        return []
    return [
        f"Sparade svar från {swedish.listing(labels)} i runda {number} har gått förlorade. Visas svaren nu är de "
        "inte med.",
        "Väntar ni kan de ges igen, eller läggas tillbaka ur säkerhetskopian.",
    ]


def reveal_without(labels: Sequence[str]) -> str:
    """Return what the button says that shows a round without the lost answers of these, by role."""
    return f"Visa utan {labels[0]}" if len(labels) == 1 else f"Visa utan de {swedish.count_word(len(labels))}"


def before_close(number: int) -> list[str]:
    """Return what closing a revealed round means."""
    return [
        f"Efter det kan ingen ändra sina svar i runda {number}. Svaren står kvar och syns för alla.",
        "En stängd runda öppnas inte igen, men en ny runda kan fråga om samma projekt.",
    ]


def before_giving_up(number: int) -> list[str]:
    """Return what closing a round means whose answers can never be shown as things stand."""
    return [
        f"Svaren i runda {number} kan inte visas här, och det går inte att svara mer i den.",
        "En ny runda kan fråga om samma projekt. Finns det som saknas i säkerhetskopian, lägg tillbaka det först.",
    ]


def before_open(number: int, before: Round | None) -> list[str]:
    """Return what opening a round means for the one before it; nothing when that is closed already."""
    if before is None:
        return []
    return [
        f"Runda {before.number} stängs när runda {number} öppnas. Efter det kan ingen ändra sina svar i runda "
        f"{before.number}; de står kvar och syns för alla.",
        f"I runda {number} svarar var och en för sig igen, och ingen ser de andras svar förrän de visas.",
    ]


def next_round_words(number: int, projects: int, why: tuple[int, int, int], least: int) -> str:
    """Return how many questions the next round has and what each is asked for, and that all else stands.

    `why` counts those asked for how far apart the answers are (`least` steps or more), those asked for the frame, and
    those of projects that are asked about as a whole.
    """
    apart, across, whole = why
    if not projects:
        return "Välj projekt att bedöma igen. Allt som inte bedöms igen står kvar."
    questions = swedish.plural(apart + across + whole, "fråga", "frågor")
    said = [f"Runda {number} får {questions} om {swedish.count_word(projects)} projekt."]
    if apart:
        steps = swedish.plural(least, "steg", "steg")
        said.append(f"{_asked(apart)} för avståndet mellan svaren: minst {steps} mellan lägsta och högsta svar.")
    if across:
        nearer = "svaren ligger närmare varandra än så" if apart else "svaren ligger nära varandra"
        said.append(f"{_asked(across)} för ramen: {nearer}, men kan flytta projektet över den.")
    if whole:
        added = f"{_asked(whole)} om projekt som ni har lagt till: de" if apart or across else "Projekten"
        said.append(f"{added} bedöms i sin helhet.")
    said.append("Det som inte frågas om igen står kvar.")
    return " ".join(said)


def _asked(count: int) -> str:
    return swedish.plural(count, "fråga ställs", "frågor ställs")


def before_end(
    meeting: Meeting, progress: tuple[Progress, ...], labels: dict[str, str], vacant: tuple[str, ...]
) -> list[str]:
    """Return what ending the meeting means, and what then happens to a round whose answers have not been shown."""
    current, said = meeting.active_round, []
    if current is not None and current.state is RoundState.BLIND:
        said = [
            f"Runda {current.number} är inte visad. Avslutas mötet nu får ingen se svaren i den.",
            *_who_is_done(progress, labels, vacant),
        ]
    return [
        *said,
        "Ingen kan gå med, svara eller ändra sina svar i ett avslutat möte. Det som har visats står kvar.",
        "Mötet går att öppna igen, och fortsätter då där det var.",
    ]


def before_letting_go(label: str) -> list[str]:
    """Return what it means for a member that the leader lets the role go."""
    return [
        f"Den som är {label} nu kommer inte längre åt sina svar. De räknas tills någon annan i rollen har svarat.",
        "Rollen blir ledig. Den som tar över den börjar om och ser inte den förras svar.",
        f"Är telefonen urladdad eller borta? Välj då i stället Byt enhet för {label}: då följer svaren med.",
    ]


def before_new(meeting: Meeting) -> list[str]:
    """Return what opening another meeting means for the one that is open."""
    current, hidden = meeting.active_round, ""
    if current is not None and current.state is RoundState.BLIND:
        hidden = f" Svaren i runda {current.number} är inte visade, och förblir dolda tills någon visar dem där."
    return [
        f"Mötet som öppnades {moment_words(meeting.opened_at)} avslutas inte. Det nås i listan Planens möten.{hidden}",
        "Det nya mötet får en egen kod, och alla går med på nytt. Länkar utan möte visar därefter det nya.",
    ]


def moment_words(when: datetime) -> str:
    """Return a day and a time of day as the clock on the wall shows them: '4 mars 2021 14:05'."""
    here = when.astimezone()
    return f"{swedish.day(here.date())} {here:%H:%M}"


def meeting_state(meeting: Meeting) -> str:
    """Return where a meeting stands in a few words, for a list of meetings."""
    if meeting.closed_at is not None:
        return f"avslutat {moment_words(meeting.closed_at)}{never_shown_words(meeting)}"
    current = meeting.round
    if current is None:
        return "öppet, ingen runda har börjat"
    state = {
        RoundState.BLIND: "pågår",
        RoundState.REVEALED: "är visad",
        RoundState.CLOSED: "är stängd" if current.is_revealed else "är stängd utan att ha visats",
    }
    return f"öppet, runda {current.number} {state[current.state]}"


def _who_is_done(progress: tuple[Progress, ...], labels: dict[str, str], vacant: tuple[str, ...]) -> list[str]:
    waiting = [labels[item.member.id] for item in progress if item.member.left_at is None and not item.is_done]
    found = [f"{progress_words(progress, len(vacant))}."]
    if waiting:
        found.append(f"Inte {'klar' if len(waiting) == 1 else 'klara'}: {swedish.first_few(waiting, MOST_NAMED)}.")
    if vacant:
        found.append(f"Har inte gått med: {swedish.first_few(vacant, MOST_NAMED)}.")
    return found
