"""A plan folder that cannot be read is named with its faults where plans are chosen, and stands in no other's way."""

import os
import re
from pathlib import Path

import pytest

from prioritering.criteria.model_file import standard_model
from prioritering.meeting.meeting import Naming, setup_from
from prioritering.meeting.rounds import Happening
from prioritering.store.meetings import open_meeting, record
from prioritering.usecases import folder_watch
from tests.folders import GOOD, PROV, VSO, write_plan
from tests.pages.conftest import opened
from tests.pages.test_as_written import markdown_in
from tests.pages.visit import PAGES, Visit, words

BAD_ROW = "A1,Ett,strategiskt,5oo,Tidsbesparande,Jättehög,Kort\n"


def box(visit: Visit) -> str:
    [found] = re.findall(r'<section class="p-box p-error">.*?</section>', visit.html, re.S)
    return str(found)


def test_a_faulty_plan_folder_is_named_with_its_problems_and_the_others_work(tmp_path: Path) -> None:
    bad = write_plan(tmp_path / "trasig", BAD_ROW)
    with opened(tmp_path / "d.duckdb", str(bad)):
        visit = Visit("oversikt")
        assert "En planmapp gick inte att läsa" in words(box(visit))
        assert "trasig är utelämnad." in words(box(visit))
        problems = re.findall(r"<li>(.*?)</li>", box(visit), re.S)
        assert len(problems) == 2
        assert any("5oo" in problem for problem in problems)
        assert any("Jättehög" in problem for problem in problems)
        assert "27 10 strategiska" in visit.text
        assert list(visit.app.sidebar.selectbox[0].options) == [
            "Vård, stöd och omsorg",
            "Utbildning, Kultur & Fritid och Arbetsmarknad",
            "trasig: går inte att läsa (projekt.csv, rad 2, kostnad_tkr)",
        ]
        assert Visit("prioritera", "plan=ukfa-2022").faults == []


def test_several_faulty_folders_are_one_box_in_which_each_is_named_with_its_own_faults(tmp_path: Path) -> None:
    plans = [write_plan(tmp_path / "planer" / f"mapp{number}", BAD_ROW) for number in range(10)]
    write_plan(plans[3], BAD_ROW.replace("Jättehög", "Skyhög"))
    with opened(tmp_path / "d.duckdb", str(tmp_path / "planer")):
        visit = Visit("oversikt")
        # One box, or `box` does not unpack.
        shown = box(visit)
        assert "Tio planmappar gick inte att läsa" in words(shown)
        before, folded = shown.split("<details>")
        assert "mapp" in before
        assert "<li>" not in before
        of_each = re.findall(r"<h3>(mapp[0-9])</h3>(.*?)(?=<h3>|</details>)", folded, re.S)
        assert [name for name, _ in of_each] == [f"mapp{number}" for number in range(10)]
        assert [name for name, faults in of_each if "Skyhög" in faults] == ["mapp3"]
        assert all(faults.count("<li>") == 2 for _, faults in of_each)


def test_a_link_to_a_faulty_plan_says_that_it_cannot_be_read_and_why(tmp_path: Path) -> None:
    bad = write_plan(tmp_path / "trasig", BAD_ROW)
    with opened(tmp_path / "d.duckdb", str(bad)):
        for page in PAGES:
            visit = Visit(page, "plan=prov&ram=1000")
            assert not visit.app.exception
            assert "Planen går inte att läsa" in visit.text
            assert "Jättehög" in words(box(visit))
            assert "som inte finns" not in visit.text
            assert visit.address == {"plan": "prov", "ram": "1000"}
        visit.set("Plan", VSO)
        assert visit.address["plan"] == "vso-2021"
        assert "Planen går inte att läsa" not in visit.text
        visit.set("Plan", "prov")
        assert "Planen går inte att läsa" in visit.text


def test_a_plan_whose_new_files_are_faulty_is_shown_as_it_was_and_says_so(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "prov")
    with opened(tmp_path / "d.duckdb", str(folder)):
        assert "nya filer" not in Visit("prioritera", "plan=prov").text
    write_plan(folder, BAD_ROW)
    with opened(tmp_path / "d.duckdb", str(folder)):
        visit = Visit("prioritera", "plan=prov")
        assert visit.faults == []
        assert "A1" in visit.order
        assert "Planens nya filer går inte att läsa, så här visas den som den lästes in förut." in visit.text
        picked = visit.app.sidebar.selectbox[0]
        assert (picked.value, picked.options[-1]) == (PROV, "Prov (nya filer går inte att läsa)")
        assert "nya filer" not in Visit("prioritera").text
        for page in PAGES:
            [foot] = feet(Visit(page, "plan=prov"))
            assert re.search(r"version 1, inläst [^;]+; nya filer går inte att läsa · k", foot)
        # What is shown is not left out.
        told = words(box(Visit("oversikt", "plan=prov")))
        assert "Planen i mappen prov visas som den lästes in förut. De andra planerna påverkas inte." in told
        assert "utelämnad" not in told


