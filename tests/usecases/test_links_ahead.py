"""A copied link that points past what there is says so with both numbers, and shows now."""

from pathlib import Path

import pytest

from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.copied_link import AHEAD, ANOTHER, LinkState, copied_now, opened_link
from prioritering.usecases.gather import AsOf
from prioritering.view.view import View
from tests.folders import write_plan
from tests.usecases.builders import filled

VIEW = View(source="median", weights=(("effekttyp", 30.0), ("omfattning", 45.0), ("tidsperspektiv", 25.0)))
FIRST = "A1,Karta,strategiskt,5,Två effekter,Hög,Kort\n"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"plan_version": 9}, "Länken pekar på version 9 av planen, men här finns bara en. "),
        ({"entry": 10**9}, "Länken pekar på gruppens ändring nummer 1000000000, men den senaste här är nummer 5. "),
        ({"event": 10**9}, "Länken pekar på händelse 1000000000 i planens möten, men den senaste här är nummer "),
        ({"checksum": "0" * 10}, ANOTHER),
        ({"plan_version": 0, "checksum": "0" * 10}, ANOTHER),
    ],
)
def test_a_number_above_the_newest_is_told_with_both_and_another_checksum_as_another_basis(
    store: Store, change: dict[str, int | str], said: str
) -> None:
    filled(store)
    copied = copied_now(store, VIEW)._replace(**change)  # type: ignore[arg-type]
    found = opened_link(store, VIEW, copied)
    assert found.state is LinkState.ELSEWHERE
    assert found.notice.startswith(said)
    assert found.notice == f"{found.why_not} Här visas det som gäller nu."
    assert (AHEAD in found.notice) is (said != ANOTHER)
    assert found.as_of == AsOf()


def test_a_number_above_the_newest_counts_the_versions_that_there_are(store: Store, tmp_path: Path) -> None:
    for name in ("Karta", "Kartan", "Kartor"):
        import_plan(store, read_plan(write_plan(tmp_path / name, FIRST.replace("Karta", name))))
    view = View(plan="prov")
    ahead = copied_now(store, view)._replace(plan_version=9)
    assert "version 9 av planen, men här finns bara 3." in opened_link(store, view, ahead).notice
    beside = copied_now(store, view)._replace(entry=7)
    assert "gruppens ändring nummer 7, men här finns ingen." in opened_link(store, view, beside).notice
