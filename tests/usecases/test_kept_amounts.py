"""A database with answers about one column under two headings, from when each heading had answers of its own."""

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from prioritering.commands.plans import Plans
from prioritering.commands.run import run
from prioritering.store import entry_log
from prioritering.store.backup import back_up
from prioritering.store.bootstrap import bootstrap
from prioritering.store.connection import Store
from prioritering.store.facts import plan_remarks
from prioritering.store.plan_files import kept_files
from prioritering.store.plans import content_hash, object_plan
from prioritering.usecases import change_plan, fill_in
from prioritering.usecases.change_plan import Beside, Signature
from prioritering.usecases.copied_link import OLDER_RULES, LinkState, OpenedLink, copied_link, opened_link
from prioritering.usecases.frozen_links import document_in, link_called, links_of_plan
from prioritering.usecases.frozen_today import today_beside
from prioritering.usecases.gather import gather
from prioritering.usecases.history import history_of, undo
from prioritering.usecases.plan_facts import plan_facts
from prioritering.usecases.removed_texts import remove_reason
from prioritering.usecases.safe_copies import put_in_place, restoring
from prioritering.usecases.since import changed_since
from prioritering.view.copied_link import view_of_link
from prioritering.view.frozen_words import SAME_ANSWER
from prioritering.view.history_words import turned
from prioritering.view.view import View
from tests.folders import PROV

KEPT = Path(__file__).parents[1] / "store" / "kept"
BY = Signature("Ekonom", "Kalkyl")
RUNNING, YEAR = "drift_tkr_ar", "kostnad_2027"
ADDRESS = (
    "kopierad=5d32&plan=prov&kommun=egen&vikter=lika&ram=600&ordning=poang&regel=stopp&spann=mitt&steg=jamna&"
    "antaganden=ja&poang=planen&rad=0&dragningar=2000&fro=1&viktinfo=spann&viktvidd=10&del=laget&da="
)
# As they were copied: after the first answers, before those under the other headings, after them, and after what of
# them was taken back.
FIRST, UNANSWERED, BOTH, LAST = (
    ADDRESS + text
    for text in (
        "v1.a4.h0.6e51d3f250.r5",
        "v2.a4.h0.6eadb9a7ca.r5",
        "v2.a8.h0.0feeb15e43.r5",
        "v2.a10.h0.19af3ff5e0.r5",
    )
)


def laid_out(folder: Path) -> Path:
    for kept in KEPT.glob("med-belopp.duckdb*.gz"):
        (folder / kept.stem).write_bytes(gzip.decompress(kept.read_bytes()))
    return folder / "med-belopp.duckdb"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(laid_out(tmp_path))
    yield opened
    opened.close()


def opened(store: Store, link: str) -> OpenedLink:
    view, copied, notices = view_of_link(dict(parse_qsl(link)))
    assert copied is not None
    assert notices == ()
    return opened_link(store, view, copied)


