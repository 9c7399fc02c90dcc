"""The batch format: every good line is read, every bad one is named with its line, its column and the reason."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from porism.symbolic.batch import MAX_LINE, BadLine, BatchItem, read_batch
from porism.symbolic.claim import Claim
from porism.symbolic.errors import FormatError
from tests.promptness import promptly

CORPORA = Path(__file__).parents[2] / "datasets" / "corpora"
GOOD = '{"id": "pyth", "claim": "sin(x)**2 + cos(x)**2 == 1", "vars": {"x": "real"}, "assume": ["x != 0"], "expect": "proved"}'


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Write a file and read it as a batch."""

    def reader(content: str | bytes, name: str = "batch.jsonl") -> list[BatchItem | BadLine]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_batch(path))

    return reader


def bad(item: BatchItem | BadLine) -> BadLine:
    assert isinstance(item, BadLine)
    return item


def test_a_line_of_json(read: Any) -> None:
    claim = Claim.parse("sin(x)**2 + cos(x)**2 == 1", {"x": "real"}, ["x != 0"])
    assert read(GOOD) == [BatchItem(1, "pyth", claim, "proved")]


def test_only_the_claim_is_needed_and_lines_number_the_rest(read: Any) -> None:
    items = read('{"claim": "x == x"}\n\n   \n{"claim": "y == y", "id": 7}\n')
    assert items == [BatchItem(1, "line1", Claim.parse("x == x")), BatchItem(4, "7", Claim.parse("y == y"))]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "with a byte-order mark"])
def test_line_ends_and_byte_order_marks(read: Any, end: str, mark: bytes) -> None:
    lines = [GOOD, '{"claim": "x < 1"}', "{bad"]
    items = read(mark + end.join(lines).encode() + end.encode())
    assert [type(i) for i in items] == [BatchItem, BatchItem, BadLine]
    assert [i.line for i in items] == [1, 2, 3]
    table = read(mark + f"id,claim{end}a,x == x{end}b,x <{end}".encode(), "batch.csv")
    assert [type(i) for i in table] == [BatchItem, BadLine]
    assert [i.line for i in table] == [2, 3]


@pytest.mark.parametrize("content", ["", "\n", "\n\n  \n", b"\xef\xbb\xbf"])
def test_an_empty_file_has_no_claims(read: Any, content: str | bytes) -> None:
    assert read(content) == []


