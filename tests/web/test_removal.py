"""A text as it stands in the list of what can be removed: whole, unless it is very long."""

import pytest

from prioritering.web.parts.removal import to_choose


@pytest.mark.parametrize("length", [1, 119, 120])
def test_a_text_is_whole_in_the_list(length: int) -> None:
    assert to_choose("å" * length) == f"”{'å' * length}”"


def test_a_longer_text_is_told_to_go_on() -> None:
    assert to_choose("å" * 121) == f"”{'å' * 120}…”"