def test_it_is_said_which_of_several_faulty_folders_are_shown_and_how_they_are_read_anew(tmp_path: Path) -> None:
    folder = write_plan(tmp_path / "planer" / "prov")
    with opened(tmp_path / "d.duckdb", str(tmp_path / "planer")):
        assert Visit("oversikt", "plan=prov").faults == []
    for bad in (folder, tmp_path / "planer" / "ny"):
        write_plan(bad, BAD_ROW, plan__toml=f'id = "{bad.name}"\nnamn = "Prov"\nperiod = "2026"\n')
    with opened(tmp_path / "d.duckdb", str(tmp_path / "planer")):
        told = words(box(Visit("oversikt")))
        assert "De planer som har lästs in förut visas som då, och övriga är utelämnade." in told
        assert "Rätta filerna och läs in sidan igen, så gäller de." in told


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ((), "Rätta filerna. De läses in först när mötet som pågår är avslutat."),
        (("ny",), "så gäller de; de i en plan med öppna möten först när de är avslutade."),
    ],
)
def test_mended_files_of_a_plan_with_an_open_meeting_are_said_to_wait_for_it(
    tmp_path: Path, others: tuple[str, ...], said: str
) -> None:
    folder = write_plan(tmp_path / "planer" / "prov")
    with opened(tmp_path / "d.duckdb", str(tmp_path / "planer")) as store:
        open_meeting(store, PROV, standard_model(), setup_from(["Linjechef"], Naming.BY_ROLE), "objektledare")
    for bad in (folder, *(tmp_path / "planer" / name for name in others)):
        write_plan(bad, BAD_ROW, plan__toml=f'id = "{bad.name}"\nnamn = "Prov"\nperiod = "2026"\n')
    with opened(tmp_path / "d.duckdb", str(tmp_path / "planer")):
        assert said in words(box(Visit("oversikt")))


def test_a_second_folder_with_the_id_of_a_plan_is_a_faulty_folder_of_its_own(tmp_path: Path) -> None:
    for name in ("ett", "tva"):
        write_plan(tmp_path / "planer" / name)
    with opened(tmp_path / "d.duckdb", str(tmp_path / "planer")):
        visit = Visit("prioritera", "plan=prov")
        assert visit.app.sidebar.selectbox[0].options[-1] == "tva: går inte att läsa (plan.toml, id)"
        assert "nya filer" not in visit.text
        assert "plan.toml i mappen ett har samma" in words(box(Visit("prioritera", "plan=tva")))


def test_neither_the_folders_name_nor_what_stands_in_it_is_read_as_markup(tmp_path: Path) -> None:
    link = "[a](b.se) <b>fet<b> \u202e"
    rows = BAD_ROW.replace("Kort", link).replace("Jättehög", "$x$ :red[röd]")
    bad = write_plan(tmp_path / f"trasig {link}", rows, plan__toml=f'id = "tr"\nnamn = "{link}"\nperiod = "{link}"\n')
    with opened(tmp_path / "d.duckdb", str(bad)):
        for page in PAGES:
            for address in ("", "plan=tr"):
                visit = Visit(page, address)
                assert not visit.app.exception
                for mark in ("[a](", "<b>fet", "$x$", ":red[", "\u202e"):
                    assert [(kind, text) for kind, text in markdown_in(visit) if mark in text] == []
                assert "<b>fet" not in visit.html
                assert "\u202e" not in visit.html
        assert "Mappen trasig [a](b.se) <b>fet<b> är utelämnad." in words(box(Visit("oversikt")))


