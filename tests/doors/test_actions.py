"""Every button that writes, for every role: pressed for real by the weakest who may, and by the strongest who may not.

`+` may, and something is kept   `-` may not: nothing is kept, also when the right was lost after the page was drawn.
The roles grow, each with all that the one before it may (`test_a_role_may_all_that_a_weaker_one_may`), so that what
holds at the border between them holds for all; but for what is the objektägare's own. Which role each identity has
stands in docs/hotmodell.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from prioritering.permissions import GRANTS, Permission, Role
from tests.doors.actions import Act
from tests.doors.conftest import own_copy
from tests.doors.frozen_actions import ACTIONS
from tests.doors.test_routes import rows as routes
from tests.doors.writing import writing_use_cases

# K läsare, L medlem, N objektägare, O objektledare, P administratör.
TABLE = """
                                 KLNOP  use cases
låsa                             --+++  store_lock
anta en kostnad                  --+++  assume_cost
anta en nivå                     --+++  assume_level
svara på ett krav                --+++  assume_verdict
anta en klass                    --+++  assume_tier
sätta ett spann för alla okända  --+++  assume_unknown_costs
ordna lika                       --+++  order_tie
lägga till ett projekt           --+++  add_project
lägga till ett kriterium         --+++  add_criterion
släppa svar som väntar           --+++  answer_held
behålla ett antagande            --+++  keep_on
släppa allt om ett projekt       --+++  answer_together
ta bort ett antagande            --+++  take_back take_back_entry
säga att två projekt är ett      --+++  answer_same
göra nästa periods plan          --+++  make_new_period
spara i Fyll i                   --+++  save
ångra                            --+++  undo undo_latest
frysa och dela                   --+++  freeze
byta namn på en fryst länk       --+++  rename_link
återkalla en fryst länk          --+++  withdraw_link
låta läsa utan inloggning        --+-+  let_read_without_login
öppna ett möte                   ---++  open_meeting lead_room
visa svaren                      ---++  reveal
stänga rundan                    ---++  close_round
öppna nästa runda                ---++  open_round
stänga anslutningen              ---++  record
släppa en roll                   ---++  record
låta flera ha en roll            ---++  record
avsluta mötet                    ---++  record
öppna mötet igen                 ---++  reopen
skriva in vad man enades om      ---++  agree
ta tillbaka vad man enades om    ---++  no_longer_agreed
lägga till en roll               ---++  add_role
byta enhet                       ---++  offer_seat
göra en vy till rummets          ---++  lead_room
ta bort en text                  ----+  remove_text
ta bort ett skäl                 ----+  remove_reason
"""
OWNERS_OWN = {Permission.OPEN}
"""What an objektägare may and an objektledare may not: whether a plan is open to anyone is the owner's to say."""
ROLES = (Role.READER, Role.MEMBER, Role.OWNER, Role.LEADER, Role.ADMINISTRATOR)
BY_ROUTE = {
    "join": "POST /direkt/anslut",
    "take_seat": "POST /direkt/plats",
    **dict.fromkeys(("save_answer", "save_conflict", "save_order", "save_reason"), "POST /direkt/svar"),
    "end_login": "GET /auth/logout",
}
# The start of the server and its plan folders, what the others keep with, and what only the machine's own user types.
NO_BUTTON = {"open_store", "take_in", "take_in_changed", "keep_up", "keep", "back_up", "restoring"}


def rows() -> Iterator[tuple[str, str, set[str]]]:
    """Yield each row: what is done, its cells, and the use cases that do it."""
    _, *lines = (line for line in TABLE.splitlines() if line.strip())
    for line in lines:
        cells, *use_cases = line[33:].split()
        yield line[:33].strip(), cells, set(use_cases)


def test_a_role_may_all_that_a_weaker_one_may() -> None:
    assert set(ROLES) == set(Role)
    for weaker, stronger in pairwise(ROLES):
        assert GRANTS[weaker] - OWNERS_OWN < GRANTS[stronger]


def test_every_use_case_that_writes_has_a_row_or_a_route() -> None:
    named = {use_case for _, _, use_cases in rows() for use_case in use_cases}
    assert named | set(BY_ROUTE) | NO_BUTTON == writing_use_cases()
    assert set(BY_ROUTE.values()) <= set(routes())
    assert {name for name, _, _ in rows()} == set(ACTIONS)


@pytest.mark.parametrize("name", ACTIONS)
def test_the_weakest_who_may_does_it_and_the_strongest_who_may_not_changes_nothing(
    name: str, filled: Path, tmp_path: Path
) -> None:
    cells = next(cells for row, cells, _ in rows() if row == name)
    weakest, refused = ROLES[cells.index("+")], ROLES[cells.rindex("-")]
    for role, last, kept in ((ROLES[-1], refused, False), (weakest, weakest, True)):
        folder = tmp_path / last.name
        folder.mkdir()
        with own_copy(filled, folder) as store:
            act = Act(store, folder, role.value, last.value)
            ACTIONS[name](act)
            assert act.before >= 0
            assert (store.writes > act.before) is kept, (name, last)
