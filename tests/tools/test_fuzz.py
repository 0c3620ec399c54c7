"""Faulty files and addresses are read or refused, and a search for those that are neither notices them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from prioritering.commands.run import Printed
from prioritering.errors import BadArgument
from tests.tools import fuzz
from tests.tools.fuzz import Bench, Case, outcomes, tried
from tests.tools.mutated import CHANGES, mutated_bytes

SOUND = b'id = "prov"\nnamn = "Prov, ett"\nperiod = 2026\n'


def test_a_hundred_faulty_files_and_addresses_are_read_or_refused() -> None:
    # `make fuzz` tries ten thousand. A busy machine is no fault here.
    found = list(outcomes(1, (number for number in range(120) if Case(1, number).kind != "webb"), seconds=60))
    assert [done.told for done in found if done.at_fault] == []
    both = ("läst", "nekad")
    kinds = {(done.case.kind, done.what) for done in found}
    assert {(kind, what) for kind in ("mapp", "modell", "krav") for what in both} < kinds
    assert {kind for kind, _ in kinds} == {"mapp", "modell", "krav", "bok", "adress"}


def _wrong(case: Case) -> str:
    raise ZeroDivisionError(case.number)


def _refused(case: Case) -> str:
    raise BadArgument(f"{case.number} går inte att läsa")


def _endless(case: Case) -> str:
    while case:
        pass
    return ""


@pytest.mark.parametrize(
    ("take", "what", "told"),
    [
        (_wrong, "fel", "ZeroDivisionError: 3"),
        (_refused, "nekad", "3 går inte att läsa"),
        (_endless, "för långsam", "in _endless"),
        (lambda case: f"{case.number} läst", "läst", "3 läst"),
    ],
)
def test_an_error_that_is_none_of_ours_and_one_without_end_are_faults(take: object, what: str, told: str) -> None:
    done = tried(Case(1, 3), take, seconds=0.05)  # type: ignore[arg-type]
    assert done.what == what
    assert told in done.told
    assert done.at_fault == (what in ("fel", "för långsam"))


def test_a_case_is_the_same_whichever_others_are_tried() -> None:
    made = [mutated_bytes(Case(1, number).rng, SOUND) for number in range(50)]
    assert made == [mutated_bytes(Case(1, number).rng, SOUND) for number in range(50)]
    assert len(set(made)) > 40
    assert made != [mutated_bytes(Case(2, number).rng, SOUND) for number in range(50)]


@pytest.mark.parametrize("change", CHANGES)
def test_every_kind_of_fault_changes_what_it_is_made_in(change: object) -> None:
    text = SOUND.decode()
    assert any(change(Case(1, number).rng, text) != text for number in range(20))  # type: ignore[operator]


def _tampering(kind: str) -> Callable[..., Printed]:
    def answer(arguments: object, plans: fuzz.Plans) -> Printed:
        del arguments
        if kind == "writes":
            fuzz.import_plan(
                plans.store, fuzz.read_plan(fuzz.DATA / "vso-2021").model_copy(update={"name": "En annan"})
            )
        return {
            "writes": Printed(2, "fel: nekad"),
            "another code": Printed(1, "fel: nekad"),
            "two lines": Printed(2, "fel: nekad\nTraceback"),
            "no figure": Printed(0, '{"points": NaN}'),
        }[kind]

    return answer


@pytest.mark.parametrize("kind", ["writes", "another code", "two lines", "no figure"])
def test_a_refusal_that_writes_or_is_said_otherwise_is_a_fault_and_so_is_a_figure_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    # A workbook that is read with this seed; with the command as it is it is no fault.
    with closing(Bench(tmp_path)) as bench:
        case = next(
            Case(1, number) for number in range(3, 90, 6) if tried(Case(1, number), bench.take, 60).what == "läst"
        )
        monkeypatch.setattr(fuzz, "run", _tampering(kind))
        assert tried(case, bench.take, 60).at_fault
