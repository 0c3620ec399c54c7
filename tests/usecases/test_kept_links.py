"""Links of the version landed before this one lead where they led, into a database that has been upgraded since."""

import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from prioritering.plan.plan_key import PlanKey
from prioritering.plan.reader import read_plan
from prioritering.scoring.changes import CostAssumption
from prioritering.store import entry_log
from prioritering.store.connection import Store
from prioritering.store.plans import import_plan
from prioritering.usecases.copied_link import OLDER_RULES, LinkState, copied_now, opened_link
from prioritering.usecases.frozen_links import document_in, link_called, links_of_plan
from prioritering.usecases.frozen_today import today_beside
from prioritering.usecases.gather import AsOf
from prioritering.usecases.picture import picture_of
from prioritering.view.copied_link import view_of_link
from prioritering.view.hidden_words import hidden_ids
from prioritering.view.view import View
from prioritering.web.server.frozen_page import Reading, frozen_page
from tests.folders import HEADER, PROV, write_plan
from tests.usecases.builders import signed

TODAY = date.today()
OLD = PlanKey("prov", "gammal")
KEPT = Path(__file__).parents[1] / "store" / "kept" / "utgava-0.1.duckdb.gz"
WITH_FROZEN = KEPT.with_name("med-lankar.duckdb.gz")
FROZEN = {
    "Tavlan": "ZxupdU30_n1FCsiACu1OkQ",
    "Säkert och osäkert": "1Y8W_VdPkYF7Xra9IfOQ1Q",
    "Portföljen": "DTmHy0EaZ8DDNsu7MDIVag",
}
WITHDRAWN = "EG2iVlfQPdhd7VsuPjrJLw"
BARE = "ordning=poang&regel=stopp&spann=mitt&steg=jamna&antaganden=ja"
# As they were copied. A new one is kept beside them when what a link says is changed; none is ever altered.
COPIED = {
    "planens": f"plan=gammal&kommun=prov&ram=300&{BARE}&poang=planen&rad=0&dragningar=2000&fro=1&viktinfo=spann&"
    "viktvidd=10&del=laget&da=v1.a4.h6.6940935768.r5",
    "lika vikter": f"plan=gammal&kommun=prov&vikter=lika&ram=300&{BARE}&poang=planen&rad=0&dragningar=2000&fro=1&"
    "viktinfo=spann&viktvidd=10&del=laget&da=v1.a4.h6.6940935768.r5",
    "gruppens": f"plan=gammal&kommun=prov&{BARE}&poang=median&mote=cff75bb87de2&rad=0&dragningar=2000&fro=1&"
    "viktinfo=spann&viktvidd=10&del=laget&da=v1.a4.h6.6940935768.r5",
    "robusthet": f"plan=gammal&kommun=prov&ram=300&{BARE}&poang=planen&rad=0&dragningar=500&fro=1&viktinfo=alla&"
    "viktvidd=10&del=portfolj&da=v1.a4.h6.6940935768.r5",
    "planens ram": f"kopierad=0e56&plan=gammal&kommun=prov&vikter=lika&ram=planens-ingen&{BARE}&poang=planen&rad=0&"
    "dragningar=2000&fro=1&viktinfo=spann&viktvidd=10&del=laget&da=v1.a4.h6.6940935768.r5",
}
LIVING = "ram=300&regel=hoppa&del=platser&med=A1&inte=A2&okand_lagst=0&okand_hogst=90&plan=gammal"


@pytest.fixture
def frozen_before(tmp_path: Path) -> Iterator[Store]:
    file = tmp_path / "med-lankar.duckdb"
    for kept in WITH_FROZEN.parent.glob("med-lankar.duckdb*.gz"):
        (tmp_path / kept.stem).write_bytes(gzip.decompress(kept.read_bytes()))
    opened = Store.open(file)
    yield opened
    opened.close()


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Store]:
    file = tmp_path / "gammal.duckdb"
    file.write_bytes(gzip.decompress(KEPT.read_bytes()))
    opened = Store.open(file)
    yield opened
    opened.close()


@pytest.mark.parametrize("link", COPIED.values(), ids=COPIED)
def test_a_link_that_was_copied_before_opens_the_living_view_and_then_as_then(old: Store, link: str) -> None:
    view, copied, notices = view_of_link(dict(parse_qsl(link)))
    assert copied is not None
    assert notices == ()
    found = opened_link(old, view, copied)
    assert found.state is LinkState.SAME
    assert found.notice in ("", OLDER_RULES)
    entry_log.keep_entry(old, OLD, CostAssumption.model_validate(signed(project_id="A1", low=7, high=9)))
    found = opened_link(old, view, copied)
    assert found.state is LinkState.THEN
    assert [cost.project_id for cost in picture_of(old, view, found.as_of).changes.costs] == ["A2"]


def test_a_link_to_an_actor_from_when_capitals_told_two_apart_says_that_it_is_computed_anew(
    store: Store, tmp_path: Path
) -> None:
    rows = "".join(f"A{n},P{n},,5,Tidsbesparande,Hög,Kort,{actor}\n" for n, actor in enumerate(("AMI", "ami", "UF")))
    header = HEADER.replace("\n", ",aktor\n")
    import_plan(store, read_plan(write_plan(tmp_path / "prov", rows, header)))
    view = View(plan="prov", actors=("ami",))
    assert hidden_ids(picture_of(store, view)) == {"A2"}
    older = copied_now(store, view)._replace(rules=5)
    assert opened_link(store, view, older)[:3] == (LinkState.SAME, AsOf(), OLDER_RULES)


def test_a_living_address_from_before_leads_where_it_led(old: Store) -> None:
    view, copied, notices = view_of_link(dict(parse_qsl(LIVING)))
    assert (copied, notices) == (None, ())
    assert (view.rule, view.part, view.must, view.not_now) == ("hoppa", "platser", ("A1",), ("A2",))
    assert picture_of(old, view).frame.kronor == 300_000


def test_links_that_were_frozen_before_show_what_they_showed_and_say_what_differs_now(frozen_before: Store) -> None:
    assert {link.title: link.name for link in links_of_plan(frozen_before, PROV).rows} == {
        **FROZEN,
        "Återkallad": WITHDRAWN,
    }
    assert link_called(frozen_before, WITHDRAWN, TODAY) is None
    dearer = signed(project_id="A1", low=5_000_000, high=5_000_000)
    entry_log.keep_entry(frozen_before, PROV, CostAssumption.model_validate(dearer))
    for title, name in FROZEN.items():
        link = link_called(frozen_before, name, TODAY)
        assert link is not None
        document = document_in(frozen_before, link)
        today = today_beside(frozen_before, PROV, document)
        page = frozen_page(Reading(link, document, today))
        assert today.sentence.startswith("Dagens svar skiljer sig")
        assert "Karta" in today.sentence
        assert (title in page, "5 000" in page.partition("I dag</h2>")[0].replace("\u00a0", " ")) == (True, False)
