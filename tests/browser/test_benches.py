"""The benches that need no browser run to their end, small: one that had stopped would be missed by nobody."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.bench import bench_mote, bench_rangordning, bench_robusthet, bench_svar

pytestmark = pytest.mark.browser


def test_the_meetings_bench_sees_the_changes_on_the_screens(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench_mote, "MEMBERS", 3)
    # In a thread of its own: the tests' browser keeps a loop running in this one.
    with ThreadPoolExecutor(1) as beside:
        beside.submit(bench_mote.main, 2, 1.0).result()
    out = capsys.readouterr().out
    assert re.search(r"[1-9]\d* ändringar under 1 s till 2 skärmar", out), out
    # On a busy machine the last change may be late; where none is seen on any screen nothing can be said here.
    assert re.search(r"uppdatering: p50 \d+ ms, p95 \d+ ms", out), out


def test_the_others_print_their_ratios(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for bench in (bench_rangordning, bench_robusthet):
        monkeypatch.setattr(bench, "SIZES", (30,))
        bench.main()
        assert re.search(r"^ +30 .*\d", capsys.readouterr().out, re.M)
    bench_svar.main(2)
    assert re.search(r"kostar \d+\.\d+ gånger ett visat", capsys.readouterr().out)
