"""Immutable links: what is shown under one is what was frozen, whatever happens to plan, program and table."""

import gzip
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from prioritering.errors import BadArgument, Conflict, StoreError
from prioritering.meeting.meeting import Answer, Kind
from prioritering.plan.object_plan import Tier
from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.store import ballots, frozen_links, meetings
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.store.removed_texts import REMOVED, remove_reason
from prioritering.usecases.change_plan import Beside, Signature, assume_tier
from prioritering.usecases.frozen_links import (
    LINKS_SHOWN,
    FrozenLink,
    LinkWish,
    document_in,
    freeze,
    frozen_file,
    let_read_without_login,
    link_called,
    link_state,
    links_of_plan,
    rename_link,
    withdraw_link,
    without_reasons,
)
from prioritering.usecases.picture import picture_of
from prioritering.view.document import FORMAT, PictureDocument, document_of, from_json
from prioritering.view.view import View
from tests.folders import VSO
from tests.store import meeting_steps
from tests.usecases.builders import Import, filled

TODAY = date(2021, 3, 4)
KEPT = Path(__file__).parents[1]
WANTED = LinkWish("Ramen i mars")
PROV = View(plan="prov", frame="900")


@pytest.fixture
def full(store: Store) -> Store:
    filled(store)
    return store


def frozen(store: Store, view: View, wanted: LinkWish = WANTED) -> tuple[FrozenLink, PictureDocument]:
    shown = picture_of(store, view)
    document = document_of(shown)
    return freeze(store, shown.plan.key, document, wanted, "Objektledare"), document


def test_what_is_frozen_is_what_was_shown_and_who_froze_it_and_when_is_told(full: Store) -> None:
    link, document = frozen(full, View(plan="vso-2021", source="median"))
    assert document_in(full, link) == document
    assert (link.title, link.role, link.plan_key, link.shows) == ("Ramen i mars", "Objektledare", VSO, "prioritera")
    assert link.made_at.astimezone().date() in (date.today(), date.today() - timedelta(days=1))
    assert len(link.name) >= 16
    assert link_called(full, link.name, TODAY) == link


def test_it_is_the_same_after_a_restart_two_versions_of_the_plan_and_an_entry(tmp_path: Path, write_plan) -> None:
    file = tmp_path / "prov.duckdb"
    store = Store.open(file)
    import_plan(store, read_plan(write_plan()))
    link, document = frozen(store, PROV)
    store.close()
    again = Store.open(file)
    for cost in (700, 800):
        import_plan(again, read_plan(write_plan(rows=f"A1,Första,strategiskt,{cost},Tidsbesparande,Hög,Kort\n")))
    assume_tier(Beside(again, link.plan_key), "A1", Tier.DESIRABLE, Signature("Objektledare", "prov"))
    assert document_in(again, link) == document
    assert document_of(picture_of(again, PROV)).rows[0].cost == "800"
    assert document.rows[0].cost == "500"
    again.close()


def test_one_can_be_frozen_in_a_database_of_an_earlier_version(tmp_path: Path) -> None:
    file = tmp_path / "gammal.duckdb"
    file.write_bytes(gzip.decompress((KEPT / "store/kept/utgava-0.1.duckdb.gz").read_bytes()))
    store = Store.open(file)
    link, document = frozen(store, View(plan="gammal"))
    assert document_in(store, link) == document
    store.close()


def test_a_document_of_an_earlier_format_still_opens(full: Store) -> None:
    kept = from_json((KEPT / "view/kept/bild-1.json").read_bytes())
    link = freeze(full, VSO, kept, WANTED, "Objektledare")
    assert document_in(full, link) == kept
    assert kept.format < FORMAT


def test_a_link_is_renamed_opened_and_shut_and_withdrawn_by_rows_of_their_own(full: Store) -> None:
    link, _ = frozen(full, View(plan="vso-2021"))
    rename_link(full, link.name, "  Ett\nannat   namn ", "Objektägare")
    let_read_without_login(full, link.name, "Objektägare", allowed=True)
    now = link_called(full, link.name, TODAY)
    assert now == link.model_copy(update={"title": "Ett annat namn", "without_login": True})
    let_read_without_login(full, link.name, "Objektägare", allowed=False)
    assert links_of_plan(full, VSO).rows[0].without_login is False
    withdraw_link(full, link.name, "Objektägare")
    assert link_called(full, link.name, TODAY) is None
    (told,) = links_of_plan(full, VSO).rows
    assert (told.title, told.withdrawn_by, told.role) == ("Ett annat namn", "Objektägare", "Objektledare")
    assert full.tuples("select happening from frozen order by entry_id") == [
        (word,) for word in ("fryst", "nytt namn", "utan inloggning", "bara med inloggning", "återkallad")
    ]
    for late in (
        lambda: rename_link(full, link.name, "Nytt", "Objektägare"),
        lambda: withdraw_link(full, link.name, "Objektägare"),
        lambda: let_read_without_login(full, "finns-inte", "Objektägare", allowed=True),
    ):
        with pytest.raises(Conflict, match="återkallad eller finns inte"):
            late()


