"""From a record to the places of its values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from parsers.model import Publication
from parsers.parse import parse_record
from parsers.places import Place, Spot
from parsers.record import Record
from parsers.tracing import elements
from parsers.tracing.carried import Origin, origin_of, plain
from parsers.tracing.carrying import PRINTED, Box, Cell, Field, Line, Pointer
from parsers.tracing.leaves import FILE_NAME, Leaf, leaves
from parsers.tracing.matching import Finder, Joined
from parsers.tracing.original import Original
from parsers.tracing.steps import StepError, taken

_INLINE = frozenset({
    "parsers.text.inline_text", "parsers.text.marked_text", "parsers.text.PlainText.__call__",
})  # fmt: skip
_COUNTED = ("description", "claim", "drawings")
"""Parts whose numbers are those of no documents."""
_LAST = re.compile(r"(.*)\[(\d+)\]")
_MOSTLY_RULED = frozenset({"lang", "language"})
"""Values that no text nearby is to be taken for."""
_CODE = 3
_RAW = 400
"""Characters of the text of a place that are shown."""
_STEP = re.compile(r"/(?:\*\[local-name\(\)='[^']*'\]|[^/])*")


def trace(
    record: Record, wanted: Callable[[str], bool], one: str | None
) -> Iterator[tuple[Publication, dict[str, Place]]]:
    """The publications of a record, or that one, with the places of their values."""
    elements.begin()
    PRINTED.clear()
    every = (item for item in parse_record(record) if isinstance(item, Publication))
    found = [item for item in every if one in {None, item.id}]
    if not found:
        return
    original = Original(record, elements.opened())
    finder = Finder()
    for publication in found:
        yield publication, _Tracer(publication, original, finder).places(wanted)


class _Tracer:
    def __init__(self, publication: Publication, original: Original, finder: Finder) -> None:
        self._publication = publication
        self._original = original
        self._finder = finder
        self._leaves = [*leaves(publication)]
        self._near: defaultdict[str, list[int]] = defaultdict(list)
        for leaf in self._leaves:
            if origin := origin_of(leaf.value):
                for home in _homes(leaf.home):
                    self._near[home].append(origin.place)

        self._find_lists()

    def _find_lists(self) -> None:
        """Lists of words that were cut out of one text."""
        lists: defaultdict[str, list[str]] = defaultdict(list)
        for leaf in self._leaves:
            if leaf.path.endswith("]") and isinstance(leaf.value, str):
                lists[leaf.home].append(plain(leaf.value))
        for home, values in lists.items():
            if not self._near.get(home):
                self._near[home] += self._finder.with_all(values)

    def places(self, wanted: Callable[[str], bool]) -> dict[str, Place]:
        return {leaf.path: self._place(leaf) for leaf in self._leaves if wanted(leaf.path)}

    def _place(self, leaf: Leaf) -> Place:
        rule = leaf.rule()
        if leaf.never_text:
            return self._ruled(leaf, rule or "")
        origin = origin_of(leaf.value)
        found = self._exact(leaf, origin) if origin else None
        if found is None and (isinstance(leaf.value, str) or rule is None):
            found = self._searched(leaf, rule)
        if found is not None:
            return found
        if rule is not None:
            return self._ruled(leaf, rule)
        return self._made(leaf, self._about(leaf))

    def _searched(self, leaf: Leaf, rule: str | None) -> Place | None:
        value = str(leaf.value)
        name = leaf.pattern.rpartition(".")[2]
        if rule is not None and (name in _MOSTLY_RULED or (len(value) <= _CODE and not leaf.home)):
            return None
        if leaf.path.startswith(_COUNTED):
            name = ""
        near = next((n for home in _homes(leaf.home) if (n := self._near.get(home))), [])
        near = near or self._beside(leaf.home)
        office = plain(self._publication.office)
        about = self._about(leaf)
        home = about.xpath if about else None
        for origin in self._finder.find(plain(value), near, home, name, office):
            if isinstance(origin, Joined):
                place, found = origin.parts[0].place, self._joined(leaf, origin)
            else:
                place, found = origin.place, self._exact(leaf, origin)
            if found is not None:
                self._near[leaf.home].append(place)
                return found
        return self._named(leaf, name)

    def _beside(self, home: str) -> list[int]:
        """Where the struct before or behind it in the same list was read."""
        found = _LAST.fullmatch(home)
        if found is None:
            return []
        at = int(found[2])
        return [place for n in (at - 1, at + 1) for place in self._near.get(f"{found[1]}[{n}]", ())]

    def _named(self, leaf: Leaf, name: str) -> Place | None:
        """By rule, if the record has its number from the name of its file or folder alone."""
        source = self._publication.source
        named = f"{source.file} {source.member or ''}"
        if name != "number" or str(leaf.value) not in re.sub(r"[^\w ]", "", named):
            return None
        return self._ruled(leaf, FILE_NAME)

    def _exact(self, leaf: Leaf, origin: Origin) -> Place | None:
        """The place, if reading it afresh gives the value."""
        for spot in _spots(origin):
            for tried in self._forms(spot, str(leaf.value)):
                if self._reads(tried) == str(leaf.value):
                    return self._made(leaf, tried, exact=True)
        return None

    def _forms(self, spot: Spot, value: str) -> Iterator[Spot]:
        """The place as it was read; without what changes nothing; with the value cut out of it."""
        if spot.steps and self._reads(replace(spot, steps=())) == value:
            yield replace(spot, steps=())
        yield spot
        text = self._original.text(spot)
        at = text.find(value) if text else -1
        if at >= 0:
            yield replace(spot, span=(at, at + len(value)), steps=())

    def _reads(self, spot: Spot) -> str | None:
        text = self._original.text(spot)
        if text is None:
            return None
        if spot.span:
            text = text[slice(*spot.span)]
        try:
            made = taken(text, spot.steps)
        except StepError:
            return None
        return None if made is None else str(made)

    def _joined(self, leaf: Leaf, joined: Joined) -> Place | None:
        parts: list[Spot] = []
        texts: list[str] = []
        for origin in joined.parts:
            read = ((spot, text) for spot in _spots(origin) if (text := self._reads(spot)))
            found = next(read, None)
            if found is None:
                return None
            parts.append(found[0])
            texts.append(found[1])
        between = joined.between
        whole = "".join(gap + text for gap, text in zip(between, [*texts, ""], strict=True))
        if whole != str(leaf.value):
            return None
        made = self._made(leaf, _common(parts), exact=True)
        return replace(made, parts=tuple(parts), between=between, raw=None)

    def _about(self, leaf: Leaf) -> Spot | None:
        """What the values beside it have in common."""
        beside = (one for one in self._leaves if one.home == leaf.home and leaf.home)
        found = [spot for one in beside if (o := origin_of(one.value)) for spot in _spots(o)[:1]]
        return _common(found)

    def _ruled(self, leaf: Leaf, why: str) -> Place:
        origin = origin_of(leaf.value)
        spots = _spots(origin) if origin else []
        made = self._made(leaf, spots[0] if spots else self._about(leaf))
        return replace(made, by="rule", why=why)

    def _made(self, leaf: Leaf, spot: Spot | None, *, exact: bool = False) -> Place:
        source = self._publication.source
        offset, length = self._original.span(spot) if spot else (0, source.length)
        value = leaf.value
        shown: str | int | bool = plain(value) if isinstance(value, str) else value
        if isinstance(shown, int) and not isinstance(shown, bool):
            shown = int(shown)
        raw = self._original.text(spot) if spot and exact else None
        steps = spot.steps if spot and exact else ()
        return Place(
            field=leaf.path,
            value=shown,
            exact=exact,
            by=", ".join(step.name.rpartition(".")[2] for step in steps) or None,
            format=source.format,
            file=source.file,
            member=source.member,
            sha256=source.sha256,
            record=source.offset,
            offset=source.offset + offset,
            length=length,
            spot=spot,
            raw=raw[:_RAW] if raw and raw != str(shown) else None,
            rewritten=bool(spot and spot.xpath and self._original.rewritten),
        )


def _homes(home: str) -> Iterator[str]:
    """The struct a value is a field of, and those that this is part of."""
    while home:
        yield home
        home = re.sub(r"(\.\w+|\[\d+\])$", "", home) if "." in home else ""


def _spots(origin: Origin) -> list[Spot]:
    """Where the text stands; of a text within an element also the element, to look for it there."""
    steps = origin.steps
    match origin.home:
        case Line(first, last):
            cut = tuple(s for s in steps if not s.name.endswith("._joined"))
            return [Spot(lines=(first, last), steps=cut)]
        case Field(name, nth):
            return [Spot(name=plain(name), nth=nth, steps=steps)]
        case Cell(row, column):
            return [Spot(row=row, column=plain(column), steps=steps)]
        case Pointer(path):
            return [Spot(pointer=plain(path), steps=steps)]
        case Box(page, (left, top, right, bottom)):
            read = "ocr" if origin.what == "ocr" else None
            return [Spot(page=page, box=(left, top, right, bottom), read=read, steps=steps)]
    return _of_element(origin, origin.home)


def _of_element(origin: Origin, element: Any) -> list[Spot]:
    path = elements.path_of(element)
    if path is None:
        return []
    what, steps = origin.what, origin.steps
    if what.startswith("@"):
        name = what[1:].rpartition("}")[2]
        test = f"@*[local-name()='{name}']" if "}" in what or ":" in what else f"@{name}"
        return [Spot(xpath=f"{path}/{test}", steps=steps)]
    whole = Spot(xpath=path, steps=steps)
    if what == "text":
        inner = replace(whole, xpath=f"{path}/text()[1]")
        leaf = len(element) == 0
        return [replace(whole, read="raw_text"), whole] if leaf else [inner, whole]
    if what == "tail":
        outer = element.getparent()
        above = _of_element(origin._replace(what="inline"), outer) if outer is not None else []
        return [replace(whole, xpath=f"{path}/following-sibling::node()[1]"), *above]
    read = None if what in _INLINE or what == "inline" else what.rpartition(".")[2]
    found = replace(whole, read=read, lang=origin.lang)
    return [found] if read else [found, replace(found, read="lines")]


def _common(spots: Iterable[Spot]) -> Spot | None:
    """The smallest element that all are in; of other places, the first."""
    every = list(spots)
    if not every:
        return None
    chains = [_STEP.findall(spot.xpath) for spot in every if spot.xpath]
    if len(chains) < len(every):
        lines = [spot.lines for spot in every if spot.lines]
        if len(lines) == len(every):
            return Spot(lines=(min(a for a, _ in lines), max(b for _, b in lines)))
        return replace(every[0], steps=(), span=None)
    return Spot(xpath="".join(_shared(chains)))


def _shared(chains: Sequence[Sequence[str]]) -> Iterator[str]:
    for steps in zip(*chains, strict=False):
        last = steps[0].startswith(("/@", "/text()", "/following-sibling"))
        if len({*steps}) > 1 or last:
            return
        yield steps[0]
