"""Parties out of the fields of a TRS record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.formats.cn_provinces import country_and_province, province_of
from parsers.formats.cn_words import name_and_code, names, postcode_and_address
from parsers.formats.trs_fields import Fields
from parsers.model import Party, Role
from parsers.text import clean

_BLANKS = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])")


def parties(fields: Fields, *, granted: bool) -> tuple[Party, ...]:
    """Applicants or owners (one field for both), inventors, examiners, agencies, agents.

    The address and the code for country and province are those of the first applicant.
    """
    holder: Role = "assignee" if granted else "applicant"
    found = [
        *_holders(fields, holder, "申请（专利权）人"),
        *_holders(fields, "applicant", "申请人", "共同申请人"),
        *_holders(fields, "assignee", "专利权人"),
        *_people(fields, "inventor", "发明（设计）人", "发明人", "设计人"),
        *_people(fields, "examiner", "审查员"),
        *_agencies(fields),
        *_people(fields, "agent", "代理人", "代理师", "专利代理师"),
    ]
    return tuple(dict.fromkeys(found))


def _holders(fields: Fields, role: Role, *labels: str) -> Iterator[Party]:
    printed = fields.get("地址", "申请人地址", "专利权人地址")
    postcode, address = postcode_and_address(clean(printed)) if printed else (None, None)
    postcode = fields.get("邮编", "邮政编码") or postcode
    country, province = country_and_province(fields.get("国省代码", "国别省市代码"))
    for place, name in enumerate(_names(fields, *labels), 1):
        first = place == 1
        yield Party(
            role=role,
            name=name,
            country=country if first else None,
            state=(province or province_of(address)) if first else None,
            address=address if first else None,
            postcode=postcode if first else None,
            sequence=place,
            lang="zh",
        )


def _people(fields: Fields, role: Role, *labels: str) -> Iterator[Party]:
    for place, name in enumerate(_names(fields, *labels), 1):
        yield Party(role=role, name=name, sequence=place, lang="zh")


def _names(fields: Fields, *labels: str) -> Iterator[str]:
    """Names parted by semicolons, or, of persons, by blanks."""
    for label in labels:
        for text in fields.all(label):
            people = "代理" in label
            parted = _BLANKS.sub(";", text) if people else text
            yield from (clean(name) for name in names(parted.replace("\n", ";")) if clean(name))


def _agencies(fields: Fields) -> Iterator[Party]:
    for text in fields.all("专利代理机构", "代理机构"):
        for printed in names(text.replace("\n", ";")):
            name, code = name_and_code(clean(printed))
            code = code or fields.get("代理机构代码")
            yield Party(role="agency", name=name, organisation=True, code=code, lang="zh")
