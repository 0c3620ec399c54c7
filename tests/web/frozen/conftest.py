"""A link that is frozen, and nobody who has guessed before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from prioritering.plan.object_plan import Tier
from prioritering.store.connection import Store
from prioritering.usecases.change_plan import Beside, Signature, assume_tier
from prioritering.usecases.frozen_links import FrozenLink, LinkWish, freeze
from prioritering.usecases.picture import picture_of
from prioritering.view.document import document_of
from prioritering.web.server import frozen_route
from tests.folders import VSO
from tests.web.devices import turn_login_on
from tests.web.frozen.reader import ROLE, SECRET, VIEW


@pytest.fixture(autouse=True)
def nobody_has_guessed() -> Iterator[None]:
    frozen_route.LINK_PACE.forget()
    yield
    frozen_route.LINK_PACE.forget()


@pytest.fixture
def link(route_store: Store) -> FrozenLink:
    assume_tier(Beside(route_store, VSO), "S01", Tier.DESIRABLE, Signature(ROLE, SECRET))
    shown = picture_of(route_store, VIEW)
    return freeze(route_store, VSO, document_of(shown), LinkWish("Ramen <i>i mars</i>"), ROLE)


@pytest.fixture
def login(monkeypatch: pytest.MonkeyPatch) -> None:
    turn_login_on(monkeypatch)
