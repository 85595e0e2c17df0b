"""Demo publications turned into what the East Asian and WIPO formats hold, and the way back."""

from collections.abc import Iterator
from functools import cache

from msgspec import structs

from parsers.formats.jp_words import is_company, is_firm, prefecture_in
from parsers.kinds import right_and_stage
from parsers.model import (
    Citation,
    Claim,
    ClaimSet,
    Classification,
    Gap,
    LegalEvent,
    Party,
    Publication,
    Reference,
    Related,
    Role,
    Segment,
    Text,
)
from parsers.parse import parse_record
from parsers.record import Record
from parsers.specimens.formats import ENCODERS
from tests.parsers.demo import demo


@cache
def base(office: str, lang: str) -> tuple[Publication, ...]:
    return tuple(
        p
        for p in demo()
        if p.office == office and p.language == lang and p.description and p.right == "invention"
    )


def read_back(publication: Publication, form: str) -> Publication:
    record = Record(data=ENCODERS[form](publication), file="x.xml", member=None, offset=0)
    found = list(parse_record(record))
    assert len(found) == 1, found
    assert isinstance(found[0], Publication), found[0]
    assert found[0].source.format == form
    assert not found[0].source.repaired
    made = structs.replace(found[0], source=publication.source)
    return structs.replace(made, family=None, family_basis=None)


def same(left: Publication, right: Publication) -> None:
    for key in left.__struct_fields__:
        assert getattr(left, key) == getattr(right, key), f"{left.id}: {key}"


def of_scheme(publication: Publication, scheme: str) -> tuple[Classification, ...]:
    return tuple(entry for entry in publication.classifications if entry.scheme == scheme)


