"""Lists of search results: real exports counted another way, small ones of each provider."""

import csv
import io
import re
from pathlib import Path

import pytest

from parsers.model import Publication
from parsers.parse import parse_paths, parse_record
from parsers.record import Failure, Record
from parsers.specimens import encode
from tests.parsers import goldens
from tests.parsers.demo import demo

FOLDER = "lens-patentscope-espacenet-csv"


def read(path: Path) -> list[Publication]:
    found = list(parse_paths([path]))
    assert not [item for item in found if isinstance(item, Failure)]
    return found


def items(text: str | bytes, file: str = "list.csv") -> list[Publication | Failure]:
    data = text.encode() if isinstance(text, str) else text
    return list(parse_record(Record(data=data, file=file)))


def one(text: str | bytes) -> Publication:
    (found,) = items(text)
    assert isinstance(found, Publication), found
    return found


def table(*rows: list[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def rows_of(path: Path, codec: str) -> list[dict[str, str]]:
    text = path.read_bytes().decode(codec).replace("\r", "\n")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.shared
def test_the_lens_by_the_addresses_in_its_list(shared_samples: Path):
    path = shared_samples / FOLDER / "pizza_lens/pizza_lens_1000_raw.csv"
    found = read(path)
    rows = rows_of(path, "mac_roman")
    assert len(found) == len(rows) == 1000
    for publication, row in zip(found, rows, strict=True):
        office, *number, kind = row["URL"].rpartition("/")[2].split("_")
        assert (publication.office, publication.kind) == (office, kind)
        assert re.sub(r"\W", "", publication.number).endswith(number[-1].lstrip("0"))
        day, month, year = row["Publication Date"].split("/")
        assert publication.date == f"{row['Publication Year']}-{month}-{day}"
        assert publication.date[2:4] == year or (month == "12" and int(day) > 25)
        for role, column in (("applicant", "Applicants"), ("inventor", "Inventors")):
            names = [n for n in row[column].split(";;") if n and n != "NAME NOT GIVEN"]
            assert len([p for p in publication.parties if p.role == role]) == len(names)
        for scheme, column in (("ipc", "IPCR Classifications"), ("cpc", "CPC Classifications")):
            symbols = {s.replace(" ", "") for s in row[column].split(";;") if s}
            got = {c.symbol.replace(" ", "") for c in publication.classifications
                   if c.scheme == scheme}  # fmt: skip
            assert got == symbols
        texts = [text for text in row["Non-Patent Citations"].split(";;") if text.strip()]
        assert len(publication.citations) == len(texts)
        filed = row["Application Date"]
        if filed and not re.match(r"(2[6-9]|3.)/12", filed):
            assert publication.filing_date[2:] == "-".join(reversed(filed.split("/")))
        assert (publication.filing_date or "") <= publication.date


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "codec"),
    [("pizza_sliced/pizza_sliced_20132014_274.csv", "mac_roman"),
     ("pizza_small/pizza_small.csv", "utf-8")],
)  # fmt: skip
def test_espacenet_by_the_numbers_in_its_list(shared_samples: Path, file: str, codec: str):
    path = shared_samples / FOLDER / file
    found = read(path)
    rows = rows_of(path, codec)
    numbers = [n for row in rows for n in row["Publication number"].split("; ")]
    assert len(found) == len(numbers)
    for publication, number in zip(found, numbers, strict=True):
        assert number[:2] == publication.office
        assert number.endswith(f"({publication.kind})")
    dated = sum(publication.date is not None for publication in found)
    assert dated == len(rows)
    single = [row for row in rows if ";" not in row["Publication number"]]
    by_number = {f"{p.office}{p.number}{p.kind}": p for p in found}
    assert len(by_number) == len(found)
    cited = [column for column in rows[0] if "cit" in column.lower() or "used" in column]
    patents = [column for column in cited if "iterature" not in column and "NPL" not in column]
    expected = sum(len(row[c].split("; ")) for row in single for c in patents if row[c])
    got = [c for p in found for c in p.citations if c.document
           and p.source.notes[0].partition(":")[0]
           in {f"row {rows.index(row) + 2}" for row in single}]  # fmt: skip
    assert len(got) == expected
    assert not [c.text for p in found for c in p.citations if c.text and "XP" not in c.text]
    for publication in found:
        assert not re.search("[â€‚\u2002]", " ".join(p.name for p in publication.parties))


