"""Papers of the files of US applications (XML4IP), from the notice that they were filed."""

from __future__ import annotations

from parsers.model import Notice

from .markup import element, plain

_ROOTS = {"CLM": "ClaimsDocument"}
_SPACE = 'xmlns:pat="urn:us:gov:doc:uspto:patent"'


def encode(notice: Notice) -> bytes:
    """The paper of the first event, with a claim or paragraph for each that its text counts."""
    event = notice.events[0]
    told = (part.partition(" ") for part in (event.text or "").split(", "))
    counts = {words: number for number, _, words in told if words}
    root = _ROOTS.get(event.code, "SpecificationDocument")
    number = notice.application.number if notice.application else ""
    header = element("pat:ApplicationHeaderDetails", element("pat:ApplicationNumber", number))
    if "pages" in counts:
        header += element("pat:PageTotalQuantity", counts["pages"])
    claims = "".join(
        element(
            "pat:Claim", element("pat:ClaimNumber", str(n)) + "<pat:ClaimText>A.</pat:ClaimText>"
        )
        for n in range(1, int(counts.get("claims", 0)) + 1)
    )
    paragraphs = "<pat:P>A.</pat:P>" * int(counts.get("paragraphs", 0))
    body = (
        element("pat:DocumentCode", plain(event.code))
        + element("pat:DocumentHeaderDetails", header)
        + element("pat:MailRoomDate", event.date)
        + (element("pat:ClaimSet", element("pat:ClaimList", claims)) if claims else paragraphs)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<pat:{root} {_SPACE} pat:id="{event.number or ""}">{body}</pat:{root}>\n'
    ).encode()
