"""XML is read record by record; what could hide an attack is refused, and what is only untidy is kept and said."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.outside.files import LIMITS, FileRefused, Found, Kind, Limits, Note, Row, read

XML = frozenset({Kind.MARKUP})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "return.xml"


def found(path: Path, content: bytes, limits: Limits = LIMITS) -> list[Found]:
    path.write_bytes(content)
    return list(read(path, XML, records=frozenset({"Child"}), header="Header", limits=limits))


def rows(path: Path, content: bytes, limits: Limits = LIMITS) -> list[Row]:
    return [item for item in found(path, content, limits) if isinstance(item, Row)]


def test_a_record_is_its_paths_and_texts(path: Path) -> None:
    row = rows(path, b'<M>\n<Child a="1"><Id>7</Id><D><X>1</X><X>2</X></D><D><X>3</X></D><E/></Child></M>')[0]
    assert row.cells == {"@a": "1", "Id": "7", "D/X": "1", "D/X[2]": "2", "D[2]/X": "3", "E": ""}
    assert row.place == "Child 1, line 2"


def test_namespaces_and_comments_do_not_matter(path: Path) -> None:
    row = rows(path, b'<m:M xmlns:m="urn:x"><!-- x --><m:Child><m:Id>7<!-- y --></m:Id></m:Child></m:M>')[0]
    assert row.cells == {"Id": "7"}


def test_stray_text_is_kept_and_said(path: Path) -> None:
    row = rows(path, b"<M><Child>oops<Id>7</Id>again</Child></M>")[0]
    assert row.cells == {"Id": "7", "#text": "oopsagain"}
    assert [note.code for note in row.notes] == ["stray-text"]


def test_text_between_records_is_kept(path: Path) -> None:
    got = rows(path, b"<M>one<Child><Id>7</Id></Child>two<Other>three</Other><Child><Id>8</Id></Child>four</M>")
    outside = [row.cells["#text"] for row in got if row.flaw == "outside-records"]
    assert sorted(outside) == ["four", "one", "three", "two"]
    assert [row.cells["Id"] for row in got if not row.flaw] == ["7", "8"]


@pytest.mark.parametrize(
    "attack",
    [
        '<!DOCTYPE M [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><M>&c;</M>',
        '<!DOCTYPE M [<!ENTITY x SYSTEM "file:///etc/hostname">]><M><Child><Id>&x;</Id></Child></M>',
        '<!DOCTYPE M SYSTEM "http://127.0.0.1:9/evil.dtd"><M/>',
        '<!DOCTYPE M [<!ENTITY % p SYSTEM "http://127.0.0.1:9/evil.dtd"> %p;]><M/>',
        "<!doctype html><M/>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_refused(path: Path, attack: str, encoding: str) -> None:
    with pytest.raises(FileRefused, match="document type or entities"):
        found(path, attack.encode(encoding))


def test_a_document_type_behind_a_long_comment_is_refused(path: Path) -> None:
    content = b"<!--" + b" " * 100_000 + b'--><!DOCTYPE M [<!ENTITY a "x">]><M><Child><Id>&a;</Id></Child></M>'
    with pytest.raises(FileRefused, match="document type or entities"):
        found(path, content)


def test_an_entity_nobody_declared_is_refused(path: Path) -> None:
    with pytest.raises(FileRefused, match="not well formed"):
        found(path, b"<M><Child><Id>&nope;</Id></Child></M>")


def test_xml_that_breaks_off_is_refused_with_its_line_and_without_its_words(path: Path) -> None:
    with pytest.raises(FileRefused, match="line 3") as refused:
        found(path, b"<M>\n<Child><Id>7</Id></Child>\n<Child><Secretname")
    assert "Secretname" not in str(refused.value)


def test_letters_that_are_not_utf_8_are_mended_and_said(path: Path) -> None:
    content = "<M><Child><Id>Zoë</Id></Child></M>".encode("cp1252")
    items = found(path, content)
    assert [row.cells["Id"] for row in items if isinstance(row, Row)] == ["Zoë"]
    assert "not-utf-8" in {item.code for item in items if isinstance(item, Note)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_declared_encodings_are_heeded(path: Path, encoding: str) -> None:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    content = f'<?xml version="1.0" encoding="{name}"?><M><Child><Id>Siân</Id></Child></M>'.encode(encoding)
    assert rows(path, content)[0].cells == {"Id": "Siân"}


def test_blank_lines_before_the_declaration_do_no_harm(path: Path) -> None:
    assert rows(path, b'\n\n<?xml version="1.0"?><M><Child><Id>7</Id></Child></M>')[0].cells == {"Id": "7"}


def test_deep_nesting_and_huge_records_are_refused(path: Path) -> None:
    with pytest.raises(FileRefused, match="nested too deep"):
        found(path, b"<M>" + b"<a>" * 80 + b"</a>" * 80 + b"</M>")
    with pytest.raises(FileRefused, match="too large"):
        found(path, b"<M><Child>" + b"<a/>" * 200 + b"</Child></M>", Limits(elements_in_record=100))


def test_one_text_of_many_megabytes_is_refused(path: Path) -> None:
    with pytest.raises(FileRefused):
        found(path, b"<M><Child><Id>" + b"x" * 11_000_000 + b"</Id></Child></M>")


def test_a_file_without_records_says_so(path: Path) -> None:
    assert [item.code for item in found(path, b"<M><Pupil/></M>") if isinstance(item, Note)] == ["no-rows"]


def test_memory_stays_flat_however_many_records(path: Path) -> None:
    path.write_bytes(b"<M>" + b"<Child><Id>7</Id><Name>abcdefghij</Name></Child>\n" * 60_000 + b"</M>")
    tracemalloc.start()
    count = sum(isinstance(item, Row) for item in read(path, XML, records=frozenset({"Child"})))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 60_000
    assert peak < 3_000_000


TEXT = st.text(
    st.characters(min_codepoint=32, exclude_characters="<>&", exclude_categories=("Cs", "Cn", "Cc")), max_size=15
)


@given(texts=st.lists(TEXT, min_size=1, max_size=6))
def test_every_text_comes_back(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("round") / "return.xml"
    inside = "".join(f"<F>{text}</F>" for text in texts)
    got = rows(path, f"<M><Child>{inside}</Child></M>".encode())[0]
    assert list(got.cells.values()) == texts