def test_a_link_with_an_end_opens_through_its_last_day(full: Store) -> None:
    last = date.today() + timedelta(days=3)
    link, _ = frozen(full, View(plan="vso-2021"), LinkWish("Till fredag", last))
    assert link_called(full, link.name, last) == link
    assert link_called(full, link.name, last + timedelta(days=1)) is None
    assert links_of_plan(full, VSO).total == 1
    with pytest.raises(BadArgument, match="redan varit"):
        frozen(full, View(plan="vso-2021"), LinkWish("I går", date.today() - timedelta(days=1)))


@pytest.mark.parametrize("title", ["", " \n", "x" * 121])
def test_a_link_has_a_title_that_fits_on_a_line(full: Store, title: str) -> None:
    with pytest.raises(BadArgument, match=r"heta|tecken"):
        frozen(full, View(plan="vso-2021"), LinkWish(title))


def test_a_document_that_was_altered_in_the_table_is_refused_and_others_open(full: Store) -> None:
    altered, _ = frozen(full, View(plan="vso-2021"))
    other, document = frozen(full, View(plan="vso-2021", frame="2000"))
    text = frozen_file(full, altered).replace(b'"place": 1', b'"place": 2', 1)
    with full.write() as cursor:
        cursor.execute("update frozen set document = ? where name = ?", [text, altered.name])
    with pytest.raises(StoreError, match="inte det som frystes"):
        document_in(full, altered)
    assert document_in(full, other) == document
    said = {link.name: link_state(link, TODAY) for link in links_of_plan(full, VSO).rows}
    assert said == {altered.name: "visas inte: det sparade är inte det som frystes", other.name: "gäller"}
    # One that was put under another's name was not frozen there either.
    swapped = "select document, document_hash from frozen where name = ?"
    with full.write() as cursor:
        values = cursor.execute(swapped, [other.name]).fetchone()
        cursor.execute("update frozen set document = ?, document_hash = ? where name = ?", [*values, altered.name])
    with pytest.raises(StoreError, match="inte det som frystes"):
        document_in(full, altered)
    assert [link.altered for link in links_of_plan(full, VSO).rows] == [False, True]


def test_a_document_of_a_newer_format_is_refused_by_name_and_told_in_the_list(full: Store) -> None:
    data = json.dumps({"format": FORMAT + 1, "kind": "prioritera"}).encode()
    name = frozen_links.keep_frozen(full, VSO, frozen_links.ToFreeze("prioritera", data, "Nyare", None, "Objektledare"))
    link = link_called(full, name, TODAY)
    assert link is not None
    with pytest.raises(BadArgument, match="nyare än det här programmet"):
        document_in(full, link)
    assert link_state(link, TODAY) == "visas inte: den är fryst med en nyare version av programmet"


REASON = 'För att "Eva" \\ sa så\n<b>i går</b>\u2028\x7f é'


def test_a_reason_that_is_taken_away_is_gone_from_what_was_frozen_and_nothing_else_is(full: Store) -> None:
    assume_tier(Beside(full, VSO), "S01", Tier.DESIRABLE, Signature("Objektledare", REASON))
    link, before = frozen(full, View(plan="vso-2021"))
    other, untouched = frozen(full, View(plan="vso-2021", assumptions=False))
    assert REASON in said_in(before)
    remove_reason(full, VSO, REASON, "administratör")
    after = document_in(full, link)
    assert REASON not in said_in(after)
    assert REMOVED in said_in(after)
    assert (after.basis, after.summary, len(after.rows)) == (before.basis, before.summary, len(before.rows))
    assert [row.reasons.parts for row in after.rows if row.reasons] == [
        row.reasons.parts for row in before.rows if row.reasons
    ]
    assert document_in(full, other) == untouched


def said_in(document: PictureDocument) -> str:
    given = [row.reasons.tier_assumption for row in document.rows if row.reasons]
    return "\n".join(said.reason for said in given if said)


def test_the_sentence_on_a_tried_lock_loses_the_reason_of_the_groups(full: Store) -> None:
    view = View(plan="vso-2021", free=("S06",))
    link, before = frozen(full, view)
    tried = [row.reasons.lock_tried for row in before.rows if row.reasons and ": prov" in row.reasons.lock_tried]
    assert tried
    remove_reason(full, VSO, "prov", "administratör")
    after = document_in(full, link)
    assert [row.reasons.lock_tried for row in after.rows if row.reasons and row.reasons.lock_tried] == [
        sentence.replace(": prov", f": {REMOVED}") for sentence in tried
    ]


def test_one_that_was_altered_is_still_told_when_a_reason_has_been_taken_away(full: Store) -> None:
    link, _ = frozen(full, View(plan="vso-2021"))
    text = frozen_file(full, link).replace(b'"place": 1', b'"place": 2', 1)
    with full.write() as cursor:
        cursor.execute("update frozen set document = ? where name = ?", [text, link.name])
    remove_reason(full, VSO, "prov", "administratör")
    with pytest.raises(StoreError):
        document_in(full, link)


