"""Announcements of the Chinese office about a right: words of the gazettes, and what they hold.

The information printed with an announcement is a run of labels and values
(`登记生效日：20201130；变更前权利人：甲；变更后权利人：乙`), with full-width or half-width marks
between them, blanks, or nothing. Several announcements can stand in one text, each beginning
with its `法律状态公告日` (Guidelines for Examination, part V, chapter 8, 1.3.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Literal, NamedTuple
from unicodedata import normalize

from parsers.dates import parse_date
from parsers.model import LegalEvent
from parsers.text import clean

Kind = Literal[
    "publication", "examination", "grant", "refusal", "withdrawal", "deemed_withdrawal",
    "deemed_abandonment", "lapse_fee", "expiry", "surrender", "double_patenting", "invalidity",
    "partial_invalidity", "revocation", "restoration", "term", "transfer", "change", "licence",
    "pledge", "preservation", "open_licence", "compulsory_licence", "service", "correction",
    "declassification",
]  # fmt: skip


class Item(NamedTuple):
    label: str
    value: str


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_EFFECTIVE = _words(
    "登记生效日 权利转移登记日 放弃生效日 专利权终止日期 专利权终止日 终止日期 终止日 "
    "专利开放许可声明生效日 声明生效日 撤回生效日 生效日期 生效日 质押登记日 变更登记日 "
    "变更日期 变更日 解除日期 解除日 注销日期 注销日 备案日期 备案日"
)
"""Labels of the day from which an announcement holds, the surest first."""
_NUMBERS = _words(
    "无效宣告决定号 复审决定号 审查决定号 决定号 合同备案号 备案号 质押登记号 登记号 "
    "专利开放许可声明编号 声明编号"
)
_OTHERS = _words(
    "IPC(主分类) IPC（主分类） 主分类号 分类号 申请号 专利号 申请日 公开日 公布日 申请公布日 "
    "申请公开日 公开(公告)日 授权公告日 授权日 公告日 发明名称 专利名称 名称 变更事项 变更项目 "
    "变更项 让与人 受让人 许可人 被许可人 许可种类 出质人 质权人 决定日 无效宣告决定日 审查决定日 "
    "维持有效的权利要求 原决定名称 原决定公告日 收件人 文件名称 更正项目 卷 号 页码 原公告卷号 "
    "误 正 更正前 更正后 原专利权期满终止日 现专利权期满终止日 药品名称 适应症 "
    "许可使用费支付方式和标准 许可期限届满日 许可期限 联系方式 专利权人 申请人 "
    "号牌文件类型代码 号牌文件序号"
)
_CHANGED = r"变更[前后][\u4e00-\u9fff]{0,12}"
_SURE = 3
"""Characters from which on a known label needs no mark before it."""


def _either(labels: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(labels, key=len, reverse=True)))


_KNOWN = {*_EFFECTIVE, *_NUMBERS, *_OTHERS}
_LABEL = re.compile(
    rf"(?:({_CHANGED}|{_either(label for label in _KNOWN if len(label) >= _SURE)})"
    rf"|(?:^|(?<=[\s；;，,。|]))({_either(label for label in _KNOWN if len(label) < _SURE)})"
    rf"|(?:^|(?<=[；;]))\s*([\u4e00-\u9fff（）()]{{2,16}}))\s*[：:]\s*"
)
"""A known label, short ones behind a mark or blank only; any other behind a semicolon only."""
_MARKS = "；;，,。| \u3000"
_SEVERAL = re.compile(r"\s*[；;]\s*")
_BEGINS = re.compile(r"法律状态公告日\s*[：:]")
_PARTS = re.compile(r"(?:^|(?<=[；;\s]))(法律状态公告日|法律状态|描述信息|法律状态信息)\s*[：:]")


def items(text: str) -> tuple[Item, ...]:
    """Labels and values of an information text, in order; marks around values are cut off."""
    found = [*_LABEL.finditer(text)]
    made = []
    for place, match in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(text)
        value = text[match.end() : end].strip(_MARKS)
        label = (match[1] or match[2] or match[3]).replace("（", "(").replace("）", ")")
        if value:
            made.append(Item(label, value))
    return tuple(made)


def event(code: str | None, title: str | None, text: str | None, date: str) -> LegalEvent | None:
    """One announcement; None without code and words. `date` is that of the announcement, ISO.

    Where the source has no code, the words of the announcement are the code.
    """
    words, said = one_line(title) or None, one_line(text) or None
    mark = code or words
    if mark is None:
        return None
    read = items(said) if said else ()
    before, after = _changes(read)
    return LegalEvent(
        office="CN",
        code=mark,
        date=date,
        text=said if said != words else None,
        title=words if words != mark else None,
        effective=_first_date(read),
        number=_first(read, _NUMBERS),
        before=before,
        after=after,
    )


def one_line(text: str | None) -> str:
    """The text with blanks for its line breaks: these part items, even between Chinese words."""
    return clean(" ".join(line.strip() for line in (text or "").splitlines()))


def _first(read: Iterable[Item], labels: Iterable[str]) -> str | None:
    by_label: dict[str, str] = {}
    for label, value in read:
        by_label.setdefault(label, value)
    return next((by_label[label] for label in labels if label in by_label), None)


def _first_date(read: tuple[Item, ...]) -> str | None:
    printed = _first(read, _EFFECTIVE)
    date = parse_date(printed, "CN") if printed else None
    return date if date and "1985" <= date <= f"{datetime.now(UTC).year + 1}" else None


def _changes(read: tuple[Item, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What was there before and what is after: persons where persons change, or else all of it."""
    pairs = [(label, value) for label, value in read if label.startswith("变更")]
    before = [pair for pair in pairs if pair[0].startswith("变更前")]
    after = [pair for pair in pairs if pair[0].startswith("变更后")]
    if any("人" in label for label, _ in (*before, *after)):
        before = [pair for pair in before if "人" in pair[0]]
        after = [pair for pair in after if "人" in pair[0]]
    wrong = [value for label, value in read if label in {"误", "更正前"}]
    right = [value for label, value in read if label in {"正", "更正后"}]
    return (
        tuple(dict.fromkeys([*_names(value for _, value in before), *wrong])),
        tuple(dict.fromkeys([*_names(value for _, value in after), *right])),
    )


