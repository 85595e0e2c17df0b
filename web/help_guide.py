"""What the help shows of the query language: each construction with three examples that run.

Meanings are translated, examples are not; those of fields stand in `indexer.fields`. The help of
another dialect has the same examples in its own words.
"""

from __future__ import annotations

from typing import NamedTuple

from web.words import N_


class Construction(NamedTuple):
    """One thing the language can say, with canonical queries that say it."""

    name: str
    meaning: str
    examples: tuple[str, str, str]


# A table reads as one, row by row.
# fmt: off
GUIDE: tuple[Construction, ...] = (
    Construction("all", N_("all of the words, anywhere in the text"),
        ("glucose sensor", "电池 电解质", "laser power")),
    Construction("phrase", N_("the words next to each other, in this order"),
        ('"current density"', 'ti:"wind turbine"', '"solid electrolyte membrane"')),
    Construction("cjk", N_("a run of Chinese characters, wherever it stands inside a longer one"),
        ("固态电解质", "ti:电池", "太阳能电池")),
    Construction("or", N_("either of them"),
        ("electrode OR membrane", "电池 OR 传感器", "pa:(Northvale OR Hydralpe)")),
    Construction("not", N_("the first without the second"),
        ("battery NOT cc:US", "ti:电池 NOT 太阳能", "membrane NOT (ti:battery OR ab:electrode)")),
    Construction("brackets", N_("brackets group; NOT binds tighter than AND, AND than OR"),
        ("(electrode OR membrane) AND layer", "(ti:battery OR ti:电池) AND (cc:CN OR cc:EP)",
         "((anode OR cathode) AND battery) OR glucose")),
    Construction("wildcard", N_("* is any ending"),
        ("electro*", "pa:North*", "ti:photo*")),
    Construction("left", N_("* may stand anywhere, ? is exactly one character"),
        ("*trolyte", "w?reless", "*meter")),
    Construction("bounded", N_("from none to so many characters"),
        ("increas{0,3}", "sens{1,2}", "electrod{1,2}")),
    Construction("fuzzy", N_("one or two letters may differ"),
        ("battry~", "elektrode~2", "ti:batery~1")),
    Construction("written", N_("this form of the word only, not its inflections"),
        ("NOSTEM(batteries)", "NOSTEM(electrodes)", "ti:NOSTEM(system)")),
    Construction("exact", N_("exactly as written, capitals too"),
        ("=VERFAHREN", "=Verfahren", "ti:=SYSTEM")),
    Construction("near", N_("at most so many words apart, in either order, in one sentence"),
        ("electrode NEAR5 layer", "(current OR voltage) NEAR3 density", "电池 NEAR10 电解质")),
    Construction("adj", N_("at most so many words on, in this order"),
        ("solid ADJ2 electrolyte", "wind ADJ turbine", "current ADJ3 density")),
    Construction("sentence", N_("in one sentence; SENT2: in two neighbouring ones"),
        ("electrode SENT layer", "desc:(membrane SENT electrolyte)", "电池 SENT 电解质")),
    Construction("paragraph", N_("in one paragraph"),
        ("battery PARA membrane", "clm:(electrode PARA layer)", "电池 PARA 电解质")),
    Construction("claim", N_("in one claim; in an independent claim; in claim 1"),
        ("clm:(electrode CLAIM layer)", "clm.indep:battery", "clm.1:membrane")),
    Construction("entry", N_("in one name"),
        ("pa:(Northvale ENTRY Power)", "in:(Céline ENTRY Chastain)",
         "agy:(Harbor ENTRY Group)")),
    Construction("unless", N_("somewhere without the other nearby"),
        ("battery NOT NEAR5 electrode", "electrode NOT SENT layer",
         "battery NOT PARA electrode")),
    Construction("field", N_("only in this field; see the fields below"),
        ("ti:battery", "pa:Northvale", "right:utility_model")),
    Construction("fields", N_("in one of several fields"),
        ("(ti,ab):battery", "(pa,in):Moreau", "tac:sensor")),
    Construction("language", N_("only in publications of this language"),
        ("ab@zh:电池", "ti@fr:procédé", "ab@de:Verfahren")),
    Construction("range", N_("from one to the other, both included; * is open"),
        ("pd:[2010 TO 2012]", "nclm:[10 TO *]", "ad:[2005-06 TO 2006-03-15]")),
    Construction("compared", N_("since, before; days, months or years"),
        ("pd>=2015-06", "ad<2008", "nclm>15")),
    Construction("relative", N_("counted back from today"),
        ("pd:past 20 years", "pd>=-9000d", "ad:past 300 months")),
    Construction("below", N_("the class and everything below it"),
        ("ipc:H01M/low", "cpc:G06N/low", "ipc:H01M10/0562/low")),
    Construction("above", N_("the class and those above it; its neighbours"),
        ("ipc:G06F16/22/high", "ipc:H01M10/0562/same", "ipc:H01M10/0562/high")),
    Construction("classes", N_("from one class to another, with what lies below the last"),
        ("ipc:[H01M4/00 TO H01M10/0562]", "ipc:[G06F16/22 TO G06F16/35]",
         "cpc:[G06N3/00 TO G06N20/00]")),
    Construction("numbers", N_("any of the numbers, in any spelling; up to ten thousand"),
        ("pn:(US7122074B2 OR CN100117074C)", 'pn:"EP 1 517 074"',
         "an:(EP03156669 OR KR20030172507)")),
    Construction("cites", N_("what cites one of them"),
        ("CITES(pn:US6964993)", "CITES(ti:battery)", "CITES(CITES(cc:US))")),
    Construction("cited", N_("what one of them cites"),
        ("CITED_BY(cc:CN)", "CITED_BY(pd>=2010)", "CITED_BY(right:invention)")),
    Construction("family", N_("all publications of their families"),
        ("SAME_FAMILY(pn:US7122074B2)", "SAME_FAMILY(ti:电池 AND cc:CN)",
         "SAME_FAMILY(ti:battery)")),
    Construction("boost", N_("counts more in the order of the hits"),
        ("ti:battery^3 OR electrode", "(ti:电池)^2 OR 电解质",
         "(pa:Northvale)^2 OR membrane")),
    Construction("names", N_("names whose order or legal form shall count: usually they do not"),
        ('in:KEEP_ORDER("Chastain, Céline")', 'pa:KEEP_SUFFIX("Hydralpe S.A.")',
         'pa:KEEP_WIDTH("Aurélys SAS")')),
    Construction("variants", N_("Chinese and Japanese forms of the characters, too"),
        ("VARIANTS(電池)", "ti:VARIANTS(电池)", "VARIANTS(音声認識)")),
    Construction("lines", N_("earlier lines by number or name; # begins a comment"),
        ("ti:battery\ncc:EP\nL1 AND L2", "##cells: ti:battery\n##cells NOT cc:US",
         "# cells\nL1: ti:battery\nL2: L1 NOT cc:US\nL2 OR ti:电池")),
)
# fmt: on
