"""The one table of searchable fields.

From it come both engines' mappings, the names the query language accepts, the facets and sorts of
the API, the form, the help page and the README table.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["text", "name", "keyword", "number", "symbol", "set", "date", "integer"]

LANGUAGE_PARTITIONS = ("en", "de", "fr", "zh", "ja", "ko", "xx")
"""One partition per primary language with an analysis of its own; `xx` holds all others."""


class Field(Struct, frozen=True, kw_only=True):
    """One searchable field.

    `kind` decides how it is indexed: `text` per partition, stemmed and scored; `name` words
    without stemming, unscored; `keyword` exact values; `number` exact document numbers;
    `symbol` classification symbols with their ancestors; `set` symbols that stand together, indexed
    as names are; `date` periods of days; `integer`.
    `part` is the key of the publication it comes from, `aliases` what other systems call it.
    """

    name: str
    kind: Kind
    zh: str
    en: str
    part: str
    aliases: tuple[str, ...] = ()
    weight: float = 0.0
    facet: bool = False
    sortable: bool = False
    examples: tuple[str, ...] = ()

    @property
    def column(self) -> str:
        """The name in the engines, where a dot would mean an object."""
        return self.name.replace(".", "_")


class Group(Struct, frozen=True, kw_only=True):
    """A name that stands for several fields at once, each searched, any may match."""

    name: str
    fields: tuple[str, ...]
    zh: str
    en: str
    aliases: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


# Weights of the first ranking stage: title .5, abstract .7, description 1.0 were the best of the
# combinations measured on three relevance sets; claims count as the description until measured.
# A table reads as one, row by row.
# fmt: off
FIELDS: tuple[Field, ...] = (
    Field(name="ti", kind="text", zh="发明名称", en="title", part="title", weight=0.5,
          aliases=("title", "ttl", "名称", "标题", "专利名称"),
          examples=("ti:battery", "ti:电池", 'ti:"wind turbine"')),
    Field(name="ab", kind="text", zh="摘要", en="abstract", part="abstract", weight=0.7,
          aliases=("abstract", "abst"),
          examples=("ab:(electrode AND layer)", "ab:传感器", "ab:wireless")),
    Field(name="clm", kind="text", zh="权利要求", en="claims", part="claims", weight=1.0,
          aliases=("claims", "claim", "aclm", "权利要求书"),
          examples=("clm:electrode", "clm:(current NEAR5 density)", "clm:电池")),
    Field(name="desc", kind="text", zh="说明书", en="description", part="description",
          weight=1.0, aliases=("description", "spec"),
          examples=("desc:membrane", "desc:(current NEAR5 density)", "desc:电池")),
    Field(name="pa", kind="name", zh="申请（专利权）人", en="applicant or owner", part="parties",
          facet=True,
          aliases=("applicant", "assignee", "as", "owner", "申请人", "专利权人", "申请(专利权)人"),
          examples=("pa:Northvale", 'pa:"Hydralpe S.A."', "pa:科技")),
    Field(name="in", kind="name", zh="发明（设计）人", en="inventor", part="parties",
          aliases=("inventor", "发明人", "设计人", "发明(设计)人"),
          examples=("in:Moreau", 'in:"Céline Chastain"', "in:井上翔太")),
    Field(name="ag", kind="name", zh="代理人", en="agent", part="parties",
          aliases=("agent", "代理师", "att"),
          examples=("ag:Patentanwälte", "ag:Roche", "ag:弁理士")),
    Field(name="agy", kind="name", zh="代理机构", en="agency", part="parties",
          aliases=("agency", "专利代理机构", "firm", "atty"),
          examples=("agy:事务所", 'agy:"Harbor Patent Group"', "agy:Kessler")),
    Field(name="exm", kind="name", zh="审查员", en="examiner", part="parties",
          aliases=("examiner",), examples=("exm:Hargrove", 'exm:"Rahul Prescott"', "exm:刘杰")),
    Field(name="pa.entry", kind="name", zh="申请（专利权）人及地址",
          en="applicant or owner with address", part="parties",
          examples=("pa.entry:(科技 ENTRY CN)", "pa.entry:(Northvale ENTRY US)", "pa.entry:CN")),
    Field(name="in.entry", kind="name", zh="发明（设计）人及地址", en="inventor with address",
          part="parties",
          examples=("in.entry:(Moreau ENTRY FR)", "in.entry:(Li ENTRY CN)", "in.entry:US")),
    Field(name="cc", kind="keyword", zh="公开国家/地区/组织", en="office", part="office",
          facet=True, aliases=("office", "country", "ctr", "公开国", "国别"),
          examples=("cc:CN", "cc:(US OR EP)", "cc:JP")),
    Field(name="kind", kind="keyword", zh="文献类型代码", en="kind code", part="kind",
          facet=True, aliases=("kd", "kc"), examples=("kind:B2", "kind:(A OR A1)", "kind:B*")),
    Field(name="right", kind="keyword", zh="专利类型", en="type of right", part="right",
          facet=True, aliases=("type", "发明类型"),
          examples=("right:utility_model", "right:design", "right:(invention OR plant)")),
    Field(name="stage", kind="keyword", zh="公布阶段", en="stage", part="stage", facet=True,
          aliases=("doctype", "leg"),
          examples=("stage:grant", "stage:application", "stage:(grant OR correction)")),
    Field(name="lang", kind="keyword", zh="语言", en="language", part="language", facet=True,
          aliases=("language",), examples=("lang:zh", "lang:(de OR fr)", "lang:ja")),
    Field(name="fam", kind="keyword", zh="同族", en="family", part="family",
          aliases=("family", "fmid"),
          examples=("fam:23221508", "fam:c16fb8e75a761", "fam:(c0ec9d89295a6 OR cde05febb157f)")),
    Field(name="has", kind="keyword", zh="含有", en="has part", part="", aliases=(),
          examples=("has:claims", "has:drawings", "has:(abstract AND description)")),
    Field(name="pa.cc", kind="keyword", zh="申请人国别", en="applicant's country",
          part="parties", examples=("pa.cc:CN", "pa.cc:(US OR DE)", "pa.cc:JP")),
    Field(name="in.cc", kind="keyword", zh="发明人国别", en="inventor's country",
          part="parties", examples=("in.cc:CN", "in.cc:(US OR FR)", "in.cc:KR")),
    Field(name="as.cc", kind="keyword", zh="专利权人国别", en="owner's country",
          part="parties", examples=("as.cc:US", "as.cc:(CN OR FR)", "as.cc:JP")),
    Field(name="an.cc", kind="keyword", zh="申请国别", en="office of the application",
          part="application", examples=("an.cc:EP", "an.cc:(US OR CN)", "an.cc:KR")),
    Field(name="prn.cc", kind="keyword", zh="优先权国别", en="office of a priority",
          part="priorities", examples=("prn.cc:CN", "prn.cc:(DE OR JP)", "prn.cc:US")),
    Field(name="agy.code", kind="keyword", zh="代理机构代码", en="agency code", part="parties",
          examples=("agy.code:33213", "agy.code:(11207 OR 32256)", "agy.code:42104")),
    Field(name="pn", kind="number", zh="公开（公告）号", en="publication number", part="number",
          sortable=True, aliases=("num", "did", "公开号", "公告号", "公开(公告)号"),
          examples=("pn:US7122074B2", 'pn:"EP 1 517 074"', "pn:(CN1382968 OR US6964993B2)")),
    Field(name="an", kind="number", zh="申请号", en="application number", part="application",
          aliases=("ap", "apn", "专利号"),
          examples=('an:"CN 02117074.6"', "an:US10124993", "an:(EP03156669 OR KR20030172507)")),
    Field(name="prn", kind="number", zh="优先权号", en="priority number", part="priorities",
          aliases=("pr",),
          examples=("prn:CN200610322968", "prn:DE102004204183",
                    "prn:(US10212102 OR JP2003188345)")),
    Field(name="ct", kind="number", zh="引证文献", en="cited document", part="citations",
          aliases=("cites",),
          examples=("ct:US6964993", "ct:CN1303778A", "ct:(EP1699616 OR US6964993B2)")),
    Field(name="ipc", kind="symbol", zh="IPC分类号", en="IPC", part="classifications",
          facet=True, aliases=("ic", "分类号"),
          examples=("ipc:H01M/low", "ipc:H01M10/0562", "ipc:[G06F16/22 TO G06F16/35]")),
    Field(name="cpc", kind="symbol", zh="CPC分类号", en="CPC", part="classifications",
          facet=True, aliases=(),
          examples=("cpc:G06N/low", "cpc:A61K", "cpc:[G06N3/00 TO G06N20/00]")),
    Field(name="cpcset", kind="set", zh="CPC组合", en="CPC combination set",
          part="classifications", aliases=("cset",),
          examples=("cpcset:(C08F220/38 ENTRY office:EP)", "cpcset:(first C07C51/43)",
                    "cpcset:C08F220/38")),
    Field(name="loc", kind="symbol", zh="洛迦诺分类号", en="Locarno", part="classifications",
          aliases=("locarno", "外观设计洛迦诺分类号"),
          examples=("loc:99-00", "loc:18/low", "loc:(10-04 OR 15-99)")),
    Field(name="fi", kind="symbol", zh="FI分类号", en="FI", part="classifications",
          examples=("fi:G06N/low", "fi:H01M/low", "fi:C12N/low")),
    Field(name="fterm", kind="symbol", zh="F-term", en="F-term", part="classifications",
          examples=("fterm:5H029AJ06", "fterm:5H029", "fterm:(5H029AM12 OR 5H050)")),
    Field(name="uspc", kind="symbol", zh="美国分类号", en="US class", part="classifications",
          examples=("uspc:429/304", "uspc:429", "uspc:(429/304 OR 429/317)")),
    Field(name="pd", kind="date", zh="公开（公告）日", en="publication date", part="date",
          sortable=True, aliases=("公开日", "公告日", "公开(公告)日", "date", "dp"),
          examples=("pd>=2020", "pd:2014", "pd:[2010 TO 2012-06]")),
    Field(name="ad", kind="date", zh="申请日", en="filing date", part="application",
          sortable=True, aliases=("filed", "apd"),
          examples=("ad:[2015 TO 2020]", "ad<2008", "ad:2012-01-18")),
    Field(name="prd", kind="date", zh="优先权日", en="priority date", part="priorities",
          sortable=True, aliases=("优先权日期",),
          examples=("prd<2010", "prd:2013-12", "prd:[2003 TO 2006]")),
    Field(name="exp", kind="date", zh="推算届满日", en="computed end of term", part="term",
          aliases=("届满日",), examples=("exp:2035", "exp>=2030", "exp:[2023 TO 2025]")),
    Field(name="py", kind="integer", zh="公开年", en="publication year", part="date",
          facet=True, aliases=("year",), examples=("py:2020", "py:[2008 TO 2010]", "py>2015")),
    Field(name="nclm", kind="integer", zh="权利要求数", en="number of claims", part="claims",
          aliases=("ncl",), examples=("nclm>=10", "nclm:12", "nclm:[1 TO 5]")),
)

GROUPS: tuple[Group, ...] = (
    Group(name="full", fields=("ti", "ab", "clm", "desc"), zh="全文", en="full text",
          aliases=("txt", "ftxt", "alltxt", "全文"),
          examples=("battery", "电池", "(glucose AND sensor)")),
    Group(name="ta", fields=("ti", "ab"), zh="名称和摘要", en="title and abstract",
          aliases=("tiab",), examples=("ta:sensor", "ta:电池", "ta:(laser AND power)")),
    Group(name="tac", fields=("ti", "ab", "clm"), zh="名称、摘要和权利要求",
          en="title, abstract and claims", aliases=("kw", "关键词"),
          examples=("tac:sensor", "tac:传感器", "tac:(electrode OR membrane)")),
    Group(name="class", fields=("ipc", "cpc"), zh="分类号", en="IPC or CPC", aliases=("cl",),
          examples=("class:H01M/low", "class:G10L15/22", "class:(A61K OR C12N)")),
    Group(name="names", fields=("pa", "in"), zh="申请人或发明人", en="applicant or inventor",
          aliases=("ia", "allnames"), examples=("names:Hargrove", "names:Moreau", "names:科技")),
    Group(name="front", fields=("ti", "ab", "pa", "in"), zh="扉页", en="front page",
          aliases=("fp",), examples=("front:Northvale", "front:battery", "front:电池")),
)
# fmt: on

FACETS: dict[str, str] = {
    "office": "cc",
    "right": "right",
    "stage": "stage",
    "kind": "kind",
    "year": "py",
    "applicant": "pa_name",
    "ipc4": "ipc4",
    "cpc4": "cpc4",
    "language": "lang",
}
"""Facet name in the API -> column counted. `pa_name` holds whole names in the form that
`parsers.names.facet_name` gives them, `ipc4` subclasses."""

SORTS: dict[str, str] = {"pd": "sort_pd", "ad": "sort_ad", "prd": "sort_prd", "pn": "sort_pn"}
"""Sort name in the API -> single-valued column whose strings sort as wanted, id included last."""

TEXT_FIELDS: tuple[Field, ...] = tuple(f for f in FIELDS if f.kind == "text")
NAME_FIELDS: tuple[Field, ...] = tuple(f for f in FIELDS if f.kind in {"name", "set"})
"""Fields of entries, each a row of words: what `Together` in an entry looks into."""
BY_NAME: dict[str, Field] = {f.name: f for f in FIELDS}
GROUP_BY_NAME: dict[str, Group] = {g.name: g for g in GROUPS}
