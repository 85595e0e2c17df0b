"""Kind codes and what they mean, office by office (WIPO ST.16 and the offices' own practice).

Sources: CN ZC 0008-2004, its change of 2010-04-07 and the Guidelines 2023; USPTO kind codes of
2001-01-02; EPO and WIPO kind code lists; JPO, KIPO and DPMA concordances. First matching row wins.
"""

from __future__ import annotations

from parsers.kinds_row import Row
from parsers.kinds_world import rows as world_rows
from parsers.model import Right, Stage


def _rows(right: Right, *rows: tuple[str, Stage, str, str]) -> tuple[Row, ...]:
    return tuple(
        Row(kinds=tuple(kinds.split()), right=right, stage=stage, en=en, zh=zh)
        for kinds, stage, en, zh in rows
    )


def _between(since: str, until: str, *rows: Row) -> tuple[Row, ...]:
    return tuple(
        Row(kinds=r.kinds, right=r.right, stage=r.stage, en=r.en, zh=r.zh, since=since, until=until)
        for r in rows
    )


def _numbered(above: int | None, below: int | None, *rows: Row) -> tuple[Row, ...]:
    return tuple(
        Row(kinds=r.kinds, right=r.right, stage=r.stage, en=r.en, zh=r.zh, above=above, below=below)
        for r in rows
    )


_CN_EARLY = (
    *_rows("invention",
           ("B", "application", "examined application for an invention", "发明专利申请审定公告")),
    *_rows("utility_model",
           ("U", "application", "application for a utility model", "实用新型专利申请公告")),
    *_rows("design",
           ("S", "application", "application for a design", "外观设计专利申请公告")),
)  # fmt: skip
"""Until 1992 published for opposition; the numbers have 7 or 8 digits, those since 2010 nine."""

_CN = (
    *_rows(
        "invention",
        ("A", "application", "published application for an invention", "发明专利申请公布"),
        ("A8", "correction", "corrected front page of an application", "发明专利申请扉页更正"),
        ("A9", "correction", "corrected application", "发明专利申请全文更正"),
    ),
    *_between("", "1992-12-31", *_CN_EARLY),
    *_numbered(None, 100_000_000, *_CN_EARLY),
    *_rows(
        "invention",
        ("B C", "grant", "granted patent for an invention", "发明专利授权公告"),
        ("B8 C8", "correction", "corrected front page of a patent", "发明专利扉页更正"),
        ("B9 C9", "correction", "corrected patent", "发明专利全文更正"),
        ("B1 B2 B3 B4 B5 B6 B7 C1 C2 C3 C4 C5 C6 C7", "amended",
         "patent maintained in amended form after partial invalidation",
         "发明专利部分无效宣告后的公告"),
    ),
    *_rows(
        "utility_model",
        ("U Y", "grant", "granted utility model", "实用新型专利授权公告"),
        ("U8 Y8", "correction", "corrected front page of a utility model", "实用新型扉页更正"),
        ("U9 Y9", "correction", "corrected utility model", "实用新型全文更正"),
        ("U1 U2 U3 U4 U5 U6 U7 Y1 Y2 Y3 Y4 Y5 Y6 Y7", "amended",
         "utility model maintained in amended form after partial invalidation",
         "实用新型专利部分无效宣告后的公告"),
    ),
    *_rows(
        "design",
        ("S D", "grant", "granted design", "外观设计专利授权公告"),
        ("S8 S9 D8 D9", "correction", "corrected design", "外观设计专利更正"),
        ("S1 S2 S3 S4 S5 S6 S7 D1 D2 D3 D4 D5 D6 D7", "amended",
         "design maintained in amended form after partial invalidation",
         "外观设计专利部分无效宣告后的公告"),
    ),
)  # fmt: skip

