"""What may have been meant, message by message, most likely first: texts to be tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from search_api.language.broken import BEFORE, RELATION, Broken, value_end, without
from search_api.language.code_names import country_code, language_code


def _dates(broken: Broken) -> Iterator[str]:
    """The month or year of an impossible day; a day in an order that leaves no doubt."""
    value = broken.culprit.strip('"')
    numbers = re.findall(r"\d+", value)
    year = next((one for one in numbers if re.fullmatch(r"(?:1[5-9]|20)\d\d", one)), None)
    if value.lower() in {"yesterday", "昨天"}:
        yield broken.put("-1d")
    if year is None:
        tight = re.match(r"((?:1[5-9]|20)\d\d)(\d\d)?", value)
        numbers, year = ([value, tight[2] or ""], tight[1]) if tight else ([], None)
    if year is None:
        return
    rest = [int(one) for one in numbers if one != year and one.isdigit() and len(one) < 3]
    if len(rest) == 2 and max(rest) <= 31 and max(rest) > 12 >= min(rest):
        yield broken.put(f"{year}-{min(rest):02}-{max(rest):02}")
        yield broken.put(f"{year}{min(rest):02}{max(rest):02}")
    elif len(rest) == 2 and rest[0] <= 12 and value.startswith(year):
        yield broken.put(f"{year}-{rest[0]:02}")
        yield broken.put(f"{year}{rest[0]:02}")
    yield broken.put(year)


def _keywords(broken: Broken) -> Iterator[str]:
    """The nearest of the possible values; the code of a country or language by its name."""
    value = broken.culprit.strip('"').strip()
    for code in (country_code(value), language_code(value)):
        if code:
            yield broken.put(code)
    if value.endswith("s"):
        yield broken.put(value[:-1])
    possible = str(broken.error.values.get("expected", "")).split(", ")
    for near in get_close_matches(value.lower().replace(" ", "_"), possible, n=2):
        yield broken.put(near)
    if re.fullmatch(r"[A-Za-z]\w", value):
        yield broken.put(f"{value[0].upper()}*")


def _symbols(broken: Broken) -> Iterator[str]:
    """A mistyped modifier, letters for digits, and signs for the slash."""
    value = broken.culprit
    base, slash, modifier = value.rpartition("/")
    for near in get_close_matches(modifier.lower(), ("low", "high", "same"), n=1):
        yield broken.put(f"{base}{slash}{near}")
    tight = "".join(value.upper().split())
    turned = tight[:1] + tight[1:3].translate(str.maketrans("OIL", "011")) + tight[3:4]
    yield broken.put(turned + tight[4:].translate(str.maketrans("OIL-.:", "011///")))
    if found := re.match(r"[A-HY]\d\d[A-Z]", tight):
        yield broken.put(f"{found[0]}")


def _fields(broken: Broken) -> Iterator[str]:
    """Another system's words for it are tried before; else the words without the field."""
    low, high = broken.span
    typed = broken.culprit.lower()
    for near in str(broken.error.values.get("nearest", "")).split(", "):
        if near.lower().startswith(typed) or get_close_matches(typed, [near.lower()]):
            yield broken.put(near)
    before, after = broken.text[:low], broken.text[high:]
    if before.endswith(".") and after.startswith("."):
        yield before[:-1] + after[1:]
    if before.endswith("/"):
        yield before[:-1] + after
        yield f"{before}TX{after}"
    if found := RELATION.match(after):
        yield before + after[found.end() :]
        if before.endswith("@"):
            yield from (f"{before}{name}{after}" for name in ("pd", "ad"))


def _groups(broken: Broken) -> Iterator[str]:
    """Brackets that hold nothing, with the field before them."""
    yield from without(broken)


def _ends(broken: Broken) -> Iterator[str]:
    """The operators at the end, or a field there without its value."""
    left = broken.text.rstrip()
    yield BEFORE.sub("", left)
    yield from without(broken)


def _open(broken: Broken) -> Iterator[str]:
    """A range that ends early is open; brackets that do not help go."""
    text = broken.text.rstrip()
    if broken.culprit == "[":
        yield f"{text}]"
        yield re.sub(r"\sTO$", "", text) + " TO *]"
        yield f"{text} *]"
    yield broken.put("")


