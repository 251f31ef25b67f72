"""Files to documents: what is read, under which name, and what is refused, with file and line."""

from __future__ import annotations

import io
import os
import tomllib
import tracemalloc
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.errors import InputError
from claims.model import Document, Reject
from claims.read import read

CASES = tomllib.loads((Path(__file__).parent / "cases" / "read" / "tables.toml").read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def one(path: str, **options: Any) -> Document | Reject:
    (found,) = read([path], **options)
    return found


def document(path: str, **options: Any) -> Document:
    found = one(path, **options)
    assert isinstance(found, Document), found
    return found


def reject(path: str, **options: Any) -> Reject:
    found = one(path, **options)
    assert isinstance(found, Reject), found
    return found


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["what"])
def test_tables(case: dict[str, Any], folder: Path) -> None:
    (folder / "beside.txt").write_bytes(b"Text beside.\r\n")
    (folder / "latin.txt").write_bytes("Zeile\nK\u00f6ln".encode("latin-1"))
    (folder / case["file"]).write_text(case["content"], encoding="utf-8")
    found = list(read([case["file"]]))
    assert len(found) == len(case["outcome"]), found
    for item, expected in zip(found, case["outcome"], strict=True):
        if "reject" in expected:
            assert isinstance(item, Reject), item
            assert expected["reject"] in item.reason
            assert (item.file, item.line) == (case["file"], expected.get("line"))
            continue
        assert isinstance(item, Document), item
        assert item.name == expected["name"]
        assert item.text == expected.get("text", item.text)
        assert item.line == expected.get("line", item.line)
        if "published" in expected:
            assert item.published == datetime.fromisoformat(expected["published"])
            assert item.published_basis in {"field", "inferred"}
        if "columns" in expected:
            assert dict(item.columns) == expected["columns"]


def test_row_of_a_file_wins_over_its_front_matter(folder: Path) -> None:
    (folder / "a.md").write_text("---\ntitle: Own\npublished: 2025-01-01\npublisher: Own\n---\nText.")
    (folder / "a.jsonl").write_text('{"file": "a.md", "title": "Row", "published": "2025-06-04"}')
    found = document("a.jsonl")
    assert (found.title, found.publisher, found.published) == ("Row", "Own", datetime(2025, 6, 4))
    assert found.text[found.body_start :] == "Text."
    assert found.path == "a.md"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without mark", "with mark"])
def test_offsets_are_those_of_the_text(folder: Path, mark: bytes) -> None:
    text = "Zw\u00f6lf\u00a0\U0001f680 \u2013 1,000\r\nlines\rand\n more"
    (folder / "a.txt").write_bytes(mark + text.encode())
    assert document("a.txt").text == text


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        ("Köln".encode("utf-16"), "UTF-16", 1),
        ("Köln".encode("utf-16-le"), "not UTF-8", 1),
        ("12 people".encode("utf-16-le"), "NUL", 1),
        ("Köln".encode("utf-32"), "UTF-32", 1),
        (b"one\ntwo\nK\xf6ln", "not UTF-8 (byte 0xf6)", 3),
        (b"one\ntwo \x00", "NUL", 2),
        (b"\x89PNG\r\n\x1a\n", "not UTF-8", 1),
        (b"", "empty", None),
        (b" \r\n\t", "empty", None),
    ],
)
def test_other_encodings_are_refused(folder: Path, content: bytes, reason: str, line: int | None) -> None:
    (folder / "a.txt").write_bytes(content)
    found = reject("a.txt")
    assert reason in found.reason
    assert (found.file, found.line) == ("a.txt", line)


def test_table_in_another_encoding_is_refused_once(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes('{"text": "a"}\n{"text": "b"}'.encode("utf-16"))
    assert "UTF-16" in reject("a.jsonl").reason


def test_row_in_another_encoding_costs_that_row(folder: Path) -> None:
    (folder / "a.jsonl").write_bytes(b'{"text": "a"}\n{"text": "K\xf6ln"}\n{"text": "b"}')
    found = list(read(["a.jsonl"]))
    assert [type(item) for item in found] == [Document, Reject, Document]
    assert str(found[1]).startswith("a.jsonl:2: not UTF-8")


def test_front_matter(folder: Path) -> None:
    text = "---\r\ntitle: 12:30\r\npublished: 2025-07-10 08:30\r\nurl: https://example.org\r\ntags: [a]\r\n---\r\nBody 5.\n"
    (folder / "a.md").write_bytes(text.encode())
    found = document("a.md")
    assert found.text == text
    assert found.text[found.body_start :] == "Body 5.\n"
    assert found.title == "12:30"
    assert found.url == "https://example.org"
    assert found.published == datetime(2025, 7, 10, 8, 30)
    assert found.published_basis == "front_matter"


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("---\ntitle: a\npublished: soon\n---\nBody", "published: 'soon'", 3),
        ("---\ntitle: [a\n---\nBody", "no valid YAML", 3),
        ("---\ntitle: {a: b}\n---\nBody", "title is no plain value", 2),
        ("---\ntitle: !!python/object/apply:os.system [ls]\n---\nBody", "title is no plain value", 2),
        ("---\ntitle: a\n---\n\n", "no text in it", None),
        ("---\na: " + "[" * 5000 + "\n---\nBody", "no valid YAML", None),
    ],
)
def test_broken_front_matter(folder: Path, text: str, reason: str, line: int | None) -> None:
    (folder / "a.md").write_text(text)
    found = reject("a.md")
    assert reason in found.reason
    assert line is None or found.line == line