def unnumbered(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Headings have no printed number in these files."""
    return tuple(
        structs.replace(segment, number=None) if segment.kind == "heading" else segment
        for segment in segments
    )


def whole(publication: Publication, number: str, kind: str, **changes: object) -> Publication:
    """The publication under another number and kind, with what follows from these."""
    office = str(changes.get("office", publication.office))
    right, stage = right_and_stage(office, kind, publication.date, number)
    return structs.replace(
        publication,
        id=f"{office}{number}{kind}",
        number=number,
        kind=kind,
        right=right,
        stage=stage,
        family=None,
        family_basis=None,
        description=unnumbered(publication.description),
        **changes,
    )


def japanese() -> Iterator[Publication]:
    """Applications, and patents with all that a patent has more."""
    for place, publication in enumerate(base("JP", "ja")):
        yield whole(
            publication,
            publication.number,
            "A",
            parties=tuple(map(japanese_party, publication.parties)),
            claim_sets=(
                ClaimSet(status="amended", date="2006-01-02", claims=publication.claims[:1]),
            )
            if place % 2
            else (),
            events=AMENDED if place % 2 else (),
            classifications=(*of_scheme(publication, "ipc"), *JAPANESE_CLASSES),
        )
        yield whole(
            publication,
            str(4_000_000 + place),
            "B2",
            parties=tuple(map(japanese_party, publication.parties)),
            abstract=(),
            gaps=(Gap(part="abstract", reason="published_elsewhere", detail="公開公報"),),
            related=(
                Related(
                    relation="division",
                    document=Reference(office="JP", number="2001123456", date="2001-04-20"),
                ),
                Related(
                    relation="earlier_publication",
                    document=Reference(
                        office="JP", number="2005100001", kind="A", date="2005-02-03"
                    ),
                ),
            ),
            priorities=(
                Reference(office="US", number="60123456", date="2002-08-01", raw="60/123,456"),
            ),
            citations=(
                Citation(document=Reference(office="JP", number="H10123456", kind="A"), number=1),
                Citation(text="発明技報，第3巻，1999年，p.12-15", number=2),
            ),
        )


AMENDED = (LegalEvent(office="JP", code="手続補正書", date="2006-01-02", text="特許請求の範囲"),)
JAPANESE_CLASSES = (
    Classification(scheme="fi", symbol="H04L 5/00 M", position="first"),
    Classification(scheme="fi", symbol="B01D 53/14,311", position="later"),
    Classification(scheme="fterm", symbol="4E168"),
    Classification(scheme="fterm", symbol="4E168 AE01"),
    Classification(scheme="fterm", symbol="3E067 BA10C"),
)


def japanese_party(party: Party) -> Party:
    firm = is_firm(party.name) and party.role == "agent"
    return structs.replace(
        party,
        role="agency" if firm else party.role,
        organisation=firm or party.organisation or is_company(party.name),
        state=prefecture_in(party.address),
        code=f"{party.sequence:09}",
    )


def international() -> Iterator[Publication]:
    """European applications as if published under the PCT, with a search report."""
    for place, lang in enumerate(("en", "de", "fr")):
        for publication in [p for p in base("EP", lang) if p.abstract][:4]:
            number = f"2007{int(publication.number):06}"
            titles = {text.lang: text for text in publication.title}
            yield whole(
                publication,
                number,
                "A1",
                office="WO",
                application=Reference(office="WO", number="PCT/EP2006/012345", date="2006-02-03"),
                title=tuple(titles.values()),
                abstract=tuple({text.lang: text for text in publication.abstract}.values()),
                classifications=of_scheme(publication, "ipc"),
                parties=tuple(map(international_party, publication.parties)),
                claims=tuple(claim for claim in publication.claims if claim.lang == lang),
                gaps=(),
                citations=REPORT,
                events=(),
                related=(),
                claim_sets=ARTICLE_19 if place == 0 else (),
                designated_states=("AE", "CN", "US"),
            )


REPORT = (
    Citation(
        document=Reference(office="US", number="6013599", kind="A", date="2000-01-11"),
        category="X",
        claims="1-3",
        phase="search",
        number=1,
    ),
    Citation(text="Journal of Things, vol. 3 (1999)", category="A", phase="search", number=2),
)
ARTICLE_19 = (
    ClaimSet(
        status="amended",
        statement="Claim 1 was limited.",
        claims=(Claim(number=1, text="A limited device.", lang="en", category="product"),),
    ),
)


def international_party(party: Party) -> Party:
    return structs.replace(party, lang=None, code=None, role=_agency(party))


def _agency(party: Party) -> Role:
    return "agency" if party.role == "agent" and party.organisation else party.role


def japanese_96() -> Iterator[Publication]:
    """As `japanese`, with the day of registration, and kinds of applications only implied."""
    for publication in japanese():
        granted = publication.kind == "B2"
        yield structs.replace(
            publication,
            events=REGISTERED if granted else publication.events and AMENDED_96,
            citations=tuple(
                structs.replace(entry, phase="examination") for entry in publication.citations
            ),
        )


AMENDED_96 = (LegalEvent(office="JP", code="手続補正書", date="2006-01-02"),)
REGISTERED = (LegalEvent(office="JP", code="RegistrationDate", date="2007-03-04", title="登録日"),)


def standard() -> Iterator[Publication]:
    """International applications in the standard's own form."""
    for publication in international():
        yield structs.replace(
            publication,
            claim_sets=(),
            citations=tuple(
                structs.replace(entry, phase="examination", category=None, claims=None)
                for entry in publication.citations
            ),
        )


def korean() -> Iterator[Publication]:
    """Applications as laid open, and registrations that name them."""
    for place, publication in enumerate(base("KR", "ko")):
        common = {
            "classifications": of_scheme(publication, "ipc"),
            "parties": tuple(map(korean_party, publication.parties)),
            "citations": (),
            "gaps": (),
        }
        yield whole(publication, publication.number, "A", events=(), **common)
        laid = f"10-{publication.number[:4]}-{publication.number[4:]}"
        yield whole(
            publication,
            f"10{2_000_001 + place}",
            "B1",
            events=(
                LegalEvent(
                    office="KR", code="KR_RegisterDate", date="2006-01-11", title="등록일자"
                ),
            ),
            related=(
                Related(
                    relation="earlier_publication",
                    document=Reference(
                        office="KR",
                        number=publication.number,
                        kind="A",
                        date=publication.date,
                        raw=laid,
                    ),
                ),
            ),
            **common,
        )


def korean_party(party: Party) -> Party:
    return structs.replace(party, code=None)


def taiwanese() -> Iterator[Publication]:
    """Chinese applications as if filed in Taiwan, named in both languages."""
    for place, publication in enumerate(base("CN", "zh")[:6]):
        number, kind = (f"I{400_001 + place}", "B") if place % 2 else (f"2007{place:05}", "A")
        yield whole(
            publication,
            number,
            kind,
            office="TW",
            application=Reference(office="TW", number="95121515", date="2006-06-15"),
            title=(*publication.title[:1], Text(lang="en", text="Device, and method of use")),
            parties=PARTIES_OF_TAIWAN,
            classifications=tuple(
                Classification(
                    scheme="ipc", symbol=c.symbol, version="2006-01", position=c.position
                )
                for c in of_scheme(publication, "ipc")
            ),
            priorities=(Reference(office="US", number="60123456", date="2005-06-15"),),
            related=(),
            citations=(),
            events=(),
            gaps=(),
        )


PARTIES_OF_TAIWAN = (
    Party(
        role="applicant", name="豪威科技股份有限公司", organisation=True, country="US",
        address="美國", sequence=1, lang="zh",
    ),
    Party(
        role="applicant", name="OMNIVISION INC.", organisation=True, country="US", sequence=1,
        lang="en",
    ),
    Party(role="inventor", name="瑞安克里斯", country="US", sequence=1, lang="zh"),
    Party(
        role="inventor", name="RYAN, CHRIS", given="CHRIS", family="RYAN", country="US",
        sequence=1, lang="en",
    ),
    Party(role="agent", name="陳長文", sequence=1, lang="zh"),
)  # fmt: skip


def progress() -> Iterator[Publication]:
    """Japanese applications as the JPO's interface tells of them."""
    for publication in japanese():
        if publication.kind != "A":
            continue
        parties = (p for p in publication.parties if p.role in {"applicant", "agency", "agent"})
        yield structs.replace(
            publication,
            title=publication.title[:1],
            abstract=(),
            claims=(),
            claim_sets=(),
            description=(),
            drawings=(),
            classifications=(),
            parties=tuple(
                structs.replace(
                    p,
                    role="agent" if p.role == "agency" else p.role,
                    organisation=is_company(p.name),
                    address=None,
                    country=None,
                    state=None,
                )
                for p in parties
            ),
            application=publication.application
            and structs.replace(publication.application, raw=None),
            events=EVENTS_OF_PROGRESS,
            gaps=tuple(
                Gap(part=part, reason="not_in_source")
                for part in ("abstract", "description", "claims")
            ),
        )


EVENTS_OF_PROGRESS = (
    LegalEvent(office="JP", code="A63", date="2003-07-31", title="願書", number="50301234567"),
    LegalEvent(
        office="JP", code="registrationDate", date="2007-03-04", title="登録", number="4188345"
    ),
)
