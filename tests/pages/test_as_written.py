"""What someone has written is shown as it is written, also where Streamlit reads markdown, on every page."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prioritering.direction import isolated
from prioritering.json_text import as_json
from prioritering.meeting.meeting import Answer, Kind, Naming, setup_from
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption
from prioritering.store import ballots, entry_log, meetings
from prioritering.store.ballots import Voter
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases import meeting_room
from prioritering.usecases.meeting_document import meeting_document
from prioritering.view.meeting_workbook import meeting_workbook
from prioritering.view.view import PARAMETERS
from prioritering.web.frame.as_written import escape
from prioritering.web.server.ballot_requests import mine
from tests.databases import copied
from tests.folders import PROV, write_plan
from tests.pages.conftest import opened
from tests.pages.visit import PAGES, Visit, as_read
from tests.store import meeting_steps
from tests.usecases.builders import signed

MARKS = ("*snett*", "[länk](http://b.se)", ":red[röd]", "`kod`", "_under_", "<b>fet</b>", "$x$", "~~struket~~")
MORE = (":material/delete:", "<a href='http://b.se'>l</a>", "%{x}", "=cmd|'/C calc'!A0", "https://b.se", "\u200b")
NASTY = " ".join((*MARKS, *MORE, "Ord" * 30))
TURNED = "\u202e\u2067"
MODEL = f"""\
[[kriterium]]
id = "nytta"
namn = "Nytta {MARKS[0]} {MARKS[1]} {TURNED}"
[[kriterium.niva]]
namn = "Låg {MARKS[2]}"
varde = 0
[[kriterium.niva]]
namn = "Hög {MARKS[3]} {TURNED}"
varde = 100
[[kriterium]]
id = "drift"
namn = "Drift {MARKS[2]} {MARKS[5]}"
lagsta = 0
hogsta = 10
"""
HEADER = "id;namn;klass;kostnad_tkr;nytta;drift;perspektiv;aktor;Egen *kolumn* [a](http://b.se);beror_pa\n"
HEAD = f"""\
id = "prov"
namn = "Prov {NASTY[:150]} {TURNED}"
period = "2026 {MARKS[0]}"
kommun = "Kommun {MARKS[2]}"
kommun_id = "egen"
"""


def rows(*ids: str, cost: str = "?") -> str:
    return "".join(
        f"{key};Projekt {key} {NASTY[:240]} {TURNED};strategiskt;{cost};Hög {MARKS[3]} {TURNED};{number};"
        f"Brukare {MARKS[0]};KOF {MARKS[2]};{NASTY};\n"
        for number, key in enumerate(ids, 1)
    )


def take_in(store: Store, folder: Path, *ids: str, cost: str = "?") -> None:
    plan = write_plan(folder, rows(*ids, cost=cost), HEADER, plan__toml=HEAD, modell__toml=MODEL)
    import_plan(store, read_plan(plan))


def hold_meeting(store: Store) -> None:
    """Show a round on two projects, by members whose roles and reasons are markup too."""
    roles = (f"Roll {MARKS[0]}", f"Roll {MARKS[1]}")
    meeting = meeting_room.open_meeting(store, PROV, setup_from(roles, Naming.BY_ROLE), ("A1", "A3"), "Objektledare")
    for role, level in zip(roles, (f"Låg {MARKS[2]}", f"Hög {MARKS[3]} {TURNED}"), strict=True):
        member, _ = meetings.join(store, meeting.code, role)
        for key in ("A1", "A3"):
            voter = Voter(meeting.id, member, 1)
            ballots.save_answer(store, voter, key, "nytta", Answer(kind=Kind.LEVEL, value=level))
            ballots.save_answer(store, voter, key, "drift", Answer(kind=Kind.LEVEL, value=5))
            ballots.save_reason(store, voter, key, NASTY)
    meeting_steps.reveal(store, meeting.id, "Objektledare")


@pytest.fixture(scope="module")
def nasty_once(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan whose every text is markup, renewed so that everything is asked about, with a meeting shown; to be copied.

    The round is shown, so nothing of it lies beside the database.
    """
    folder = tmp_path_factory.mktemp("uppmärkt")
    with closing(Store.open(copied(filled, folder / "prov.duckdb"))) as store:
        take_in(store, folder / "ett", "A1", "A2", "A3")
        for key in ("A1", "A2"):
            signs = {"role": f"Roll {MARKS[0]}", "reason": NASTY, "plan_version": 1}
            cost = signed(project_id=key, low=100_000, high=200_000, **signs)
            entry_log.keep_entry(store, PROV, CostAssumption.model_validate(cost))
        hold_meeting(store)
        take_in(store, folder / "två", "A1", "A2")
        take_in(store, folder / "tre", "A1", "B2", "A3", cost="650")
    return folder / "prov.duckdb"


