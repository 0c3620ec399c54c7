"""All members of a meeting saving at once in a blind round, against the same saves in a revealed one, in the same run.

Run: python -m tests.bench.bench_svar [members]. A blind save is sealed, and the stage that others may know of is told
after it. Prints what a save costs as a ratio between the two kinds of round, on the clock and of the processor, which
a busy machine disturbs less; asserts no seconds.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from itertools import product
from pathlib import Path

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Answer, Kind, Member, Naming, setup_from
from prioritering.store import meetings
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.usecases import own_ballot
from prioritering.usecases.own_ballot import Voter
from tests.folders import VSO
from tests.store import meeting_steps

MEMBERS, MOST_MEMBERS, TIMES = 20, 50, 2
PROJECTS = tuple(f"S{number:02}" for number in range(1, 11))


def begun(store: Store, members: int, revealed: bool) -> list[Voter]:
    """Open a meeting with a first round and everyone in it; return who answers."""
    setup = setup_from([f"Roll {number}" for number in range(1, members + 1)], Naming.ANONYMOUS)
    meeting = meetings.open_meeting(store, VSO, standard_model(), setup, "objektledare")
    joined: list[Member] = [meetings.join(store, meeting.code, role)[0] for role in meeting.roles]
    meeting_steps.open_round(store, meeting.id, PROJECTS, "objektledare")
    if revealed:
        meeting_steps.reveal(store, meeting.id, "objektledare")
    return [Voter(meeting.id, member, 1) for member in joined]


def save_all(store: Store, voter: Voter) -> None:
    """Answer everything in the round, one question after another, as a ballot does."""
    criteria = standard_model().criteria
    for project_id, criterion in product(PROJECTS, criteria):
        level = criterion.scale.levels[-1].name  # type: ignore[union-attr]
        own_ballot.save_answer(store, voter, project_id, criterion.id, Answer(kind=Kind.LEVEL, value=level))


def taken(store: Store, voters: list[Voter]) -> tuple[float, float]:
    """Let everyone answer at once; return how many seconds it took on the clock and of the processor."""
    threads = [threading.Thread(target=save_all, args=(store, voter)) for voter in voters]
    clock, processor = time.monotonic(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.monotonic() - clock, time.process_time() - processor


def main(members: int = MEMBERS) -> None:
    """Take both kinds of round in turn, and print the best of each and their ratio."""
    members = min(members, MOST_MEMBERS)
    found: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    for _, revealed in product(range(TIMES), found):
        # A database of its own for each: a row costs more the more there are.
        with tempfile.TemporaryDirectory() as folder:
            store = Store.open(Path(folder) / "test.duckdb")
            bootstrap(store)
            found[revealed].append(taken(store, begun(store, members, revealed)))
            store.close()
    saves = members * len(PROJECTS) * len(standard_model().criteria)
    print(f"{members} medlemmar på en gång, {saves} svar")
    for name, place in (("klocka", 0), ("processor", 1)):
        blind, shown = (min(one[place] for one in found[kind]) for kind in (False, True))
        each = f"dolt {1000 * blind / saves:.1f} ms, visat {1000 * shown / saves:.1f} ms per svar"
        print(f"{name}: {each}; ett dolt svar kostar {blind / shown:.2f} gånger ett visat")


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:2]))