def test_a_folder_that_is_mended_or_broken_while_the_server_runs_is_seen_on_the_next_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_watch, "_STILL", 0.0)
    folder = write_plan(tmp_path / "prov", BAD_ROW)
    with opened(tmp_path / "d.duckdb", str(folder)):
        assert "Planen går inte att läsa" in Visit("objektplan", "plan=prov").text
        write_plan(folder)
        mended = Visit("objektplan", "plan=prov")
        assert "går inte att läsa" not in mended.text
        assert mended.app.sidebar.selectbox[0].value == PROV
        write_plan(folder, BAD_ROW)
        visit = Visit("objektplan", "plan=prov")
        assert "Planens nya filer går inte att läsa, så här visas den som den lästes in förut." in visit.text
        assert visit.app.sidebar.selectbox[0].options[-1] == "Prov (nya filer går inte att läsa)"
        assert Visit("prioritera", "plan=vso-2021").faults == []


def test_a_page_that_is_opened_while_files_are_being_saved_says_so_and_the_next_one_shows_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "Filer i en planmapp sparas just nu och är inte inlästa än."
    folder = write_plan(tmp_path / "prov")
    with opened(tmp_path / "d.duckdb", str(folder)):
        write_plan(folder, GOOD.replace("500", "700"))
        with monkeypatch.context() as patch:
            patch.setattr(folder_watch, "_LONGEST_WAIT", 0.0)
            visit = Visit("objektplan", "plan=prov")
        assert (said in visit.text, "version 1, inläst" in visit.text) == (True, True)
        visit.run()
        assert (said in visit.text, "version 2, inläst" in visit.text) == (False, True)


def test_a_plan_whose_files_change_under_an_open_meeting_says_that_they_wait_and_takes_them_in_when_it_has_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_watch, "_STILL", 0.0)
    folder = write_plan(tmp_path / "prov")
    wait = "Planens filer har ändrats. De läses in först när mötet som pågår är avslutat."
    with opened(tmp_path / "d.duckdb", str(folder)) as here:
        found = open_meeting(here, PROV, standard_model(), setup_from(["Objektägare"], Naming.BY_ROLE), "objektledare")
        assert [wait in Visit(page, "plan=prov").text for page in ("oversikt", "mote")] == [False, False]
        write_plan(folder, GOOD.replace("500", "700"))
        for page in ("oversikt", "mote"):
            visit = Visit(page, "plan=prov")
            assert (wait in visit.text, visit.faults) == (True, [])
            assert "version 1, inläst" in visit.text
        for page in PAGES:
            [foot] = feet(Visit(page, "plan=prov"))
            assert re.search(
                r"version 1, inläst [^;]+; en ny version väntar tills mötet som pågår är avslutat · k", foot
            )
        other = open_meeting(here, PROV, standard_model(), setup_from(["Objektägare"], Naming.BY_ROLE), "objektledare")
        assert "De läses in först när de möten som pågår är avslutade." in Visit("mote", "plan=prov").text
        assert "en ny version väntar tills de möten som pågår är avslutade" in feet(Visit("metod", "plan=prov"))[0]
        record(here, other.id, Happening.MEETING_CLOSED, "objektledare")
        assert wait in Visit("mote", "plan=prov").text
        record(here, found.id, Happening.MEETING_CLOSED, "objektledare")
        visit = Visit("oversikt", "plan=prov")
        assert (wait in visit.text, "version 2, inläst" in visit.text) == (False, True)
        assert "väntar" not in feet(visit)[0]


def feet(visit: Visit) -> list[str]:
    """Return what stands at the foot of a page."""
    return [words(item) for item in re.findall(r"<footer.*?</footer>", visit.html)]


def test_two_faulty_folders_with_one_plan_id_are_both_named_and_each_is_met_by_its_municipality(tmp_path: Path) -> None:
    for municipality, row in (("Kinda", BAD_ROW), ("Motala", BAD_ROW.replace("5oo", "7oo"))):
        head = f'id = "prov"\nnamn = "Prov"\nperiod = "2026"\nkommun = "{municipality}"\n'
        write_plan(tmp_path / "planer" / municipality / "prov", row, plan__toml=head)
    folders = [str(tmp_path / "planer" / municipality) for municipality in ("Kinda", "Motala")]
    with opened(tmp_path / "d.duckdb", os.pathsep.join(folders)):
        visit = Visit("oversikt", "plan=prov")
        picked = visit.app.sidebar.selectbox[0]
        where = "går inte att läsa (projekt.csv, rad 2, kostnad_tkr)"
        assert list(picked.options)[-2:] == [f"prov: {where}", f"Motala/prov: {where}"]
        assert "5oo" in box(visit)
        for municipality, amount in (("kinda", "5oo"), ("Motala", "7oo")):
            assert amount in box(Visit("oversikt", f"plan=prov&kommun={municipality}"))
        visit.set("Plan", "Motala/prov")
        assert "7oo" in box(visit)