@pytest.mark.parametrize(
    "text", ["---\nA rule, then text.\n---\nMore.", "--- not a rule\n", "----\na: b\n---\n"]
)
def test_rules_are_no_front_matter(folder: Path, text: str) -> None:
    (folder / "a.md").write_text(text)
    assert document("a.md").body_start == 0


def test_published_option_dates_what_has_no_date(folder: Path) -> None:
    (folder / "a.jsonl").write_text(
        '{"id": "a", "text": "a"}\n{"id": "b", "text": "b", "published": "2024-01-01"}'
    )
    for option in ("2025-07-10", date(2025, 7, 10), datetime(2025, 7, 10)):
        first, second = read("a.jsonl", published=option)
        assert isinstance(first, Document)
        assert isinstance(second, Document)
        assert (first.published, first.published_basis) == (datetime(2025, 7, 10), "option")
        assert (second.published, second.published_basis) == (datetime(2024, 1, 1), "field")


def test_option_errors_come_before_anything_is_read(folder: Path) -> None:
    (folder / "a.txt").write_text("a")
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match="published: 'soon'"):
        read(["a.txt"], published="soon")
    with pytest.raises(InputError, match=r"^missing\.txt: no such file"):
        read(["a.txt", "missing.txt"])
    with pytest.raises(InputError, match=r"^empty: no documents in this directory"):
        read(["a.txt", "empty"])
    with pytest.raises(InputError, match="no file matches"):
        read(["*.pdf"])
    with pytest.raises(InputError, match="no path"):
        read([])


def test_directories_are_sorted_and_tables_come_first(folder: Path) -> None:
    for name in ("b.txt", "a.MD", "sub/c.txt", "sub/t.csv", ".git/x.txt", ".hidden.txt", "image.png"):
        (folder / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "in" / name).write_text("text\nrow\n")
    found = [item.name for item in read(["in"]) if isinstance(item, Document)]
    assert found == ["in/sub/t.csv:2", "in/a.MD", "in/b.txt", "in/sub/c.txt"]


