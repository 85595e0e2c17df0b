"""Bibliographic data of USPTO grants 2.4 and 2.5, after WIPO ST.32."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parsers.formats.us2_biblio import TERMINAL
from parsers.model import Botanic, Citation, Party, Publication, Reference, Term

from .markup import chemistry, plain
from .us2_inline import st32
from .us_columns import compact, padded, parents, shown, symbols

_RELATIONS = {
    "addition": "B610",
    "division": "B620",
    "continuation": "B631",
    "continuation_in_part": "B632",
    "reissue": "B640",
    "reexamination": "B645",
    "substitution": "B660",
}
_DISCLAIMED = re.compile(r"Disclaimed after ([\d-]+)\.")
_CONTINUATIONS = frozenset({"B631", "B632"})


def tagged(path: str, text: str | None) -> str:
    """`<A><B><PDAT>text</PDAT></B></A>` of the path `A/B`; nothing without a text."""
    if not text:
        return ""
    names = path.split("/")
    opened = "".join(f"<{name}>" for name in names)
    closed = "".join(f"</{name}>" for name in reversed(names))
    return f"{opened}<PDAT>{plain(text)}</PDAT>{closed}"


def bibliography(publication: Publication) -> str:
    """The element `SDOBI`."""
    title = publication.title[0]
    parts = [
        "<SDOBI>",
        _identity(publication),
        _application(publication.application),
        *map(_priority, publication.priorities),
        *_term(publication.term),
        "<B500>",
        *_classes(publication),
        f"<B540><STEXT>{st32(chemistry(title.text, title.marks))}</STEXT></B540>",
        *_botanic(publication.botanic),
        *_citations(publication.citations),
        f"<B570>{tagged('B577', str(len(publication.claims)))}{tagged('B578US', '1')}</B570>",
        "<B580>" + tagged("B582", "709201") + "</B580>",
        f"<B590>{tagged('B596', str(len(publication.drawings)))}<B597US/></B590>",
        "</B500>",
        *_related(publication),
        *_parties(publication.parties),
        *_international(publication),
        "</SDOBI>",
    ]
    return "\n".join(part for part in parts if part)


def _identity(publication: Publication) -> str:
    return (
        f"<B100>\n{tagged('B110/DNUM', padded(publication.number))}\n"
        f"{tagged('B130', publication.kind)}\n"
        f"{tagged('B140/DATE', compact(publication.date))}\n{tagged('B190', 'US')}\n</B100>"
    )


def _application(filed: Reference | None) -> str:
    if filed is None:
        return ""
    return (
        f"<B200>\n{tagged('B210/DNUM', shown(filed))}\n{tagged('B211US', filed.number[:2])}\n"
        f"{tagged('B220/DATE', compact(filed.date))}\n</B200>"
    )


def _botanic(named: Botanic | None) -> Iterator[str]:
    if named:
        names = tagged("LATIN-NAME", named.latin) + tagged("VARIETY", named.variety)
        yield f"<BOTANIC>{names}</BOTANIC>"


def _priority(claim: Reference) -> str:
    return (
        f"<B300>\n{tagged('B310/DNUM', shown(claim))}\n{tagged('B320/DATE', compact(claim.date))}"
        f"\n{tagged('B330/CTRY', claim.office)}\n</B300>"
    )


def _term(term: Term | None) -> Iterator[str]:
    if term is None:
        return
    words = term.disclaimer or ""
    after = _DISCLAIMED.search(words)
    lines = (
        tagged("B473/DATE", compact(after[1])) if after else "",
        "<B473US/>" if TERMINAL in words else "",
        tagged("B474", str(term.years) if term.years else None),
        tagged("B474US", term.text or (str(term.days) if term.days is not None else None)),
    )
    if any(lines):
        yield f"<B400><B472>{''.join(lines)}</B472></B400>"


def _classes(publication: Publication) -> Iterator[str]:
    scheme = "locarno" if publication.right == "design" else "ipc"
    international = symbols(publication.classifications, scheme)
    if international:
        yield f"<B510>{''.join(_ranked('B511', 'B512', international))}{tagged('B516', '7')}</B510>"
    national = symbols(publication.classifications, "uspc")
    if national:
        yield f"<B520>{''.join(_ranked('B521', 'B522', national))}</B520>"


def _ranked(first: str, later: str, texts: list[str]) -> Iterator[str]:
    for place, text in enumerate(texts):
        yield tagged(later if place else first, text)


def document(reference: Reference, *, country: bool = True) -> str:
    """A `DOC`; the country is left out for documents of the office itself."""
    office = reference.office if country or reference.office != "US" else None
    return (
        f"<DOC>{tagged('DNUM', shown(reference))}"
        f"{tagged('DATE', compact(reference.date) if reference.date else None)}"
        f"{tagged('CTRY', office)}{tagged('KIND', reference.kind)}</DOC>"
    )


def _citations(citations: tuple[Citation, ...]) -> Iterator[str]:
    if not citations:
        return
    yield "<B560>"
    for citation in citations:
        who = "CITED-BY-EXAMINER" if citation.phase == "examination" else "CITED-BY-OTHER"
        if citation.document:
            inner = document(citation.document, country=False)
            yield f"<B561><PCIT>{inner}</PCIT><{who}/></B561>"
        else:
            text = st32(plain(citation.text or ""))
            yield f"<B562><NCIT><STEXT>{text}</STEXT></NCIT><{who}/></B562>"
    yield "</B560>"


def _related(publication: Publication) -> Iterator[str]:
    found = [*_earlier(publication)]
    if found:
        yield "\n".join(["<B600>", *found, "</B600>"])


def _earlier(publication: Publication) -> Iterator[str]:
    for relation, application, patent in parents(publication.related):
        if relation == "provisional":
            yield f"<B680US>{document(application)}</B680US>"
            continue
        granted = f"<PPUB>{document(patent)}</PPUB>" if patent else ""
        status = tagged("PSTA", "01" if patent else "00")
        child = publication.application or application
        inner = (
            f"<PARENT-US><CDOC>{document(child)}</CDOC><PDOC>{document(application)}</PDOC>"
            f"{status}{granted}</PARENT-US>"
        )
        tag = _RELATIONS[relation]
        shown_ = f"<{tag}>{inner}</{tag}>"
        yield f"<B630>{shown_}</B630>" if tag in _CONTINUATIONS else shown_
    for entry in publication.related:
        if entry.relation == "earlier_publication":
            yield f"<B690US>{document(entry.document)}</B690US>"


def _international(publication: Publication) -> Iterator[str]:
    found = [entry.document for entry in publication.related if entry.relation == "pct"]
    if not found:
        return
    yield "<B800>"
    for reference in found:
        applied = reference.number.startswith("PCT")
        tag, inner = ("B860", "B861") if applied else ("B870", "B871")
        yield f"<{tag}><{inner}>{document(reference)}</{inner}></{tag}>"
    yield "</B800>"


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    def of(*roles: str) -> list[Party]:
        return [party for party in parties if party.role in roles]

    yield "<B700>"
    yield from _group("B720", "B721", of("inventor"))
    for owner in of("assignee"):
        kind = "02" if owner.country == "US" else "03"
        yield f"<B730><B731>{_party(owner)}</B731>{tagged('B732US', kind)}</B730>"
    yield from _group("B740", "B741", of("agent", "agency"))
    clerks = of("examiner")
    if clerks:
        listed = "".join(
            f"<{tag}>{_party(clerk)}</{tag}>"
            for tag, clerk in zip(("B746", *["B747"] * len(clerks)), clerks, strict=False)
        )
        yield f"<B745>{listed}{tagged('B748US', clerks[0].code)}</B745>"
    yield "</B700>"


def _group(outer: str, inner: str, parties: Iterable[Party]) -> Iterator[str]:
    listed = [f"<{inner}>{_party(party)}</{inner}>" for party in parties]
    if listed:
        yield "\n".join((f"<{outer}>", *listed, f"</{outer}>"))


def _party(party: Party) -> str:
    if party.family:
        family = f"<SNM><STEXT><PDAT>{plain(party.family)}</PDAT></STEXT></SNM>"
        name = tagged("FNM", party.given) + family
    else:
        name = f"<ONM><STEXT><PDAT>{plain(party.name)}</PDAT></STEXT></ONM>"
    in_state = party.country == "US" and party.state
    address = "".join(
        (
            tagged("STR", party.address),
            tagged("CITY", party.city),
            tagged("STATE", party.state),
            tagged("CTRY", None if in_state else party.country),
            tagged("PCODE", party.postcode),
        )
    )
    where = f"<ADR>{address}</ADR>" if address else ""
    return f"<PARTY-US><NAM>{name}</NAM>{where}</PARTY-US>"
