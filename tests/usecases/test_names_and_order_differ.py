"""What "Vad skiljer?" says of a new name of a project, and of the group's own order of projects that are alike."""

from prioritering.scoring.changes import TieOrder
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.usecases.copied_link import copied_now
from prioritering.usecases.gather import AsOf
from prioritering.usecases.picture import picture_of
from prioritering.usecases.since import difference_since
from prioritering.view.difference import PictureDifference, difference_json
from prioritering.view.document import document_of
from prioritering.view.frozen_words import today_words
from prioritering.view.view import View
from tests.folders import PROV
from tests.usecases.builders import Import, signed

VIEW = View(plan="prov", frame="10")
ALIKE = "A1,Karta,strategiskt,5,Två effekter,Hög,Kort\nA2,{},strategiskt,5,Två effekter,Hög,Kort\n"


def then(store: Store) -> AsOf:
    return AsOf(*copied_now(store, VIEW).numbers)


def order(store: Store, *ids: str) -> None:
    entry_log.keep_entry(store, PROV, TieOrder.model_validate(signed(project_ids=ids)))


def in_json(found: PictureDifference, name: str) -> list[dict[str, str]]:
    [sides] = [row["sidor"] for row in difference_json(found)["projekt"] if row["namn"] == name]
    return list(sides)


def test_the_groups_order_of_projects_that_share_a_place_is_a_difference(store: Store, take_in: Import) -> None:
    take_in(ALIKE.format("Fiber"))
    before = then(store)
    order(store, "A2", "A1")
    found = difference_since(store, VIEW, before)
    assert found.sentence == (
        "Två projekt har en annan plats i gruppens ordning av lika: Fiber ingen → 1 av 2 och Karta ingen → 2 av 2."
    )
    assert [(row.name, row.first.placed, row.second.placed) for row in found.rows] == [
        ("Fiber", "1", "1 (1 av 2 i ordningen)"),
        ("Karta", "1", "1 (2 av 2 i ordningen)"),
    ]
    assert {row.change for row in found.rows} == {"bara flyttat"}
    assert [side["ordning"] for side in in_json(found, "Fiber")] == [None, "1 av 2 i ordningen"]
    turned = then(store)
    order(store, "A1", "A2")
    again = difference_since(store, VIEW, turned)
    assert "Karta 2 av 2 → 1 av 2 och Fiber 1 av 2 → 2 av 2." in again.sentence


def test_a_projects_new_name_is_told_with_the_one_it_had(store: Store, take_in: Import) -> None:
    take_in(ALIKE.format("Fiber"))
    before, document = then(store), document_of(picture_of(store, VIEW))
    take_in(ALIKE.format("Bredband"))
    found = difference_since(store, VIEW, before)
    assert found.differs
    assert found.sentence == "Ett projekt har nytt namn: Fiber → Bredband."
    [row] = [row for row in found.rows if row.differs]
    assert (row.called, row.change, row.is_only_moved) == ("Bredband (förut Fiber)", "nytt namn", False)
    [told] = [row for row in difference_json(found)["projekt"] if row["skiljer"]]
    assert (told["namn"], told["namn_forut"]) == ("Bredband", "Fiber")
    assert today_words(document, document_of(picture_of(store, VIEW))).startswith(
        "Dagens svar skiljer sig: Bredband har nytt namn."
    )
