"""Applications as filed with CNIPA: whose they are, their parts, the request, what is refused."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from parsers.check import problems
from parsers.model import DocumentId, Publication
from parsers.parse import parse_paths
from tests.parsers import chinese, goldens
from tests.parsers.rawxml import blocks, gaps, letters, read, starts, unmarked

FOLDER = "case/2018103922220/100001-/DA1.xml"
CLAIMS = """<cn-claims>{}<claim num="1"><claim-text>一种板，<br/>
包括层。</claim-text><claim-text><pb pnum="2"/>所述层为<sub>2</sub>。</claim-text></claim>
<claim id="cl002" num="2"><claim-text>根据权利要求<claim-ref idref="cl001">1</claim-ref>所述的板。
</claim-text></claim></cn-claims>"""


def body(content: str, reference: str = "") -> bytes:
    return (
        '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE cn-application-body SYSTEM '
        '"/dtdandxsl/cn-application-body-20080416.dtd"[]><?xml-stylesheet type="text/xsl" '
        f'href="/x.xsl"?><cn-application-body lang="zh" country="CN">{reference}{content}'
        "</cn-application-body>"
    ).encode()


def one(data: bytes, file: str = FOLDER, member: str | None = None) -> Publication:
    (found,) = chinese.read(data, file, member)
    assert isinstance(found, Publication)
    assert problems(found) == []
    return found


def test_applications_come_back():
    made = [p for p in chinese.inventions() if len((p.application or p).number) == 13]
    assert len(made) > 20
    for whole in made:
        expected = unmarked(chinese.filed(whole))
        found = unmarked(one(chinese.written(whole, "cnfile"), "x.xml"))
        same = {"source": expected.source, "family": None, "family_basis": None, "gaps": ()}
        flat = tuple(
            structs.replace(s, number=None if s.kind == "heading" else s.number)
            for s in expected.description
        )
        kept = tuple(structs.replace(s, level=None) for s in found.description)
        expected = structs.replace(expected, **same, description=flat)
        assert structs.replace(found, **same, description=kept) == expected, whole.id


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from("甲乙丙，。ABC<>&αβ²1 "), min_size=1, max_size=200))
def test_any_text_comes_back_however_its_lines_are_broken(text: str):
    said = " ".join(f"一种{text}。".split())
    whole = chinese.inventions()[-1]
    claim = structs.replace(whole.claims[0], text=said, depends_on=())
    made = structs.replace(whole, claims=(claim,))
    found = one(chinese.written(made, "cnfile"), "2018103922220.xml")
    assert [claim.text for claim in found.claims] == [said]


@pytest.mark.parametrize(
    ("file", "member"),
    [
        (FOLDER, None),
        ("case\\2018103922220\\100001.xml", None),
        ("CN201810392222.0.zip", "100001/100001.xml"),
        ("2018103922221/cases.zip", "2018103922220/100001/1.xml"),
        ("ZL2018103922220_claims.xml", None),
    ],
)
def test_the_number_of_the_path_is_the_identity(file: str, member: str | None):
    found = one(body(CLAIMS), file, member)
    assert found.id == "CN2018103922220"
    assert DocumentId.parse(found.id) == found.document_id
    assert (found.kind, found.date, found.right, found.stage) == (None, None, "invention", "other")
    assert found.application is not None
    assert found.application.number == "2018103922220"


def test_the_number_in_the_file_counts_more_than_its_folder():
    reference = (
        '<application-reference appl-type="20"><document-id><country>CN</country><doc-number>'
        "202120797205.2</doc-number><date>20210419</date></document-id></application-reference>"
    )
    found = one(body(CLAIMS, reference))
    assert (found.number, found.right) == ("2021207972052", "utility_model")
    assert found.application is not None
    assert found.application.date == "2021-04-19"


def test_a_number_that_ends_in_x_stays_whole():
    found = one(body(CLAIMS), "200620138175X/1.xml")
    assert found.id == "CN200620138175X"
    assert DocumentId.parse(found.id) == found.document_id


@pytest.mark.parametrize("file", ["100001.xml", "2018103922221/1.xml", "DA2018103922220/1.xml"])
def test_a_part_of_nobody_is_refused(file: str):
    failure = chinese.failure(body(CLAIMS), file)
    assert failure.code == "IDENTITY_INCOMPLETE"
    assert "folder" in failure.message


def test_lines_pages_and_parts_of_a_claim():
    found = one(body(CLAIMS))
    assert [claim.text for claim in found.claims] == [
        "一种板，包括层。 所述层为2。",
        "根据权利要求1所述的板。",
    ]
    assert found.claims[1].depends_on == (1,)
    assert found.source.notes == ("as filed, not as published: part 100001",)
    assert set(gaps(found)) == {"title", "abstract", "description"}


def test_paragraphs_without_a_number_and_remarks_of_clerks():
    found = one(
        body(
            "<description><invention-title>板<br/></invention-title>"
            '<heading id="h0001" level="2">技术领域</heading><p id="p0001" num="0001" Italic="0">'
            "本发明涉及板。</p><p id='l0001' num='XXXX' Italic='0'>未编号"
            "<cn-abnormal-formats><cn-abnormal-format id='a' cn-abnormal-format-type='1'>"
            "<cn-operator-note>看不清</cn-operator-note></cn-abnormal-format>"
            "</cn-abnormal-formats>的段落。</p><technical-field><p num='0002' Italic='0'>另一段。"
            "</p></technical-field></description>"
        )
    )
    assert [(s.kind, s.number, s.text) for s in found.description] == [
        ("heading", None, "技术领域"),
        ("paragraph", "0001", "本发明涉及板。"),
        ("paragraph", None, "未编号的段落。"),
        ("paragraph", "0002", "另一段。"),
    ]
    assert found.title[0].text == "板"


def test_figures_and_that_of_the_abstract():
    figure = (
        '<figure num="0001" figure-labels="图1"><img file="a.jpg" wi="99" he="97" '
        'img-format="jpg"/></figure>'
    )
    both = f"<cn-drawings>{figure}</cn-drawings><cn-abstract><p num='1' Italic='0'>摘要。</p>"
    found = one(body(f"{both}<cn-abst-figure>{figure}</cn-abst-figure></cn-abstract>"))
    assert [(d.number, d.file, d.width) for d in found.drawings] == [("1", "a.jpg", 99)]
    assert [text.text for text in found.abstract] == ["摘要。"]
    alone = one(body(f"<cn-abstract><cn-abst-figure>{figure}</cn-abst-figure></cn-abstract>"))
    assert len(alone.drawings) == 1
    assert gaps(alone)["abstract"] == "not_in_source"


def test_scanned_pages_wait_for_a_reader():
    found = one(body('<description><doc-page file="1.tif" he="1" wi="1"/></description>'))
    assert found.needs_ocr
    assert gaps(found)["description"] == "scan_only"


def test_amended_claims_are_a_set_of_their_own():
    found = one(body(CLAIMS), "2018103922220/150127/150127.xml")
    assert not found.claims
    (amended,) = found.claim_sets
    assert (amended.status, len(amended.claims)) == ("amended", 2)
    assert "amended under Article 19 of the PCT" in found.source.notes


REQUEST = """<?xml version="1.0" encoding="{encoding}"?>
<发明专利请求书><申请号>201810392222.0</申请号><申请日>2018年4月27日</申请日><发明名称>板</发明名称>
<发明人><第一发明人><姓名>张三</姓名><身份证件号码>110101199001010000</身份证件号码></第一发明人>
<其他发明人><姓名>李四</姓名></其他发明人><其他发明人><姓名/></其他发明人></发明人>
<申请人><第一申请人><姓名或名称>甲公司</姓名或名称><国籍或总部所在地>CN</国籍或总部所在地>
<省自治区直辖市名称>北京市</省自治区直辖市名称><市县名称/>
<城区乡街道门牌号>海淀区1号</城区乡街道门牌号><邮政编码>100084</邮政编码><电话>010</电话></第一申请人></申请人>
<专利代理机构><名称>某代理公司</名称><代码>11001</代码><代理人><姓名>王五</姓名></代理人></专利代理机构>
<分案申请><原案申请号>201510163325.6</原案申请号></分案申请>
<要求优先权声明><优先权项><原受理机构名称>US</原受理机构名称><在先申请日><年>2017</年><月>04</月>
<日>28</日></在先申请日><在先申请号>62/491,001</在先申请号></优先权项><优先权项/></要求优先权声明>
</发明专利请求书>"""


@pytest.mark.parametrize("encoding", ["UTF-8", "GB2312"])
def test_the_request_has_parties_and_claims_to_priority(encoding: str):
    found = one(REQUEST.format(encoding=encoding).encode(encoding.lower()), "110101/110101.xml")
    assert (found.id, found.title[0].text) == ("CN2018103922220", "板")
    assert found.application is not None
    assert found.application.date == "2018-04-27"
    assert [(p.role, p.name, p.sequence, p.code) for p in found.parties] == [
        ("applicant", "甲公司", 1, None),
        ("inventor", "张三", 1, None),
        ("inventor", "李四", 2, None),
        ("agency", "某代理公司", None, "11001"),
        ("agent", "王五", 1, None),
    ]
    first = found.parties[0]
    assert (first.country, first.state, first.postcode) == ("CN", "北京市", "100084")
    assert [(r.office, r.number, r.date) for r in found.priorities] == [
        ("US", "62491001", "2017-04-28")
    ]
    assert [r.document.number for r in found.related] == ["2015101633256"]
    assert "1990" not in str(found)


def test_a_package_of_parts_in_an_archive(tmp_path: Path):
    path = tmp_path / "201810392222.0.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("100001/100001.xml", body(CLAIMS))
        archive.writestr("List.xml", "<data-bus/>")
    first, second = parse_paths([path])
    assert isinstance(first, Publication)
    assert first.number == "2018103922220"
    assert second.code == "FORMAT_UNKNOWN"


@pytest.mark.shared
def test_the_sample_parts_are_read_to_the_last_letter(shared_samples: Path):
    """Each part compared with what its raw bytes say, as a file and within its archive."""
    folder = shared_samples / "cn-eapplication-xml"
    found = [item for item in parse_paths([folder]) if isinstance(item, Publication)]
    assert len(found) == 9
    assert {item.id for item in found} == {"CN2018103922220"}
    plain = {Path(item.source.file).stem: item for item in found if not item.source.member}
    packed = {Path(item.source.file).stem: item for item in found if item.source.member}
    assert set(plain) < set(packed)
    for name, item in plain.items():
        same = structs.replace(packed[name], source=item.source)
        assert same == item
        raw = read(Path(item.source.file))
        assert len(item.claims) == len(starts(raw, "claim"))
        for claim, text in zip(item.claims, blocks(raw, "claim"), strict=True):
            assert letters(claim.text) == letters(text)
        paragraphs = blocks(raw.partition("<cn-abstract>")[0], "p")
        headings = blocks(raw, "heading")
        pictures = [text for text in paragraphs if not letters(text)]
        assert len(item.description) == len(paragraphs) + len(headings) - len(pictures)
        kept = [letters(text) for text in paragraphs if letters(text)]
        assert [letters(s.text) for s in item.description if s.kind == "paragraph"] == kept
        assert [letters(s.text) for s in item.description if s.kind == "heading"] == [
            letters(text) for text in headings
        ]
        assert len(item.drawings) == len(starts(raw, "figure"))
    abstract = plain["DA000164371420"]
    raw = read(Path(abstract.source.file))
    assert letters(abstract.abstract[0].text) == letters(raw.partition("<cn-abstract>")[2])
    assert [d.file for d in packed["SA000016835884"].drawings] == ["HDA0001643714190000011.jpg"]


def test_golden():
    newest = chinese.inventions()[-1]
    request = REQUEST.format(encoding="UTF-8").encode()
    parts = [one(chinese.written(newest, "cnfile"), "x.xml"), one(request, "110101.xml")]
    goldens.check("cnfile", parts)
