"""A lock that is tried goes before the one that the group has stored, for one project at a time."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from prioritering.scoring.changes import LockKind, LockNote
from prioritering.scoring.locks import Locks, locks_of

IDS = ("A", "B", "C", "D")
AT = datetime(2026, 1, 1, tzinfo=UTC)
kinds = st.sampled_from(LockKind)
some = st.frozensets(st.sampled_from(IDS))
stored_locks = st.dictionaries(st.sampled_from(IDS), kinds)


def notes(kept: dict[str, LockKind]) -> list[LockNote]:
    return [LockNote(project_id=key, kind=kind, role="Linjechef", reason="prov", at=AT) for key, kind in kept.items()]


def counted(locks: Locks) -> dict[str, LockKind | None]:
    return {key: locks.kind(key) for key in IDS}


@given(stored_locks, some, some, some)
def test_a_trial_goes_before_the_stored_lock_and_leaves_every_other_project_alone(
    kept: dict[str, LockKind], must: frozenset[str], not_now: frozenset[str], free: frozenset[str]
) -> None:
    locks = locks_of(notes(kept), must, not_now, free)
    for key in IDS:
        if key in must:
            assert locks.kind(key) is LockKind.MUST
        elif key in not_now:
            assert locks.kind(key) is LockKind.NOT_NOW
        elif key in free:
            assert locks.kind(key) is None
        else:
            assert locks.kind(key) is kept.get(key)
        tried = key in must | not_now | free
        assert (locks.note(key) is not None) == (key in kept and not tried)


@given(stored_locks, st.sampled_from(IDS), st.sampled_from(["must", "not_now", "free"]))
def test_taking_a_trial_back_restores_what_the_group_has_stored(
    kept: dict[str, LockKind], key: str, trial: str
) -> None:
    tried = locks_of(notes(kept), **{trial: (key,)})
    assert {other: kind for other, kind in counted(tried).items() if other != key} == {
        other: kept.get(other) for other in IDS if other != key
    }
    assert counted(locks_of(notes(kept))) == {other: kept.get(other) for other in IDS}


@given(stored_locks, some, some, some)
def test_no_project_is_both_in_and_out(
    kept: dict[str, LockKind], must: frozenset[str], not_now: frozenset[str], free: frozenset[str]
) -> None:
    locks = locks_of(notes(kept), must, not_now, free)
    inside, outside = locks.having(LockKind.MUST), locks.having(LockKind.NOT_NOW)
    assert not inside & outside
    assert inside | outside == {key for key in IDS if locks.kind(key)}
