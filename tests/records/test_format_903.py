"""The return of children looked after is read list by list, in the codes of its year; adoption leads nowhere."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kith.records.models import AddressUse, Event, Flag, SourcePerson
from kith.records.rules.made import Reading
from kith.records.rules.profile_files import profile
from tests.records.emitted import (
    SHARED,
    codes,
    day,
    files,
    imported,
    lines,
    persona,
    read_beside,
    read_file,
    read_lines,
)

LISTS = {section.name for section in profile("ssda903").sections} - {"xml_header"}
EPISODE = {
    "CHILD": "00001", "DECOM": "02/03/2024", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U6", "PLACE_PROVIDER": "PR4",
    "DEC": "", "REC": "", "REASON_PLACE_CHANGE": "", "HOME_POST": "SN8 1LJ", "PL_POST": "SN6 6EZ", "URN": "SC900025",
}  # fmt: skip
ADOPTED = {
    "CHILD": "00001", "DOB": "02/03/2022", "DATE_INT": "01/06/2024", "DATE_MATCH": "01/09/2024", "FOSTER_CARE": "0",
    "NB_ADOPTR": "2", "SEX_ADOPTR": "MF", "LS_ADOPTR": "L2",
}  # fmt: skip


def read_list(name: str, rows: list[dict[str, str]], folder: Path) -> list[Reading]:
    return read_lines("ssda903", rows, folder, file=f"{name}.csv")


def test_there_are_eleven_lists_and_every_column_of_2026_is_known() -> None:
    assert len(LISTS) == 11
    if not SHARED.is_dir():
        pytest.skip("the published list of columns is not there")
    known = {
        section.name: {column for spec in section.main.fields for column in spec.columns}
        for section in profile("ssda903").sections
    }
    assert all(row["column"] in known[row["file"]] for row in lines(SHARED / "formats" / "ssda903_2026.csv"))


def test_every_code_of_2026_has_its_meaning() -> None:
    if not SHARED.is_dir():
        pytest.skip("the published list of columns is not there")
    form = profile("ssda903")
    fields = {(section.name, spec.columns[0]): spec for section in form.sections for spec in section.main.fields}
    for row in lines(SHARED / "formats" / "ssda903_2026.csv"):
        spec = fields[row["file"], row["column"]]
        if row["codes"] and spec.codes:
            assert [code for code in row["codes"].split("; ") if form.codes[spec.codes].meaning(code) is None] == []


def test_every_list_of_every_year_is_known_by_its_name_with_nothing_quarantined_or_unknown() -> None:
    every = files("childrens*/ssda903-*/*.csv")
    assert {path.stem for path in every} == LISTS
    for path in every:
        surveyed, found = read_file("ssda903", path)
        (plan,) = surveyed.plans.values()
        assert plan.section.name == path.stem
        assert surveyed.findings == ()
        assert set(codes(found)) <= {"upn-invalid", "upn-temporary", "filler", "birth-first-of-january"}
        assert all(reading.person is not None for reading in found)


def test_sex_is_read_in_the_codes_of_every_year() -> None:
    for path in files("childrens*/ssda903-*/header.csv"):
        for line, reading in read_beside("ssda903", path):
            assert reading.person is not None
            assert reading.person.sex == {"1": "male", "M": "male", "2": "female", "F": "female"}[line["SEX"]]


def test_children_are_who_the_truth_says_they_are() -> None:
    for path in files("childrens/ssda903-*/header.csv"):
        for _, reading in read_beside("ssda903", path):
            assert reading.person is not None
            who = persona("childrens")[reading.person.local_id]
            if not who["mistakes"]:
                assert reading.person.dob in (day(who["born"]), None)


def test_a_pupil_number_that_is_not_known_is_no_number(tmp_path: Path) -> None:
    row = {
        "CHILD": "00001",
        "SEX": "F",
        "DOB": "02/03/2024",
        "ETHNIC": "WBRI",
        "UPN": "UN1",
        "MOTHER": "",
        "MC_DOB": "",
    }
    (reading,) = read_list("header", [row], tmp_path)
    assert [one.scheme for one in reading.identifiers] == ["la_child_id"]
    assert codes([reading]) == {}, "it is what the return asks for"


def test_an_episode_says_where_the_child_came_from_and_keeps_where_it_is_secret(tmp_path: Path) -> None:
    (reading,) = read_list("episodes", [EPISODE], tmp_path)
    assert reading.person is not None
    assert (reading.person.postcode, reading.person.shielded) == ("", False)
    assert reading.person.involvement_from == date(2024, 3, 2)
    uses = {use.use: (use.postcode, use.confidential) for use in reading.addresses}
    assert uses == {"home": ("SN8 1LJ", False), "placement": ("SN6 6EZ", True)}
    assert Counter(event.kind for event in reading.events) == {"care_period": 1, "legal_status": 1}


@pytest.mark.parametrize("reason", ["E11", "E12"])
def test_an_episode_that_ended_in_adoption_shields_the_child(reason: str, tmp_path: Path) -> None:
    (reading,) = read_list("episodes", [EPISODE | {"DEC": "01/10/2024", "REC": reason}], tmp_path)
    assert reading.person is not None
    assert reading.person.shielded
    assert reading.person.involvement_kind == "csc.adoption"
    assert reading.addresses == []
    assert all(event.confidential for event in reading.events)
    assert [flag.confidential for flag in reading.flags if flag.kind == "adopted"] == [True]


@pytest.mark.parametrize("placement", ["A3", "A4", "A5", "A6"])
def test_where_a_child_was_placed_for_adoption_is_not_read_at_all(placement: str, tmp_path: Path) -> None:
    (reading,) = read_list("episodes", [EPISODE | {"PLACE": placement}], tmp_path)
    assert reading.addresses == []
    assert reading.person is not None
    assert reading.person.shielded
    assert all(event.confidential for event in reading.events)


def test_a_child_who_was_adopted_is_tied_to_nothing_by_the_list_that_says_so(tmp_path: Path) -> None:
    (reading,) = read_list("ad1", [ADOPTED], tmp_path)
    assert reading.person is not None
    assert reading.person.shielded
    assert reading.person.involvement_kind == "csc.adoption"
    assert [*reading.identifiers, *reading.addresses, *reading.relationships] == []
    assert [(flag.kind, flag.confidential) for flag in reading.flags] == [("adopted", True)]
    assert all(event.confidential for event in reading.events)
    assert not {"adopters", "adopters_sex", "adopters_status"} & set(reading.events[0].detail)


def test_a_child_who_left_care_otherwise_is_not_shielded(tmp_path: Path) -> None:
    for reason in ("E4A", "E45", "X1", "E8"):
        (reading,) = read_list("episodes", [EPISODE | {"DEC": "01/10/2024", "REC": reason}], tmp_path)
        assert reading.person is not None
        assert not reading.person.shielded
        assert not any(flag.kind == "adopted" for flag in reading.flags)


def test_a_missing_child_is_missing_and_never_suspected(tmp_path: Path) -> None:
    row = {"CHILD": "00001", "DOB": "02/03/2010", "MISSING": "M", "MIS_START": "01/06/2024", "MIS_END": ""}
    (reading,) = read_list("missing", [row], tmp_path)
    assert [(event.kind, event.role) for event in reading.events] == [("missing_episode", "missing")]


def test_hostile_values_are_told_and_kept(tmp_path: Path) -> None:
    rows = [
        EPISODE | {"DECOM": "45/13/2024"},
        EPISODE | {"REC": "' or 1=1 --", "PL_POST": "\u202eXD1"},
        EPISODE | {"CHILD": "1.2E+07"},
        EPISODE | {"PLACE": "U" * 10_000},
    ]
    unread, strange, mangled, long = read_list("episodes", rows, tmp_path)
    assert not any(event.starts for event in unread.events)
    assert {"code-unknown", "control-characters", "postcode-invalid"} <= set(codes([strange]))
    assert mangled.status == "quarantined"
    assert "code-unknown" in codes([long])


def test_a_list_stands_in_the_pool(owner: str) -> None:
    path = next(path for path in files("childrens/ssda903-*/episodes.csv") if len(lines(path)) > 1)
    batch = imported("ssda903", path, owner).batch
    count = len(lines(path))
    assert (batch.records, batch.quarantined, batch.findings) == (count, 0, 0)
    assert SourcePerson.objects.using(owner).filter(batch=batch).count() == count
    assert not AddressUse.objects.using(owner).filter(batch=batch, use="placement", confidential=False).exists()
    assert Event.objects.using(owner).filter(batch=batch, kind="care_period").count() == count


def test_that_a_child_was_adopted_is_kept_as_a_secret(owner: str, tmp_path: Path) -> None:
    path = tmp_path / "ad1.csv"
    path.write_text(",".join(ADOPTED) + "\n" + ",".join(ADOPTED.values()) + "\n")
    batch = imported("ssda903", path, owner).batch
    assert Flag.objects.using(owner).filter(batch=batch, kind="adopted", confidential=True).count() == 1
    assert SourcePerson.objects.using(owner).filter(batch=batch, shielded=True).count() == 1


CHILD = (
    "<CHILD><HEADER><CHILDID>00001</CHILDID><UPN>B801200005001</UPN><SEX>F</SEX><DOB>02/03/2014</DOB><ETHNIC>WBRI</ETHNIC>"
    "<UASC>1</UASC><DUC>01/01/2030</DUC>{adopted}<AREVIEW><REVIEW>01/06/2025</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE>"
    "</AREVIEW><AMISSING><MISSING>M</MISSING><MIS_START>03/07/2025</MIS_START></AMISSING></HEADER>"
    "<EPISODE><DECOM>02/03/2024</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><HOME_POST>SN8 1LJ</HOME_POST>"
    "<PL_POST>SN6 6EZ</PL_POST></EPISODE></CHILD>"
)
NOBODY = "<CHILD><EPISODE><DECOM>02/03/2024</DECOM><RNE>S</RNE></EPISODE></CHILD>"


def read_return(inside: str, folder: Path) -> list[Reading]:
    path = folder / "SSDA903_2026.xml"
    path.write_text(f"<EXPSSDA903>{inside}</EXPSSDA903>")
    surveyed, found = read_file.__wrapped__("ssda903", path)
    assert (surveyed.findings, surveyed.year) == ((), 2026)
    return found


def test_the_return_in_xml_is_read_as_its_lists_are(tmp_path: Path) -> None:
    review, missing, header, episode = read_return(CHILD.format(adopted=""), tmp_path)
    assert {one.person.local_id for one in (review, missing, header, episode) if one.person} == {"00001"}
    assert [one.kind for part in (review, missing, episode) for one in part.events] == [
        "review",
        "missing_episode",
        "care_period",
        "legal_status",
    ]
    assert header.person is not None
    assert (header.person.upn, header.person.sex, header.person.dob) == ("B801200005001", "female", date(2014, 3, 2))
    assert [flag.kind for flag in header.flags] == ["unaccompanied"]
    assert {use.use: use.postcode for use in episode.addresses} == {"home": "SN8 1LJ", "placement": "SN6 6EZ"}
    assert episode.events[0].detail["placement"] == "foster care"


def test_a_row_in_xml_takes_the_place_of_the_same_row_in_csv(tmp_path: Path) -> None:
    in_xml = read_return(CHILD.format(adopted=""), tmp_path)[-1]
    (in_csv,) = read_list("episodes", [EPISODE | {"CHILD": "00001", "DECOM": "02/03/2024"}], tmp_path)
    assert in_xml.key == in_csv.key


def test_a_child_whose_header_tells_of_adoption_has_no_number(tmp_path: Path) -> None:
    told = "<DATE_INT>01/02/2025</DATE_INT><DATE_MATCH>01/03/2025</DATE_MATCH><SEX_ADOPTR>MF</SEX_ADOPTR>"
    header = read_return(CHILD.format(adopted=told), tmp_path)[2]
    assert header.person is not None
    assert (header.person.upn, header.person.shielded, header.identifiers) == ("", True, [])
    assert header.person.involvement_kind == "csc.adoption"
    assert ("adopted", True) in [(flag.kind, flag.confidential) for flag in header.flags]


def test_an_episode_of_a_child_without_a_number_is_nobodys(tmp_path: Path) -> None:
    *_, orphan = read_return(CHILD.format(adopted="") + NOBODY, tmp_path)
    assert (orphan.status, orphan.person) == ("quarantined", None)
