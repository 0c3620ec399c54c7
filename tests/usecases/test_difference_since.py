"""What differs between a picture as it was shown then and as it is shown now: places, in and out, sums."""

from prioritering.store.connection import Store
from prioritering.usecases.copied_link import copied_now
from prioritering.usecases.gather import AsOf
from prioritering.usecases.picture import picture_of
from prioritering.usecases.since import difference_since
from prioritering.view.difference import NOT_THERE, THEN_AND_NOW, difference_json
from prioritering.view.document import document_of, from_json, to_json
from prioritering.view.side_by_side import picture_difference, shown_in, shown_in_document
from prioritering.view.view import View
from tests.usecases.builders import Import

VIEW = View(plan="prov", frame="10")
BEFORE = "A1,Karta,strategiskt,5,Två effekter,Hög,Kort\nA2,Fiber,strategiskt,4,Två effekter,Medel,Kort\n"
AFTER = "A2,Fiber,strategiskt,4,Två effekter,Mycket hög,Kort\nA3,Larm,strategiskt,9,Två effekter,Låg,Kort\n"


def then(store: Store) -> AsOf:
    return AsOf(*copied_now(store, VIEW).numbers)


def test_places_states_and_sums_stand_side_by_side_with_a_sentence_on_top(store: Store, take_in: Import) -> None:
    take_in(BEFORE)
    as_of = then(store)
    take_in(AFTER)
    found = difference_since(store, VIEW, as_of)
    rows = {row.name: row for row in found.rows}
    assert (rows["Fiber"].first.place, rows["Fiber"].second.place) == ("2", "1")
    assert (rows["Larm"].first.state, rows["Larm"].second.state) == (NOT_THERE, "Ryms inte")
    assert rows["Karta"].second.state == NOT_THERE
    assert [row.name for row in found.rows] == ["Fiber", "Larm", "Karta"]
    sums = {row.what: (row.first, row.second) for row in found.sums}
    assert sums["Använt av ramen"] == ("9\u00a0tkr", "4\u00a0tkr")
    assert found.sentence.startswith("Ett projekt har en annan plats: Fiber 2 → 1.")
    assert "Ett projekt har kommit till sedan dess: Larm." in found.sentence
    assert "Ett projekt är borta sedan dess: Karta." in found.sentence


def test_nothing_differs_is_said(store: Store, take_in: Import) -> None:
    take_in(BEFORE)
    found = difference_since(store, VIEW, then(store))
    assert not found.differs
    assert found.sentence.startswith("Ingenting skiljer")


def test_a_stored_picture_is_compared_as_the_living_one(store: Store, take_in: Import) -> None:
    take_in(BEFORE)
    picture = picture_of(store, VIEW)
    stored = shown_in_document(from_json(to_json(document_of(picture))))
    assert not picture_difference(stored, shown_in(picture), THEN_AND_NOW).differs


def test_why_a_project_is_open_stands_by_its_state_and_another_reason_is_a_difference(
    store: Store, take_in: Import
) -> None:
    tied = "A1,Karta,strategiskt,7,Två effekter,Hög,Kort\nA2,Fiber,strategiskt,{},Två effekter,{},Kort\n"
    take_in(tied.format(7, "Hög"))
    as_of = then(store)
    take_in(tied.format("?", "Medel"))
    found = {row.name: row for row in difference_since(store, VIEW, as_of).rows}["Fiber"]
    assert (found.first.told, found.second.told) == ("Oklart, beror på hur ni väljer", "Oklart, beror på okänd kostnad")
    both = difference_since(store, VIEW, as_of)
    assert "Ett projekt är oklart av ett annat skäl: Fiber beror på hur ni väljer → beror på okänd kostnad." in (
        both.sentence
    )
    assert [row["sidor"][1]["skal"] for row in difference_json(both)["projekt"] if row["namn"] == "Fiber"] == [
        "beror på okänd kostnad"
    ]
    # An older document does not say why: that is no difference.
    older = found._replace(first=found.second._replace(why=""))
    assert not older.differs


def test_what_differs_is_given_as_json_too(store: Store, take_in: Import) -> None:
    take_in(BEFORE)
    as_of = then(store)
    take_in(AFTER)
    found = difference_json(difference_since(store, VIEW, as_of))
    assert found["skiljer"] is True
    [larm] = [row for row in found["projekt"] if row["namn"] == "Larm"]
    assert larm["sidor"][0] is None
    assert larm["sidor"][1]["lage"] == "Ryms inte"


def test_many_projects_are_told_of_as_many(store: Store, take_in: Import) -> None:
    alike = "".join(
        f"A{n},{name},strategiskt,{{}},Två effekter,Hög,Kort\n" for n, name in enumerate(("Karta", "Fiber"), 1)
    )
    take_in(alike.format(6, 6))
    as_of = then(store)
    take_in(alike.format("?", "?"))
    assert "Två projekt är oklara av ett annat skäl: Karta " in difference_since(store, VIEW, as_of).sentence
