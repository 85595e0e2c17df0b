"""The query in plain words, part by part, each part removable."""

from __future__ import annotations

from typing import Literal, TypeAlias

from indexer.fields import BY_NAME, GROUP_BY_NAME
from search_api.answers import ClauseAnswer
from search_api.language.tree import (
    Branch,
    Call,
    Inverse,
    Leaf,
    Tree,
    Weighted,
    each_without,
    parts_of_and,
    to_text,
)

Lang: TypeAlias = Literal["zh", "en"]

_PATTERNS: dict[str, tuple[str, str]] = {
    "contains": ("{field}含“{0}”", "{field} contains “{0}”"),
    "similar": (
        "{field}含与“{0}”相近的词（至多差 {1} 个字母）",
        "{field} has a word like “{0}” (at most {1} off)",
    ),
    "near": ("{field}含邻近的“{0}”", "{field} has together “{0}”"),
    "is": ("{field}为 {0}", "{field} is {0}"),
    "has": ("有{0}", "has {0}"),
    "below": ("{field}为 {0} 或其下位类", "{field} is {0} or below"),
    "above": ("{field}为 {0} 或其上位类", "{field} is {0} or above"),
    "beside": ("{field}为 {0} 或与其同级", "{field} is {0} or beside"),
    "starts": ("{field}以 {0} 开头", "{field} starts with {0}"),
    "from": ("{field}自 {0} 起", "{field} from {0} on"),
    "until": ("{field}至 {0} 止", "{field} until {0}"),
    "between": ("{field}从 {0} 到 {1}", "{field} from {0} to {1}"),
}


_VALUES: dict[str, tuple[str, str]] = {
    "invention": ("发明", "invention"),
    "utility_model": ("实用新型", "utility model"),
    "design": ("外观设计", "design"),
    "plant": ("植物", "plant"),
    "application": ("申请公布", "application"),
    "grant": ("授权公告", "grant"),
    "search_report": ("检索报告", "search report"),
    "correction": ("更正", "correction"),
    "translation": ("译文", "translation"),
    "amended": ("修改", "amended"),
    "other": ("其他", "other"),
    "title": ("名称", "title"),
    "abstract": ("摘要", "abstract"),
    "claims": ("权利要求", "claims"),
    "description": ("说明书", "description"),
    "drawings": ("附图", "drawings"),
    "citations": ("引证文献", "citations"),
    "literature": ("非专利引文", "literature citations"),
    "family": ("同族", "family"),
    "priorities": ("优先权", "priorities"),
    "related": ("相关文献", "related documents"),
    "events": ("法律事件", "legal events"),
    "applicants": ("申请人", "applicants"),
    "inventors": ("发明人", "inventors"),
    "owners": ("专利权人", "owners"),
    "agents": ("代理人", "agents"),
    "sets": ("CPC组合", "CPC combination sets"),
    "claim_sets": ("其他权利要求组", "further sets of claims"),
    "deposits": ("生物材料保藏", "deposits of biological material"),
    "pdf": ("PDF", "PDF"),
    "machine": ("机器翻译", "machine translation"),
}
_CALLS = {
    "CITES": ("引用了（{}）", "cites one of ({})"),
    "CITED_BY": ("被（{}）引用", "is cited by one of ({})"),
    "SAME_FAMILY": ("与（{}）同族", "is of the family of one of ({})"),
}
_WRITTEN_MOST = 60_000
"""Characters of all `without` of one query."""
_LABELLED_MOST = 30
"""Parts under one operator that are put in words; nobody reads ten thousand numbers."""
_NAMED = {"right", "stage", "has"}
"""Fields whose values are words of ours, shown in the reader's language."""


def clauses(tree: Tree) -> tuple[ClauseAnswer, ...]:
    """One clause per part of the outermost AND, or one for the whole query.

    The whole query without each of them is told as far as that does not make the answer long.
    """
    parts = parts_of_and(tree)
    rests = each_without(parts)
    written = 0
    made: list[ClauseAnswer] = []
    for part in parts:
        rest = next(rests, None) if written < _WRITTEN_MOST else None
        written += len(rest or "")
        zh, en = label(part, "zh"), label(part, "en")
        made.append(ClauseAnswer(text=to_text(part), label_zh=zh, label_en=en, without=rest))
    return tuple(made)


def label(tree: Tree, lang: Lang) -> str:
    """Plain words for a part: "title contains “solar”", "标题含“太阳能”"."""
    match tree:
        case Leaf():
            return _leaf(tree, lang)
        case Inverse(part):
            inside = label(part, lang)
            return f"不满足（{inside}）" if lang == "zh" else f"not ({inside})"
        case Weighted(part):
            return label(part, lang)
        case Call(name, part):
            zh, en = _CALLS[name]
            return (zh if lang == "zh" else en).format(label(part, lang))
        case Branch(operator, parts):
            return _branch(operator, parts, lang)


def _branch(operator: str, parts: tuple[Tree, ...], lang: Lang) -> str:
    word = _WORDS[operator, lang]
    more, parts = len(parts) - _LABELLED_MOST, parts[:_LABELLED_MOST]
    inside = [
        f"（{label(part, lang)}）" if isinstance(part, Branch) and lang == "zh"
        else f"({label(part, lang)})" if isinstance(part, Branch)
        else label(part, lang)
        for part in parts
    ]  # fmt: skip
    if more > 0:
        inside.append(f"另外 {more:,} 项" if lang == "zh" else f"{more:,} more")
    return word.join(inside)


_WORDS: dict[tuple[str, Lang], str] = {
    ("AND", "zh"): " 且 ",
    ("OR", "zh"): " 或 ",
    ("AND", "en"): " and ",
    ("OR", "en"): " or ",
}


def _leaf(leaf: Leaf, lang: Lang) -> str:
    zh, en = _PATTERNS["has" if leaf.target.name == "has" else leaf.relation]
    said = leaf.said or (leaf.value.removeprefix("(").removesuffix(")"),)
    if leaf.target.name in _NAMED and said[0] in _VALUES:
        said = (_VALUES[said[0]][lang == "en"],)
    return (zh if lang == "zh" else en).format(*said, field=_field_label(leaf, lang))


def _field_label(leaf: Leaf, lang: Lang) -> str:
    labels = []
    for spelled in leaf.target.name.strip("()").split(","):
        name, _, _ = spelled.partition("@")
        labels.append(_name_label(name, lang))
    text = ("或" if lang == "zh" else " or ").join(labels)
    if leaf.target.lang:
        text += f"（{leaf.target.lang}）" if lang == "zh" else f" ({leaf.target.lang})"
    return text


def _name_label(name: str, lang: Lang) -> str:
    if name.startswith("clm."):
        number = name.removeprefix("clm.")
        zh, en = ("独立权利要求", "independent claims")
        if number.isdigit():
            zh, en = f"权利要求{number}", f"claim {number}"
        return zh if lang == "zh" else en
    entry = GROUP_BY_NAME.get(name) or BY_NAME[name]
    return entry.zh if lang == "zh" else entry.en
