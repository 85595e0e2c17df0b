"""Announcements of the Chinese office: labels and values, their dates and names, what sort it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.formats.cn_events import (
    aggregated,
    event,
    is_aggregated,
    items,
    kind_of,
)

DAY = "2020-12-18"


def made(text: str, title: str = "专利权的转移", code: str | None = "TR01"):
    found = event(code, title, text, DAY)
    assert found is not None
    return found


@pytest.mark.parametrize("colon", ["：", ":"])
@pytest.mark.parametrize("mark", ["；", ";", " ", "\n", ""])
def test_labels_are_found_whatever_parts_them(colon: str, mark: str):
    pairs = [("登记生效日", "20201130"), ("变更前权利人", "甲公司"), ("变更后权利人", "乙公司")]
    found = made(mark.join(f"{label}{colon}{value}" for label, value in pairs))
    assert found.effective == "2020-11-30"
    assert (found.before, found.after) == (("甲公司",), ("乙公司",))
    assert (found.code, found.title, found.date) == ("TR01", "专利权的转移", DAY)


def test_several_owners_are_several_names_and_addresses_are_none_of_them():
    found = made(
        "专利申请权的转移 IPC(主分类):H04L 12/56 登记生效日:20201130;变更前申请人:甲;乙;"
        "变更后申请人:丙公司;变更前地址:北京市;变更后地址:上海市"
    )
    assert found.before == ("甲", "乙")
    assert found.after == ("丙公司",)
    assert "上海市" in (found.text or "")


def test_of_a_change_without_persons_all_values_are_kept():
    found = made(
        "变更事项:地址;变更前:北京市海淀区1号;变更后:北京市海淀区2号", "著录事项变更", "CP02"
    )
    assert found.before == ("北京市海淀区1号",)
    assert found.after == ("北京市海淀区2号",)


@pytest.mark.parametrize(
    ("text", "effective", "number"),
    [
        ("合同备案号:2011990000123;让与人:甲;受让人:乙;备案日期:20110304", "2011-03-04", "2011990000123"),
        ("登记号:2014990000456 登记生效日:20140304 出质人:甲 质权人:乙", "2014-03-04", "2014990000456"),
        ("申请日:20050101 授权公告日:20080101 终止日期:20120101", "2012-01-01", None),
        ("授权公告日:20080101 放弃生效日:20100317", "2010-03-17", None),
        ("决定号:12345;决定日:20100101;维持有效的权利要求:1-3", None, "12345"),
        ("实质审查的生效 IPC(主分类): H04M 3/487；申请日：20140529", None, None),
        ("登记生效日:99999999", None, None),
    ],
)  # fmt: skip
def test_day_of_effect_and_number(text: str, effective: str | None, number: str | None):
    found = made(text)
    assert (found.effective, found.number) == (effective, number)
    assert (found.before, found.after) == ((), ())


def test_a_licence_changes_no_owner():
    found = made("让与人:甲;受让人:乙;许可种类:独占许可", "专利实施许可合同备案的生效", "EE01")
    assert (found.before, found.after) == ((), ())
    assert [item.value for item in items(found.text or "")] == ["甲", "乙", "独占许可"]


def test_wrong_and_right_of_a_correction():
    found = made("卷:30 号:12 更正项目:发明人 误:张三 正:李四", "更正", "CD02")
    assert (found.before, found.after) == (("张三",), ("李四",))


def test_an_announcement_without_code_has_its_words_as_code():
    found = event(None, "公开", "公开", "2015-07-22")
    assert found is not None
    assert (found.code, found.title, found.text) == ("公开", None, None)
    assert event(None, None, "申请日:20140529", "2015-07-22") is None


def test_several_announcements_in_one_text():
    text = (
        "法律状态公告日：20150722;法律状态：公开;描述信息：公开;"
        "法律状态公告日:2015.11.02；法律状态:实质审查的生效；描述信息:实质审查的生效 IPC(主分类): "
        "G09G 5/10；申请日：20150408；法律状态公告日：unreadable;法律状态：授权"
    )
    first, second = aggregated(text)
    assert (first.code, first.date) == ("公开", "2015-07-22")
    assert (second.code, second.date) == ("实质审查的生效", "2015-11-02")
    assert second.text == "实质审查的生效 IPC(主分类): G09G 5/10；申请日：20150408"
    assert is_aggregated(text)
    assert not is_aggregated("登记生效日：20201130")


@pytest.mark.parametrize(
    ("code", "words", "kind"),
    [
        ("SE01", "实质审查的生效", "examination"),
        (None, "实质审查请求的生效", "examination"),
        (None, "专利权的无效、部分无效宣告", "partial_invalidity"),
        (None, "专利权的无效宣告(专利权全部无效)", "invalidity"),
        (None, "专利权的恢复(未缴年费终止后)", "restoration"),
        (None, "专利权的终止(①未缴年费专利权终止)", "lapse_fee"),
        (None, "专利权有效期届满", "expiry"),
        ("AV01", "避免重复授予专利权", "double_patenting"),
        ("AV01", "专利权的主动放弃", "surrender"),
        (None, "专利申请权的视为放弃", "deemed_abandonment"),
        (None, "发明专利申请公布后的视为撤回", "deemed_withdrawal"),
        (None, "被视为撤回的申请", "deemed_withdrawal"),
        (None, "发明专利申请公布后的撤回", "withdrawal"),
        (None, "专利实施许可合同备案的生效", "licence"),
        (None, "专利开放许可声明", "open_licence"),
        (None, "专利权质押合同登记的注销", "pledge"),
        (None, "文件的公告送达", "service"),
        ("GR01", None, "grant"),
        ("ZZ99", None, None),
    ],
)  # fmt: skip
def test_what_sort_of_announcement(code: str | None, words: str | None, kind: str | None):
    assert kind_of(code, words) == kind


@given(st.text(st.sampled_from("登记生效日变更前后权利人：:；; 0123456789甲乙\n()"), max_size=80))
def test_any_text_gives_items_that_stand_in_it(text: str):
    for label, value in items(text):
        assert label
        assert value in text
