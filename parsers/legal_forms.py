"""Legal forms of companies, firms and public bodies, as they stand at the ends of names."""

from __future__ import annotations

import re

_BEFORE = (
    "株式会社", "有限会社", "合同会社", "合资会社", "合名会社", "一般社团法人", "一般财团法人",
    "公益社团法人", "公益财团法人", "特定非营利活动法人", "国立研究开发法人", "地方独立行政法人",
    "独立行政法人", "国立大学法人", "公立大学法人", "学校法人", "医疗法人", "社会福祉法人",
    "주식회사", "유한회사", "유한책임회사", "합자회사", "합명회사", "사단법인", "재단법인",
    "학교법인", "의료법인", r"\(株\)", r"\(有\)", r"\(合\)", r"\(주\)", r"\(유\)",
)  # fmt: skip
_BEHIND = (
    "股份有限责任公司", "股份有限公司", "有限责任公司", "无限责任公司", "有限责任合伙企业",
    "有限公司", "股份公司", r"合伙企业(?:\((?:有限|普通|特殊普通)合伙\))?",
    r"\((?:特殊普通合伙|普通合伙|有限合伙|特殊的普通合伙|个人独资|集体所有制)\)",
    "株式会社", "有限会社", "合同会社", "合资会社", "合名会社", "유한책임회사", "주식회사",
    "유한회사", "합자회사", "합명회사", r"\(株\)", r"\(有\)", r"\(合\)", r"\(주\)", r"\(유\)",
)  # fmt: skip

CJK = re.compile(rf"^(?:{'|'.join(_BEFORE)})(?=.)|(?<=.)(?:{'|'.join(_BEHIND)})$")
"""In simplified characters, half-width, without blanks (Hangul as it is)."""

LATIN = frozenset(
    {
        "ab", "ag", "aktiebolag", "aktiebolaget", "aktiengesellschaft", "ao", "aps", "as",
        "asa", "bhd", "bv", "bvba", "cjsc", "co", "companies", "company", "corp",
        "corporation", "cv", "cvba", "dba", "dd", "doo", "eg", "eurl", "ev", "gaisha", "gbr",
        "gesmbh", "gie", "gk", "gmbh", "hb", "inc", "incorporated", "ivs", "jsc", "kabushiki",
        "kaisha", "kb", "kft", "kg", "kgaa", "kk", "kommanditgesellschaft", "lda", "limitada",
        "limited", "llc", "lllp", "llp", "lp", "ltd", "ltda", "mbb", "mbh", "nv", "nyrt",
        "oao", "ohg", "ojsc", "ood", "ooo", "osakeyhtio", "oy", "oyj", "pao", "partg",
        "partgmbb", "partmbb", "pjsc", "plc", "pllc", "private", "proprietary", "pte", "pty",
        "pvt", "sa", "sab", "sal", "sarl", "sas", "sasu", "sau", "sca", "scarl", "scop",
        "scrl", "scs", "sdn", "se", "sl", "slp", "slu", "snc", "spa", "sprl", "spzoo", "srl",
        "srls", "sro", "tbk", "uab", "ug", "vof", "yk", "yugen", "zao", "zoo", "zrt",
    }
)  # fmt: skip
"""Latin ones without their dots and accents; they leave the end of a name one after the other."""

PHRASES = (
    (re.compile(r"\bgesellschaft mit beschrankter haftung\b"), "gmbh"),
    (re.compile(r"\bkommanditgesellschaft auf aktien\b"), "kgaa"),
    (re.compile(r"\boffene handelsgesellschaft\b"), "ohg"),
    (re.compile(r"\beingetragener verein\b"), "ev"),
    (re.compile(r"\bsociete anonyme\b"), "sa"),
    (re.compile(r"\bsociete par actions simplifiee(?: unipersonnelle)?\b"), "sas"),
    (re.compile(r"\bsociete a responsabilite limitee\b"), "sarl"),
    (re.compile(r"\bsociete en nom collectif\b"), "snc"),
    (re.compile(r"\bsocieta per azioni\b"), "spa"),
    (re.compile(r"\bsocieta a responsabilita limitata\b"), "srl"),
    (re.compile(r"\bsociedad(?:e)? anonima\b"), "sa"),
    (re.compile(r"\bsociedad (?:de responsabilidad )?limitada\b"), "sl"),
    (re.compile(r"\bnaamloze vennootschap\b"), "nv"),
    (re.compile(r"\bbesloten vennootschap\b"), "bv"),
    (re.compile(r"\bsp\.? z\.? ?o\.? ?o\b\.?"), "spzoo"),
)
"""Forms written out, without accents, and what is the same in short."""

ORGANISED = re.compile(
    r"公司|集团|大学|学院|学校|研究所|研究院|研究中心|医院|工厂|厂$|事务所|中心$|银行|协会|学会|"
    r"基金会|委员会|合作社|合伙|部队|实验室|法人|会社|机构|总局|开发部|经营部|株式|"
    r"회사|대학|연구원|연구소|법인|재단|협회|병원|산학협력단|공사$|공단$|"
    r"\b(?:gmbh|inc|corp|corporation|ltd|limited|llc|cie|aktiengesellschaft|univ|"
    r"universit\w*|institut\w*|college|academy|akademi\w*|hochschule|hospital|foundation|"
    r"stiftung|fondation|ministry|department|secretary|government|agency|laborator\w*|center|"
    r"centre|council|commission|trust|associates?|partners?|group|holdings?|industr\w+|"
    r"technolog\w+|electronics?|systems?|pharma\w*|international|enterprises?|"
    r"verein|gesellschaft|societe|consejo|universidad|fraunhofer|patentanwalte?|rechtsanwalte?)\b"
)
"""Words (simplified, lower case, without accents) that no person's name has."""
