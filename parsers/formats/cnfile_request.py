"""The request of an application filed with CNIPA (`发明专利请求书`), with Chinese element names.

Numbers of identity cards, telephone numbers and mail addresses of persons are left where they are.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from parsers.formats.cn_provinces import province_of
from parsers.formats.nodes import value
from parsers.formats.refs import application_reference, pct_application
from parsers.model import Party, Reference, Related, Role, Text
from parsers.text import clean
from parsers.xml import Element

ROOTS = ("发明专利请求书", "实用新型专利请求书", "外观设计专利请求书")

_TITLES = ("发明名称", "实用新型名称", "使用外观设计的产品名称", "外观设计名称", "产品名称")
_NAMES = ("姓名或名称", "姓名", "名称", "机构名称", "代理机构名称", "代理人姓名")
_ADDRESS = ("省自治区直辖市名称", "市县名称", "城区乡街道门牌号")
_COUNTRY = ("国籍或总部所在地", "国籍或注册国家", "国籍或所在国", "国籍")
_AGENCY_CODES = ("代码", "机构代码", "代理机构代码")
_PEOPLE: tuple[tuple[str, Role], ...] = (
    ("申请人", "applicant"),
    ("发明人", "inventor"),
    ("设计人", "inventor"),
)


def application(root: Element) -> Reference | None:
    return application_reference("CN", value(root, "申请号"), _date(root.find("申请日")))


def title(root: Element) -> tuple[Text, ...]:
    """The title of the request, and the English one where it has one."""
    found = next((text for tag in _TITLES if (text := value(root, tag))), None)
    english = value(root, "发明英文名称")
    texts = (("zh", found), ("en", english))
    return tuple(Text(lang=lang, text=text) for lang, text in texts if text)


def priorities(root: Element) -> tuple[Reference, ...]:
    """What is claimed in 要求优先权声明; lines of the form that are not filled in are none."""
    found = []
    for element in root.iterfind("要求优先权声明/*"):
        number = value(element, ".//在先申请号")
        office = value(element, ".//原受理机构代码") or value(element, ".//原受理机构名称")
        date = _date(element.find(".//在先申请日"))
        if number:
            found.append(application_reference(office, number, date))
    return tuple(entry for entry in found if entry)


def related(root: Element) -> tuple[Related, ...]:
    """The application this one is divided from, and the international one it continues."""
    found: list[Related] = []
    for tag in ("原案申请号", "原申请号", "针对的分案申请号"):
        parent = application_reference("CN", value(root, f"分案申请/{tag}"))
        if parent:
            found.append(Related(relation="division", document=parent))
            break
    if filed := pct_application(value(root, "国际申请号"), _date(root.find("国际申请日"))):
        found.append(Related(relation="pct", document=filed))
    return tuple(found)


def parties(root: Element) -> tuple[Party, ...]:
    """Applicants, inventors, the agency and its agents."""
    found: list[Party] = []
    for tag, role in _PEOPLE:
        entries = [made for element in _entries(root.find(tag)) if (made := _party(element, role))]
        found += [structs.replace(made, sequence=place) for place, made in enumerate(entries, 1)]
    found += _agency(root.find("专利代理机构"))
    return tuple(found)


def _entries(group: Element | None) -> list[Element]:
    """The persons of a group: elements with a name, `第一申请人` before `其他申请人`."""
    if group is None:
        return []
    named = [element for element in group if _name(element)]
    return named or ([group] if _name(group) or len(group) == 0 else [])


def _name(element: Element) -> str | None:
    return next((text for tag in _NAMES if (text := value(element, tag))), None)


def _party(element: Element, role: Role) -> Party | None:
    name = _name(element) or (value(element) if len(element) == 0 else None)
    if name is None:
        return None
    country = next((code for tag in _COUNTRY if (code := value(element, tag))), None)
    parts = [text for tag in _ADDRESS if (text := value(element, tag))]
    address = "".join(part for part in parts if not part.isdigit()) or None
    return Party(
        role=role,
        name=name,
        country=country if country and len(country) == 2 and country.isascii() else None,
        state=province_of(address),
        address=address,
        postcode=value(element, "邮政编码"),
        lang="zh",
    )


def _agency(element: Element | None) -> Iterator[Party]:
    name = _name(element) if element is not None else None
    if element is None or name is None:
        return
    code = next((text for tag in _AGENCY_CODES if (text := value(element, tag))), None)
    yield Party(role="agency", name=name, organisation=True, code=code, lang="zh")
    people = [
        child for child in element.iter("*") if "代理人" in child.tag or "代理师" in child.tag
    ]
    agents = [made for child in people if _name(child) and (made := _party(child, "agent"))]
    for place, agent in enumerate(agents, 1):
        yield Party(role="agent", name=agent.name, sequence=place, lang="zh")


def _date(element: Element | None) -> str | None:
    """A date as one text, or in its parts (年, 月, 日)."""
    if element is None:
        return None
    parts = [value(element, tag) for tag in ("年", "月", "日")]
    if all(parts):
        return "-".join(part for part in parts if part)
    return clean(element.text or "") or None