@pytest.fixture
def nasty(nasty_once: Path, tmp_path: Path) -> Iterator[Store]:
    """The app's store on a copy of it, to write in."""
    with opened(copied(nasty_once, tmp_path / "egen.duckdb")) as store:
        yield store


def markdown_in(visit: Visit) -> Iterator[tuple[str, str]]:
    """Every text on the page that is read as markdown, with the kind of what it stands in."""
    for block in (visit.app.main, visit.app.sidebar, *visit.app.get("dialog")):
        for item in walked(block):
            kind, proto = getattr(item, "type", ""), getattr(item, "proto", None)
            # Chosen from, a list shows its options as they are; and what is HTML has its own escaping.
            if proto is None or kind in ("html", "bidi_component", "text"):
                continue
            for name in ("body", "label", "help", "text"):
                text = getattr(proto, name, "")
                if isinstance(text, str) and text:
                    yield f"{kind}.{name}", text
            if kind == "button_group":
                yield from ((f"{kind}.options", option.content) for option in proto.options)
            if kind == "radio":
                yield from ((f"{kind}.options", option) for option in proto.options)


def options_in(visit: Visit) -> Iterator[str]:
    """Every option of the lists to choose from, which read no markdown but are turned as any text is."""
    for block in (visit.app.main, visit.app.sidebar, *visit.app.get("dialog")):
        for item in walked(block):
            if getattr(item, "type", "") in ("selectbox", "multiselect"):
                yield from item.options


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a chart."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, str):
        yield value


def charts_in(visit: Visit) -> Iterator[str]:
    """Every text of the charts on the page, which plotly reads as a little HTML."""
    for chart in visit.app.get("plotly_chart"):
        yield from texts_in(json.loads(chart.proto.spec))


def walked(block: Any) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield child
            yield from walked(child)
        else:
            yield child


OPENED = {"prioritera": ("Antaganden", "Nivåernas", "Ordning, regel", "Räkna fram"), "robusthet": ("Krav", "Ordning")}
ADDRESSES = {
    "robusthet": (
        "del=portfolj&krav=kraver:A1:A3",
        "del=kravs",
        "del=kanslighet&projekt=A1",
        "del=platser",
        "del=regler",
    ),
    "prioritera": ("poang=median", "med=A1&inte=A3"),
    "objektplan": ("", "ovrigt=x"),
}


@pytest.mark.usefixtures("nasty")
@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_anyones_is_read_as_markup_on_any_page(page: str) -> None:
    seen = []
    for address in ADDRESSES.get(page, ("",)):
        visit = Visit(page, f"plan=prov&ram=1000&{address}")
        assert visit.faults == []
        seen += list(markdown_in(visit))
        assert not set(TURNED) & set(visit.html)
        assert MARKS[5] not in visit.html
        assert [text for text in options_in(visit) if set(TURNED) & set(text)] == []
        assert [text for text in texts_in(visit.components) if set(TURNED) & set(text)] == []
        for text in charts_in(visit):
            assert not {mark for mark in (MARKS[5], *MORE[1:3], *TURNED) if mark in text}
        for label in OPENED.get(page, ()):
            if any(item.label.startswith(label) for item in visit.app.expander):
                seen += list(markdown_in(visit.open(label)))
                assert [text for text in options_in(visit) if set(TURNED) & set(text)] == []
    for mark in (*MARKS, *MORE[:4], "http://b.se", "https://b.se"):
        assert [(kind, text) for kind, text in seen if mark in text] == []
    assert [text for _, text in seen if set(TURNED) & set(text)] == []
    if page in ("oversikt", "prioritera", "robusthet"):
        # It is there, and can be read.
        assert any(NASTY[:160] in as_read(text) for _, text in seen)