BAD_LINES: dict[str, tuple[int | None, str]] = {
    "{": (2, "expected one JSON object: Expecting property name"),
    '{"claim": "x == 1"} {}': (21, "Extra data"),
    "x == 1": (1, "expected one JSON object"),
    "[1, 2]": (None, "expected a JSON object with a claim, found '[1, 2]'"),
    "null": (None, "found 'None'"),
    '"x == 1"': (None, "expected a JSON object"),
    "{}": (None, "expected a field claim"),
    '{"claim": 1}': (None, "expected a field claim"),
    '{"claim": null, "id": "a"}': (None, "expected a field claim"),
    '{"claim": "x == 1", "hint": "easy"}': (
        None,
        "expected only assume, claim, expect, id, vars, found 'hint'",
    ),
    '{"claim": "x == 1", "claim": "x == 2"}': (None, "the key 'claim' is there twice"),
    '{"claim": "x == 1", "vars": {"x": "real", "x": "complex"}}': (None, "the key 'x' is there twice"),
    '{"claim": "x == 1", "id": NaN}': (None, "NaN is not a number"),
    '{"claim": "x == 1", "id": 1.5}': (None, "expected id to be a text"),
    '{"claim": "x == 1", "id": true}': (None, "expected id to be a text"),
    '{"claim": "x == 1", "id": ""}': (None, "of 1 to 200 characters"),
    '{"claim": "x == 1", "id": "a\\u001b[2J"}': (None, "expected id to be a text"),
    json.dumps({"claim": "x == 1", "id": "a" * 201}): (None, "of 1 to 200 characters"),
    '{"claim": "x == 1", "vars": ["x"]}': (None, "expected vars to be an object of domains"),
    '{"claim": "x == 1", "vars": {"x": 1}}': (None, "expected vars to be an object of domains"),
    '{"claim": "x == 1", "vars": {"x": "reals"}}': (None, "did you mean real?"),
    '{"claim": "x == 1", "vars": {"x": "[1, 0]"}}': (None, "is empty"),
    '{"claim": "x == 1", "vars": {"1": "real"}}': (1, "expected a variable's name, found '1'"),
    '{"claim": "x == 1", "assume": "x > 0"}': (None, "expected assume to be a list of relations"),
    '{"claim": "x == 1", "assume": ["x"]}': (2, "expected a relation"),
    '{"claim": "x == 1", "assume": [1]}': (None, "expected assume to be a list"),
    '{"claim": "x == 1", "expect": "true"}': (
        None,
        "expected expect to be proved, refuted or unknown, found 'true'",
    ),
    '{"claim": "x == 1", "expect": ["proved"]}': (None, "expected expect"),
    '{"claim": "2x == 1"}': (2, "write * between factors), found 'x'"),
    '{"claim": "x + 1"}': (6, "expected a relation"),
    '{"claim": "9**9**9**9 == 1"}': (None, "exceeds 10000"),
    '{"claim": "diff(n, n) == 1", "vars": {"n": "integer"}}': (
        None,
        "cannot differentiate with respect to n",
    ),
    "{\"claim\": \"__import__('os').system('ls') == 0\"}": (1, "expected a known function"),
    '{"claim": "x\\u0000 == 1"}': (2, "found '\\x00'"),
    '{"claim": "\\ud800 == 1"}': (1, "U+D800"),
    '{"claim": "\\u202ex == 1"}': (1, "RIGHT-TO-LEFT OVERRIDE"),
    "[" * 100_000: (None, "expected one JSON object"),
    '{"claim": "x == 1", "id": ' + "9" * 5_000 + "}": (None, "expected one JSON object"),
}


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda line: line[:60])
def test_a_bad_line_has_a_place_and_a_reason_and_the_others_are_read(read: Any, line: str) -> None:
    column, reason = BAD_LINES[line]
    first, found, last = read(f"{GOOD}\n{line}\n" + '{"claim": "x == x"}')
    assert isinstance(first, BatchItem)
    assert isinstance(last, BatchItem)
    assert (bad(found).line, bad(found).column) == (2, column)
    assert reason in bad(found).reason
    assert len(str(found)) < 600
    assert str(found).encode().decode() == str(found)  # it can be printed anywhere
    assert str(found).startswith(f"line 2, column {column}: " if column else "line 2: ")


def test_bytes_that_are_not_utf_8_spoil_their_line_only(read: Any) -> None:
    first, second = read(b'{"claim": "x == \xff\xfe"}\n' + GOOD.encode())
    assert "REPLACEMENT CHARACTER" in bad(first).reason
    assert isinstance(second, BatchItem)


def test_an_id_is_used_once(read: Any) -> None:
    first, second, third = read(f'{GOOD}\n{GOOD}\n{{"claim": "x == x", "id": "line3"}}')
    assert isinstance(first, BatchItem)
    assert str(second) == "line 2: the id 'pyth' was used on line 1; ids must be unique"
    assert isinstance(third, BatchItem)