def _strange(broken: Broken) -> Iterator[str]:
    """A sign that cannot stand here: without it, without the blank, in quotation marks."""
    low, high = broken.span
    text = broken.text
    if broken.culprit == "TO" and text[high:].lstrip().startswith("]"):
        yield broken.put("TO *")
    if text[high : high + 1].isspace():
        yield text[:high] + text[high:].lstrip()
    if broken.culprit in {":", "=", "/"}:
        start = max(text.rfind(sign, 0, low) for sign in " :=(") + 1
        end = value_end(text, high)
        yield f'{text[:start]}"{text[start:low]} {text[high:end]}"{text[end:]}'
    yield broken.put(" ")
    yield BEFORE.sub("", text[:low]) + text[high:]
    yield from without(broken)


def _truncated(broken: Broken) -> Iterator[str]:
    """`$3` is `{0,3}`, `$` is `*`; what stands for one sign is `?`."""
    value = re.sub(r"\$(\d+)", r"{0,\1}", broken.culprit)
    yield broken.put(value.replace("$", "*").replace("#", "?"))
    yield broken.put(re.sub(r"[$#{}]\d*", "", broken.culprit))


def _wildcards(broken: Broken) -> Iterator[str]:
    """The word without its wildcards, or up to the first of them."""
    value = broken.culprit
    if found := re.search(r"\{(\d+),(\d+)\}", value):
        low, high = sorted((int(found[1]), int(found[2])))
        most = int(str(broken.error.values.get("limit", high)))
        bounds = f"{{{min(low, most)},{min(high, most)}}}"
        yield broken.put(value[: found.start()] + bounds + value[found.end() :])
    stem = re.split(r"[*?]", value, maxsplit=1)[0]
    if broken.error.key == "wildcard_not_here":
        yield broken.put(f"{stem}*")
        yield broken.put(f"{stem}/low")
    yield broken.put(re.sub(r"[*?$+#]|\{\d*,\d*\}", "", value))
    yield from without(broken)


def _compared(broken: Broken) -> Iterator[str]:
    value = broken.culprit.lstrip("@")
    yield broken.put(value)
    yield broken.put(f"pd{value}")
    yield broken.put(re.sub(r"[<>=@]+", " ", value))


def _expressions(broken: Broken) -> Iterator[str]:
    """`/sol.*/` is `sol*`."""
    inside = broken.culprit.strip("/")
    yield broken.put(re.sub(r"\.\*|\.\+", "*", inside).replace(".", "?"))
    yield broken.put(" ".join(re.findall(r"\w+", inside)))


def _ranges(broken: Broken) -> Iterator[str]:
    """Either end of what has no order; the publication date for a range without field."""
    value = broken.culprit
    if found := re.search(r"\[\s*(.+?)\s+TO\s+(.+?)\s*\]", value):
        yield broken.put(f"pd:{value}")
        yield broken.put(f"{value[: found.start()]}({found[1]} OR {found[2]})")
    yield broken.put(re.sub(r"\s*[<>]=?\s*", ":", value, count=1))
    yield from without(broken)


def _beside(broken: Broken) -> Iterator[str]:
    """AND in place of proximity that cannot be; the field before the brackets."""
    low, high = broken.span
    text = broken.text
    found = re.search(r"([\w.@]+)([:=])(\S+)\s*$", text[:low])
    if found and not text[high:].lstrip().startswith("("):
        end = value_end(text, high + len(text[high:]) - len(text[high:].lstrip()))
        inner = f"{found[3]} {broken.culprit}{text[high:end]}"
        yield f"{text[: found.start()]}{found[1]}{found[2]}({inner}){text[end:]}"
    if broken.error.key == "proximity_place":
        yield from (f"{field}:({text})" for field in ("clm", "names"))
    if broken.error.key == "proximity_kind":
        start = text.rfind("(", 0, low)
        yield re.sub(r"[\w.@]+[:=]$", "", text[:start]) + text[start:]
    yield broken.joined("AND")
    yield re.sub(rf"\b{re.escape(broken.culprit)}(?!\w)", "AND", text)
    operator = str(broken.error.values.get("operator", ""))
    if operator:
        yield re.sub(rf"(?<!\w){re.escape(operator)}(?!\w)", "AND", text)


