"""What was beside what is: which projects only moved, and what a paper of what was says of its day."""

from __future__ import annotations

import re
from datetime import date

from prioritering import swedish
from prioritering.store.connection import Store
from tests.pages.test_copied_link import FRAME, link_of
from tests.pages.visit import Visit
from tests.usecases.builders import lay_beside


def test_the_paper_of_what_was_tells_the_day_of_its_basis_and_of_the_print(database: Store) -> None:
    link = link_of(Visit("prioritera", FRAME))
    lay_beside(database)
    today = re.escape(swedish.day(date.today()))
    said = Visit("prioritera", link).components["kopiera"]["paper"]["said"]
    assert re.fullmatch(rf"Som då, på underlaget från \d+\s\w+\s\d{{4}}; utskriven {today}", said)
    assert re.fullmatch(rf"Sidan som den står {today}", Visit("prioritera").components["kopiera"]["paper"]["said"])


def test_those_that_only_moved_stand_by_themselves(database: Store) -> None:
    link = link_of(Visit("prioritera", FRAME))
    lay_beside(database)
    text = Visit("prioritera", link).set("Vad skiljer?", True).text
    changed, moved = text.partition("Projekt som bara har en annan plats")[::2]
    assert "Införande digitala matinköp" in changed.partition("Projekt som har ändrats")[2]
    only_moved = moved.partition("Summor")[0]
    assert "iPads inom äldreomsorgen" in only_moved
    assert "Införande digitala matinköp" not in only_moved
