"""The dot codes of the USPTO's full text of 1976-2001: `.alpha.`, `.degree.`, `.sub.2`, `.sup.+`.

The files know only ASCII. A character beyond it is written as its name between points, a subscript
or superscript behind `.sub.` or `.sup.`; what ends a script is a blank, a comma, a bracket, another
code, or a point that is not printed (`H.sub.2.O`, more often `H.sub.2 O`). Points that belong to
the sentence or to a decimal number look the same and are told by what surrounds them.
"""

from __future__ import annotations

import re

from parsers.formats.aps_formula import begins_isotope, continues, ends_formula, is_count
from parsers.model import Mark
from parsers.origins import keeps_origin
from parsers.scripts import Kind
from parsers.text import Marked, clean

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ lamda λ "
    "mu μ nu ν xi ξ omicron ο pi π rho ρ sigma σ tau τ upsilon υ phi φ chi χ psi ψ omega ω"
)
_SIGNS = (
    # comparison and arithmetic
    "+- ± -+ ∓ times × div ÷ noteq ≠ ident ≡ notident ≢ congruent ≅ apprxeq ≅ approxeq ≈ apprch ≐ "
    "about ∼ ltoreq ≤ gtoreq ≥ ltoreg ≤ gtoreg ≥ ltorsim ≲ lmorsim ≲ gtorsim ≳ lmtoreq ≤ "
    "notlessthan ≮ notgreaterthan ≯ LT < GT > varies ∝ infin ∞ sqroot √ cuberoot ∛ fourthroot ∜ "
    "multidot ⋅ cndot • 0 ∅ perspectiveto ⌆ "
    # analysis, logic, sets
    "intg ∫ differential ∂ gradient ∇ increment ∆ function ƒ A-inverted ∀ E-backward ∃ thrfore ∴ "
    "BECAUSE ∵ because ∵ andgate ∩ orgate ∪ sym ⊕ crclbar ⊖ circle-w/dot ⊙ circleincircle ⊚ "
    "h-bar ℏ vertline | "
    # geometry
    "angle ∠ perp ⊥ parallel ∥ circle ○ largecircle ◯ smallcircle ∘ circle-solid ● dottedcircle ◌ "
    "lhalfcircle ◐ rhalfcircle ◑ solbhalfcircle ◒ solthalfcircle ◓ quadrature □ box-solid ▪ "
    "diamond ⋄ diamond-solid ♦ star-solid ★ tangle-solidup ▴ tangle-soliddn ▾ "
    # arrows and bonds
    "fwdarw → rarw ← uparw ↑ dwnarw ↓ revreaction ⇄ reveaction ⇄ dbd ═ tbd ≡ "
    # units, money, law
    "degree ° ANG Å ang å cent ¢ permill ‰ Salinity ‰ prime ′ dblprime ″ sctn § TM ™ SM ℠ RTM ® "
    'COPYRGT © COPYRG © AMP & dagger † dagger-dbl ‡ asterisk-pseud ※ dblquote " '
    # life and music
    "male ♂ female ♀ music-flat ♭ music-natural ♮ music-natrual ♮ music-sharp ♯ "
    "THorizBrace ⏞ BHorizBrace ⏟"
)
_NAMED = {
    "di-elect cons": "∈",
    "English Pound": "£",
    "4th root": "∜",
    "not <": "≮",
    "not >": "≯",
    "OR right": "⊂",
    "left brkt-top": "⌈",
    "right brkt-top": "⌉",
    "left brkt-bot": "⌊",
    "right brkt-bot": "⌋",
    "paren open-st": "(",
    "paren close-st": ")",
    "brket open-st": "[",
    "brket close-st": "]",
    "ae butted": "æ",
    "AE butted": "Æ",
    "oe butted": "œ",
    "OE butted": "Œ",
    "o slashed": "ø",
    "O slashed": "Ø",
    # In reissues: what is deleted stands in brackets, what is added in italics.
    "[": "[",
    "]": "]",
    "Iadd": "",
    "Iaddend": "",
    "Badd": "",
    "Baddend": "",
}


def _table() -> dict[str, str]:
    def pairs(words: str) -> dict[str, str]:
        listed = words.split()
        return dict(zip(listed[::2], listed[1::2], strict=True))

    greek = pairs(_GREEK)
    capitals = {name.upper(): letter.upper() for name, letter in greek.items()}
    return {**greek, **capitals, **pairs(_SIGNS), **_NAMED}


CODES = _table()
"""Characters by the names between the points, as far as the office's list is known."""

