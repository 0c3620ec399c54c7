"""A table that can be rolled sideways has a shade where there is more; one that has all its room has none."""

from __future__ import annotations

import pytest

from tests.browser.harness import Visit

pytestmark = pytest.mark.browser
# The same without any ground that could show: what is seen besides the table is the shade.
BARE = ".p-scroll { background: var(--card) !important; }"


@pytest.mark.parametrize("width", [1280, 1281, 1282, 1283, 1366, 1440])
def test_a_table_with_all_its_room_has_no_edge_of_a_shade(visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 900})
    visit.open("metod")
    table = page.get_by_role("region", name="Nivåer för Omfattning")
    assert table.evaluate("part => part.scrollWidth <= part.clientWidth")
    # Nothing is scrolled between the two.
    table.scroll_into_view_if_needed()
    shown = table.screenshot()
    style = page.add_style_tag(content=BARE)
    assert shown == table.screenshot()
    style.evaluate("part => part.remove()")
