"""Field names, groups, aliases and `name@language` → what to search."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from indexer.fields import BY_NAME, FIELDS, GROUP_BY_NAME, GROUPS, Field
from search_api.errors import QueryError
from search_api.language.context import Context
from search_api.language.guard import fold
from search_api.language.syntax import FieldName, Span


@dataclass(frozen=True, slots=True)
class Target:
    """Where a value is searched: `name` is the canonical spelling, `lang` of `name@lang`.

    `flag`: only in claims that are so (see `indexer.query.Flag`).
    """

    name: str
    fields: tuple[Field, ...]
    span: Span | None = None
    lang: str | None = None
    flag: str | None = None
    kinds: frozenset[str] = field(init=False, compare=False)
    groups: tuple[tuple[str, ...], ...] = field(init=False, compare=False)
    """The names of the text fields and those of name fields, which nodes of their own search."""

    def __post_init__(self) -> None:  # once, since every condition of the field asks for them
        object.__setattr__(self, "kinds", frozenset(field.kind for field in self.fields))
        groups = (
            tuple(field.name for field in self.fields if field.kind == kind)
            for kind in ("text", "name")
        )
        object.__setattr__(self, "groups", tuple(group for group in groups if group))


def _table() -> dict[str, str]:
    table = {fold(g.zh): g.name for g in GROUPS} | {fold(f.zh): f.name for f in FIELDS}
    table |= {alias: f.name for f in FIELDS for alias in f.aliases}
    table |= {alias: g.name for g in GROUPS for alias in g.aliases}
    table |= {f.name: f.name for f in FIELDS} | {g.name: g.name for g in GROUPS}
    table |= {"pn.cc": "cc"}
    return {name.lower(): canonical for name, canonical in table.items()}


ALIASES: dict[str, str] = _table()
"""Every accepted name in lower case -> the canonical name of a field or group."""

DEFAULT = Target("full", tuple(BY_NAME[name] for name in GROUP_BY_NAME["full"].fields))


def resolve_names(names: tuple[FieldName, ...], context: Context) -> Target:
    """One target for one or several names; raises QueryError with the nearest names."""
    parts = [_one(name, context) for name in names]
    span = (names[0].span[0], names[-1].span[1])
    if len(parts) == 1:
        return parts[0]
    langs = {part.lang for part in parts}
    if len(langs) > 1:
        raise context.fail("mixed_fields", span, fields=", ".join(n.text for n in names))
    spelled = tuple(dict.fromkeys(part.name for part in parts))
    fields = tuple(dict.fromkeys(field for part in parts for field in part.fields))
    name = f"({','.join(spelled)})" if len(spelled) > 1 else spelled[0]
    flags = {part.flag for part in parts}
    if len(flags) > 1 or (flags != {None} and len(parts) > 1):
        raise context.fail("mixed_fields", span, fields=", ".join(n.text for n in names))
    target = Target(name, fields, span, langs.pop())
    if len(target.kinds) > 1 and not target.kinds <= {"text", "name"}:
        raise context.fail("mixed_fields", span, fields=target.name)
    return target


def _one(name: FieldName, context: Context) -> Target:
    typed, _, lang = name.text.partition("@")
    if found := _CLAIMS.fullmatch(typed.lower()):
        return _claims(found, name.span)
    canonical = ALIASES.get(typed.lower())
    if canonical is None:
        raise _unknown(typed, name.span, context)
    if canonical == "exp":
        context.note("note_computed_term", name.span)
    if typed.lower() == "leg":
        context.note("note_granted", name.span)
    group = GROUP_BY_NAME.get(canonical)
    fields = tuple(BY_NAME[n] for n in group.fields) if group else (BY_NAME[canonical],)
    target = Target(canonical, fields, name.span)
    if not lang:
        return target
    if target.kinds != {"text"}:
        raise context.fail("field_without_language", name.span, canonical, name=canonical)
    if not re.fullmatch(r"[A-Za-z]{2}", lang):
        raise context.fail("unknown_language", name.span, canonical, language=lang)
    lang = lang.lower()
    context.note("note_language", name.span, name=canonical, language=lang)
    return Target(f"{canonical}@{lang}", fields, name.span, lang)


_CLAIMS = re.compile(r"(?:clm|claims?)\.(indep(?:endent)?|\d{1,3})")


def _claims(found: re.Match[str], span: Span) -> Target:
    """`clm.indep`: independent claims; `clm.3`: the third one."""
    number = found[1].isdigit()
    flag = str(int(found[1])) if number else "independent"
    name = f"clm.{flag if number else 'indep'}"
    return Target(name, (BY_NAME["clm"],), span, flag=flag)


def _unknown(typed: str, span: Span, context: Context) -> QueryError:
    near = get_close_matches(typed.lower(), ALIASES, n=3, cutoff=0.6)
    nearest = list(dict.fromkeys(ALIASES[name] for name in near)) or ["ti", "ab", "full"]
    shown = [f.name for f in FIELDS] + [g.name for g in GROUPS]
    mended = nearest[0] if near else None
    return context.fail(
        "unknown_field",
        span,
        mended,
        name=typed,
        nearest=", ".join(nearest),
        fields=", ".join(shown),
    )