_US = (
    *_between(
        "", "2001-01-01",
        *_rows("invention", ("A", "grant", "patent", "专利授权"),
               ("B1 B2 B3", "amended", "reexamination certificate", "再审查证书")),
        *_rows("plant", ("P", "grant", "plant patent", "植物专利授权")),
    ),
    *_numbered(
        None, 6_167_569,
        *_rows("invention", ("B1 B2 B3", "amended", "reexamination certificate", "再审查证书")),
    ),
    *_rows(
        "invention",
        ("A1", "application", "published application", "专利申请公布"),
        ("A2", "application", "application published again", "专利申请再次公布"),
        ("A9", "correction", "corrected published application", "更正的专利申请公布"),
        ("A", "grant", "patent", "专利授权"),
        ("B1", "grant", "patent without earlier publication", "专利授权（此前未公布）"),
        ("B2 B3", "grant", "patent with earlier publication", "专利授权（此前已公布）"),
        ("C1 C2 C3 F1 F2 J1 J2 K1 K2 O1 O2", "amended",
         "certificate after reexamination or review", "再审查或复审证书"),
        ("E E1 E2", "amended", "reissued patent", "再颁专利"),
        ("I I1 I2 I3 I4 I5", "grant", "patent of the years before 1836", "1836 年以前的专利"),
    ),
    *_rows("other",
           ("H H1 H2", "other", "statutory invention registration", "法定发明登记"),
           ("T", "other", "defensive publication", "防御性公布")),
    *_rows("design", ("S S1", "grant", "design patent", "外观设计专利授权")),
    *_rows(
        "plant",
        ("P1 P4", "application", "published plant application", "植物专利申请公布"),
        ("P9", "correction", "corrected plant application", "更正的植物专利申请公布"),
        ("P P2 P3", "grant", "plant patent", "植物专利授权"),
    ),
)  # fmt: skip

_EP = _rows(
    "invention",
    ("A1", "application", "application with search report", "申请公布（含检索报告）"),
    ("A2", "application", "application without search report", "申请公布（不含检索报告）"),
    ("A", "application", "published application", "申请公布"),
    ("A3", "search_report", "search report", "检索报告"),
    ("A4", "search_report", "supplementary search report", "补充检索报告"),
    ("A8", "correction", "corrected front page of an application", "申请扉页更正"),
    ("A9", "correction", "corrected application", "申请全文更正"),
    ("B1 B", "grant", "granted patent", "专利授权"),
    ("B2", "amended", "patent amended after opposition", "异议后修改的专利"),
    ("B3", "amended", "patent after limitation", "限制后的专利"),
    ("B8", "correction", "corrected front page of a patent", "专利扉页更正"),
    ("B9", "correction", "corrected patent", "专利全文更正"),
)

_WO = _rows(
    "invention",
    ("A1", "application", "international application with search report",
     "国际申请（含检索报告）"),
    ("A2", "application", "international application without search report",
     "国际申请（不含检索报告）"),
    ("A", "application", "international application", "国际申请公布"),
    ("A3", "search_report", "international search report", "国际检索报告"),
    ("A4 B1", "amended", "amended claims of an international application",
     "国际申请修改的权利要求"),
    ("A8 C1", "correction", "corrected front page of an international application",
     "国际申请扉页更正"),
    ("A9 C2", "correction", "corrected international application", "国际申请全文更正"),
)  # fmt: skip

_JP = (
    *_numbered(
        2_500_001, 10_000_000,
        *_rows("invention", ("B1", "grant", "patent without earlier publication",
                             "专利授权（此前未公布）"),
               ("B2 B", "grant", "granted patent", "专利授权")),
    ),
    *_rows(
        "invention",
        ("A T", "application", "published application", "申请公布"),
        ("A1", "application", "re-published international application", "国际申请再公布"),
        ("A5", "amended", "amendment of a published application", "申请补正公布"),
        ("B1 B2 B", "application", "examined application", "审定公告"),
        ("C", "amended", "corrected patent specification", "订正公报"),
        ("H I H1 H8 I1 I8", "correction", "correction", "更正"),
    ),
    *_numbered(
        3_000_001, 10_000_000,
        *_rows("utility_model", ("U", "grant", "registered utility model", "注册实用新型"),
               ("Y Y1 Y2", "grant", "registered examined utility model", "注册实用新型")),
    ),
    *_numbered(
        2_500_001, 3_000_001,
        *_rows("utility_model",
               ("Y Y1 Y2", "grant", "registered examined utility model", "注册实用新型")),
    ),
    *_rows(
        "utility_model",
        ("U U1", "application", "published utility model application", "实用新型申请公布"),
        ("Y Y1 Y2", "application", "examined utility model application", "实用新型审定公告"),
    ),
    *_rows("design", ("S", "grant", "registered design", "注册外观设计")),
)  # fmt: skip

