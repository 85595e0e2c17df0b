"""British and American spellings of one English word."""

from __future__ import annotations

import re

# Beginnings of words, British and American.
_BEGINNINGS = """
colour:color behaviour:behavior vapour:vapor odour:odor labour:labor neighbour:neighbor
flavour:flavor harbour:harbor tumour:tumor armour:armor favour:favor honour:honor mould:mold
sulph:sulf aluminium:aluminum grey:gray tyre:tire plough:plow defence:defense offence:offense
haemo:hemo haema:hema anaem:anem oestr:estr paediatr:pediatr orthopaed:orthoped leukaem:leukem
oedema:edema oesoph:esoph diarrhoea:diarrhea labelled:labeled labelling:labeling modelled:modeled
modelling:modeling travelled:traveled travelling:traveling channelled:channeled
signalling:signaling cancelled:canceled aeroplane:airplane kerb:curb cheque:check
"""
# Words that may only have an s or d behind.
_WHOLE = """
fibre:fiber metre:meter litre:liter centre:center calibre:caliber catalogue:catalog
analogue:analog dialogue:dialog millimetre:millimeter centimetre:centimeter kilometre:kilometer
micrometre:micrometer nanometre:nanometer millilitre:milliliter microlitre:microliter
"""
_ENDING = re.compile(r"(\w{2,}[^aeiou\W])(i)([sz])(e|es|ed|er|ers|ing|ation|ations)")
_ALWAYS_S = re.compile(
    r".*(?:wise|vise|dise|prise|cise|mise|raise|noise|guise|rise|tise|promis\w+|exercis\w+|surpris\w+|"
    r"compris\w+|advertis\w+|supervis\w+|revis\w+|devis\w+|precis\w+|franchis\w+|enterpris\w+|"
    r"improvis\w+|televis\w+|advis\w+|excis\w+|incis\w+|compromis\w+|disguis\w+)"
)
_ALWAYS_Z = re.compile(r".*(?:size|prize|seize|sized|sizing|sizes|sizer|sizers|seized|seizing)")


def _pairs(text: str) -> list[tuple[str, str]]:
    found = [tuple(pair.split(":")) for pair in text.split()]
    return [(one[0], one[1]) for one in found]


def _table(text: str) -> dict[str, str]:
    pairs = _pairs(text)
    return dict(pairs) | {american: british for british, american in pairs}


def _any_of(table: dict[str, str], rest: str) -> re.Pattern[str]:
    longest = "|".join(sorted(table, key=len, reverse=True))
    return re.compile(f"({longest})({rest})")


_BEGINS, _WHOLES = _table(_BEGINNINGS), _table(_WHOLE)
_PATTERNS = ((_any_of(_BEGINS, r"\w*"), _BEGINS), (_any_of(_WHOLES, "[sd]?"), _WHOLES))


def other_spelling(word: str) -> str | None:
    """The British spelling of an American word, or the other way round, in lower case."""
    text = word.lower()
    for pattern, table in _PATTERNS:
        if found := pattern.fullmatch(text):
            return table[found[1]] + found[2]
    found = _ENDING.fullmatch(text)
    if found is None or _ALWAYS_S.fullmatch(text) or _ALWAYS_Z.fullmatch(text):
        return None
    return found[1] + "i" + ("z" if found[3] == "s" else "s") + found[4]