def _names(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        yield from filter(None, _SEVERAL.split(value))


def is_aggregated(text: str) -> bool:
    """Whether a text holds announcements with their dates, and not the information of one."""
    return _BEGINS.search(text) is not None


def aggregated(text: str) -> Iterator[LegalEvent]:
    """The announcements of one text; those without a readable date are left out."""
    starts = [found.start() for found in _BEGINS.finditer(text)]
    for start, end in pairwise([*starts, len(text)]):
        parts = [*_PARTS.finditer(text[start:end])]
        found: dict[str, str] = {}
        for place, part in enumerate(parts):
            stop = parts[place + 1].start() if place + 1 < len(parts) else end - start
            found.setdefault(part[1], text[start:end][part.end() : stop].strip(_MARKS))
        date = parse_date(found.get("法律状态公告日", ""), "CN")
        said = found.get("描述信息") or found.get("法律状态信息")
        made = event(None, found.get("法律状态"), said, date) if date else None
        if made:
            yield made


_KINDS: tuple[tuple[str, Kind], ...] = (
    ("恢复", "restoration"),
    ("部分无效", "partial_invalidity"),
    ("无效", "invalidity"),
    ("更正", "correction"),
    ("解密", "declassification"),
    ("送达", "service"),
    ("开放许可", "open_licence"),
    ("强制许可", "compulsory_licence"),
    ("许可", "licence"),
    ("质押", "pledge"),
    ("保全", "preservation"),
    ("转移", "transfer"),
    ("变更", "change"),
    ("期限的补偿", "term"),
    ("期限补偿", "term"),
    ("避免重复", "double_patenting"),
    ("视为放弃", "deemed_abandonment"),
    ("放弃", "surrender"),
    ("未缴年费", "lapse_fee"),
    ("届满", "expiry"),
    ("撤销", "revocation"),
    ("驳回", "refusal"),
    ("视为撤回", "deemed_withdrawal"),
    ("视撤", "deemed_withdrawal"),
    ("撤回", "withdrawal"),
    ("授权", "grant"),
    ("授予", "grant"),
    ("审定", "examination"),
    ("实质审查", "examination"),
    ("实审", "examination"),
    ("公开", "publication"),
    ("公布", "publication"),
)
"""Words of announcements, tested in this order: what is restored or partly invalid names what was
lost, and what is licensed, pledged or corrected can name it, too."""
_CODES: dict[str, Kind] = {
    "PB01": "publication", "C06": "publication",
    "SE01": "examination", "C10": "examination",
    "GR01": "grant", "C14": "grant",
    "RJ01": "refusal", "WD01": "deemed_withdrawal", "WW01": "withdrawal",
    "AD01": "deemed_abandonment", "CF01": "lapse_fee", "C17": "lapse_fee", "C19": "lapse_fee",
    "CX01": "expiry", "EXPY": "expiry", "AV01": "surrender", "RGAV": "double_patenting",
    "C25": "double_patenting", "IW01": "invalidity", "IP01": "partial_invalidity",
    "RR01": "restoration", "TR01": "transfer", "TA01": "transfer", "C41": "transfer",
    "ASS": "transfer", "CP01": "change", "CP02": "change", "CP03": "change", "CB02": "change",
    "CB03": "change", "EE01": "licence", "EM01": "licence", "EC01": "licence", "LICC": "licence",
    "PE01": "pledge", "PM01": "pledge", "PC01": "pledge", "PLDC": "pledge",
    "PP01": "preservation", "PD01": "preservation", "DD01": "service", "CD02": "correction",
    "COR": "correction", "DC01": "declassification",
}  # fmt: skip
_CIRCLED = re.compile("[\u2460-\u24ff\\s]")


def kind_of(code: str | None, words: str | None) -> Kind | None:
    """What sort of announcement this is, by its words or else its code; None for unknown ones.

    One code can stand for several sorts (`AV01`: any abandonment), so words count first.
    """
    plain = normalize("NFKC", _CIRCLED.sub("", words or code or ""))
    for phrase, kind in _KINDS:
        if phrase in plain:
            return kind
    return _CODES.get((code or "").upper())