def _functions(broken: Broken) -> Iterator[str]:
    yield broken.put("")


def _together(broken: Broken) -> Iterator[str]:
    """Of fields that cannot be searched together the first, or only those of texts."""
    names = re.findall(r"[\w.@]+", broken.culprit)
    low, high = broken.span
    text = broken.text
    if text[low - 1 : low] == "(" and text[high : high + 1] == ")":
        low, high = low - 1, high + 1
    for name in names:
        yield broken.put(name, (low, high))


def _deep(broken: Broken) -> Iterator[str]:
    """Without brackets around brackets."""
    text, before = broken.text, ""
    while text != before:
        before, text = text, re.sub(r"\(\s*(\([^()]*\)|[^()\s]+)\s*\)", r"\1", text)
    yield text


def _dollars(broken: Broken) -> Iterator[str]:
    digits = "".join(filter(str.isdigit, broken.culprit))
    yield broken.put(f"$W{digits}")
    yield broken.joined("AND")


def _operators(broken: Broken) -> Iterator[str]:
    digits = "".join(filter(str.isdigit, broken.culprit))
    if broken.culprit.lower().startswith("prox"):
        yield broken.put(f"prox/distance<{int(digits or 2) + 1}")
    yield broken.joined("AND")


def _colons(broken: Broken) -> Iterator[str]:
    field, _, value = broken.culprit.partition(":")
    yield from (broken.put(f"{field}{sign}{value}") for sign in "=/")
    yield broken.put(f"{field.upper()}/{value}")
    yield broken.put(value)


MENDS: dict[str, Callable[[Broken], Iterator[str]]] = {
    "bad_date": _dates,
    "bad_keyword": _keywords,
    "bad_symbol": _symbols,
    "unknown_field": _fields,
    "field_without_value": _ends,
    "empty_group": _groups,
    "ends_early": _ends,
    "operator_as_value": _strange,
    "bracket_open": _open,
    "unexpected": _strange,
    "foreign_truncation": _truncated,
    "foreign_fuzzy": _strange,
    "wildcard_alone": _wildcards,
    "wildcard_early": _wildcards,
    "wildcard_bounds": _wildcards,
    "wildcard_not_here": _wildcards,
    "compare_without_field": _compared,
    "unsupported_regex": _expressions,
    "unsupported_function": _functions,
    "range_without_field": _ranges,
    "no_ranges": _ranges,
    "proximity_fields": _beside,
    "proximity_kind": _beside,
    "proximity_place": _beside,
    "proximity_operand": _beside,
    "proximity_nested": _beside,
    "proximity_negated": _beside,
    "proximity_long": _beside,
    "proximity_ands": _beside,
    "mixed_fields": _together,
    "too_deep": _deep,
    "unknown_operator": _dollars,
    "dialect_operator": _operators,
    "operator_not_held": _operators,
    "dialect_operand": _beside,
    "dialect_colon": _colons,
}

DROPPED = frozenset({
    "bad_date", "bad_keyword", "bad_symbol", "bad_number", "bad_integer", "no_words", "range_open",
    "field_not_held", "field_not_held_near", "unknown_line", "class_set_not_held", "set_value",
    "chemistry_not_held", "legal_status_not_held", "database_not_held", "operator_not_held",
    "dialect_comparison", "dialect_within", "symbol_range", "regex_too_wide", "unknown_field",
    "misplaced_low", "set_operator", "set_rank",
})  # fmt: skip
"""Messages after which the condition may be left out, where other mends do not help."""

FOREIGN = frozenset({
    "dialect_colon", "unknown_field", "unexpected", "foreign_truncation", "compare_without_field",
    "foreign_suffix", "dialect_operator", "unknown_operator", "field_without_value",
})  # fmt: skip
"""Messages about what may be the language of another system."""
