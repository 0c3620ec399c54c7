"""What is kept is bounded: by how many, by how large, and it is given up when nobody is there."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from prioritering.store.kept import Kept, forget_everything, rough_bytes


@dataclass(frozen=True, slots=True)
class Slotted:
    numbers: np.ndarray = field(default_factory=lambda: np.zeros(100_000))


@dataclass
class Plain:
    inner: Slotted = field(default_factory=Slotted)


@pytest.mark.parametrize(
    ("value", "least"),
    [
        ("x" * 5_000, 5_000),
        (np.zeros(1_000), 8_000),
        (Plain(), 800_000),
        ({"a": ("x" * 1_000, "y" * 1_000)}, 2_000),
        (tuple(f"{number:>1000}" for number in range(1_000)), 1_000_000),
        ({number: f"{number:>1000}" for number in range(1_000)}, 1_000_000),
    ],
)
def test_a_value_is_counted_with_what_it_holds_and_not_many_times_over(value: object, least: int) -> None:
    assert least <= rough_bytes(value) <= 1.5 * least


def test_what_is_shared_counts_once_and_what_holds_itself_has_an_end() -> None:
    shared = Slotted()
    assert rough_bytes((shared,) * 10) < 1_000_000
    ring: list[object] = []
    ring.append(ring)
    assert rough_bytes(ring) < 1_000


def test_the_oldest_is_forgotten_when_all_together_is_too_large() -> None:
    kept = Kept(most=100, most_bytes=50_000)
    for number in range(10):
        kept.put(number, "x" * 10_000)
    assert [number for number in range(10) if kept.get(number)] == [6, 7, 8, 9]
    # Put again it counts once.
    for _ in range(10):
        kept.put(9, "x" * 10_000)
    assert len(kept) == 4


def test_one_that_is_larger_than_all_may_be_is_kept_alone() -> None:
    kept = Kept(most=100, most_bytes=50_000)
    kept.put("liten", "x")
    kept.put("stor", "x" * 90_000)
    assert (kept.get("liten"), len(kept)) == (None, 1)
    kept.put("liten", "x")
    assert (kept.get("stor"), kept.get("liten")) == (None, "x")


def test_every_memory_is_emptied_at_once_and_can_be_used_again() -> None:
    memories = [Kept() for _ in range(3)]
    for kept in memories:
        kept.put("ett", "x" * 100)
    forget_everything()
    assert [len(kept) for kept in memories] == [0, 0, 0]
    assert memories[0].once("ett", lambda: "nytt") == "nytt"


def test_what_was_being_made_while_all_was_to_be_forgotten_is_not_kept() -> None:
    kept = Kept()

    def made() -> str:
        kept.forget()
        return "före"

    assert kept.once("a", made) == "före"
    assert kept.get("a") is None
    assert kept.once("a", lambda: "efter") == kept.get("a") == "efter"