def test_nothing_of_a_round_that_is_not_revealed_is_in_a_document(full: Store) -> None:
    before = document_of(picture_of(full, View(plan="vso-2021", source="median")))
    (meeting,) = meetings.meetings_of(full, VSO)
    meeting_steps.open_round(full, meeting.id, ["S01"], "objektledare")
    who = ballots.Voter(meeting.id, meetings.members(full, meeting.id)[0], 2)
    ballots.save_answer(full, who, "S01", "omfattning", Answer(kind=Kind.LEVEL, value="Låg"))
    ballots.save_reason(full, who, "S01", "HEMLIGT SKÄL")
    link, document = frozen(full, View(plan="vso-2021", source="median"))
    assert document == before
    assert "HEMLIGT" not in frozen_file(full, link).decode()


def test_without_login_there_are_no_reasons_and_no_roles(full: Store) -> None:
    _, document = frozen(full, View(plan="vso-2021", source="median"))
    bare = without_reasons(document)
    said = json.dumps([str(row) for row in (*bare.rows, *bare.gated)]) + str(bare.basis)
    assert "Objektledare" in str(document)
    assert "Objektledare" not in said
    assert document.basis.meeting
    assert document.basis.meeting not in str(bare)
    assert bare.summary == document.summary
    assert [(row.id, row.place, row.state, row.cost) for row in bare.rows] == [
        (row.id, row.place, row.state, row.cost) for row in document.rows
    ]


def test_ten_thousand_links_are_listed_a_window_at_a_time(store: Store) -> None:
    key = PlanKey("egen", "prov")
    with store.write() as cursor:
        cursor.execute(
            "insert into frozen (name, plan_key, happening, title, shows, document, document_hash, role, made_at) "
            "select 'namn-' || n, $key, 'fryst', 'Nummer ' || n, 'prioritera', '{}'::blob, '', 'Objektledare', now() "
            "from range(10000) as numbers (n) order by n",
            {"key": str(key)},
        )
    withdraw_link(store, "namn-9998", "Objektledare")
    found = links_of_plan(store, key)
    assert (len(found.rows), found.total) == (LINKS_SHOWN, 10_000)
    assert [link.title for link in found.rows[:3]] == ["Nummer 9999", "Nummer 9998", "Nummer 9997"]
    assert [link.withdrawn_by for link in found.rows[:3]] == [None, "Objektledare", None]
    assert links_of_plan(store, key, 9_990).rows[-1].title == "Nummer 0"
    assert links_of_plan(store, PlanKey("egen", "annan")).total == 0
    sought = links_of_plan(store, key, sought="nummer 77")
    assert (len(sought.rows), sought.total) == (LINKS_SHOWN, 280)
    assert link_called(store, "namn-5", TODAY) is not None


def test_one_among_many_links_is_found_by_title_role_or_address(full: Store) -> None:
    found, _ = frozen(full, View(plan="vso-2021"), LinkWish("Ramen i Mars, 100 % klar"))
    other, _ = frozen(full, View(plan="vso-2021"), LinkWish("Budget"))
    for sought in ("ramen i mars", "mars, ramen", "100 %", f"https://prov.example/fryst/{found.name}/json", found.name):
        links = links_of_plan(full, VSO, sought=f" {sought} ")
        assert ([link.name for link in links.rows], links.total) == ([found.name], 1)
    assert links_of_plan(full, VSO, sought="objektledare").total == 2
    assert [link.name for link in links_of_plan(full, VSO, most=1, start=1, sought="objektledare").rows] == [found.name]
    assert links_of_plan(full, VSO, sought="_").total == 0
    withdraw_link(full, other.name, "Objektägare")
    assert [link.name for link in links_of_plan(full, VSO, sought="budget").rows] == [other.name]


def test_a_title_that_a_link_had_is_nowhere_in_the_databases_file(tmp_path: Path, write_plan) -> None:
    file = tmp_path / "prov.duckdb"
    store = Store.open(file)
    import_plan(store, read_plan(write_plan()))
    link, _ = frozen(store, PROV, LinkWish("EvaKarlssonsSjukskrivning"))
    rename_link(store, link.name, "Ramen", "Objektledare")
    assert store.tuples("select title from frozen order by entry_id") == [(None,), ("Ramen",)]
    renamed = link_called(store, link.name, TODAY)
    assert renamed is not None
    assert (renamed.title, renamed.role, renamed.made_at) == ("Ramen", link.role, link.made_at)
    store.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("prov.duckdb*"))
    assert (b"EvaKarlssons" in kept, b"Ramen" in kept) == (False, True)


def test_a_version_of_the_plan_may_come_in_while_links_are_read(store: Store, take_in: Import) -> None:
    take_in("A1,Första,strategiskt,500,Tidsbesparande,Hög,Kort\n")
    link, document = frozen(store, PROV)
    take_in("B1,Andra,strategiskt,100,Tidsbesparande,Hög,Kort\n")
    assert [row.id for row in document_in(store, link).rows] == [row.id for row in document.rows] == ["A1"]