@pytest.mark.shared
def test_rows_lie_where_the_notes_say(shared_samples: Path):
    for file in sorted((shared_samples / FOLDER).rglob("*.csv")):
        data = file.read_bytes()
        for publication in read(file):
            place = re.match(r"row \d+: (\d+) bytes from (\d+)", publication.source.notes[0])
            row = data[int(place[2]) : int(place[2]) + int(place[1])]
            digits = re.sub(rb"\D", b"", row)
            assert re.sub(r"\D", "", publication.number).encode()[-4:] in digits
            assert row.rstrip(b"\r\n").count(b"\r") == 0


OLD = ["Title", "Publication number", "Publication date", "Inventor(s)", "Applicant(s)",
       "International classification", "Cooperative Patent Classification", "Application number",
       "Date of application", "Priority number(s)", "Patents cited in the search report",
       "Literature cited in the search report"]  # fmt: skip


def test_the_old_espacenet():
    row = ["PUMP", "EP2764779 (A2); EP2764779 (A3)", "2014-08-13",
           "DOE JANE\u2002[US];  ROE JIM\u2002[GB]", "ACME INC\u2002[US]", "F04B1/00; F04B9/02",
           "F04B1/00 (EP)", "EP20140153429", "20140131", "US201361761000P 20130205",
           "US1411678 (A); WO2010123456 (A1)", "XP002723238"]  # fmt: skip
    found = items(table(OLD, row))
    assert [(p.id, p.date) for p in found] == [
        ("EP2764779A2", "2014-08-13"),
        ("EP2764779A3", None),
    ]
    first = found[0]
    assert [(p.role, p.name, p.country) for p in first.parties] == [
        ("applicant", "ACME INC", "US"),
        ("inventor", "DOE JANE", "US"),
        ("inventor", "ROE JIM", "GB"),
    ]
    assert first.application.number == "14153429"
    assert first.priorities[0].number == "61761000"
    assert [(c.scheme, c.symbol) for c in first.classifications] == [
        ("ipc", "F04B 1/00"), ("ipc", "F04B 9/02"), ("cpc", "F04B 1/00")]  # fmt: skip
    assert [(c.document.number if c.document else c.text, c.phase) for c in first.citations] == [
        ("1411678", "search"), ("2010123456", "search"), ("XP002723238", "search")]  # fmt: skip
    (gap,) = [gap for gap in found[1].gaps if gap.part == "date"]
    assert "2014-08-13" in gap.detail


def test_the_new_espacenet_with_line_breaks_in_its_cells():
    header = ["No", "Title", "Inventors", "Applicants", "Publication number", "Earliest priority",
              "IPC", "CPC", "Publication date", "Earliest publication", "Family number"]  # fmt: skip
    row = ["1", "Pumpe mit Ventil und Verfahren", "DOE JANE [US]\nROE JIM", "ACME INC [US]",
           "US2021123456A1\nUS11234567B2", "2019-10-25", "F04B1/00\nF04B9/02", "F04B1/00 (EP,US)",
           "2021-04-29\n2022-02-01", "2021-04-29", "75551234"]  # fmt: skip
    for delimiter in ",;":
        found = items("\ufeff" + table(header, row, delimiter=delimiter))
        assert [(p.id, p.date) for p in found] == [
            ("US20210123456A1", "2021-04-29"),
            ("US11234567B2", "2022-02-01"),
        ]
        assert found[0].family == "75551234"
        assert found[0].title[0].lang == "de"
        assert [p.name for p in found[0].parties] == ["ACME INC", "DOE JANE", "ROE JIM"]
        assert ("priorities", "earliest: 2019-10-25") in {(g.part, g.detail) for g in found[0].gaps}


@pytest.mark.parametrize(
    ("header", "codec"),
    [
        ("Titel;Veröffentlichungsnummer;Veröffentlichungsdatum;Erfinder;Anmelder", "utf-8"),
        ("Titel;Veröffentlichungsnummer;Veröffentlichungsdatum;Erfinder;Anmelder", "cp1252"),
        ("Titre;Numéro de publication;Date de publication;Inventeur(s);Demandeur(s)", "utf-8"),
    ],
)
def test_espacenet_in_german_and_french(header: str, codec: str):
    found = one(f"{header}\nRoue;FR2980078 (A3);2013-03-22;DOE;ACME\n".encode(codec))
    assert (found.id, found.date) == ("FR2980078A3", "2013-03-22")
    assert [p.role for p in found.parties] == ["applicant", "inventor"]


@pytest.mark.parametrize("before", ["sep=,\n", 'Query: "pump, valve; x"\n2024-01-02\n\n'])
def test_lines_before_the_header(before: str, tmp_path: Path):
    text = before + table(["Title", "Publication number", "Inventor(s)"], ["T", "EP1 (B1)", "X"])
    (tmp_path / "x.csv").write_text(text)
    (found,) = parse_paths([tmp_path])
    assert (found.id, found.title[0].text) == ("EP1B1", "T")
    lies = re.search(r"(\d+) bytes from (\d+)", found.source.notes[0])
    row = text.encode()[int(lies[2]) : int(lies[2]) + int(lies[1])]
    assert row.strip() == b"T,EP1 (B1),X"