def test_a_file_is_read_once(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("text")
    (folder / "z.jsonl").write_text('{"file": "b.txt", "title": "Told by the table"}')
    found = [item for item in read(["b.txt", "./b.txt", "*.txt"]) if isinstance(item, Document)]
    assert [item.name for item in found] == ["b.txt", "a.txt"]
    titles = {item.name: item.title for item in read(["."]) if isinstance(item, Document)}
    assert titles == {"b.txt": "Told by the table", "./a.txt": None}


def test_globs_are_sorted_and_given_order_is_kept(folder: Path) -> None:
    for name in ("b1.txt", "b2.txt", "a.txt", "[x].txt"):
        (folder / name).write_text(name)
    found = [item.name for item in read(["b?.txt", "a.txt", "[x].txt"]) if isinstance(item, Document)]
    assert found == ["b1.txt", "b2.txt", "a.txt", "[x].txt"]


def test_unreadable_files_leave_the_others(folder: Path) -> None:
    for name in ("a.txt", "c.txt"):
        (folder / name).write_text(name)
    (folder / "b.txt").write_bytes(b"\xff\xfe\x00")
    (folder / "c.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "d.json").write_text("{}")
    (folder / "e.html").write_text("")
    names = ["a.txt", "b.txt", "c.pdf", "d.json", "e.html", "c.txt"]
    found = list(read(names))
    assert [type(item) for item in found] == [Document, Reject, Reject, Reject, Reject, Document]


@pytest.mark.skipif(os.getuid() == 0 if hasattr(os, "getuid") else True, reason="root reads everything")
def test_file_without_permission(folder: Path) -> None:
    (folder / "a.txt").write_text("a")
    (folder / "a.txt").chmod(0)
    assert "cannot be opened" in reject("a.txt").reason


def test_standard_input() -> None:
    text = document("-", stdin=io.BytesIO("Köln: 12 dead\r\n".encode()))
    assert (text.name, text.text) == ("-", "Köln: 12 dead\r\n")
    rows = list(
        read(
            "-",
            stdin=io.BytesIO(
                b'{"id": "a", "text": "A"}\nbroken\n{"id": "b", "statement": "B", "place": "C"}'
            ),
        )
    )
    assert [getattr(item, "name", None) for item in rows] == ["a", None, "b"]
    assert str(rows[1]).startswith("-:2: no valid JSON")
    assert reject("-", stdin=io.BytesIO(b"")).reason == "empty"
    assert "does not lie beside" in reject("-", stdin=io.BytesIO(b'{"file": "a.txt"}')).reason
    assert document("-", stdin=io.BytesIO(b'{"a set of": 3}')).text == '{"a set of": 3}'


def test_five_megabytes_in_a_line(folder: Path) -> None:
    text = "The toll rose to 12. " * 250_000
    (folder / "a.txt").write_text(text)
    assert document("a.txt").text == text
    (folder / "a.jsonl").write_text('{"text": "' + text + '"}')
    assert document("a.jsonl").text == text
    (folder / "a.csv").write_text("text\n" + text + "\n")
    assert document("a.csv").text == text


def test_deep_and_odd_json_is_refused(folder: Path) -> None:
    (folder / "a.jsonl").write_text("[" * 100_000 + "\n" + '{"text": "a", "id": ' + "9" * 5000 + "}\n")
    found = list(read(["a.jsonl"]))
    assert all(isinstance(item, Reject) for item in found)
    assert len(found) == 2


def test_html(folder: Path) -> None:
    body = "".join(
        f"<p>Paragraph {n} says that {n * 7} people came to the hall that day.</p>" for n in range(1, 6)
    )
    (folder / "a.html").write_text(
        "<html><head><title>Plain &amp; simple</title>"
        '<meta property="article:published_time" content="2025-07-10T08:30:00+03:00">'
        '<meta property="og:site_name" content="Desk"><link rel="canonical" href="https://example.org/a">'
        "<script>var n = 900;</script></head><body><nav><a href='/'>Home 1</a></nav>"
        f"<article><h1>Plain</h1>{body}</article></body></html>"
    )
    found = document("a.html")
    assert "Paragraph 3 says that 21 people came" in found.text
    assert "900" not in found.text
    assert (found.title, found.publisher, found.url) == ("Plain & simple", "Desk", "https://example.org/a")
    assert (found.published, found.published_basis) == (datetime(2025, 7, 10, 8, 30), "field")


def test_pdf(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(_pdf("More than 400 drones"))
    assert document("a.pdf").text == "More than 400 drones"
    (folder / "b.pdf").write_bytes(_pdf(""))
    assert "no text in it" in reject("b.pdf").reason
    (folder / "c.pdf").write_bytes(b"no PDF at all")
    assert reject("c.pdf").reason == "no PDF"


def test_parquet(folder: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    rows = pa.table({"id": ["a", "b"], "text": ["12 dead", None], "published": [date(2025, 7, 10), None]})
    pq.write_table(rows, "a.parquet")
    first, second = read(["a.parquet"])
    assert isinstance(first, Document)
    assert (first.name, first.text, first.published) == ("a", "12 dead", datetime(2025, 7, 10))
    assert str(second) == "a.parquet:2: no text: a row has one field of text, file and statement"
    (folder / "b.parquet").write_bytes(b"no parquet")
    assert "no readable Parquet file" in reject("b.parquet").reason


def test_tables_are_streamed(folder: Path) -> None:
    with (folder / "a.jsonl").open("w") as file:
        for number in range(20_000):
            file.write(f'{{"text": "{number} people {"were there " * 50}"}}\n')
    tracemalloc.start()
    count = sum(1 for _ in read(["a.jsonl"]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 5_000_000


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200), st.sampled_from([".txt", ".md", ".jsonl", ".csv", ".html", ".pdf", ".parquet"])
)
def test_any_bytes_give_documents_or_rejects(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, suffix: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(content)
    for item in read([path]):
        if isinstance(item, Document):
            item.text.encode()
            assert "\0" not in item.text
            assert item.text[item.body_start :].strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), min_size=1))
def test_texts_come_back_from_csv(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    import csv

    path = tmp_path_factory.getbasetemp() / "texts.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["text"])
        writer.writerows([[text] for text in texts])
    found = [item.text for item in read([path]) if isinstance(item, Document)]
    assert found == [text for text in texts if text.strip()]


def _pdf(text: str) -> bytes:
    """A PDF of one page, made by hand."""
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return b"".join(_pdf_objects(parts))


def _pdf_objects(parts: list[bytes]) -> Iterator[bytes]:
    offset = len(b"%PDF-1.4\n")
    yield b"%PDF-1.4\n"
    table = []
    for number, part in enumerate(parts, start=1):
        whole = b"%d 0 obj\n%s\nendobj\n" % (number, part)
        table.append(b"%010d 00000 n \n" % offset)
        offset += len(whole)
        yield whole
    yield b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, b"".join(table))
    yield b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, offset)


def test_public_name_is_called_whatever_was_imported_before(folder: Path) -> None:
    import claims
    import claims.read.paths

    (folder / "a.txt").write_text("12 dead")
    assert [item.name for item in claims.read("a.txt") if isinstance(item, Document)] == ["a.txt"]
    assert claims.read.paths.STDIN == "-"