_KR = (
    *_rows(
        "invention",
        ("A", "application", "published application", "申请公布"),
        ("B1 B2", "grant", "granted patent", "专利授权"),
        ("B", "application", "examined application", "审定公告"),
    ),
    *_rows(
        "utility_model",
        ("U U1", "application", "published utility model application", "实用新型申请公布"),
        ("Y1 Y2", "grant", "registered utility model", "注册实用新型"),
        ("Y", "application", "examined utility model application", "实用新型审定公告"),
    ),
    *_rows("design", ("S S1", "grant", "registered design", "注册外观设计")),
)

_DE = (
    *_between("2004-01-01", "", *_rows(
        "invention",
        ("B3", "grant", "patent without earlier publication", "专利授权（此前未公布）"),
        ("B4", "grant", "patent with earlier publication", "专利授权（此前已公布）"),
    )),
    *_numbered(None, 1_000_000, *_rows(
        "invention", ("A B C", "grant", "patent specification", "专利说明书"))),
    *_rows(
        "invention",
        ("A1 A", "application", "published application", "申请公布"),
        ("A8", "correction", "corrected front page of an application", "申请扉页更正"),
        ("A9", "correction", "corrected application", "申请全文更正"),
        ("B B1 B2", "application", "examined application", "审定公告"),
        ("B8", "correction", "corrected front page of a patent", "专利扉页更正"),
        ("B9 C8 C9", "correction", "corrected patent", "专利更正"),
        ("C1 B3", "grant", "patent without earlier publication", "专利授权（此前未公布）"),
        ("C2 B4", "grant", "patent with earlier publication", "专利授权（此前已公布）"),
        ("C", "grant", "granted patent", "专利授权"),
        ("C3 C4 C5", "amended", "patent amended after grant", "授权后修改的专利"),
        ("D1 D2", "grant", "German part of a European patent", "欧洲专利的德国部分"),
        ("T2 T3 T4", "translation", "translation of a European patent", "欧洲专利的译文"),
        ("T0 T1 T5", "translation", "translation of an application", "申请的译文"),
        ("T8 T9", "correction", "corrected translation", "更正的译文"),
    ),
    *_rows("utility_model",
           ("U U1", "grant", "registered utility model", "注册实用新型"),
           ("U8 U9", "correction", "corrected utility model", "实用新型更正")),
    *_rows("design", ("S S1", "grant", "registered design", "注册外观设计")),
)  # fmt: skip

_FR = (
    *_numbered(None, 2_000_000, *_rows("invention", ("A A1", "grant", "patent", "专利授权"))),
    *_rows(
        "invention",
        ("A1 A", "application", "published application", "申请公布"),
        ("B1 B", "grant", "granted patent", "专利授权"),
        ("E", "grant", "certificate of addition", "增补证书"),
        ("M", "grant", "special patent for a medicament", "药品特别专利"),
        ("A8 A9 B8 B9", "correction", "correction", "更正"),
    ),
    *_rows(
        "utility_model",
        ("A2 A3", "application", "application for a utility certificate", "实用证书申请公布"),
        ("B2 B3", "grant", "utility certificate", "实用证书"),
    ),
)

_GB = (
    *_numbered(None, 2_000_000, *_rows("invention", ("A", "grant", "patent", "专利授权"))),
    *_rows(
        "invention",
        ("A", "application", "published application", "申请公布"),
        ("A8 A9 B8 B9", "correction", "correction", "更正"),
        ("B", "grant", "granted patent", "专利授权"),
        ("C C2 C3", "amended", "patent amended after grant", "授权后修改的专利"),
    ),
)

_TW = (
    *_rows("invention",
           ("A", "application", "published application", "申请公布"),
           ("B B1", "grant", "granted patent", "专利授权")),
    *_rows("utility_model", ("U", "grant", "registered utility model", "注册实用新型")),
    *_rows("design", ("S", "grant", "granted design", "外观设计授权")),
)  # fmt: skip

