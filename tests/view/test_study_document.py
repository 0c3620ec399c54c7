"""The documents of Robusthet and the best portfolio: read as they were written, and refused when they are not."""

import json
from pathlib import Path
from typing import Any

import pytest

from prioritering.errors import BadArgument
from prioritering.view.chart_layout import laid_out
from prioritering.view.document import PICTURE
from prioritering.view.stored_document import (
    DOCUMENT_NAMES,
    NOT_A_DOCUMENT,
    document_bytes,
    read_document,
    without_reasons,
)
from prioritering.view.study_document import (
    NOT_READY,
    PORTFOLIO_PAGE,
    SENSITIVITY_PAGE,
    PortfolioDocument,
    SensitivityDocument,
    study_document,
)
from tests.commands.test_field_by_field import page_of

FOLDER = Path(__file__).parent / "kept"
KEPT = sorted(FOLDER.glob("studie-*.json"))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_study_kept_from_before_is_read_and_written_as_it_was(path: Path) -> None:
    document = read_document(path.read_bytes())
    assert f"-{document.kind}-" in path.stem
    assert read_document(document_bytes(document)) == document
    # A field that has come since has its default.
    kept, written = json.loads(path.read_bytes()), json.loads(document_bytes(document))
    assert as_kept(written, kept) == kept


def as_kept(written: Any, kept: Any) -> Any:
    """What is written, without the fields that have come since, which are empty."""
    if isinstance(written, dict) and isinstance(kept, dict):
        assert not any(written[key] for key in written.keys() - kept.keys())
        return {key: as_kept(written[key], kept[key]) for key in kept}
    if isinstance(written, list) and isinstance(kept, list):
        return [as_kept(one, other) for one, other in zip(written, kept, strict=True)]
    return written


def test_every_kind_is_kept_and_the_two_with_charts_also_as_they_are_drawn_now() -> None:
    first = [f"studie-{kind}-1" for kind in DOCUMENT_NAMES if kind != PICTURE]
    drawn = [f"studie-{kind}-2" for kind in (PORTFOLIO_PAGE, SENSITIVITY_PAGE)]
    assert [path.stem for path in KEPT] == sorted([*first, *drawn])


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_the_page_of_a_document_with_a_chart_draws_each_line_and_bar_from_the_document_alone(path: Path) -> None:
    document = read_document(path.read_bytes())
    folded = document.frontier if isinstance(document, PortfolioDocument) else None
    sections = document.sections if isinstance(document, SensitivityDocument) else () if folded is None else (folded,)
    charts = [section.chart for section in sections if section.chart is not None]
    page = page_of(document)
    assert bool(charts) is path.stem.endswith("-2")
    assert page.count('<figure class="f-chart') == len(charts)
    laid = [laid_out(chart) for chart in charts]
    assert [line.path for chart in laid for line in chart.lines if f'd="{line.path}"' not in page] == []
    bars = [f"left: {bar.at}%; width: {bar.width}%" for chart in laid for bar in chart.bars]
    assert [bar for bar in bars if bar not in page] == []
    assert "<script" not in page


def test_a_chart_with_what_is_no_number_is_refused() -> None:
    whole = json.loads(next(path for path in KEPT if path.stem == "studie-portfolj-2").read_bytes())
    whole["frontier"]["chart"]["lines"][0]["points"][0] = [0.0, float("nan")]
    with pytest.raises(BadArgument, match=NOT_A_DOCUMENT):
        read_document(json.dumps(whole))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_newer_format_an_unknown_kind_and_half_a_document_are_refused_in_words(path: Path) -> None:
    whole = json.loads(path.read_bytes())
    with pytest.raises(BadArgument, match="nyare än det här programmet"):
        read_document(json.dumps({"format": 99, "kind": whole["kind"]}))
    with pytest.raises(BadArgument, match=f"slaget ”{'a' * 40}”, som det här programmet inte känner till"):
        read_document(json.dumps({**whole, "kind": "a" * 41}))
    # What has come since may be missing.
    for key in whole.keys() - {"frontier"}:
        with pytest.raises(BadArgument, match=r"går att läsa|dokumentform"):
            read_document(json.dumps({name: value for name, value in whole.items() if name != key}))


def test_without_login_no_role_is_told_of_whom_the_agreement_leaves_out() -> None:
    kept = json.loads(next(path for path in KEPT if "robusthet" in path.stem).read_bytes())
    document = read_document(json.dumps({**kept, "agreement": "Inte med i måttet: Linjechef."}))
    assert "Linjechef" not in document_bytes(without_reasons(document)).decode()


def test_what_is_not_computed_yet_is_not_frozen() -> None:
    with pytest.raises(BadArgument, match=NOT_READY):
        study_document(None, "robusthet", None, None)  # type: ignore[arg-type]
