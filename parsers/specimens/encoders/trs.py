"""CNIPA's lists in TRS text: GBK, `<字段>=值`, values on several lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.model import Claim, Notice, Party, Publication, Reference, Role

ENCODING = "gb18030"
_LINE = "\r\n"


def encode(publication: Publication) -> bytes:
    """One record of the list of full texts; numbers of publications with their kind."""
    own = f"CN{publication.number}{publication.kind or ''}"
    filed = publication.application
    fields: list[tuple[str, str]] = []
    if filed:
        fields.append(("申请号", f"CN{filed.raw or filed.number}"))
    fields += [("名称", text.text) for text in publication.title]
    fields += _classes(publication)
    role: Role = "assignee" if publication.stage == "grant" else "applicant"
    fields.append(("申请（专利权）人", _names(publication.parties, role)))
    fields.append(("发明（设计）人", _names(publication.parties, "inventor")))
    fields += [("公开（公告）日", _dotted(publication.date)), ("公开（公告）号", own)]
    fields += _agents(publication.parties)
    fields.append(("审查员", _names(publication.parties, "examiner")))
    fields.append(("申请日", _dotted(filed.date if filed else None)))
    fields += _addresses(publication.parties, role)
    fields.append(("优先权", ";".join(map(_priority, publication.priorities))))
    fields += [("摘要", text.text) for text in publication.abstract]
    fields.append(("权利要求书", _LINE.join(map(_claim, publication.claims))))
    fields.append(("说明书", _LINE.join(s.text for s in publication.description)))
    return _record(fields)


def encode_notice(notice: Notice) -> bytes:
    """One record of the list of legal status for each event of the notice."""
    return b"".join(map(_record, _statuses(notice)))


def _statuses(notice: Notice) -> Iterator[list[tuple[str, str]]]:
    filed = notice.application
    for event in notice.events:
        yield [
            ("申请号", f"CN{filed.raw or filed.number}" if filed else ""),
            ("法律状态公告日", _dotted(event.date)),
            ("法律状态", event.code),
            ("法律状态信息", event.text or event.code),
        ]


def _record(fields: Iterable[tuple[str, str]]) -> bytes:
    lines = ["<REC>", *(f"<{name}>={text}" for name, text in fields if text), "", ""]
    return _LINE.join(lines).encode(ENCODING)


def _dotted(date: str | None) -> str:
    return (date or "").replace("-", ".")


def _claim(claim: Claim) -> str:
    return f"{claim.number}．{claim.text}"


def _priority(reference: Reference) -> str:
    return f"{_dotted(reference.date)} {reference.office} {reference.raw or reference.number}"


def _names(parties: Iterable[Party], role: Role) -> str:
    return ";".join(party.name for party in parties if party.role == role)


def _agents(parties: tuple[Party, ...]) -> Iterator[tuple[str, str]]:
    agencies = [f"{p.name} {p.code}" for p in parties if p.role == "agency"]
    yield "专利代理机构", ";".join(agencies)
    yield "代理人", " ".join(party.name for party in parties if party.role == "agent")


def _addresses(parties: tuple[Party, ...], role: Role) -> Iterator[tuple[str, str]]:
    first = next((party for party in parties if party.role == role), None)
    if first and first.address:
        yield "地址", f"{first.postcode or ''} {first.address}".strip()


def _classes(publication: Publication) -> Iterator[tuple[str, str]]:
    symbols = []
    for entry in publication.classifications:
        letter = {"inventive": "I", "additional": "N"}.get(entry.value or "", "")
        version = (
            f"({(entry.version or '')[:7].replace('-', '.')}){letter}" if entry.version else ""
        )
        symbols.append(f"{entry.symbol.replace(' ', '')}{version}")
    if symbols:
        yield "主分类号", symbols[0]
        yield "分类号", ";".join(symbols)
