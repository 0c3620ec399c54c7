"""A plan folder that cannot be read is told on Översikt and stands in no other plan's way."""

import re
from pathlib import Path

from tests.folders import write_plan
from tests.pages.conftest import opened
from tests.pages.visit import Visit, words


def test_a_faulty_plan_folder_is_named_with_its_problems_and_the_others_work(tmp_path: Path) -> None:
    bad = write_plan(tmp_path / "trasig", "A1,Ett,strategiskt,mycket,Tidsbesparande,Jättehög,Kort\n")
    with opened(tmp_path / "d.duckdb", str(bad)):
        visit = Visit("oversikt")
        [box] = re.findall(r'<section class="p-box p-error">.*?</section>', visit.html, re.S)
        assert "En planmapp gick inte att läsa" in words(box)
        assert "trasig är utelämnad." in words(box)
        problems = re.findall(r"<li>(.*?)</li>", box, re.S)
        assert len(problems) == 2
        assert any("mycket" in problem for problem in problems)
        assert any("Jättehög" in problem for problem in problems)
        assert "27 10 strategiska" in visit.text
        assert list(visit.app.sidebar.selectbox[0].options)[:1] == ["Vård, stöd och omsorg"]
        assert Visit("prioritera", "plan=ukfa-2022").faults == []