def test_columns_count_by_name_not_by_place():
    found = one(table(["Inventor(s)", "Publication number", "Title"], ["X", "EP1000000 (B1)", "T"]))
    assert (found.id, found.title[0].text, found.parties[0].name) == ("EP1000000B1", "T", "X")


def test_the_new_lens():
    header = ["#", "Jurisdiction", "Kind", "Display Key", "Lens ID", "Publication Date",
              "Publication Year", "Application Number", "Application Date", "Priority Numbers",
              "Title", "Abstract", "Applicants", "Inventors", "Owners", "IPCR Classifications",
              "NPL Citations", "Legal Status"]  # fmt: skip
    row = ["1", "US", "B2", "US 11234567 B2", "012-345", "2022-02-01", "2022", "US 202016999999 A",
           "2020-08-21", "US 202016999999 A;;US 201962888888 P", "Pump for water and oil",
           "A pump.", "ACME INC;;OTHER", "DOE JANE", "ACME INC (2020-09-01)", "F04B1/00;;F04B9/02",
           "Some, Journal; 2001;;Another", "ACTIVE"]  # fmt: skip
    found = one(table(header, row))
    assert (found.id, found.date, found.filing_date) == ("US11234567B2", "2022-02-01", "2020-08-21")
    assert found.application.number == "16999999"
    assert [p.number for p in found.priorities] == ["16999999", "62888888"]
    assert found.abstract[0].text == "A pump."
    assert [(p.role, p.name) for p in found.parties] == [
        ("applicant", "ACME INC"), ("applicant", "OTHER"), ("inventor", "DOE JANE"),
        ("assignee", "ACME INC")]  # fmt: skip
    assert [c.text for c in found.citations] == ["Some, Journal; 2001", "Another"]


def test_the_lens_dates_the_last_days_of_a_year_by_their_week():
    header = ["Jurisdiction", "Kind", "Publication Number", "Publication Date", "Publication Year",
              "Application Number", "Application Date", "Priority Numbers"]  # fmt: skip
    same = ["US", "A", "US 4632836 A", "30/12/87", "1986", "US 69912384 A", "31/12/85",
            "US 69912384 A 19841231"]  # fmt: skip
    other = [*same[:5], "US 69912384 A", "31/12/85", ""]
    first, second = items(table(header, same, other))
    assert (first.date, first.filing_date) == ("1986-12-30", "1984-12-31")
    assert (second.date, second.filing_date) == ("1986-12-30", None)
    assert any("31/12/85" in (gap.detail or "") for gap in second.gaps)


def test_patentscope_with_tabs():
    header = ["Application Id", "Application Number", "Application Date", "Publication Number",
              "Publication Date", "Country", "Title", "Abstract", "I P C", "Applicants",
              "Inventors", "Priorities Data", "National Phase Entries"]  # fmt: skip
    row = ["WO2020123456", "PCT/US2019/012345", "10.12.2019", "WO/2020/123456", "18.06.2020", "WO",
           "PUMPE", "Eine Pumpe.", "F04B 1/00; F04B 9/02", "ACME INC.; OTHER", "DOE, Jane",
           "62/778,899 12.12.2018 US", ""]  # fmt: skip
    national = ["US301234567", "16888777", "01.06.2020", "20210123456", "29.04.2021", "US", "Pump",
                "", "F04B 1/00", "ACME", "", "", ""]  # fmt: skip
    first, second = items(table(header, row, national, delimiter="\t"), "x.tsv")
    assert (first.id, first.date, first.kind) == ("WO2020123456", "2020-06-18", None)
    assert (first.application.number, first.filing_date) == ("PCT/US2019/012345", "2019-12-10")
    assert [(p.office, p.number, p.date) for p in first.priorities] == [
        ("US", "62778899", "2018-12-12")]  # fmt: skip
    assert [c.symbol for c in first.classifications] == ["F04B 1/00", "F04B 9/02"]
    assert (second.id, second.application.number) == ("US20210123456", "16888777")


