"""Whose front page it is, and who reads its pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from parsers.model import Claim, Gap, Segment
from parsers.pdf import (
    body_cn,
    body_ep,
    body_jp,
    body_kr,
    body_us,
    body_wo,
    front_cn,
    front_ep,
    front_jp,
    front_kr,
    front_us,
    front_wo,
)
from parsers.pdf.front import Front, FrontReader
from parsers.pdf.inid import CODE, labelled
from parsers.pdf.joining import Joiner
from parsers.pdf.wire import Page

_FEWEST_CODES = 3
_HEAD = 0.3
"""Share of the page that is its head."""

BodyReader = Callable[
    [Sequence[Page], Front, Joiner],
    tuple[tuple[Segment, ...], tuple[Claim, ...], tuple[Gap, ...]],
]


class Layout(NamedTuple):
    """The words (without blanks) that tell an office's front page, and who reads its pages."""

    office: str
    sign: re.Pattern[str]
    front: FrontReader
    body: BodyReader


_LAYOUTS = (
    Layout(
        "WO",
        re.compile(r"(?i:WorldIntellectualProperty)|世界知识产权组织|WO\d{2,4}/\d{5,6}A\d"),
        front_wo.read,
        body_wo.read,
    ),
    Layout("JP", re.compile(r"日本国特許庁"), front_jp.read, body_jp.read),
    Layout(
        "KR",
        re.compile(r"대한민국(?:특허청|지식재산처)|(?:공개|등록)(?:특허|실용신안|디자인)공보"),
        front_kr.read,
        body_kr.read,
    ),
    Layout(
        "CN",
        re.compile(r"国家知识产权局|中华人民共和国.{0,4}专利局|(?:申请公布|授权公告)[号日]"),
        front_cn.read,
        body_cn.read,
    ),
    Layout(
        "EP",
        re.compile(r"(?i:Europ.{1,2}ischesPatentamt|EuropeanPatentOffice|EUROP.{2,4}PATENT)"),
        front_ep.read,
        body_ep.read,
    ),
    Layout(
        "US",
        re.compile(r"UnitedStates(?:\w{4,6})?Patent|\(1[29]\)UnitedStates|UnitedStatesDesignPatent"),
        front_us.read,
        body_us.read,
    ),
)  # fmt: skip


def layout_of(page: Page) -> Layout | None:
    """Whose front page it is: told by the office's words, if there are INID codes or labels."""
    coded = sum(CODE.match(line.text) is not None or labelled(line.text) for line in page.lines)
    if coded < _FEWEST_CODES:
        return None
    # Further down, an office may be one that is cited.
    head = [line.text for line in page.lines if line.y < _HEAD * page.height]
    whole = "".join("".join(head).split())
    return next((layout for layout in _LAYOUTS if layout.sign.search(whole)), None)
