"""Chinese lists in TRS text: records told apart in GBK, fields in any width, notices, refusals."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from parsers.check import problems
from parsers.formats.cn_provinces import country_and_province, province_of
from parsers.formats.trs_fields import Fields, decode
from parsers.model import LegalEvent, Notice, Publication, Text
from parsers.parse import parse_paths
from tests.parsers import chinese, goldens
from tests.parsers.rawxml import gaps, unmarked

BIBLIO = """<REC>
<申请号>=CN00814037.5
<名称>=流量控制方法
<主分类号>=H04L12/56
<分类号>=H04L12/56;H04L29/06
<申请（专利权）人>=甲公司;
乙大学
<发明(设计)人>=张三;李四
<公开（公告）日>=2002.11.13
<公开(公告)号>=CN1379939
<专利代理机构>=天津市三利专利商标代理有限公司12107
<代理人>=王五 赵六
<申请日>=2000.08.09
<地址>=100084 北京市海淀区清华园1号
<优先权>=1999.08.10 US 60/118,345;[32]1999.11.1[33]JP[31]2004-167151
<国际申请>=PCT/US00/21779 2000.8.9
<国际公布>=WO01/11837 英 2001.2.15
<进入国家日期>=2002.04.08
<国省代码>=美国;US
<分案原申请号>=95115608.X
<摘要>=本发明公开了
一种方法。
<主权项>=1、一种流量控制方法，其特征在于包括步骤一。
<页数>=12
"""


def one(text: str, encoding: str = "gb18030") -> Publication | Notice:
    (found,) = chinese.read(text.encode(encoding), "list.txt")
    assert isinstance(found, Publication | Notice)
    assert problems(found) == []
    return found


def publication(text: str, encoding: str = "gb18030") -> Publication:
    found = one(text, encoding)
    assert isinstance(found, Publication)
    return found


def test_publications_come_back():
    """Marks, parts of addresses, dates beyond the month and what a list has no field for: lost."""
    made = [p for p in chinese.inventions() if p.stage in {"application", "grant"}]
    assert len(made) > 20
    for whole in made:
        expected = unmarked(chinese.listed(whole))
        found = unmarked(publication(chinese.written(whole, "trs").decode("gb18030")))
        missing = tuple(gap for gap in found.gaps if gap.part != "title")
        changes = {"source": expected.source, "family": None, "family_basis": None, "gaps": ()}
        assert not missing
        expected = structs.replace(expected, **changes)
        assert structs.replace(found, **changes) == expected, whole.id


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.sampled_from("甲乙丙，。ABCαβ²℃é한國㐂<>&=;1. "), min_size=1, max_size=40))
def test_any_text_of_a_title(text: str):
    whole = chinese.inventions()[0]
    title = " ".join(re.sub(r"<(?=[A-Za-z])", "< ", f"一种{text}。").split())
    made = structs.replace(whole, title=(Text(lang="zh", text=title),))
    found = publication(chinese.written(made, "trs").decode("gb18030"))
    assert found.title == made.title


def test_every_field_of_a_bibliographic_record():
    found = publication(BIBLIO)
    assert (found.id, found.date, found.kind) == ("CN1379939", "2002-11-13", None)
    assert found.application is not None
    assert (found.application.number, found.application.date) == ("008140375", "2000-08-09")
    assert found.right == "invention"
    assert [(r.office, r.number, r.date) for r in found.priorities] == [
        ("US", "60118345", "1999-08-10"),
        ("JP", "2004167151", "1999-11-01"),
    ]
    assert [(r.relation, r.document.number) for r in found.related] == [
        ("division", "95115608X"),
        ("pct", "PCT/US00/21779"),
        ("pct", "2001011837"),
    ]
    assert [(c.symbol, c.position) for c in found.classifications] == [
        ("H04L 12/56", "first"),
        ("H04L 29/06", "later"),
    ]
    assert [(p.role, p.name, p.code) for p in found.parties] == [
        ("applicant", "甲公司", None),
        ("applicant", "乙大学", None),
        ("inventor", "张三", None),
        ("inventor", "李四", None),
        ("agency", "天津市三利专利商标代理有限公司", "12107"),
        ("agent", "王五", None),
        ("agent", "赵六", None),
    ]
    assert found.parties[0].country == "US"
    assert found.parties[0].postcode == "100084"
    assert found.abstract[0].text == "本发明公开了一种方法。"
    assert [claim.text for claim in found.claims] == ["一种流量控制方法，其特征在于包括步骤一。"]
    assert [(e.code, e.date) for e in found.events] == [("进入国家日期", "2002-04-08")]
    assert gaps(found) == {"claims": "not_in_source", "description": "not_in_source"}
    assert not found.source.notes


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig"])
def test_one_record_in_every_encoding(encoding: str):
    found = publication(BIBLIO.replace("\n", "\r\n"), encoding)
    assert structs.replace(found, source=found.source) == structs.replace(
        publication(BIBLIO), source=found.source
    )


def test_bytes_of_no_encoding_are_replaced_and_told():
    data = BIBLIO.encode("gb18030").replace("一种方法".encode("gb18030"), b"\xff\xff\x81")
    (found,) = chinese.read(data, "list.txt")
    assert isinstance(found, Publication)
    assert found.source.repaired
    assert found.source.notes[0] == "bytes that are no GB18030 were replaced"


def test_claims_go_on_over_lines_and_numbers_within_them_are_no_claims():
    text = BIBLIO.replace(
        "<主权项>=1、一种流量控制方法，其特征在于包括步骤一。",
        "<权利要求书>=1. 一种方法，包括：\n1.5mm的板；\n3. 步骤。\n2．如权利要求1所述的方法。",
    )
    found = publication(text)
    assert [claim.text for claim in found.claims] == [
        "一种方法，包括：1.5mm的板；3. 步骤。",
        "如权利要求1所述的方法。",
    ]
    assert found.claims[1].depends_on == (1,)


def test_a_description_has_headings_and_numbers():
    found = publication(BIBLIO + "<说明书>=技术领域\n[0001] 本发明涉及板。\n\n背景技术\n已知板。\n")
    assert [(s.kind, s.number, s.text) for s in found.description] == [
        ("heading", None, "技术领域"),
        ("paragraph", "0001", "本发明涉及板。"),
        ("heading", None, "背景技术"),
        ("paragraph", None, "已知板。"),
    ]


def test_a_design_has_a_locarno_class_and_a_brief_explanation():
    found = publication(
        "<REC>\n<申请号>=CN200630120144.7\n<名称>=灯\n<主分类号>=26-05\n<分类号>=26-05;26-04\n"
        "<专利权人>=甲\n<公告号>=CN300712345D\n<公告日>=2007.11.14\n<简要说明>=1.用途：照明。\n"
        "2.设计要点：形状。\n"
    )
    assert (found.id, found.right, found.stage) == ("CN300712345D", "design", "grant")
    assert [(c.scheme, c.symbol) for c in found.classifications] == [
        ("locarno", "26-05"),
        ("locarno", "26-04"),
    ]
    assert [s.text for s in found.description] == ["1.用途：照明。", "2.设计要点：形状。"]
    assert [(p.role, p.name) for p in found.parties] == [("assignee", "甲")]
    assert gaps(found) == {}


def test_legal_status_in_its_files_is_notices(tmp_path: Path):
    path = tmp_path / "FLZT.txt"
    path.write_bytes(chinese.written(chinese.notice(*chinese.EVENTS), "trs") * 2)
    found = [item for item in parse_paths([path]) if isinstance(item, Notice)]
    assert len(found) == 2 * len(chinese.EVENTS)
    for item, event in zip(found, chinese.EVENTS * 2, strict=True):
        assert item.application == chinese.APPLICATION
        assert item.events == (structs.replace(event, title=None),)


def test_announcements_of_one_day_and_several_in_one_field():
    found = one(
        "<REC>\n<申请（专利）号>=CN200510113767.6\n<法律状态信息>=法律状态公告日：20070418;法律状态："
        "公开;描述信息：公开;法律状态公告日：20070613;法律状态：实质审查的生效;描述信息：生效\n"
    )
    assert isinstance(found, Notice)
    assert [(e.code, e.date) for e in found.events] == [
        ("公开", "2007-04-18"),
        ("实质审查的生效", "2007-06-13"),
    ]


def test_announcements_within_a_bibliographic_record_are_its_events():
    said = "<法律状态>=法律状态公告日：20021113;法律状态：公开;描述信息：公开;\n"
    assert (
        LegalEvent(office="CN", code="公开", date="2002-11-13") in publication(BIBLIO + said).events
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<REC>\n<ApplyNum>=CN95115608\n<FeeType>=年费\n<Fee>=1200\n", "CONTENT_OTHER"),
        ("<REC>\n<类型>=FM\n<申请号>=CN95115608.X\n<图形路径>=a\n<翻页信息>=1\n", "CONTENT_OTHER"),
        ("<REC>\n<申请号>=CN95115608.X\n<名称>=灯\n", "IDENTITY_INCOMPLETE"),
        ("<REC>\n<法律状态公告日>=2013.01.02\n<法律状态>=公开\n", "IDENTITY_INCOMPLETE"),
        ("<REC>\n<申请号>=CN95115608.X\n<法律状态公告日>=?\n<法律状态>=公开\n", "CONTENT_SYNTAX"),
        ("<REC>\nno fields\n", "CONTENT_SYNTAX"),
    ],
)
def test_what_is_no_publication_and_no_notice(text: str, code: str):
    assert chinese.failure(text.encode("gb18030"), "list.txt").code == code


def test_records_are_split_where_a_line_begins_one(tmp_path: Path):
    """`<REC>` within a value is none; a file without them is passed over."""
    path = tmp_path / "list.TRS"
    quoted = BIBLIO.replace("一种方法。", "一种<REC>方法。\n <REC>x")
    path.write_bytes((quoted + "\n" + BIBLIO).encode("gb18030"))
    found = [*parse_paths([path])]
    assert [type(item) for item in found] == [Publication, Publication]
    assert found[1].source.offset == len((quoted + "\n").encode("gb18030"))
    other = tmp_path / "notes.txt"
    other.write_text("<REC> is how records begin", "utf-8")
    assert [*parse_paths([other])] == []


def test_fields_are_compared_in_one_width_and_all_that_is_unread_is_told():
    fields = Fields("<REC>\n<公开（公告）号>=CN1\n<怪字段>=x\n<空>=\n")
    assert fields.get("公开(公告)号") == "CN1"
    assert fields.unread() == ("怪字段",)
    assert decode("甲".encode("gbk")) == ("甲", False)


@pytest.mark.parametrize(
    ("address", "province"),
    [
        ("浙江省杭州市", "浙江省"),
        ("广东深圳市", "广东"),
        ("中国北京市海淀区", "北京市"),
        ("吉林市丰满区", None),
        ("吉林省吉林市", "吉林省"),
        ("海南藏族自治州", None),
        ("海南省海口市", "海南省"),
        ("内蒙古自治区包头市", "内蒙古自治区"),
        ("内蒙古包头市", "内蒙古"),
        ("日本京都府", None),
        (None, None),
    ],
)
def test_the_province_of_an_address(address: str | None, province: str | None):
    assert province_of(address) == province


def test_codes_of_countries_and_provinces():
    assert country_and_province("广东;44") == ("CN", "广东")
    assert country_and_province("44") == ("CN", "广东省")
    assert country_and_province("美国;US") == ("US", None)
    assert country_and_province("99") == (None, None)
    assert country_and_province(None) == (None, None)


def test_golden():
    notices = chinese.read(chinese.written(chinese.notice(chinese.EVENTS[2]), "trs"), "list.txt")
    whole = chinese.read(chinese.written(chinese.inventions()[0], "trs"), "list.txt")
    goldens.check("trs", [publication(BIBLIO), *whole, *notices])
