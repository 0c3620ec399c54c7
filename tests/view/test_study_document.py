"""The documents of Robusthet and the best portfolio: read as they were written, and refused when they are not."""

import json
from pathlib import Path

import pytest

from prioritering.errors import BadArgument
from prioritering.view.document import PICTURE
from prioritering.view.stored_document import DOCUMENT_NAMES, document_bytes, read_document, without_reasons
from prioritering.view.study_document import NOT_READY, study_document

KEPT = sorted((Path(__file__).parent / "kept").glob("studie-*.json"))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_study_kept_from_before_is_read_and_written_as_it_was(path: Path) -> None:
    document = read_document(path.read_bytes())
    assert f"-{document.kind}-" in path.stem
    assert read_document(document_bytes(document)) == document
    # A field that has come since has its default.
    kept, written = json.loads(path.read_bytes()), json.loads(document_bytes(document))
    assert {key: written[key] for key in kept} == kept
    assert not any(written[key] for key in written.keys() - kept.keys())


def test_every_kind_is_kept() -> None:
    assert [path.stem for path in KEPT] == sorted(f"studie-{kind}-1" for kind in DOCUMENT_NAMES if kind != PICTURE)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.stem)
def test_a_newer_format_an_unknown_kind_and_half_a_document_are_refused_in_words(path: Path) -> None:
    whole = json.loads(path.read_bytes())
    with pytest.raises(BadArgument, match="nyare än det här programmet"):
        read_document(json.dumps({"format": 99, "kind": whole["kind"]}))
    with pytest.raises(BadArgument, match="inte känner till"):
        read_document(json.dumps({**whole, "kind": "annat"}))
    for key in whole:
        with pytest.raises(BadArgument, match=r"går att läsa|dokumentform"):
            read_document(json.dumps({name: value for name, value in whole.items() if name != key}))


def test_without_login_no_role_is_told_of_whom_the_agreement_leaves_out() -> None:
    kept = json.loads(next(path for path in KEPT if "robusthet" in path.stem).read_bytes())
    document = read_document(json.dumps({**kept, "agreement": "Inte med i måttet: Linjechef."}))
    assert "Linjechef" not in document_bytes(without_reasons(document)).decode()


def test_what_is_not_computed_yet_is_not_frozen() -> None:
    with pytest.raises(BadArgument, match=NOT_READY):
        study_document(None, "robusthet", None, None)  # type: ignore[arg-type]