_NAMES = "|".join(re.escape(name) for name in sorted(CODES, key=len, reverse=True) if name != "0")
_CODE = re.compile(rf"\.(?! )(?:({_NAMES})|(su[bp]|s[bp]s[bp])|(?<!\d\.)(0))\.")
"""A character or a script; `.0.` is part of a number where a digit stands before it."""
_PLACEHOLDER = re.compile(r"##([A-Z]{3}\d+)(?:##)?")
_KINDS: dict[str, Kind] = {"b": "sub", "p": "sup"}
_OPENING, _CLOSING = "([{", ")]}"


@keeps_origin
def without_pictures(text: str) -> tuple[str, list[str]]:
    """The text without the marks of structures and equations (`##STR1##`), and these marks."""
    found = _PLACEHOLDER.findall(text)
    return (_PLACEHOLDER.sub(" ", text), found) if found else (text, [])


@keeps_origin
def decoded(text: str) -> Marked:
    """The text with its characters, and the spans of its scripts."""
    plain = clean(text)
    if "." not in plain:
        return plain, ()
    decoder = _Decoder(plain)
    decoder.run()
    made = "".join(decoder.out)
    tidy = clean(made)
    if tidy != made:  # a code stood alone between blanks, or at an end
        lead = len(made) - len(made.lstrip())
        same = made.strip() == tidy
        marks = decoder.marks if same else []
        return tidy, tuple((kind, low - lead, high - lead) for kind, low, high in marks)
    return made, tuple(decoder.marks)


class _Decoder:
    """Reads a text from left to right; `length` is that of what has been written."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.out: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []

    def run(self) -> None:
        at = 0
        while found := _CODE.search(self.text, at):
            self._write(self.text[at : found.start()])
            at = found.end()
            if found[2]:
                at = self._script(found[2], at)
            else:
                self._write(CODES[found[1] or found[3]])
        self._write(self.text[at:])

    def _write(self, text: str) -> None:
        if text:
            self.out.append(text)
            self.length += len(text)

    def _script(self, name: str, at: int) -> int:
        """Write the content of a script; where to go on.

        `.sub.` is one, `.sbsp.` a superscript to a subscript: the outer one reaches over it.
        """
        before = "".join(self.out[-40:])[-40:]
        chemical = ends_formula(before) if name == "sub" else begins_isotope(before)
        start = self.length
        end = self._content(at)
        if self.length > start:
            self._mark(name, start)
        return self._behind(end, chemical and is_count(self.text[at:end]))

    def _mark(self, name: str, start: int) -> None:
        end = self.length
        if len(name) == 4:
            outer, last = _KINDS[name[1]], self.marks[-1] if self.marks else None
            if last and last[0] == outer and last[2] == start:
                self.marks[-1] = (outer, last[1], end)
            else:
                self.marks.append((outer, start, end))
        self.marks.append((_KINDS[name[-1]], start, end))

    def _content(self, start: int) -> int:
        """Write what belongs to a script that begins at `start`; its end."""
        at, depth = start, 0
        while at < len(self.text):
            char = self.text[at]
            code = _CODE.match(self.text, at) if char == "." else None
            if code and not code[2]:
                self._write(CODES[code[1] or code[3]])
                at = code.end()
                continue
            if code or self._ends(at, start, depth):
                break
            depth += (char in _OPENING) - (char in _CLOSING)
            self._write(char)
            at += 1
        return at

    def _ends(self, at: int, start: int, depth: int) -> bool:
        char, following = self.text[at], self.text[at + 1 : at + 3]
        if char.isspace():
            return True
        if at == start:
            return char in ".,;"
        if char == ".":
            return not (self.text[at - 1].isdigit() and following[:1].isdigit())
        if char == "-":
            return following[:1].isupper()
        if char in ",;:":
            first, second = following[:1], following[1:]
            return not (first.isdigit() or (first.islower() and not second.isalpha()))
        return (char in _CLOSING and depth <= 0) or char == '"'

    def _behind(self, at: int, chemical: bool) -> int:  # noqa: FBT001 - one inner caller
        """Behind a script: pass over the point or blank that only ended it."""
        char, following = self.text[at : at + 1], self.text[at + 1 : at + 2]
        if char == "." and not _CODE.match(self.text, at):
            printed = not following.strip() or following in ")]}>,;:.\"'"
            return at if printed and not _CODE.match(self.text, at + 1) else at + 1
        if char == " " and following in {"-", "/", "'"} and self.text[at + 2 : at + 3].strip():
            return at + 1
        if char == " " and chemical and continues(self.text, at + 1):
            return at + 1
        return at
