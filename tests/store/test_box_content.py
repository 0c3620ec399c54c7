"""A member's box by itself: laid out, filled slot by slot, and refused when some of it is not what was saved."""

import pytest
from cryptography.fernet import Fernet

from prioritering.store.box_content import NOWHERE, ROW, BoxFile, Seal, opened_box, sealed_bytes, slot_content
from prioritering.store.box_content import written_box as written
from prioritering.store.turned_slots import SLOT_BLOCK

KEY = Fernet(Fernet.generate_key())
SEAL = Seal(KEY, 512, ("", "p", "q"))


def row(project: str, reason: str = "", at: str = "1") -> dict[str, object]:
    return {**dict.fromkeys(ROW, ""), "project_id": project, "slot": "skäl", "reason": reason, "made_at": at}


@pytest.fixture
def laid() -> BoxFile:
    """A box with a save about one project of two."""
    return NOWHERE.laid_out(SEAL).with_saves("p", [row("p", "därför")], 1)


def test_a_box_is_as_large_whatever_it_holds_and_is_opened_as_it_was_saved(laid: BoxFile) -> None:
    empty = written(KEY, NOWHERE.laid_out(SEAL))
    content = written(KEY, laid)
    assert len(content) == len(empty) == SLOT_BLOCK + 4 * laid.slot_bytes
    found = opened_box(KEY, content)
    assert found == laid
    assert (found.version, [item["reason"] for item in found.box.saves]) == (1, ["därför"])
    nothing = opened_box(KEY, empty)
    assert nothing is not None
    assert (nothing.version, nothing.box.saves) == (0, ())


def test_a_save_fills_the_free_slot_and_frees_the_one_that_held_it_before(laid: BoxFile) -> None:
    again = laid.with_saves("p", [row("p", "nej", "2")], 2)
    assert (again.parts["p"].slot, again.free) == (laid.free, laid.parts["p"].slot)
    content = bytearray(written(KEY, laid))
    place = again.place(again.parts["p"].slot)
    content[place : place + laid.slot_bytes] = slot_content(KEY, again, "p")
    # The older slot stands there too: the newer is the one that counts.
    found = opened_box(KEY, bytes(content))
    assert found is not None
    assert (found.version, [item["reason"] for item in found.box.saves]) == (2, ["nej"])


def test_the_saves_of_all_parts_are_told_oldest_first(laid: BoxFile) -> None:
    both = laid.with_saves("q", [row("q", "först", "0")], 2)
    assert [item["reason"] for item in both.box.saves] == ["först", "därför"]


def test_a_box_with_a_part_of_another_day_is_none(laid: BoxFile) -> None:
    later = laid.with_saves("q", [row("q")], 2).with_saves("p", [row("p", "nej")], 3)
    content = written(KEY, later)
    older = written(KEY, laid)
    for name in ("p", "q"):
        start, end = (later.place(later.parts[name].slot + step) for step in (0, 1))
        for stead in (b" " * (end - start), older[start:end]):
            assert opened_box(KEY, content[:start] + stead + content[end:]) is None, name


@pytest.mark.parametrize(
    "size",
    [0, 1, -SLOT_BLOCK, SLOT_BLOCK // 2, "x", "", "9" * 30],
)
def test_a_box_whose_beginning_says_another_size_of_its_slots_is_none(laid: BoxFile, size: object) -> None:
    content = written(KEY, laid)
    head = f"dolda svar 2 {laid.slot_bytes}".encode()
    assert content.startswith(head)
    assert opened_box(KEY, f"dolda svar 2 {size}".encode().ljust(SLOT_BLOCK) + content[SLOT_BLOCK:]) is None


def test_a_box_that_is_longer_or_shorter_than_its_slots_is_none(laid: BoxFile) -> None:
    content = written(KEY, laid)
    for other in (content[:-1], content + b" ", content[: -laid.slot_bytes], content + b" " * laid.slot_bytes, b""):
        assert opened_box(KEY, other) is None
    assert opened_box(KEY, content) == laid


def test_another_key_opens_nothing(laid: BoxFile) -> None:
    assert opened_box(Fernet(Fernet.generate_key()), written(KEY, laid)) is None


def test_a_slot_has_room_for_as_much_as_the_seal_says_in_whole_blocks() -> None:
    for size in (1, 512, 3_000, 10_000):
        laid = NOWHERE.laid_out(Seal(KEY, size, ("",)))
        assert laid.slot_bytes % SLOT_BLOCK == 0
        assert sealed_bytes(size) <= laid.slot_bytes < sealed_bytes(max(size, 200)) + SLOT_BLOCK