def test_google_patents():
    text = "search URL:,https://patents.google.com/?q=(pump)\n" + table(
        ["id", "title", "assignee", "inventor/author", "priority date", "filing/creation date",
         "publication date", "grant date", "result link", "representative figure link"],
        ["US-20130317580-A1", "Pump", "ElectroCore, LLC", "Bruce J. Simon, John Doe, Jr.",
         "2009-03-20", "2013-04-28", "2013-11-28", "2016-02-09", "https://x", ""],
        ["scholar/123", "A paper", "", "", "", "", "2001-01-01", "", "", ""])  # fmt: skip
    found, failed = items(text)
    assert (found.id, found.date) == ("US20130317580A1", "2013-11-28")
    assert [(p.role, p.name) for p in found.parties] == [
        ("inventor", "Bruce J. Simon"), ("inventor", "John Doe, Jr."),
        ("assignee", "ElectroCore, LLC")]  # fmt: skip
    assert [(e.code, e.date) for e in found.events] == [("grant date", "2016-02-09")]
    assert {"filed 2013-04-28", "earliest: 2009-03-20"} <= {g.detail for g in found.gaps}
    assert (failed.code, failed.place) == ("IDENTITY_INCOMPLETE", "row 4")


def test_a_row_that_is_damaged_fails_alone():
    text = (
        "Title,Publication number,Inventor(s)\n"
        "One,EP1000000 (A1),X\n"
        "Two,EP1000001 (A1)\n"
        '"Never closed,EP1000002 (A1),X\n'
        "Four,none,X\n"
        "Five,EP1000004 (A1),X\n"
    )
    found = items(text)
    assert [p.id for p in found if isinstance(p, Publication)] == ["EP1000000A1", "EP1000004A1"]
    failures = [f for f in found if isinstance(f, Failure)]
    assert [(f.code, f.place) for f in failures] == [
        ("CONTENT_SYNTAX", "row 3"),
        ("CONTENT_SYNTAX", "row 4"),
        ("IDENTITY_INCOMPLETE", "row 5"),
    ]
    for failure in failures:
        lies = text.encode()[failure.offset : failure.offset + failure.length]
        assert lies == failure.data
        assert lies.endswith(b"\n")


@pytest.mark.parametrize("text", ["Title,Publication number,Inventor(s)\n", "search URL:,x\n"])
def test_a_list_without_rows_fails(text: str):
    (found,) = items(text)
    assert isinstance(found, Failure)
    assert found.code == "CONTENT_SYNTAX"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["13/04/2013", "03/04/2013"], ["2013-04-13", "2013-04-03"]),
        (["04/13/2013", "03/04/2013"], ["2013-04-13", "2013-03-04"]),
        (["03/04/2013", "05/06/2013"], ["2013", "2013"]),
        (["13/04/2013", "04/13/2013", "03/04/2013"], ["2013-04-13", "2013-04-13", "2013"]),
        (["20130413", "2013-04-03"], ["2013-04-13", "2013-04-03"]),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_whole_column(dates, expected):
    rows = [[f"EP100000{n} (A1)", date, "x"] for n, date in enumerate(dates)]
    found = items(table(["Publication number", "Publication date", "Inventor(s)"], *rows))
    assert [p.date for p in found] == expected


def test_other_tables_are_no_lists(tmp_path: Path):
    (tmp_path / "x.csv").write_text("name,value\na,1\n")
    assert list(parse_paths([tmp_path])) == []


def names(publication: Publication, role: str) -> list[str]:
    return [party.name for party in publication.parties if party.role == role]


def test_specimens_come_back_as_far_as_a_list_holds_them():
    """Not held: languages beyond the first, texts, agents, addresses, versions of symbols."""
    chosen = [p for p in demo() if p.title and p.title[0].lang == "en"]
    for publication in chosen:
        found = one(encode(publication, "lists"))
        for key in ("id", "date", "right", "stage"):
            assert getattr(found, key) == getattr(publication, key), (publication.id, key)
        assert found.title[0].text == publication.title[0].text
        assert [t.text for t in found.abstract] == [t.text for t in publication.abstract[:1]]
        for role in ("applicant", "inventor", "assignee"):
            assert names(found, role) == names(publication, role)
        for scheme in ("ipc", "cpc"):
            left, right = ({c.symbol for c in p.classifications if c.scheme == scheme}
                           for p in (found, publication))  # fmt: skip
            assert left == right
        assert found.filing_date == publication.filing_date
        assert len(found.priorities) == len(publication.priorities)
        assert [p.date for p in found.priorities] == [p.date for p in publication.priorities]
        if publication.office in {"US", "EP"} and publication.right != "design":
            assert found.application.number == publication.application.number
        assert len(found.citations) == len(publication.citations)


def test_golden():
    chosen = {p.office: p for p in reversed([*demo()])}
    goldens.check("lists", [one(encode(chosen[office], "lists")) for office in ("US", "EP", "KR")])
