"""A text table by itself: how its bytes become text, which sign parts its cells, and how much of it is read."""

import pytest

from prioritering.plan import text_table
from prioritering.plan.text_table import BrokenTable, NotText, decoded, text_rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_same_text_is_read_however_it_was_saved(encoding: str) -> None:
    assert decoded("id;namn\r\nA1;Åtgärd\r\n".encode(encoding)) == "id;namn\r\nA1;Åtgärd\r\n"


@pytest.mark.parametrize("text", ["", "a", "åä", "id"])
def test_a_file_of_very_few_letters_is_text_too(text: str) -> None:
    for encoding in ("utf-8", "utf-16", "cp1252"):
        assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"id;namn\0", "filen är binär"),
        (b"\0\0\0\0", "filen är binär"),
        ("id".encode("utf-16") + b"\0", "inte hel UTF-16"),
        ("id\0".encode("utf-16"), "filen är binär"),
    ],
)
def test_what_is_no_text_is_told(data: bytes, told: str) -> None:
    with pytest.raises(NotText, match=told):
        decoded(data)


def is_heading(cells: list[str]) -> int:
    return cells.count("id") + cells.count("namn")


def test_the_sign_that_parts_the_heading_parts_the_table_and_rows_have_the_line_they_begin_on() -> None:
    text = 'Plan, en, två\n\nid;namn\nA1;"Ett\noch två"\n;\nA2;x,y\n'
    assert text_rows(text, is_heading) == (
        ";",
        [(1, ["Plan, en, två"]), (3, ["id", "namn"]), (4, ["A1", "Ett\noch två"]), (7, ["A2", "x,y"])],
    )


def test_where_nothing_is_like_a_heading_the_sign_that_parts_most_rows_alike_does() -> None:
    assert text_rows("a;b\n1,5;2\n3;4\n", lambda _: 0)[0] == ";"
    # Decimals part as many: the comma goes last.
    assert text_rows("1,5;2,5\n3,5;4,5\n", lambda _: 0)[0] == ";"
    assert text_rows("a,b\n1,2\n", lambda _: 0)[0] == ","
    assert text_rows("a\n1\n", lambda _: 0) == (",", [(1, ["a"]), (2, ["1"])])


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"', "SEP=;"])
def test_a_line_that_tells_excel_how_to_open_the_file_is_no_row_but_counts(line: str) -> None:
    assert text_rows(f"{line}\nid;namn\n", is_heading) == (";", [(2, ["id", "namn"])])


@pytest.mark.parametrize("more", [1, 2, 3])
def test_as_many_rows_as_are_told_are_read_below_the_heading_and_not_one_more(
    more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_table, "MAX_ROWS", 3)
    table = "id,namn\n" + "A,x\n" * 3
    assert len(text_rows(table, is_heading)[1]) == 4
    with pytest.raises(BrokenTable, match="100 000 rader") as caught:
        text_rows(table + "A,x\n" * more, is_heading)
    assert (caught.value.row, caught.value.rows) == (5, [(1, ["id", "namn"])])


def test_as_many_columns_as_excel_has_are_read_and_not_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_table, "MAX_COLUMNS", 3)
    assert text_rows("id,namn,x\n", is_heading)[1] == [(1, ["id", "namn", "x"])]
    with pytest.raises(BrokenTable, match="16 384 celler") as caught:
        text_rows("id,namn,x\nA,b,c,d\nA,b,c\n", is_heading)
    assert (caught.value.row, caught.value.rows) == (2, [(1, ["id", "namn", "x"])])


def test_a_quotation_mark_that_never_ends_is_told_with_what_could_be_read_before() -> None:
    with pytest.raises(BrokenTable, match="citattecknen går inte ihop") as caught:
        text_rows('id,namn\nA1,x\nA2,"y\n', is_heading)
    assert (caught.value.row, caught.value.rows) == (3, [(1, ["id", "namn"]), (2, ["A1", "x"])])
