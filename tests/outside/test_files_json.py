"""JSON is read record by record, whatever way the records are put together; what is not JSON is refused in words."""

from __future__ import annotations

import json
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.outside.files import LIMITS, FileRefused, Found, Headings, Kind, Limits, Note, Row, kind_of, read

JSON = frozenset({Kind.OBJECTS})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "feed.json"


def found(path: Path, content: str | bytes, limits: Limits = LIMITS) -> list[Found]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path, JSON, limits=limits))


def rows(path: Path, content: str | bytes, limits: Limits = LIMITS) -> list[Row]:
    return [item for item in found(path, content, limits) if isinstance(item, Row)]


def cells(path: Path, content: str | bytes) -> dict[str, str]:
    return rows(path, content)[0].cells


def test_a_record_is_its_paths_and_texts(path: Path) -> None:
    content = '{"Id":7,"D":[{"X":[1,2.50]},{"X":3e2}],"E":null,"F":true,"G":[],"H":[[1],[2,3]]}'
    assert cells(path, content) == {
        "Id": "7", "D/X": "1", "D/X[2]": "2.50", "D[2]/X": "3e2", "E": "", "F": "true", "G": "",
        "H/item": "1", "H/item[2]": "2", "H/item[2][2]": "3",
    }  # fmt: skip


def test_a_thing_in_a_list_goes_by_what_it_says_it_is(path: Path) -> None:
    content = (
        '{"name":[{"use":"usual","family":"A"},{"use":"maiden","family":"B"},{"use":"maiden","family":"C"}],'
        '"identifier":[{"use":"official","system":"https://fhir.nhs.uk/Id/nhs-number","value":"1"}],'
        '"extension":[{"url":"http://x.example/one/two","value":"2"},{"url":"not plain [2]","value":"3"}]}'
    )
    got = cells(path, content)
    assert [got[f"name:{which}/family"] for which in ("usual", "maiden", "maiden[2]")] == ["A", "B", "C"]
    assert got["identifier:nhs-number/value"] == "1"
    assert (got["extension:two/value"], got["extension/value"]) == ("2", "3")


def test_what_points_at_a_record_gives_its_id(path: Path) -> None:
    content = '{"subject":{"reference":"Patient/P1"},"a":{"reference":"https://x.example/Patient/2"},"reference":"T/3"}'
    assert cells(path, content) == {
        "subject/reference:Patient": "P1", "a/reference": "https://x.example/Patient/2", "reference": "T/3"
    }  # fmt: skip


def test_no_name_hides_another(path: Path) -> None:
    assert cells(path, '{"a/b":"1","a":{"b":"2"},"a/b (2)":"3"}') == {"a/b": "1", "a/b (2)": "2", "a/b (2) (2)": "3"}


@pytest.mark.parametrize(
    ("content", "places"),
    [
        ('{"a":1}\n\n{"a":2}\r\n{"a":3}', ["line 1", "line 3", "line 4"]),
        ('\ufeff  {"a":1}', ["line 1"]),
        ('{\n"a":\n1}\n{"a":2}', ["line 1", "line 4"]),
        ('[\n{"a":1},\n{"a":2}]\n', ["item 1, line 2", "item 2, line 3"]),
        ('[{"a":1}]', ["item 1, line 1"]),
        ("[]", []),
        ("{}\n", ["line 1"]),
    ],
)
def test_records_are_found_however_they_are_put_together(path: Path, content: str, places: list[str]) -> None:
    assert [row.place for row in rows(path, content)] == places


RESOURCE = '{"resourceType":"Patient","id":"%s"}'
BUNDLE = (
    '{"entry":[{"fullUrl":"u","resource":' + RESOURCE % 1 + '},\n{"resource":' + RESOURCE % 2 + "}],"
    '"resourceType":"Bundle","total":2}'
)


@pytest.mark.parametrize("content", [BUNDLE.replace("\n", ""), BUNDLE, BUNDLE.replace(",", ",\n")])
def test_a_bundle_is_its_entries_and_then_itself(path: Path, content: str) -> None:
    got = rows(path, content)
    assert [row.section for row in got] == ["Patient", "Patient", "Bundle"]
    assert got[0].place.startswith("entry 1, line 1")
    assert got[0].cells == {"resourceType:Patient": "Patient", "id": "1", "entry/fullUrl": "u"}
    assert got[2].cells == {"resourceType:Bundle": "Bundle", "total": "2"}


