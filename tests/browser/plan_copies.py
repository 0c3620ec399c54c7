"""Plans that belong to one test each: copies of the real ones under ids of their own, all known to the server."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb

from tests import folders
from tests.browser.harness import ROOT

VSO, UKFA = "vso-2021", "ukfa-2022"
NUMBERS = "vso-2021-tal"
"""VSO 2021 judged by a criterion of its own, which is a number."""
_MODEL = """
[[kriterium]]
id = "arbetstid"
namn = "Sparad arbetstid"
lagsta = 0
hogsta = 5000
enhet = "timmar/år"
"""
_WRITTEN = "select count(*) from {table} where plan_key in (?, ?)"


class PlanCopies:
    """A folder with as many copies of each plan as there are tests that ask for one."""

    def __init__(self, folder: Path, wanted: dict[str, int]) -> None:
        self.folder = folder
        self._left = {source: [self._copy(source, number) for number in range(many)] for source, many in wanted.items()}

    def take(self, source: str) -> str:
        """Return the id of a copy that no other test has been given."""
        return self._left[source].pop()

    def _copy(self, source: str, number: int) -> str:
        plan_id = f"{source}-prov-{number}"
        copied = VSO if source == NUMBERS else source
        shutil.copytree(ROOT / "data" / copied, self.folder / plan_id)
        if source == NUMBERS:
            (self.folder / plan_id / "modell.toml").write_text(_MODEL, encoding="utf-8")
        described = self.folder / plan_id / "plan.toml"
        text = described.read_text(encoding="utf-8").replace(f'id = "{copied}"', f'id = "{plan_id}"', 1)
        # A name of its own as well: the choice of plan tells two plans of the same name apart by nothing else.
        text = re.sub(r'^namn = "(.*)"$', rf'namn = "\1, prov {number}"', text, count=1, flags=re.MULTILINE)
        described.write_text(text, encoding="utf-8")
        return plan_id


def written_in_the_real_plans(database: Path) -> dict[str, int]:
    """Return how many rows tests have written in the plans that all share, by table; the server must have stopped."""
    real = [str(folders.VSO), str(folders.UKFA)]
    with duckdb.connect(str(database), read_only=True) as connection:
        return {
            table: found[0]
            for table in ("change_entry", "meeting")
            if (found := connection.execute(_WRITTEN.format(table=table), real).fetchone()) and found[0]
        }
