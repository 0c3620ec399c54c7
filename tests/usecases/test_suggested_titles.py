"""What a frozen link is suggested to be called tells it from the others, also from those of the same day."""

from datetime import date
from pathlib import Path

from prioritering import swedish
from prioritering.plan.reader import read_plan
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.frozen_links import LinkWish, freeze, title_of_its_own
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.view.view import View
from tests.folders import HEAD, VSO, write_plan
from tests.usecases.builders import filled


def test_a_suggested_title_tells_the_kind_the_frame_and_the_weights_and_no_two_are_alike(store: Store) -> None:
    filled(store)
    document = document_of(picture_of(store, View(plan="vso-2021")))
    weights = (("effekttyp", 30.0), ("omfattning", 45.0), ("tidsperspektiv", 25.0))
    day = swedish.day(date.today()).replace("\u00a0", " ")

    def suggested(kind: str, **asked: object) -> str:
        view = View.model_validate({"plan": "vso-2021", "frame": "3547", "weights": weights, **asked})
        return title_of_its_own(store, VSO, picture_of(store, view), kind)

    first = suggested("prioritera")
    assert first == f"Vård, stöd och omsorg: Prioritera, ram 3 547 tkr, vikter 30–45–25, {day}"
    assert "Robusthet, ram 3 547 tkr" in suggested("robusthet")
    assert "Bästa portföljen, utan ram" in suggested("portfolj", frame="ingen")
    assert "vikter 34–33–33, gruppens svar som median" in suggested("kravs", weights=(), source="median")
    for number in ("", " (2)", " (3)"):
        assert suggested("prioritera") == first + number
        freeze(store, VSO, document, LinkWish(suggested("prioritera")), "Objektledare")


def test_a_suggested_title_has_room_for_the_kind_and_the_day_however_long_the_plans_name_is(
    store: Store, tmp_path: Path
) -> None:
    long = HEAD.replace('"Prov"', f'"{"Barn- och ungdomsnämndens verksamhet " * 5}"')
    import_plan(store, read_plan(write_plan(tmp_path / "lang", plan__toml=long)))
    lengths = set()
    for frame in ("9", "10", "ingen"):
        picture = picture_of(store, View(plan="prov", frame=frame))
        title = title_of_its_own(store, picture.plan.key, picture, "prioritera")
        assert title.startswith("Barn- och ungdomsnämndens")
        assert title.endswith(str(date.today().year))
        assert "…: Prioritera, " in title
        lengths.add(len(title))
    assert len(lengths) == 1 and lengths < set(range(120))
