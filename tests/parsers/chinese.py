"""Invented publications and notices for the Chinese kinds of file that the demo has none of."""

from functools import cache

from msgspec import structs

from parsers.formats.cn_provinces import province_of
from parsers.model import LegalEvent, Notice, Party, Publication, Reference
from parsers.parse import parse_record
from parsers.record import Failure, Record
from parsers.specimens.formats import ENCODERS, EVENT_ENCODERS
from tests.parsers.demo import demo

APPLICATION = Reference(office="CN", number="2015101633256", raw="201510163325.6")


def event(**values: object) -> LegalEvent:
    return LegalEvent(office="CN", date="2020-12-18", **values)


EVENTS = (
    event(code="PB01", title="公开"),
    event(
        code="SE01",
        title="实质审查的生效",
        text="实质审查的生效 IPC(主分类): G09G 5/10；申请日：20150408",
    ),
    event(
        code="TR01",
        title="专利权的转移",
        text="登记生效日：20201130；变更前专利权人：甲公司；变更后专利权人：乙公司",
        effective="2020-11-30",
        before=("甲公司",),
        after=("乙公司",),
    ),
    event(
        code="EE01",
        title="专利实施许可合同备案的生效",
        text="合同备案号：2011990000123；让与人：甲；受让人：乙 & 丙；备案日期：20110304",
        effective="2011-03-04",
        number="2011990000123",
    ),
)
DECISION = (
    LegalEvent(
        office="CN",
        code="AppealDecision",
        date="2019-03-04",
        title="invalidation, part-invalidation",
        text="如果权利要求1与对比文件1有区别，则具备新颖性。",
        number="39012",
    ),
    LegalEvent(
        office="CN",
        code="PublicationInformation",
        date="2019-04-02",
        number="39012",
        text="35卷14号",
    ),
)


def notice(*events: LegalEvent) -> Notice:
    """A notice as a parser would make it, but for its source."""
    return Notice(
        office="CN",
        application=structs.replace(APPLICATION, date="2015-04-08"),
        events=events,
        source=Record(b"", "x").source("x"),
    )


def read(data: bytes, file: str = "x.xml", member: str | None = None) -> list[object]:
    found = [*parse_record(Record(data=data, file=file, member=member))]
    assert not [item for item in found if isinstance(item, Failure)], found
    return found


def failure(data: bytes, file: str = "x.xml", member: str | None = None) -> Failure:
    (found,) = parse_record(Record(data=data, file=file, member=member))
    assert isinstance(found, Failure)
    return found


def written(item: Publication | Notice, form: str) -> bytes:
    if isinstance(item, Notice):
        return EVENT_ENCODERS[form](item)
    return ENCODERS[form](item)


@cache
def inventions() -> tuple[Publication, ...]:
    """Chinese applications, patents and utility models of the demo."""
    found = (p for p in demo() if p.office == "CN" and p.right != "design")
    return tuple(found)


def listed(publication: Publication) -> Publication:
    """What a TRS list can hold of it."""
    holder = "assignee" if publication.stage == "grant" else "applicant"
    order = [holder, "inventor", "examiner", "agency", "agent"]
    kept = sorted(
        (party for party in publication.parties if party.role in order),
        key=lambda party: order.index(party.role),
    )
    first: set[str] = set()
    return structs.replace(
        publication,
        parties=tuple(_listed(party, first) for party in kept),
        classifications=tuple(
            structs.replace(c, version=(c.version or "")[:7] or None, office=None)
            for c in publication.classifications
        ),
        related=(),
        citations=(),
        drawings=(),
        description=tuple(
            structs.replace(s, id=None, number=None) for s in publication.description
        ),
        gaps=(),
    )


def _listed(party: Party, first: set[str]) -> Party:
    """Only the first owner or applicant has an address, and no part of it but the province."""
    plain = structs.replace(party, city=None, country=None, state=province_of(party.address))
    if party.role == "agency":
        return structs.replace(plain, sequence=None)
    if party.role in {"applicant", "assignee"}:
        if party.role in first:
            return structs.replace(plain, state=None, address=None, postcode=None)
        first.add(party.role)
    return plain


def filed(publication: Publication) -> Publication:
    """What the parts of an application hold of it: no bibliographic data but the number."""
    application = publication.application
    assert application is not None
    return structs.replace(
        publication,
        id=f"CN{application.number}",
        number=application.number,
        kind=None,
        date=None,
        stage="other",
        application=structs.replace(application, date=None),
        priorities=(),
        related=(),
        family=None,
        family_basis=None,
        parties=(),
        classifications=(),
        citations=(),
        gaps=tuple(gap for gap in publication.gaps if gap.part == "pictures_in_text"),
    )