def answers(store: Store, entry: int | None = None) -> dict[str, dict[str, int]]:
    found = plan_facts(store, PROV, entry=entry).answers()
    return {key: {column: low // 1000 for column, (low, _) in of.items()} for key, of in found.items()}


COUNTING = {"A1": {RUNNING: 3, YEAR: 1300}, "A3": {RUNNING: 6}, "A4": {RUNNING: 8}}


def test_the_newest_answer_that_stood_under_any_heading_is_the_one_that_counts(old: Store) -> None:
    # Of the third the older double had been taken back, of the fourth the newer one.
    assert answers(old) == COUNTING
    assert answers(old, 8) == {"A1": {RUNNING: 3, YEAR: 1300}, "A3": {RUNNING: 6}, "A4": {RUNNING: 9}}
    assert answers(old, 4) == {"A1": {RUNNING: 2, YEAR: 1200}, "A3": {RUNNING: 5}, "A4": {RUNNING: 8}}
    sheet = fill_in.form_of(old, PROV).sheet
    shown = {row.id: row.assumed.get(f"amounts:{RUNNING}", "") for row in sheet.rows}
    assert shown == {"A1": "3", "A2": "", "A3": "6", "A4": "8"}


def test_its_history_says_what_held_before_and_after_each_answer(old: Store) -> None:
    told = [(one.about, one.before, one.after) for one in history_of(old, PROV)]
    tkr = "\u00a0tkr"
    assert told[:2] == [
        ("Drift (tkr/år) för Bro", f"9{tkr}", f"8{tkr}"),
        ("Drift (tkr/år) för Larm", f"6{tkr}", f"6{tkr}"),
    ]
    assert told[2:4] == [
        ("Drift (tkr/år) för Bro", f"8{tkr}", f"9{tkr}"),
        ("Drift (tkr/år) för Larm", f"5{tkr}", f"6{tkr}"),
    ]


@pytest.mark.parametrize("link", [FIRST, UNANSWERED, BOTH])
def test_a_link_that_was_copied_of_it_opens_as_then(old: Store, link: str) -> None:
    found = opened(old, link)
    assert (found.state, found.notice) == (LinkState.THEN, OLDER_RULES)


def test_a_link_that_was_copied_last_is_as_it_was_until_something_is_changed(old: Store) -> None:
    assert opened(old, LAST).state is LinkState.SAME
    change_plan.take_back(Beside(old, PROV, 2), "amounts", ("A3", RUNNING), BY)
    assert opened(old, LAST).state is LinkState.THEN
    view, _, _ = view_of_link(dict(parse_qsl(LAST)))
    said = changed_since(old, view, opened(old, LAST).as_of)
    assert said == ("Ett borttaget antagande: Drift (tkr/år) för Larm (var 6\u00a0tkr).",)


def test_what_is_taken_back_now_is_so_under_every_heading_and_undoing_it_brings_the_newest_back(old: Store) -> None:
    here = Beside(old, PROV, 2)
    for key in ("A1", "A3", "A4"):
        change_plan.take_back(here, "amounts", (key, RUNNING), BY)
        undone = history_of(old, PROV)[0]
        assert undone.after == "inget"
        assert RUNNING not in answers(old).get(key, {})
        undo(here, undone.entry_id)
        assert answers(old) == COUNTING


def test_an_answer_cleared_in_the_sheet_is_gone_under_every_heading(old: Store) -> None:
    form = fill_in.form_of(old, PROV)
    typed = {key: {f"amounts:{RUNNING}": ""} for key in ("A1", "A3", "A4")}
    assert fill_in.save(Beside(old, PROV, 2), form, form.sheet.changed(typed).edits, BY) == 3
    assert answers(old) == {"A1": {YEAR: 1300}}


def test_a_figure_changed_and_changed_back_is_no_change_to_a_link_copied_now(old: Store) -> None:
    view = View(plan="prov", frame="600")
    link = copied_link(old, view)
    for text in ("7", "3"):
        form = fill_in.form_of(old, PROV)
        typed = form.sheet.changed({"A1": {f"amounts:{RUNNING}": text}})
        assert fill_in.save(Beside(old, PROV, 2), form, typed.edits, BY) == 1
    _, copied, _ = view_of_link(link)
    assert copied is not None
    assert opened_link(old, view, copied).state is LinkState.SAME


def test_what_was_frozen_of_it_is_as_it_was(old: Store) -> None:
    for kept in links_of_plan(old, PROV).rows:
        link = link_called(old, kept.name, date.today())
        assert link is not None
        assert today_beside(old, PROV, document_in(old, link)).sentence == SAME_ANSWER


def test_a_copy_of_it_from_before_is_put_back_and_answers_the_same(tmp_path: Path) -> None:
    copy, database = laid_out(tmp_path), tmp_path / "ny.duckdb"
    with restoring(copy, database) as found:
        put_in_place(found)
    for path in (database, tmp_path / "kopia.duckdb"):
        store = Store.open(path)
        assert answers(store) == COUNTING
        assert opened(store, LAST).state is LinkState.SAME
        if path == database:
            back_up(store, tmp_path / "kopia.duckdb")
        store.close()


def test_a_reason_that_is_taken_away_is_gone_too_where_an_old_entry_left_an_answer_standing(old: Store) -> None:
    def told() -> str:
        return entry_log.current(old, PROV).model_dump_json() + str(history_of(old, PROV))

    reasons = {entry.reason for entry in entry_log.current(old, PROV).amounts}
    assert reasons
    for reason in reasons:
        assert reason in told()
        remove_reason(old, PROV, reason, "administratör")
        assert reason not in told()
    assert answers(old) == COUNTING


def test_the_command_says_its_history_as_the_page_does_and_gives_out_its_files_as_they_were(
    old: Store, tmp_path: Path
) -> None:
    said = run(["historik", "--plan", "prov"], Plans(old)).text.replace("\u00a0", " ").splitlines()
    told = history_of(old, PROV)
    assert "Drift (tkr/år) för Larm: 6 tkr, som förut" in said[1]
    assert [line.partition("  Ekonom  ")[2].partition("  (")[0] for line in said] == [
        f"{one.about}: {turned(one.before, one.after)}".replace("\u00a0", " ") for one in told
    ]
    written = json.loads(run(["historik", "--plan", "prov", "--json"], Plans(old)).text)
    assert [(one["galler"], one["fore"], one["efter"]) for one in written] == [
        (one.about, one.before, one.after) for one in told
    ]
    run(["exportera", "--plan", "prov", "--ut", str(tmp_path / "ut")], Plans(old))
    given = {path.name: path.read_bytes() for path in (tmp_path / "ut").iterdir()}
    assert given == {file.name: file.data for file in kept_files(old, PROV, 2)}
    assert given


def test_what_is_said_anew_of_its_files_changes_no_link_and_nothing_that_was_frozen(old: Store, tmp_path: Path) -> None:
    for file in kept_files(old, PROV, 2):
        (tmp_path / "prov").mkdir(exist_ok=True)
        (tmp_path / "prov" / file.name).write_bytes(file.data)
    with old.write() as cursor:
        cursor.execute("""update plan_version set notices = '["Som det sades då."]'""")
    old.forget_kept()
    before = content_hash(old, PROV), object_plan(old, PROV), gather(old, View(plan="prov")).fingerprint()
    assert bootstrap(old, [tmp_path / "prov"]).versions == {PROV: 2}
    told = {
        version: [one.rows for one in plan_remarks(old, PROV, version) if one.id == "inlasning"] for version in (1, 2)
    }
    assert told == {1: [("Som det sades då.",)], 2: []}
    assert (content_hash(old, PROV), object_plan(old, PROV), gather(old, View(plan="prov")).fingerprint()) == before
    assert opened(old, LAST).state is LinkState.SAME
    assert {opened(old, link).notice for link in (FIRST, UNANSWERED, BOTH)} == {OLDER_RULES}
    for kept in links_of_plan(old, PROV).rows:
        link = link_called(old, kept.name, date.today())
        assert link is not None
        assert today_beside(old, PROV, document_in(old, link)).sentence == SAME_ANSWER
