"""Two rounds of a meeting: how the group's answers moved between them, and what was changed in the open."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from prioritering.store.connection import Store
from tests.databases import copied
from tests.pages.conftest import opened
from tests.pages.meeting import answer, join, newest, open_one
from tests.pages.visit import Visit, cells, words
from tests.store import meeting_steps

ROLES = ("Linjechef", "Objektledare", "Objektägare")


@pytest.fixture(scope="module")
def rounds(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = copied(filled, tmp_path_factory.mktemp("rundor") / "rundor.duckdb")
    with opened(path) as store:
        open_one(ROLES, ("S01", "S02"))
        there = [join(store, role) for role in ROLES]
        for member, first in zip(there, ("Ingen", "Medel", "Mycket hög"), strict=True):
            answer(store, member, "S01", omfattning=first)
        meeting_steps.reveal(store, newest(store).id, "objektledare")
        answer(store, there[1], "S01", omfattning="Hög")
        meeting_steps.close_round(store, newest(store).id, "objektledare")
        meeting_steps.open_round(store, newest(store).id, ["S01"], "objektledare")
        for member in there:
            answer(store, member, "S01", omfattning="Hög")
        meeting_steps.reveal(store, newest(store).id, "objektledare")
        yield store


@pytest.mark.usefixtures("rounds")
def test_each_answer_is_told_from_round_to_round_with_how_much_they_agreed() -> None:
    rows = re.findall(r"<tr[^>]*>.*?</tr>", Visit("mote").html, re.S)
    told = [cells(row, "1 → 2") for row in rows if "1 → 2" in words(row)]
    assert [row[1] for row in told] == ["Effekttyp", "Omfattning", "Tidsperspektiv"]
    # In the open the middle one had gone to Hög: the median of Ingen, Hög and Mycket hög.
    assert told[1] == ["Automatisering av myndighetsprocesser", "Omfattning", "1 → 2", "Hög", "Hög", *told[1][5:]]
    assert told[1][-1].startswith("100 %")
    # Nobody has answered on the others.
    assert told[0][3:] == ["–"] * len(told[0][3:])


@pytest.mark.usefixtures("rounds")
def test_who_changed_what_in_the_open_is_told() -> None:
    text = Visit("mote").text
    assert "Objektledare: Automatisering av myndighetsprocesser (omfattning), runda 1" in text
    assert "Linjechef: Automatisering" not in text


def test_what_a_first_round_showed_stays_shown_while_the_next_is_answered(database: Store) -> None:
    open_one(ROLES, ("S01", "S02"))
    there = [join(database, role) for role in ROLES]
    for member, level in zip(there, ("Ingen", "Medel", "Mycket hög"), strict=True):
        answer(database, member, "S01", omfattning=level)
    address = f"mote={newest(database).id}&bild=oenighet"
    assert disputes(address) == []
    meeting_steps.reveal(database, newest(database).id, "objektledare")
    shown = disputes(address)
    assert len(shown) == 1
    meeting_steps.open_round(database, newest(database).id, ["S01"], "objektledare")
    assert disputes(address) == shown


def disputes(address: str) -> list[str]:
    """What the projector lists as where they disagree."""
    html = Visit("projektor", address).html
    return [words(item) for item in re.findall(r'<li data-of="oenighet".*?</ul></li>', html, re.S)]
