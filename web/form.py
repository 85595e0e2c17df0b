"""The form: fields that write the same query line as people type, and read it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from indexer.fields import BY_NAME
from search_api.errors import QueryError
from search_api.language import understand
from search_api.language.tree import Branch, Inverse, Leaf, Tree, to_text
from web.links import Address
from web.words import N_

WORDS = (
    ("full", N_("All of these words")),
    ("any", N_("Any of these words")),
    ("none", N_("None of these words")),
    ("ti", N_("In the title")),
    ("ab", N_("In the abstract")),
    ("clm", N_("In the claims")),
)
_PARTS = ("ti", "ab", "clm")
NAMES = (("pa", N_("Applicant or owner")), ("in", N_("Inventor")))
CODES = (("ipc", N_("IPC class and below")), ("cpc", N_("CPC class and below")))
DATES = (("pd", N_("Published")), ("ad", N_("Filed")))
RIGHTS = ("invention", "utility_model", "design", "plant")

INPUTS = {
    *(name for name, _ in WORDS + NAMES + CODES),
    *(name + end for name, _ in DATES for end in ("_from", "_to")),
    "cc", "right", "more",
}  # fmt: skip
"""Parameters of the form; with any of them filled the form answers with a search."""

_SIGNS = set('()[]":|&<>=*?~^')
_OPERATORS = {"AND", "OR", "NOT", "TO"}


def asked(here: Address) -> dict[str, list[str]]:
    """What was filled in."""
    found: dict[str, list[str]] = {}
    for name, value in here.parameters:
        if name in INPUTS and value.strip():
            found.setdefault(name, []).append(value.strip())
    return found


def written(filled: Mapping[str, list[str]]) -> str:
    """The query line of a filled form."""

    def of(*names: str) -> Iterator[tuple[str, str]]:
        return ((name, value) for name in names for value in filled.get(name, ()))

    parts = [
        *(" AND ".join(_terms(value)) for _, value in of("full")),
        *(_group(_terms(value), " OR ") for _, value in of("any")),
        *("NOT " + some for _, value in of("none") if (some := _group(_terms(value), " OR "))),
        *(f"{name}:{some}" for name, value in of(*_PARTS) if (some := _group(_terms(value)))),
        *(f"{name}:{_phrase(value)}" for name, value in of("pa", "in")),
        *(f"{name}:{_class(value)}" for name, value in of("ipc", "cpc")),
        *(_dates(name, filled) for name, _ in DATES),
        *(f"{name}:{_group(filled[name], ' OR ')}" for name in ("cc", "right") if name in filled),
    ]
    parts = list(filter(None, parts))
    parts += [f"({more})" if parts else more for _, more in of("more")]
    return " AND ".join(parts)


def _terms(text: str) -> list[str]:
    """Words and quoted phrases, each read literally but for `*` and `?`.

    What holds no letter or digit is left out: there is nothing to search for.
    """
    terms: list[str] = []
    for at, piece in enumerate(text.replace("“", '"').replace("”", '"').split('"')):
        if at % 2:
            terms += [f'"{piece.strip()}"'] if piece.strip() else []
        else:
            terms += [_word(word) for word in piece.split()]
    return [term for term in terms if any(sign.isalnum() for sign in term)]


def _word(word: str) -> str:
    plain = not (set(word) - set("*?")) & _SIGNS and word not in _OPERATORS and word[0] != "-"
    return word if plain else f'"{word}"'


def _group(terms: list[str], operator: str = " AND ") -> str:
    return f"({operator.join(terms)})" if len(terms) > 1 else "".join(terms)


def _phrase(text: str) -> str:
    plain = " ".join(text.replace('"', " ").split())
    return plain if plain.isalnum() and plain not in _OPERATORS else f'"{plain}"'


def _class(text: str) -> str:
    """A symbol with everything below it; the language reads `H01M10/0562` as `H01M 10/0562`."""
    symbol = "".join(text.removesuffix("/low").split())
    return f"{symbol if symbol.replace('/', '').isalnum() else _phrase(symbol)}/low"


def _dates(name: str, filled: Mapping[str, list[str]]) -> str:
    low, high = (next(iter(filled.get(name + end, ())), "") for end in ("_from", "_to"))
    if low and high:
        return f"{name}:[{low} TO {high}]"
    return f"{name}>={low}" if low else f"{name}<={high}" if high else ""


def read_back(query: str, dialect: str) -> dict[str, list[str]]:
    """A query line as a filled form; what the form has no field for stands in `more`."""
    if not query.strip():
        return {}
    try:
        tree = understand(query, dialect).tree
    except QueryError:
        return {"more": [query]}
    filled: dict[str, list[str]] = {}
    parts = tree.parts if isinstance(tree, Branch) and tree.operator == "AND" else (tree,)
    rest = [part for part in parts if not _placed(part, filled)]
    if rest:
        more = " AND ".join(_closed(part) for part in rest)
        filled["more"] = [more]
    return filled


def _closed(part: Tree) -> str:
    text = to_text(part, brief=True)
    return f"({text})" if isinstance(part, Branch) else text


def _placed(part: Tree, filled: dict[str, list[str]]) -> bool:
    """Whether a field of the form can say this part; if so it is put there."""
    match part:
        case Leaf():
            return _leaf(part, filled)
        case Inverse(inside):
            words = _alternatives(inside, "full")
            return _once("none", words, filled)
        case Branch("OR", _):
            for name, field in (("any", "full"), ("cc", "cc"), ("right", "right")):
                if values := _alternatives(part, field):
                    return _once(name, values, filled, many=name != "any")
    return False


def _once(
    name: str, values: list[str], filled: dict[str, list[str]], *, many: bool = False
) -> bool:
    if not values or name in filled:
        return False
    filled[name] = values if many else [" ".join(values)]
    return True


def _alternatives(tree: Tree, field: str) -> list[str]:
    """Values of leaves of one field under OR; [] where there is anything else."""
    parts = tree.parts if isinstance(tree, Branch) and tree.operator == "OR" else (tree,)
    values = [p.value for p in parts if isinstance(p, Leaf) and _is(p, field)]
    return values if len(values) == len(parts) else []


def _is(leaf: Leaf, field: str) -> bool:
    return leaf.target.name == field and leaf.relation in {"contains", "is", "starts"}


def _leaf(leaf: Leaf, filled: dict[str, list[str]]) -> bool:
    name = leaf.target.name
    if name in {"full", "ti", "ab", "clm"} and _is(leaf, name):
        filled[name] = [" ".join([*filled.get(name, ()), leaf.value])]
        return True
    if name in {"pa", "in", "cc", "right"} and _is(leaf, name):
        return _once(name, [leaf.value.strip('"')], filled)
    if name in {"ipc", "cpc"} and leaf.relation == "below":
        return _once(name, [leaf.value.removesuffix("/low")], filled)
    if name in {"pd", "ad"} and not {name + "_from", name + "_to"} & filled.keys():
        return _date(name, leaf, filled)
    return False


def _date(name: str, leaf: Leaf, filled: dict[str, list[str]]) -> bool:
    low, separator, high = leaf.value.strip("[]").partition(" TO ")
    if not separator:
        high = low
    for end, value in (("_from", low), ("_to", high)):
        if value != "*":
            filled[name + end] = [value]
    return True


def view(filled: Mapping[str, list[str]], query: str, offices: Iterable[str]) -> dict[str, Any]:
    """Everything the template `form.html` shows; chosen offices are offered even if not held."""
    chosen = filled.get("cc", [])
    return {
        "q": query,
        "filled": {name: values[0] for name, values in filled.items()},
        "chosen": {"cc": chosen, "right": filled.get("right", [])},
        "offices": list(dict.fromkeys([*offices, *chosen])),
        "words_inputs": WORDS,
        "names": NAMES,
        "codes": CODES,
        "dates": DATES,
        "rights": RIGHTS,
        "examples": {name: BY_NAME[name].examples[:1] for name, _ in NAMES + CODES},
    }
