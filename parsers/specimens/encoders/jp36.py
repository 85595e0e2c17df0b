"""The JPO's edition of WIPO ST.36 (`jp-official-gazette`), in EUC-JP as issued until 2022."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from parsers.model import Citation, Classification, Party, Publication, Reference

from . import st36
from .markup import chemistry, element, plain

_WORDS = {
    "A": "公開特許公報(A)",
    "A1": "再公表特許(A1)",
    "B1": "特許公報(B1)",
    "B2": "特許公報(B2)",
    "U": "登録実用新案公報(U)",
}
_DOCTYPE = (
    "<!DOCTYPE jp-official-gazette PUBLIC "
    '"-//JPO//DTD PUBLISHED PATENT/UTILITY MODEL APPLICATION 1.0//EN" "gat-a.dtd">'
)
_ASCII_ALIKE = {ord("¥"): "&#165;", ord("‾"): "&#8254;"}
"""What EUC-JP has at the places of backslash and tilde."""
_LAWS = {"utility_model": "utility"}


def encode(publication: Publication) -> bytes:
    """The whole file; characters that EUC-JP has no place for are numeric references."""
    kind = publication.kind or "A"
    root = (
        f'<jp-official-gazette kind-of-jp="{kind[0]}" kind-of-st16="{kind}" lang="ja" '
        'dtd-version="1.0" country="JP" xmlns:jp="http://www.jpo.go.jp">'
    )
    parts = [
        '<?xml version="1.0" encoding="EUC-JP"?>',
        _DOCTYPE,
        f'{root}<bibliographic-data lang="ja" country="JP">',
        *_bibliography(publication, kind),
        "</bibliographic-data>",
        *st36.description(publication.description),
        *st36.claims(publication.claims),
        *(
            element("abstract", f'<p num="">{chemistry(text.text, text.marks)}</p>')
            for text in publication.abstract
        ),
        *st36.drawings(publication.drawings),
        *_amendments(publication),
        "</jp-official-gazette>\n",
    ]
    text = "\n".join(parts).translate(_ASCII_ALIKE)
    return text.encode("euc_jp", "xmlcharrefreplace")


def _bibliography(publication: Publication, kind: str) -> Iterator[str]:
    number = publication.number
    if publication.stage == "grant":
        number = number.zfill(10)
    own = (
        f"<country>JP</country><doc-number>{number}</doc-number>"
        f"<kind>{_WORDS.get(kind, kind)}</kind><date>{st36.compact(publication.date)}</date>"
    )
    yield element("publication-reference", element("document-id", own))
    if publication.application:
        shown = st36.document(publication.application, kind=False, country=False)
        yield element("application-reference", shown)
    yield element(
        "invention-title", chemistry(publication.title[0].text, publication.title[0].marks)
    )
    yield from _parties(publication.parties)
    yield from st36.priority_claims(publication.priorities, "jp:kind")
    yield from _availability(publication)
    yield from _classes(publication.classifications)
    count = len(publication.claims)
    yield f'<number-of-claims jp:adopted-law="claim">{count}</number-of-claims>'
    divided = [entry.document for entry in publication.related if entry.relation == "division"]
    for parent in divided:
        shown = st36.document(parent, kind=False)
        inner = element("relation", element("parent-doc", shown))
        law = _LAWS.get(publication.right, "patent")
        yield element("related-documents", f'<division jp:kind="{law}">{inner}</division>')
    yield from _citations(publication.citations)


def _availability(publication: Publication) -> Iterator[str]:
    earlier = [e.document for e in publication.related if e.relation == "earlier_publication"]
    if earlier:
        shown = "".join(st36.document(entry) for entry in earlier)
        inner = element("unexamined-printed-without-grant", shown)
        yield element("dates-of-public-availability", inner)


def _parties(parties: tuple[Party, ...]) -> Iterator[str]:
    applicants = "".join(
        f'<applicant sequence="{party.sequence}">{_book(party)}</applicant>'
        for party in parties
        if party.role == "applicant"
    )
    agents = "".join(
        f'<agent sequence="{party.sequence}" jp:kind="representative">{_book(party)}'
        "<jp:attorney/></agent>"
        for party in parties
        if party.role in {"agent", "agency"}
    )
    inventors = "".join(
        f'<inventor sequence="{party.sequence}">{_book(party)}</inventor>'
        for party in parties
        if party.role == "inventor"
    )
    both = f'<jp:applicants-agents sequence="1">{applicants}{agents}</jp:applicants-agents>'
    article = element("jp:applicants-agents-article", both)
    yield element("parties", article + element("inventors", inventors))


def _book(party: Party) -> str:
    body = element("name", plain(party.name))
    if party.code:
        body += element("registered-number", party.code)
    if party.address:
        body += element("address", element("text", plain(party.address)))
    return element("addressbook", body)


def _classes(found: tuple[Classification, ...]) -> Iterator[str]:
    ipc = [entry for entry in found if entry.scheme == "ipc"]
    shown = "".join(
        element(
            "main-clsf" if place == 0 else "further-clsf",
            st36.st8(entry.symbol, entry.version, entry.position, entry.value) + "20050101BHJP",
        )
        for place, entry in enumerate(ipc)
    )
    yield element("classification-ipc", f"<edition/>{shown}")
    national = [entry.symbol for entry in found if entry.scheme == "fi"]
    if national:
        tags = ["main-clsf", *["further-clsf"] * (len(national) - 1)]
        listed = "".join(
            element(tag, escape(_packed(symbol)))
            for tag, symbol in zip(tags, national, strict=True)
        )
        yield element("classification-national", f"<country>JP</country>{listed}")
    terms = [entry.symbol for entry in found if entry.scheme == "fterm"]
    themes = "".join(element("jp:theme-code", term) for term in terms if " " not in term)
    if themes:
        yield element("jp:theme-code-info", themes)
    listed = "".join(element("jp:f-term", term.replace(" ", "")) for term in terms if " " in term)
    if listed:
        yield element("jp:f-term-info", listed)


def _packed(symbol: str) -> str:
    """`H01L21/78 M`, as the office prints FI."""
    return symbol.replace(" ", "", 1).replace(",", " ")


def _citations(found: tuple[Citation, ...]) -> Iterator[str]:
    listed = "".join(
        element("citation", _cited(citation.document, citation.text, place))
        for place, citation in enumerate(found, 1)
        if citation.phase != "description"
    )
    if listed:
        yield element("references-cited", listed)


def _cited(reference: Reference | None, text: str | None, place: int) -> str:
    if reference:
        return f'<patcit num="{place}">{st36.document(reference)}</patcit>'
    return f'<nplcit num="{place}"><text>{chemistry(text or "")}</text></nplcit>'


def _amendments(publication: Publication) -> Iterator[str]:
    """Claims as amended, which the office prints behind the application."""
    listed = "".join(
        f'<jp:written-amendment kind="amendment"><date>{st36.compact(entry.date)}</date>'
        '<jp:amendment-article><jp:amendment-group jp:serial-number="1"><jp:item-of-amendment>'
        "特許請求の範囲</jp:item-of-amendment><jp:way-of-amendment>3</jp:way-of-amendment>"
        '<jp:contents-of-amendment jp:kind-of-law="patent" jp:kind-of-document="claims">'
        f"{''.join(st36.claims(entry.claims))}</jp:contents-of-amendment></jp:amendment-group>"
        "</jp:amendment-article></jp:written-amendment>"
        for entry in publication.claim_sets
        if entry.status == "amended"
    )
    if listed:
        yield element("jp:written-amendment-group", listed)
