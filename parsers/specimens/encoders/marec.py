"""Documents of the MAREC and CLEF-IP collections (`patent-document`, DTD 1.4).

Names come in the forms epo, intermediate and original where the document has them in one piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parsers.model import (
    Citation,
    Claim,
    Classification,
    LegalEvent,
    Party,
    Publication,
    Reference,
    Related,
    Segment,
)

from .ep_biblio import st8
from .markup import cals, chemistry, claim_refs, element, plain

_PHASES = {"search": "SEA", "examination": "EXA", "applicant": "APP", "opposition": "OPP"}
_GROUPS = ("applicant", "inventor", "assignee", "agent", "examiner")
_TYPES = {
    "continuation_in_part": "continuation-in-part",
    "correction_of": "correction",
    "earlier_publication": "related-publication",
    "provisional": "us-provisional-application",
    "utility_model_basis": "utility-model-basis",
}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE patent-document PUBLIC "-//MXW//DTD '
    'patent-document XML//EN" "patent-document.dtd">\n'
)


def ucid(publication: Publication) -> str:
    return f"{publication.office}-{publication.number}-{publication.kind or ''}"


def encode(publication: Publication) -> bytes:
    """The whole file, UTF-8."""
    attributes = {
        "ucid": ucid(publication),
        "country": publication.office,
        "doc-number": publication.number,
        "kind": publication.kind,
        "lang": publication.language.upper(),
        "family-id": publication.family or "-1",
        "status": "new",
        "date": _compact(publication.date),
        "withdrawn": "yes" if publication.withdrawn else None,
    }
    shown = " ".join(f'{name}="{value}"' for name, value in attributes.items() if value)
    parts = [
        f"{_HEAD}<patent-document {shown}>",
        element("bibliographic-data", "\n".join(_bibliography(publication))),
        *_texts(publication),
        *_events(publication.events),
        "<copyright>None.</copyright></patent-document>\n",
    ]
    return "\n".join(parts).encode()


def _compact(date: str | None) -> str:
    return (date or "").replace("-", "")


def _document(reference: Reference) -> str:
    cells = [f"<country>{reference.office}</country>"]
    cells.append(f"<doc-number>{plain(reference.raw or reference.number)}</doc-number>")
    if reference.kind:
        cells.append(f"<kind>{reference.kind}</kind>")
    if reference.date:
        cells.append(f"<date>{_compact(reference.date)}</date>")
    return f'<document-id status="new" format="original">{"".join(cells)}</document-id>'


def _bibliography(publication: Publication) -> Iterator[str]:
    own = Reference(
        office=publication.office,
        number=publication.number,
        kind=publication.kind,
        date=publication.date,
    )
    yield element("publication-reference", _document(own), ucid=ucid(publication), fvid="1")
    if publication.application:
        yield element("application-reference", _document(publication.application), status="new")
    if publication.priorities:
        claims = (element("priority-claim", _document(p)) for p in publication.priorities)
        yield element("priority-claims", "".join(claims))
    yield element("technical-data", "\n".join(_technical(publication)), status="new")
    yield from _related(publication.related)
    yield element("parties", "\n".join(_parties(publication.parties)))
    convention = "".join(_convention(publication))
    if convention:
        yield element("international-convention-data", convention)


def _technical(publication: Publication) -> Iterator[str]:
    symbols = publication.classifications
    ipc = [entry for entry in symbols if entry.scheme == "ipc"]
    yield from _main_and_further("classification-ipc", [e for e in ipc if not e.version])
    yield from _main_and_further("classification-locarno", _of("locarno", symbols))
    for tag, entries in (
        ("ipcr", [entry for entry in ipc if entry.version]),
        ("cpc", _of("cpc", symbols)),
    ):
        day = _compact(publication.date)
        listed = [element(f"classification-{tag}", st8(entry, day)) for entry in entries]
        if listed:
            yield element(f"classifications-{tag}", "\n".join(listed))
    for country, scheme in (("US", "uspc"), ("JP", "fi")):
        yield from _main_and_further(
            f'classification-national country="{country}"', _of(scheme, symbols)
        )
    for title in publication.title:
        yield element("invention-title", plain(title.text), lang=title.lang.upper())
    yield from _citations(publication.citations)


def _of(scheme: str, entries: Iterable[Classification]) -> list[Classification]:
    return [entry for entry in entries if entry.scheme == scheme]


def _main_and_further(tag: str, entries: list[Classification]) -> Iterator[str]:
    if entries:
        listed = (
            element(f"{'main' if e.position == 'first' else 'further'}-classification", e.symbol)
            for e in entries
        )
        yield f"<{tag}>{''.join(listed)}</{tag.partition(' ')[0]}>"


def _citations(citations: tuple[Citation, ...]) -> Iterator[str]:
    if not citations:
        return
    patents = "".join(_citation(entry) for entry in citations if entry.document)
    others = "".join(_citation(entry) for entry in citations if not entry.document)
    inner = element("patent-citations", patents) if patents else ""
    inner += element("non-patent-citations", others) if others else ""
    yield element("citations", inner)


def _citation(citation: Citation) -> str:
    name = f' name="{_PHASES[citation.phase]}"' if citation.phase else ""
    category = f' category="{citation.category}"' if citation.category else ""
    sources = f'<sources><source{name}{category} created-by-npl="N"/></sources>'
    claims = f"<rel-claims>{citation.claims}</rel-claims>" if citation.claims else ""
    passage = f"<rel-passage><passage/><category/>{claims}</rel-passage>" if claims else ""
    num = f' num="{citation.number}"' if citation.number else ""
    if citation.document and (citation.document.raw or "").startswith(citation.document.office):
        return f"<patcit{num}><text>{plain(citation.document.raw or '')}</text></patcit>"
    if citation.document:
        return f"<patcit{num}>{_document(citation.document)}{sources}{passage}</patcit>"
    return f"<nplcit{num}><text>{chemistry(citation.text or '')}</text>{sources}</nplcit>"


def _related(entries: tuple[Related, ...]) -> Iterator[str]:
    listed = []
    for entry in entries:
        if entry.relation == "pct":
            continue
        kind = _TYPES.get(entry.relation, entry.relation)
        document = _document(entry.document)
        granted = (entry.document.kind or "").startswith("B")
        if entry.relation != "earlier_publication":
            inner = element("parent-grant-document", document) if granted else document
            document = f"<child-doc/>{element('parent-doc', inner)}"
        listed.append(element("relation", document, type=kind))
    if listed:
        yield element("related-documents", "".join(listed))


def _convention(publication: Publication) -> Iterator[str]:
    for published in (False, True):
        for entry in publication.related:
            if entry.relation == "pct" and entry.document.number.isdigit() is published:
                step = "publishing" if published else "filing"
                yield element(f"pct-or-regional-{step}-data", _document(entry.document))
    if publication.designated_states:
        states = "".join(element("country", state) for state in publication.designated_states)
        yield element("designated-states", element("ep-contracting-states", states))


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    for role in _GROUPS:
        members = [p for p in parties if p.role == role or (role, p.role) == ("agent", "agency")]
        listed = [text for member in members for text in _forms(member, role, members)]
        if listed:
            yield element(f"{role}s", "".join(listed))


def _forms(party: Party, role: str, members: list[Party]) -> Iterator[str]:
    """The original form, and those of the master data where no member's name comes in parts."""
    extra = {"sequence": str(party.sequence)} if party.sequence else {}
    if role == "assignee" and party.organisation:
        extra["us-assignee-type"] = "03"
    if role == "examiner":
        extra["examiner-level"] = "primary"
    if role in {"applicant", "inventor"} and not any(p.family or p.code for p in members):
        home = element("country", party.country) if party.country else ""
        book = element("name", plain(party.name)) + (element("address", home) if home else "")
        yield element(role, element("addressbook", book), format="epo", **extra)
        book = element("name", plain(party.name.upper()))
        yield element(role, element("addressbook", book), format="intermediate", **extra)
    yield element(role, element("addressbook", _book(party)), format="original", **extra)


