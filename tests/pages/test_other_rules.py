"""Andra regler: a sum that an unknown cost is part of is a least sum, and no other is."""

from __future__ import annotations

import re

import pytest

from tests.pages.visit import Visit, words

pytestmark = pytest.mark.usefixtures("shared")


def costs(address: str) -> list[str]:
    """What each rule's projects cost, in tkr."""
    html = Visit("robusthet", f"plan=prov&ram=3000&del=regler&{address}").html
    return [words(cell) for cell in re.findall(r'<td class="p-num" data-label="Tkr">(.*?)</td>', html, re.S)]


def test_every_rule_that_has_a_locked_unknown_cost_says_at_least() -> None:
    known, unknown = costs(""), costs("med=A5")
    assert len(known) == len(unknown) > 2
    assert not any("≥" in cost for cost in known)
    assert all(cost.startswith("≥ ") for cost in unknown)