@pytest.mark.parametrize("name", ["batch.jsonl", "batch.csv"])
def test_a_line_of_ten_megabytes_is_skipped_without_being_held(tmp_path: Path, name: str) -> None:
    path, header = tmp_path / name, "claim\n" if name.endswith("csv") else ""
    good = "x == x" if header else '{"claim": "x == x"}'
    path.write_text(
        f"{header}{good}\n" + "x" * 10_000_000 + f"\n{good}\n" + "x" * MAX_LINE + "\n" + "y" * (MAX_LINE + 1)
    )
    tracemalloc.start()
    with promptly():
        items = list(read_batch(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20_000_000
    first = 2 if header else 1
    assert [(i.line, type(i)) for i in items] == [
        (first, BatchItem), (first + 1, BadLine), (first + 2, BatchItem), (first + 3, BadLine), (first + 4, BadLine)
    ]  # fmt: skip
    assert bad(items[1]).reason == bad(items[4]).reason == "the line has more than 1,000,000 characters"


def test_a_table(read: Any) -> None:
    table = (
        "id,claim,vars,assume,expect\n"
        "a,log(x*y) == log(x) + log(y),x: positive; y: positive,,proved\n"
        'b,x < y,"{""x"": ""[0, 1]"", ""y"": ""(1, 2]""}","[""x != 1""]",\n'
        'c,x < y,"x: [0, 1]",x != 1; y > 1,\n'
        ",x == x,,,\n"
    )
    a, b, c, d = read(table, "batch.csv")
    assert a == BatchItem(
        2, "a", Claim.parse("log(x*y) == log(x) + log(y)", {"x": "positive", "y": "positive"}), "proved"
    )
    assert b == BatchItem(3, "b", Claim.parse("x < y", {"x": "[0, 1]", "y": "(1, 2]"}, ["x != 1"]))
    assert c == BatchItem(4, "c", Claim.parse("x < y", {"x": "[0, 1]"}, ["x != 1", "y > 1"]))
    assert d == BatchItem(5, "line5", Claim.parse("x == x"))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,x == 1,x = real,,", "expected vars such as 'x: real; y: positive', found 'x = real'"),
        ("a,x == 1,x: real; x: complex,,", "the key 'x' is there twice"),
        ("a,x == 1,{bad,,", "Expecting property name"),
        ("a,x == 1," + "[" * 50_000 + ",,", "expected vars such as"),
        ('a,x == 1,,"[""x > 0"", 1]",', "expected assume to be a list of relations"),
        ("a,2x == 1,,,", "write * between factors"),
        ("a,x == 1,x: [0, 1],,", "expected 5 cells, found 6; put quotes around commas"),
        ("a,,,,proved", "expected a field claim"),
        ("a", "expected a field claim"),
        ("a,x == 1,,,maybe", "found 'maybe'"),
        ('a,"x == 1"y,,,', "expected a line of CSV"),
    ],
)
def test_a_bad_row_has_a_line_and_a_reason_and_the_others_are_read(read: Any, row: str, reason: str) -> None:
    first, found, last = read(f"id,claim,vars,assume,expect\nz,x == x,,,\n{row}\ny,x == x,,,\n", "batch.csv")
    assert isinstance(first, BatchItem)
    assert isinstance(last, BatchItem)
    assert bad(found).line == 3
    assert reason in bad(found).reason
    assert len(bad(found).reason) < 400


@pytest.mark.parametrize(
    "header", ["", "id,formula", "claim,hint", "claim,claim", "claim;vars", "x" * 100_000]
)
def test_a_table_without_the_columns_is_refused(read: Any, header: str) -> None:
    with pytest.raises(
        FormatError, match="expected a CSV header of assume, claim, expect, id, vars, found"
    ) as caught:
        read(f"{header}\nx == x,\n", "batch.csv")
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("name", ["claims.txt", "claims", "claims.py"])
def test_other_files_are_refused(read: Any, name: str) -> None:
    with pytest.raises(FormatError, match=f"expected a .jsonl or .csv file, found {name}"):
        read(GOOD, name)


@pytest.mark.parametrize("path", sorted(CORPORA.glob("*.jsonl")), ids=lambda path: path.name)
def test_the_corpora_are_read_and_written_back(path: Path) -> None:
    for item in read_batch(path):
        assert isinstance(item, BatchItem), str(item)
        record = item.claim.to_record(item.id)
        assert (
            Claim.parse(record["claim"], record.get("vars"), record.get("assume", [])).hash == item.claim.hash
        )


def test_a_header_that_is_no_csv_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text('id,"claim"x\n1,x == x\n', encoding="utf-8")
    with pytest.raises(FormatError, match="header"):
        list(read_batch(path))