_CA = (
    *_between("", "1989-09-30", *_rows("invention", ("A A1", "grant", "patent", "专利授权"))),
    *_numbered(None, 2_000_000, *_rows("invention", ("A A1", "grant", "patent", "专利授权"))),
    *_rows("invention",
           ("A1 A", "application", "published application", "申请公布"),
           ("C", "grant", "granted patent", "专利授权"),
           ("E", "amended", "reissued patent", "再颁专利")),
)  # fmt: skip

_AU = (
    *_rows(
        "utility_model",
        ("A4", "grant", "innovation patent", "革新专利"),
        ("B4", "grant", "certified innovation patent", "经审查的革新专利"),
    ),
    *_rows(
        "invention",
        ("A A1 A2", "application", "published application", "申请公布"),
        ("B B1 B2 B3", "grant", "accepted patent", "专利授权"),
        ("A8 A9 B8 B9", "correction", "correction", "更正"),
    ),
)

_AT = (
    *_rows(
        "invention",
        ("A1 A2 A3 A", "application", "published application", "申请公布"),
        ("B B1", "grant", "granted patent", "专利授权"),
        ("E T T1", "grant", "Austrian part of a European patent", "欧洲专利的奥地利部分"),
    ),
    *_rows("utility_model", ("U1 U2 U3", "grant", "registered utility model", "注册实用新型")),
)

_RU = (
    *_rows(
        "invention",
        ("A", "application", "published application", "申请公布"),
        ("C1", "grant", "patent without earlier publication", "专利授权（此前未公布）"),
        ("C2", "grant", "patent with earlier publication", "专利授权（此前已公布）"),
    ),
    *_rows("utility_model", ("U1", "grant", "registered utility model", "注册实用新型")),
)

_BR = (
    *_rows(
        "invention",
        ("A A1 A2", "application", "published application", "申请公布"),
        ("A3", "search_report", "search report", "检索报告"),
        ("B B1", "grant", "granted patent", "专利授权"),
        ("C1 C2 E2 F1", "grant", "certificate of addition", "增补证书"),
        ("A8 B8 C8 F8", "correction", "correction", "更正"),
    ),
    *_rows(
        "utility_model",
        ("U U2", "application", "published utility model application", "实用新型申请公布"),
        ("Y Y1", "grant", "registered utility model", "注册实用新型"),
        ("U8 Y8", "correction", "corrected utility model", "实用新型更正"),
    ),
    *_rows("design", ("S S1", "grant", "registered design", "注册外观设计")),
)

TABLE: dict[str, tuple[Row, ...]] = {
    "CN": _CN,
    "US": _US,
    "EP": _EP,
    "WO": _WO,
    "JP": _JP,
    "KR": _KR,
    "DE": _DE,
    "FR": _FR,
    "GB": _GB,
    "TW": _TW,
    "CA": _CA,
    "AU": _AU,
    "AT": _AT,
    "RU": _RU,
    "BR": _BR,
}

WORLD: dict[str, tuple[Row, ...]] = world_rows()
"""Offices whose list is not complete: other codes are read by their letter."""

GENERIC: dict[str, Row] = {
    row.kinds[0]: row
    for row in (
        *_rows(
            "invention",
            ("A", "application", "first publication of a patent document", "专利文献首次公布"),
            ("B", "grant", "second publication of a patent document", "专利文献第二次公布"),
            ("C", "grant", "third publication of a patent document", "专利文献第三次公布"),
            ("E", "amended", "reissue or addition", "再颁或增补"),
            ("R", "search_report", "search report", "检索报告"),
            ("T", "translation", "translation", "译文"),
        ),
        *_rows(
            "utility_model",
            ("U", "grant", "first publication of a utility model", "实用新型首次公布"),
            ("Y", "grant", "second publication of a utility model", "实用新型第二次公布"),
            ("Z", "grant", "third publication of a utility model", "实用新型第三次公布"),
        ),
        *_rows("design", ("S", "grant", "design", "外观设计")),
        *_rows("plant", ("P", "grant", "plant patent", "植物专利")),
    )
}
"""What the letter alone means after ST.16, for offices without a list of their own."""