def _book(party: Party) -> str:
    if party.family and party.given:
        name = element("last-name", plain(party.family)) + element("first-name", plain(party.given))
    elif party.organisation and party.role != "assignee":
        name = element("orgname", plain(party.name))
    else:
        name = element("name", plain(party.name))
    code = element("registered-number", plain(party.code)) if party.code else ""
    cells = {
        "street": party.address,
        "city": party.city,
        "state": party.state,
        "postcode": party.postcode,
        "country": party.country,
    }
    address = "".join(element(tag, plain(text)) for tag, text in cells.items() if text)
    return name + code + (element("address", address) if address else "")


def _texts(publication: Publication) -> Iterator[str]:
    for text in publication.abstract:
        inner = element("p", chemistry(text.text))
        yield element("abstract", inner, lang=text.lang.upper(), load_source="patent-office")
    for lang in dict.fromkeys(segment.lang for segment in publication.description):
        own = (_segment(segment) for segment in publication.description if segment.lang == lang)
        yield element("description", "\n".join(own), lang=lang.upper())
    for lang in dict.fromkeys(claim.lang for claim in publication.claims):
        own = (_claim(claim) for claim in publication.claims if claim.lang == lang)
        yield element("claims", "\n".join(own), lang=lang.upper())
    for entry in publication.claim_sets:
        lang = entry.claims[0].lang.upper()
        tag = "amended-claims" if entry.status == "amended" else "claims"
        yield element(tag, "\n".join(map(_claim, entry.claims)), lang=lang)
    figures = []
    for drawing in publication.drawings:
        suffix = {"tiff": "tif", "jpeg": "jpg"}.get(drawing.format, drawing.format)
        figures.append(
            f'<figure num="{drawing.number or ""}"><img file="{drawing.file}" '
            f'wi="{drawing.width}" he="{drawing.height}" img-format="{suffix}" '
            'img-content="dr" inline="no"/></figure>'
        )
    if figures:
        yield element("drawings", "\n".join(figures), status="new")


def _segment(segment: Segment) -> str:
    names = {"id": segment.id, "num": segment.number}
    known = {name: value for name, value in names.items() if value}
    if segment.kind == "table":
        return cals(segment.text, "<tables>") + "</tables>"
    if segment.kind == "formula":
        inner = f"<maths><math><mtext>{plain(segment.text)}</mtext></math></maths>"
        return element("p", inner, **known)
    return element(
        "heading" if segment.kind == "heading" else "p", chemistry(segment.text), **known
    )


def _claim(claim: Claim) -> str:
    text = claim_refs(chemistry(claim.text), "CLM-{:05d}", claim.number)
    number = f"{claim.number}"
    inner = element("claim-text", text)
    return element("claim", inner, id=f"CLM-{claim.number:05d}", num=number)


def _events(events: tuple[LegalEvent, ...]) -> Iterator[str]:
    if events:
        listed = "".join(
            f'<legal-event code="{event.code}" country="{event.office}" '
            f'date="{_compact(event.date)}"><dtext>{plain(event.text or "")}</dtext></legal-event>'
            for event in events
        )
        yield element("legal-status", listed)
