"""Places of values in a line of words, for terminals and pages."""

from __future__ import annotations

from parsers.places import Place, Spot


def address(place: Place) -> str:
    """The XPath, or what stands for it in records that are no XML; "" for the whole record."""
    return spot_address(place.spot) if place.spot else ""


def spot_address(spot: Spot) -> str:
    """One address."""
    said = ""
    if spot.pointer is not None:
        said = f"JSON {spot.pointer}"
    elif spot.lines is not None:
        first, last = spot.lines
        said = f"line {first}" if first == last else f"lines {first}–{last}"
    elif spot.name is not None:
        said = f"<{spot.name}>" + (f" ({spot.nth + 1})" if spot.nth else "")
    elif spot.row is not None:
        said = f"row {spot.row}, column “{spot.column}”"
    elif spot.page is not None:
        box = ", ".join(f"{number:g}" for number in spot.box or ())
        said = f"page {spot.page}, box {box}" if box else f"page {spot.page}"
    return spot.xpath or said


def way(place: Place) -> str:
    """How the value was got from the text at its place; "" where it is that text."""
    if place.by == "rule":
        return place.why or ""
    if not place.exact:
        return "not found again in the record"
    said = []
    if place.spot and place.spot.span:
        said.append("characters {}–{}".format(*place.spot.span))
    if place.parts:
        said.append(f"{len(place.parts)} texts put together")
    if place.by:
        said.append(place.by)
    if place.rewritten:
        said.append("XPath of the tree the record is rewritten to")
    return "; ".join(said)
