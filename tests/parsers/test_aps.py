"""USPTO full text of 1976-2001: real files counted another way, written ones read back, variants."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from parsers.formats.aps_numbers import check_character, kind_of, patent_number
from parsers.formats.aps_parties import office
from parsers.model import Term
from parsers.parse import parse_paths
from parsers.specimens import encode
from parsers.specimens.encoders.aps import HEADER
from tests.parsers import goldens
from tests.parsers.rawxml import failure, gaps, one
from tests.parsers.usold import encodable, fixed, members, read_back, same, specimens

SAMPLES = ("US03937375", "US04347903")
TEXT = "(?:PA[CLR0-5]|STM)"


@pytest.fixture(params=SAMPLES)
def sample(request, shared_samples):
    path = shared_samples / "uspto-aps-greenbook" / "greenbook" / f"{request.param}.greenbook"
    return path.read_text("latin-1"), one(path.read_bytes())


def section(raw: str, *names: str) -> str:
    """The lines of these groups."""
    pattern = rf"^(?:{'|'.join(names)})\n((?:.{{3}} .*\n| .*\n)*)"
    return "".join(re.findall(pattern, raw, re.MULTILINE))


def fields(text: str, tag: str) -> list[str]:
    """The values of a tag with their continuation lines, white space gone."""
    found = re.findall(rf"^{tag}  (.*(?:\n .*)*)", text, re.MULTILINE)
    return ["".join(value.split()) for value in found]


def uncoded(text: str) -> str:
    return re.sub(r"\.su[bp]\.", "", "".join(text.split()))


@pytest.mark.shared
def test_texts_of_the_samples_by_another_count(sample):
    raw, found = sample
    described = section(raw, "BSUM", "DRWD", "DETD", "PARN", "GOVT")
    assert ["".join(s.text.split()) for s in found.description] == [
        uncoded(text) for text in fields(described, TEXT)
    ]
    assert len([s for s in found.description if s.kind == "heading"]) == len(
        fields(described, "PAC")
    )
    marks = sum(len(s.marks) for s in found.description)
    assert marks == len(re.findall(r"\.su[bp]\.", described))
    entries = re.split(r"^NUM.*\n", section(raw, "CLMS"), flags=re.MULTILINE)[1:]
    texts = ["".join(fields(entry, "PA[R1]")) for entry in entries]
    assert [f"{c.number}." + "".join(c.text.split()) for c in found.claims] == texts
    assert len(found.claims) == int(fields(raw, "NCL")[0])
    assert ["".join(t.text.split()) for t in found.abstract] == fields(section(raw, "ABST"), TEXT)


@pytest.mark.shared
def test_front_pages_of_the_samples_by_another_count(sample):
    raw, found = sample
    for role, group in (("inventor", "INVT"), ("assignee", "ASSG")):
        names = fields(section(raw, group), "NAM")
        assert [p.name.replace(" ", "") for p in found.parties if p.role == role] == [
            name.replace(";", ",") for name in names
        ]
    assert len([p for p in found.parties if p.role == "examiner"]) == len(fields(raw, "EX[AP]"))
    assert len([p for p in found.parties if p.role in {"agent", "agency"}]) == len(
        fields(raw, "FR[2M]")
    )
    assert [c.document.number for c in found.citations] == fields(
        section(raw, "UREF", "FREF"), "PNO"
    )
    assert len(found.classifications) == len(fields(section(raw, "CLAS"), "(?:OCL|XCL|ICL)"))


@pytest.mark.shared
def test_what_the_samples_say(shared_samples):
    found = {item.id: item for item in parse_paths([shared_samples / "uspto-aps-greenbook"])}
    assert set(found) == {"US3937375A", "US4347903A"}
    first, second = found["US3937375A"], found["US4347903A"]
    assert (first.date, first.right, first.stage) == ("1976-02-10", "invention", "grant")
    assert (first.application.number, first.application.raw) == ("05518454", "5184541")
    assert [(c.scheme, c.symbol, c.position) for c in first.classifications] == [
        ("ipc", "B60R 9/00", "first"), ("uspc", "224/42.07", "first"), ("uspc", "214/450", "later"),
    ]  # fmt: skip
    assert first.source.notes == ("the kind A is not in the file: it follows from number and date",)
    assert [(p.office, p.raw, p.date) for p in second.priorities] == [
        ("JP", "53/84696", "1978-07-10")
    ]
    assert [r.document.number for r in second.related] == ["PCT/JP79/00178", "1980000272"]
    assert {p.country for p in second.parties if p.role in {"inventor", "assignee"}} == {"JP"}
    examiner = second.parties[-1]
    assert (examiner.family, examiner.given, examiner.code) == ("Miller, Jr.", "George H.", "211")
    assert second.claims[2].depends_on == (1,)
    assert [(e.code, e.date) for e in second.events] == [
        ("PD1", "1980-03-10"), ("PD2", "1980-02-05"),
    ]  # fmt: skip


def test_every_specimen_comes_back():
    written = [fixed(p) for p in specimens("BS")]
    written = [p for p in written if encodable(p)]
    assert len(written) > 15
    for expected in written:
        same(expected, read_back(expected, "aps"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(index=st.integers(0, 151), seed=st.integers(2, 2**31))
def test_any_specimen_comes_back(index, seed):
    for specimen in members(index, seed):
        expected = fixed(specimen) if specimen.kind[0] in "BS" else None
        if expected and encodable(expected):
            same(expected, read_back(expected, "aps"))


def test_golden():
    expected = min((fixed(p) for p in specimens("B")), key=lambda p: len(p.description))
    goldens.check("aps", [read_back(expected, "aps")])


def test_a_weekly_file_holds_many_behind_its_header(tmp_path):
    chosen = [structs.replace(fixed(p), priorities=()) for p in [*specimens("B")][:3]]
    patents = [encode(p, "aps") for p in chosen]
    path = tmp_path / "pftaps19980602_wk22.txt"
    header = HEADER.format("980602").encode()
    path.write_bytes((header + b"".join(patents)).replace(b"\n", b"\r\n"))
    found = [*parse_paths([path])]
    assert [p.id for p in found] == [p.id for p in chosen]
    assert [p.source.length for p in found] == [len(p.replace(b"\n", b"\r\n")) for p in patents]
    for item in found:
        assert path.read_bytes()[item.source.offset :].startswith(b"PATN\r\nWKU")
        assert item.source.file == str(path)


@pytest.mark.parametrize(
    ("number", "check"),
    [
        ("03932709", "4"), ("03937375", "4"), ("04347903", "0"), ("D0452059", "9"), ("D0367151", "8"),
        ("D0268142", "0"), ("04375702", "2"), ("518454", "1"), ("192529", "6"), ("031745", "4"),
        ("134881", "7"), ("500649", "&"),
    ],
)  # fmt: skip
def test_check_characters_of_real_numbers(number, check):
    assert check_character(number) == check


def test_a_wrong_check_character_is_noted_and_cut():
    assert patent_number("039373754") == ("3937375", ())
    number, notes = patent_number("039373755")
    assert (number, notes) == (
        "3937375", ("the check character of WKU 039373755 is 5, computed 4",)
    )  # fmt: skip
    number, notes = patent_number("03937375")
    assert (number, len(notes)) == ("3937375", 1)


@pytest.mark.parametrize(
    ("number", "date", "kind"),
    [
        ("3937375", "1976-02-10", "A"), ("D268142", "1983-03-08", "S"), ("RE28967", "1976-09-14", "E"),
        ("PP4710", "1981-05-05", "P"), ("H1", "1985-12-03", "H"), ("T956001", "1977-03-01", None),
        ("6200000", "2001-03-13", None), ("PP12345", "2002-01-01", None), ("D452059", "2001-12-18", "S1"),
        ("6167568", None, "A"), ("6167569", None, None), ("D268142", None, None),
        ("RE37123", "2001-03-27", "E1"), ("H1999", "2001-11-06", "H1"),
    ],
)  # fmt: skip
def test_kinds_follow_from_number_and_date(number, date, kind):
    assert kind_of(number, date) == kind


def aps(*lines: str, wku: str = "039373754", isd: str = "19760210", more: tuple[str, ...] = ()):
    head = (
        "PATN",
        f"WKU  {wku}",
        "SRC  5",
        "APN  5184541",
        "APD  19741029",
        "TTL  Lamp",
        f"ISD  {isd}",
    )
    return one("\n".join((*head, *more, *lines)).encode("latin-1") + b"\n", "x.txt")


@pytest.mark.parametrize(
    ("wku", "isd", "apt", "expected", "right"),
    [
        ("D02681420", "19830308", "4", "USD268142S", "design"),
        ("RE0289679", "19760914", "2", "USRE28967E", "invention"),
        ("PP0047102", "19810505", "6", "USPP4710P", "plant"),
        ("H00000010", "19851203", "7", "USH1H", "other"),
        ("T09560011", "19770301", "5", "UST956001", "other"),
        ("061999990", "20010313", "1", "US6199999", "invention"),
    ],
)
def test_kinds_of_patents(wku, isd, apt, expected, right):
    found = aps(wku=wku, isd=isd, more=(f"APT  {apt}",))
    assert (found.id, found.right) == (expected, right)
    derived = [note for note in found.source.notes if note.startswith("the kind")]
    assert bool(derived) is (found.kind is not None)


def test_designs_have_their_own_classes_and_claim():
    found = aps(
        "CLAS", "OCL  D 2 27", "ICL  D0202", "DRWD", "PAL  FIG. 1 is a front view; and", "PAL  FIG. 2 a top",
        "      view.", "DCLM", "PAR  The ornamental design for a lamp, as", "      shown.",
        wku="D02681420", isd="19830308", more=("TRM  14", "DCD  19970304"),
    )  # fmt: skip
    assert found.term == Term(years=14, disclaimer="Disclaimed after 1997-03-04.")
    assert [(c.scheme, c.symbol) for c in found.classifications] == [
        ("locarno", "02-02"), ("uspc", "D2/27"),
    ]  # fmt: skip
    assert [(c.number, c.text) for c in found.claims] == [
        (1, "The ornamental design for a lamp, as shown.")
    ]
    assert [(s.text, s.part) for s in found.description] == [
        ("FIG. 1 is a front view; and", "drawings"), ("FIG. 2 a top view.", "drawings"),
    ]  # fmt: skip
    assert gaps(found) == {"abstract": "not_in_source"}


def test_names_and_their_traps():
    found = aps(
        "INVT", "NAM  Love, Jr.; John J.", "CTY  Troy", "STA  NY", "INVT", "NAM  Roe, deceased; Richard",
        "CTY  late of Ghent", "CNT  BEX", "INVT", "NAM  Roe, executrix; by Jane", "INVT", "NAM  Sukarno",
        "CNT  IDX", "INVT", "NAM  Hansen; Ib; III", "CTY  K.o slashed.benhavn", "CNT  DKX",
        "ASSG", "NAM  Matsushita Electric Co.; Ltd.", "CNT  JPX", "COD  03", "ASSG", "NAM  Doe; John",
        "COD  04", "ASSG", "NAM  Acme Corp.", "STA  DE", "ASSG", "NAM  Solo", "COD  05",
        "LREP", "FRM  Low & Day", "FR2  Low; Ann B.", "AGT  Day; Bo", "ATT  Smith, Smith and Jones",
        more=("EXP  Claffy; Kathleen H.", "EXA  Stellar; George G.", "ART  232"),
    )  # fmt: skip
    assert [(p.role, p.name, p.country, p.organisation, p.sequence) for p in found.parties] == [
        ("applicant", "Roe, executrix, by Jane", None, False, 1),
        ("inventor", "Love, Jr., John J.", "US", False, 1),
        ("inventor", "Roe, Richard", "BE", False, 2),
        ("inventor", "Sukarno", "ID", False, 3),
        ("inventor", "Hansen, Ib, III", "DK", False, 4),
        ("assignee", "Matsushita Electric Co., Ltd.", "JP", True, 1),
        ("assignee", "Doe, John", None, False, 2),
        ("assignee", "Acme Corp.", "US", True, 3),
        ("assignee", "Solo", None, False, 4),
        ("agency", "Low & Day", None, True, 1),
        ("agent", "Low, Ann B.", None, False, 2),
        ("agent", "Day, Bo", None, False, 3),
        ("agency", "Smith, Smith and Jones", None, True, 4),
        ("examiner", "Claffy, Kathleen H.", None, False, None),
        ("examiner", "Stellar, George G.", None, False, None),
    ]
    assert found.parties[4].city == "København"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("JPX", "JP"),
        ("GB2", "GB"),
        ("DTX", "DE"),
        ("UKX", "GB"),
        ("DE", "DE"),
        ("", None),
        ("1", None),
    ],
)
def test_countries(code, expected):
    assert office(code) == expected


def test_earlier_cases():
    """Codes 71 and 72 are known; what other codes mean is told by the text."""
    found = aps(
        "RLAP", "COD  72", "APN  351745", "APD  19730416", "PSC  03",
        "RLAP", "COD  71", "APN  1925296", "PNO  3900001", "ISD  19750819",
        "RLAP", "COD  74", "APN  123456", "RLAP", "COD  82", "APN  654321",
        "REIS", "COD  50", "APN  222222", "PNO  3800000", "ISD  19740326",
        "PARN", "PAR  This is a continuation of Ser. No. 351,745, and a division of application",
        "      Ser. No. 123,456, filed Jan. 1, 1970.",
    )  # fmt: skip
    assert [(r.relation, r.document.number) for r in found.related] == [
        ("continuation_in_part", "05351745"),
        ("continuation", "192529"),
        ("continuation", "3900001"),
        ("division", "123456"),
        ("other", "654321"),
        ("reissue", "222222"),
        ("reissue", "3800000"),
    ]
    assert "the relation 82 to an earlier case is unknown" in found.source.notes


def test_citations_and_priorities():
    found = aps(
        "PRIR", "CNT  DTX", "APD  19730102", "APN  2300123", "PRIR", "CNT  GBX", "APD  19730103",
        "UREF", "PNO  D245239", "ISD  19770800", "NAM  Miller", "XCL  D11 87", "UREF", "PNO  Re28,123",
        "UREF", "PNO  3113789", "FREF", "PNO  1,179,585", "ISD  19700100", "CNT  UKX", "FREF", "PNO  52-12345",
        "ISD  19770100", "CNT  JPX", "FREF", "PNO  77", "OREF", "PAL  A. Low, Lamps of .alpha.-rays,",
        "      1975.", "PAL  B. Day, Lights.",
    )  # fmt: skip
    assert [(p.office, p.number) for p in found.priorities] == [("DE", "2300123")]
    assert [g.detail for g in found.gaps if g.part == "priorities"] == ["GBX 19730103"]
    shown = [
        (c.document.office, c.document.number) if c.document else c.text for c in found.citations
    ]
    assert shown == [
        ("US", "D245239"), ("US", "RE28123"), ("US", "3113789"), ("GB", "1179585"), ("JP", "S5212345"),
        "77", "A. Low, Lamps of α-rays, 1975.", "B. Day, Lights.",
    ]  # fmt: skip
    assert found.citations[0].document.date == "1977-08"


def test_tables_equations_and_structures():
    found = aps(
        "DETD", "PAC  EXAMPLES", "TBL  TABLE 1", "     __________________", "     Ex.   R.sup.1      Yield",
        "     __________________", "     1     CH.sub.3     50", "", "     2     H            60",
        "     __________________", "PAR  The acid ##STR1## is made.", "EQU  ##EQU1##", "EQU  E=m.sup.2",
        "PA1  Then heat.",
    )  # fmt: skip
    assert [(s.kind, s.text) for s in found.description] == [
        ("heading", "EXAMPLES"),
        ("table", "TABLE 1\nEx. | R1 | Yield\n1 | CH3 | 50\n2 | H | 60"),
        ("paragraph", "The acid is made."),
        ("formula", "E=m2"),
        ("paragraph", "Then heat."),
    ]
    table = found.description[1]
    assert [table.text[low:high] for _, low, high in table.marks] == ["1", "3"]
    assert [(kind, table.text[low - 2 : low]) for kind, low, _ in table.marks] == [
        ("sup", " R"), ("sub", "CH"),
    ]  # fmt: skip
    assert {s.part for s in found.description} == {"examples"}
    (pictured,) = [gap for gap in found.gaps if gap.part == "pictures_in_text"]
    assert pictured.detail == "2: STR1, EQU1"


def test_claims_with_and_without_their_tags():
    tagged = aps(
        "CLMS", "STM  I claim:", "NUM  1.", "PAR  1. A lamp having", "PA1  a CO.sub.2 bulb.", "NUM  2.",
        "PAR  .[.2. A lamp as in claim 1..].", "NUM  3.", "PAR  3. A lamp as in claim 1 .Iadd.or 2.Iaddend..",
    )  # fmt: skip
    plain = aps("CLMS", "PAR  1. A lamp.", "PAR  2. A lamp as in claim 1.", "PA1  It is lit.")
    assert [(c.number, c.text, c.depends_on, c.canceled) for c in tagged.claims] == [
        (1, "A lamp having a CO2 bulb.", (), False),
        (2, "[A lamp as in claim 1.]", (1,), True),
        (3, "A lamp as in claim 1 or 2.", (1, 2), False),
    ]
    assert tagged.claims[0].marks == (("sub", 18, 19),)
    assert [(c.number, c.text) for c in plain.claims] == [
        (1, "A lamp."), (2, "A lamp as in claim 1. It is lit."),
    ]  # fmt: skip


def test_parts_in_the_order_of_the_file_and_unknown_groups():
    found = aps(
        "ABST", "PAL  A lamp.", "PARN", "PAR  One.", "GOVT", "PAR  Two.", "BSUM", "PAC  BACKGROUND", "PAR  Three.",
        "DNA in a line that is not indented", "DRWD", "PAR  Four.", "XTRA", "PAR  Five.", "DETD", "PAR  Six.",
    )  # fmt: skip
    assert [(s.text, s.part) for s in found.description] == [
        ("One.", "related"), ("Two.", "government"), ("BACKGROUND", "background"),
        ("Three. DNA in a line that is not indented", "background"), ("Four.", "drawings"),
        ("Five.", None), ("Six.", "embodiments"),
    ]  # fmt: skip
    assert "groups of an unknown kind stand in the description: XTRA" in found.source.notes
    assert [t.text for t in found.abstract] == ["A lamp."]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PATN\nTTL  Lamp\n", "IDENTITY_INCOMPLETE"),
        (b"PATN\nWKU  unreadable\n", "IDENTITY_INCOMPLETE"),
        (b"PATN\nWKU  039373754\0\n", "CONTENT_SYNTAX"),
        (b"PATN\n     lost line\nWKU  039373754\n", "CONTENT_SYNTAX"),
    ],
)
def test_damage_has_a_name(data, code):
    assert failure(data).code == code