@pytest.mark.parametrize(
    ("security", "section"),
    [
        ('[{"code":"U"}]', "Patient"),
        ("[]", "Patient"),
        ('[{"code":"R"}]', "Patient:R"),
        ('[{"code":"U"},{"code":"V"}]', "Patient:V"),
        ('[{"code":"R V"}]', "Patient:unreadable"),
        ('[{"display":"restricted"}]', "Patient:unreadable"),
        ('"R"', "Patient:unreadable"),
        ("null", "Patient:unreadable"),
    ],
)
def test_a_restricted_record_is_of_another_kind(path: Path, security: str, section: str) -> None:
    content = f'{{"resourceType":"Patient","meta":{{"security":{security}}}}}'
    got = rows(path, content)[0]
    assert got.section == section
    assert got.cells[f"resourceType:{section}"] == "Patient"


def test_the_paths_of_each_kind_of_record_are_its_headings(path: Path) -> None:
    path.write_text('{"a":[1,2]}\n{"a":[1,2,3],"b":{"c":[1,2]}}\n{"resourceType":"T"}')
    got = [item for item in read(path, JSON, expected=frozenset({"a2"})) if isinstance(item, Headings)]
    assert [(item.section, item.names) for item in got] == [("", ("a", "a[2]", "b/c")), ("T", ("resourceType:T",))]


def test_a_file_of_endless_kinds_and_names_is_not_remembered(path: Path) -> None:
    content = "\n".join(f'{{"resourceType":"T{n % 300}","n{n}":1}}' for n in range(700))
    got = found(path, content + "\n{" + ",".join(f'"x{n}":1' for n in range(3_000)) + "}")
    assert sum(isinstance(item, Headings) for item in got) == 200
    assert [item.code for item in got if isinstance(item, Note)] == ["too-many-paths"]


def test_what_is_no_record_is_kept(path: Path) -> None:
    got = rows(path, '[{"a":1},"stray",[1]]')
    assert [(row.flaw, row.cells) for row in got[1:]] == [
        ("outside-records", {"#text": "stray"}),
        ("outside-records", {"#text": "1"}),
    ]


def test_a_list_of_nothing_is_said(path: Path) -> None:
    assert [item.code for item in found(path, "[]") if isinstance(item, Note)] == ["no-rows"]