def test_no_text_turns_another_on_the_ballot(nasty: Store) -> None:
    own = meeting_room.open_meeting(nasty, PROV, setup_from(("Roll",), Naming.BY_ROLE), ("A1",), "Objektledare")
    meetings.join(nasty, own.code, "Roll", "prov|anna")
    visit = Visit("poangsatt", f"plan=prov&mote={own.id}", role="medlem")
    data = visit.components[f"rost-{own.id}"]
    # What is sent is the level's own name, as the plan writes it; what is shown stands beside.
    sent = [level.pop("name") for criterion in data["criteria"] for level in criterion["levels"]]
    assert f"Hög {MARKS[3]} {TURNED}" in sent
    assert any(MARKS[3] in level["shown"] for criterion in data["criteria"] for level in criterion["levels"])
    assert [text for text in texts_in(data) if set(TURNED) & set(text)] == []


def test_what_was_said_before_turns_nothing_on_the_ballot(nasty: Store) -> None:
    own = meeting_room.open_meeting(nasty, PROV, setup_from(("Roll",), Naming.BY_ROLE), ("A1",), "Objektledare")
    member, token = meetings.join(nasty, own.code, "Roll")
    level = Answer(kind=Kind.LEVEL, value=f"Hög {MARKS[3]} {TURNED}")
    ballots.save_answer(nasty, Voter(own.id, member, 1), "A1", "nytta", level)
    meeting_steps.reveal(nasty, own.id, "Objektledare")
    meeting_steps.open_round(nasty, own.id, ["A1"], "Objektledare")
    before = mine(nasty, own.id, meeting_room.Credential(token=token))["tidigare"]["A1"]["nytta"]
    # The member's own answer is that of the level, as it is sent.
    assert before.pop("mitt")["varde"] == before.pop("forut")["varde"] == level.value
    assert before["median"] == f"Hög {MARKS[3]} "
    assert [text for text in texts_in(before) if set(TURNED) & set(text)] == []


@pytest.mark.usefixtures("nasty")
def test_a_plan_in_the_address_that_is_not_there_is_named_as_it_is_written() -> None:
    visit = Visit("prioritera", "plan=*snett*[a](http://b.se)")
    (warning,) = visit.app.warning
    assert "*snett*" not in warning.value
    assert "”*snett*[a](http://b.se)”" in as_read(warning.value)


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" *_[]()`:#-.1"), min_size=1))
def test_nothing_is_lost_by_escaping(text: str) -> None:
    assert as_read(escape(text)) == " ".join(text.split())


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("page", PAGES)
def test_no_part_of_an_address_is_read_as_markup_on_any_page(page: str) -> None:
    link = "[Logga in](https://b.se) <b>fet</b> $x$ :red[röd]" + TURNED
    for names in (PARAMETERS[:1], [name for name in PARAMETERS if name not in ("plan", "kommun", "mote")]):
        visit = Visit(page, urlencode({"plan": "prov"} | dict.fromkeys(names, link)))
        assert visit.faults == []
        assert "<b>fet" not in visit.html
        assert not set(TURNED) & set(visit.html)
        told = [text for _, text in markdown_in(visit) if "Logga in" in text]
        assert told or (len(names) > 1 and page not in ("prioritera", "robusthet"))
        for text in told:
            assert "[Logga in](" not in text
            assert not {mark for mark in ("https://b.se", "<b>", "$x$", ":red[", *TURNED) if mark in text}


def test_marks_of_direction_turn_nothing_and_other_scripts_are_kept_by_themselves() -> None:
    assert isolated("Skola \u202eabc\u202c, \u2067vård") == "Skola abc, vård"
    assert isolated("bygg \u05d0\u05d1 5 \u05d2 för 500 tkr") == "bygg \u2068\u05d0\u05d1 5 \u05d2\u2069 för 500 tkr"
    assert isolated("Åtgärd – 5 €") == "Åtgärd – 5 €"


@given(st.text())
def test_what_is_isolated_is_isolated_once(text: str) -> None:
    assert isolated(isolated(text)) == isolated(text)


def test_marks_of_direction_turn_nothing_in_what_is_given_out(nasty: Store) -> None:
    (meeting,) = meetings.meetings_of(nasty, PROV)
    document = meeting_document(nasty, meeting.id)
    assert set(TURNED) & set(json.dumps(document, ensure_ascii=False))
    text = as_json(document)
    assert not set(TURNED) & set(text)
    # Nothing is lost: whoever reads the file as JSON has them again.
    assert json.loads(text) == json.loads(json.dumps(document))
    with zipfile.ZipFile(io.BytesIO(meeting_workbook(document))) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "Låg :red[röd]" in strings
    assert not set(TURNED) & set(strings)
