"""Provinces of China: at the beginning of an address, and behind their codes."""

from __future__ import annotations

import re

_NAMES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区",
    "21": "辽宁省", "22": "吉林省", "23": "黑龙江省", "31": "上海市", "32": "江苏省",
    "33": "浙江省", "34": "安徽省", "35": "福建省", "36": "江西省", "37": "山东省",
    "41": "河南省", "42": "湖北省", "43": "湖南省", "44": "广东省", "45": "广西壮族自治区",
    "51": "四川省", "52": "贵州省", "53": "云南省", "54": "西藏自治区", "61": "陕西省",
    "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区", "65": "新疆维吾尔自治区",
}  # fmt: skip
"""The codes that GB/T 2260 and the office's own list have in common."""
_LONG = (*_NAMES.values(), "海南省", "重庆市", "台湾省", "香港特别行政区", "澳门特别行政区")
_SHORT = (
    "北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|"
    "广东|广西|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|台湾|香港|澳门"
    r"|吉林(?!市)|海南(?!藏|州|区)"
)
"""Names without their word for province; what can be a city or prefecture is told apart."""
_AT_START = re.compile(rf"(?:中国|中华人民共和国)?\s*({'|'.join(_LONG)}|{_SHORT})")
_CODED = re.compile(r"(.*?)[\s;；,，]*([A-Z]{2}|\d{2})?")


def province_of(address: str | None) -> str | None:
    """The province an address begins with, as it is printed there."""
    found = _AT_START.match(address or "")
    return found[1] if found else None


def country_and_province(text: str | None) -> tuple[str | None, str | None]:
    """Of a `国省代码`: `广东;44` is a province of CN, `美国;US` a country, `44` a code alone."""
    found = _CODED.fullmatch((text or "").strip())
    if found is None:
        return None, None
    words, code = found.groups()
    if code and code.isalpha():
        return code, None
    province = province_of(words) or (_NAMES.get(code or "") if not words else None)
    return ("CN" if province else None), province