def test_half_a_letter_is_kept_as_its_escape(path: Path) -> None:
    got = cells(path, '{"a\\ud800":"x\\udfff","b":"\\ud83d\\ude00"}')
    assert got == {"a\\ud800": "x\\udfff", "b": "\U0001f600"}
    assert json.dumps(got, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"a":1,"a":2}', "one name twice.*line 1"),
        ('{"b":3}\n{"x":{"a":1,"a":2}}', "one name twice.*line 2"),
        ('{\n"a":1,\n"a":2}', "one name twice"),
        ('{"a":NaN}', "NaN or Infinity"),
        ('[{"a":-Infinity}]', "NaN or Infinity"),
        ('{"a":' + "[" * 70 + "]" * 70 + "}", "nested too deep"),
        ("[" * 100_000, "nested too deep"),
        ('{"a":' * 100_000, "nested too deep"),
        ('{"a":1}\n{"a":', "breaks off.*line 2"),
        ('{"a":1}\n{"a":2} x', "breaks off.*line 2"),
        ('{"a":1}\n\n}', "breaks off.*line 3"),
        ('[{"a":1},]', "breaks off"),
        ('[{"a":1} {"a":2}]', "breaks off"),
        ('[{"a":1}', "breaks off"),
        ('[{"a":1}] more', "breaks off"),
        ('{\n"a":1,}', "breaks off"),
        ("{\n1:2}", "breaks off"),
        ("{a:1}", "breaks off"),
        (b'{"a":"\xe9"}', "not good UTF-8"),
        (b'{"a":1}\n' * 110_000 + b'{"a":"\xe9"}', r"not good UTF-8.*after record 1\d\d,?\d\d\d"),
        ('{"a":1}'.encode("utf-16"), "not good UTF-8"),
        ('{"a":"' + "x" * 4_000_000 + '"}', "breaks off|too large"),
        ('[{"a":"' + "x" * 5_000_000 + '"}]', "breaks off|too large"),
        ("[{" + ",".join(f'"{n}":1' for n in range(50_001)) + "}]", "too large"),
    ],
)
def test_what_is_no_sound_json_is_refused_in_words(path: Path, content: str | bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        rows(path, content)


def test_a_refusal_never_quotes_the_file(path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        rows(path, '{"a":1}\n{"name":"Ada Drama" oops}')
    assert "Ada" not in str(refused.value)


def test_more_records_than_we_take_are_refused(path: Path) -> None:
    with pytest.raises(FileRefused, match=r"more than 3 records \(item 4"):
        rows(path, "[" + "{},".join([""] * 9) + "{}]", Limits(rows=3))
    with pytest.raises(FileRefused, match="more than 3 records"):
        rows(path, '{"a":1}\n' * 4, Limits(rows=3))


def test_what_stands_round_the_entries_of_a_bundle_has_a_limit_too(path: Path) -> None:
    around = ",\n".join(f'"n{n}":"{"x" * 1000}"' for n in range(50))
    with pytest.raises(FileRefused, match="too large"):
        rows(path, "{\n" + around + "}", Limits(line_characters=20_000))


@pytest.mark.parametrize(
    "around", [("", "\n", ""), ("[\n", ",\n", "]"), ('{"resourceType":"Bundle",\n"entry":[\n', ",\n", "]}")]
)
def test_memory_stays_flat_however_long_the_file(path: Path, around: tuple[str, str, str]) -> None:
    begin, between, end = around
    record = '{"id":"%d","name":[{"use":"usual","family":"' + "x" * 400 + '"}]}'
    path.write_text(begin + between.join(record % n for n in range(12_000)) + end)
    tracemalloc.start()
    count = sum(isinstance(item, Row) for item in read(path, JSON))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count in {12_000, 12_001}
    assert peak < 4_000_000


def test_progress_reaches_the_end(path: Path) -> None:
    path.write_text('{"a":1}\n' * 200_000)
    told: list[tuple[int, int]] = []
    list(read(path, JSON, progress=lambda *both: told.append(both)))
    assert told[-1][0] == told[-1][1] == path.stat().st_size
    assert len(told) > 3


def test_the_kind_is_told_by_what_is_in_it(path: Path) -> None:
    for content, kind in (
        (b'\xef\xbb\xbf {"a":1}', Kind.OBJECTS),
        (b"[\n {}]", Kind.OBJECTS),
        (b"[Surname],[Forename]\nA,B\n", Kind.SEPARATED),
    ):
        path.write_bytes(content)
        assert kind_of(path) is kind
    with pytest.raises(FileRefused, match="This is a CSV file, and this format is a JSON file"):
        rows(path, "A,B\n1,2\n")


VALUE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=12,
)
RECORD = st.dictionaries(
    st.text(max_size=5).filter(lambda name: name not in {"entry", "resourceType"}), VALUE, min_size=1, max_size=4
)


def _leaves(value: object) -> int:
    if isinstance(value, dict | list) and value:
        return sum(map(_leaves, value.values() if isinstance(value, dict) else value))
    return 1


@given(some=st.lists(RECORD, min_size=1, max_size=5), indent=st.sampled_from([None, 1]))
def test_every_way_of_writing_records_is_read_the_same(
    some: list[dict[str, object]], indent: int | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("same") / "feed.json"
    listed = [row.cells for row in rows(path, json.dumps(some, indent=indent))]
    lined = [row.cells for row in rows(path, "\n".join(json.dumps(one, indent=indent) for one in some))]
    bundled = rows(path, json.dumps({"entry": some}, indent=indent))[:-1]
    assert listed == lined == [row.cells for row in bundled if "resource" not in row.cells] or any(
        "resource" in one for one in some
    )
    assert [len(one) for one in listed] == [sum(map(_leaves, one.values())) for one in some]


@given(content=st.text('{}[]",:\\ \n1atrue', max_size=60), start=st.sampled_from(["{", "[{", '{"a":1}\n']))
def test_any_text_is_read_or_refused_in_words(
    content: str, start: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("noise") / "feed.json"
    with suppress(FileRefused):
        rows(path, start + content)


SOUND = json.dumps(
    {"entry": [{"resource": {"resourceType": "Patient", "name": [{"use": "usual", "given": ["É"]}]}}]}
).encode()


@given(at=st.integers(0, len(SOUND) - 1), byte=st.integers(0, 255))
def test_a_flipped_byte_is_read_or_refused_in_words(
    at: int, byte: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("flipped") / "feed.json"
    content = bytearray(SOUND)
    content[at] = byte
    path.write_bytes(bytes(content))
    with suppress(FileRefused):
        list(read(path, frozenset(Kind), records=frozenset({"Child"})))
