"""Fields of the CNIPA's pss-system, by their Chinese names, and of CNIPR and autopat, by letters.

Names ending in `VIEW`, `DOC_TYPE` and `KW_CPP` are those of the compiled queries of the pss-system.
"""

from __future__ import annotations

from search_api.language.fields_of import FieldTable
from search_api.language.wildcards import Wildcards

FIELDS = FieldTable(
    {
        "full": "全文 全文检索",
        "ti": "发明名称 名称 专利名称 标题 ti ttl title TIVIEW",
        "ab": "摘要 ab abs abst ABVIEW",
        "clm": "权利要求 权利要求书 clm clms CLMVIEW 主权项 主权利要求 独立权利要求 cl",
        "desc": "说明书 说明书全文 ft desc des dess",
        "ti ab": "名称和摘要 名称/摘要 ta bi",
        "ti ab clm": "关键词 kw KW_CPP tac 名称/摘要/权利要求",
        "pa": "申请（专利权）人 申请人 专利权人 申请人/专利权人 第一申请人 pa ap PAVIEW",
        "in": "发明人 发明（设计）人 设计人 第一发明人 in INVIEW",
        "ag": "代理人 代理师 专利代理师 专利代理人 agt",
        "agy": "代理机构 专利代理机构 agc",
        "exm": "审查员",
        "cc": "公开国 公开国家/地区/组织 公开国家 公开国/地区/组织 国别 cc",
        "right": "发明类型 专利类型 DOC_TYPE",
        "kind": "文献类型代码 文献类型 kc kd",
        "an.cc": "申请国 申请国家/地区/组织",
        "prn.cc": "优先权国 优先权国家/地区/组织",
        "pa.cc": "申请人国别 申请人所在国",
        "pn": "公开（公告）号 公开号 公告号 授权公告号 pn pnm",
        "an": "申请号 专利号 申请（专利）号 an",
        "prn": "优先权号 优先权 pr prn",
        "ct": "引证文献 引证专利 引文 ct",
        "ipc": "IPC分类号 IPC 分类号 国际分类号 ic icst IPC主分类号 主分类号 pic sic",
        "cpc": "CPC分类号 CPC",
        "loc": "外观设计洛迦诺分类号 洛迦诺分类号 loc",
        "fi": "FI分类号 fi",
        "fterm": "FT分类号 fterm",
        "uspc": "UC分类号 美国分类号 uc",
        "pd": "公开（公告）日 公开日 公告日 授权公告日 公开年 pd pdy",
        "ad": "申请日 申请年 ad apd ady",
        "prd": "优先权日 prd",
    },
    absent=(
        "地址 申请人地址 申请（专利权）人地址 ar 邮编 申请人邮编 国省代码 申请人所在国（省） co "
        "颁证日 ipd 分案原申请号 dan 国际申请 国际申请号 国际申请日 ian iad 国际公布 国际公布号 "
        "国际公布日 ipn 同族专利 同族 fa 法律状态 法律状态含义 授权日 gd 进入国家阶段日 范畴分类"
    ),
    wider=(
        "主权项 主权利要求 独立权利要求 cl 第一申请人 第一发明人 IPC主分类号 主分类号 pic "
        "授权公告号 授权公告日"
    ),
)
READ_AS = {"bi": "ti, ab", "关键词": "ti, ab, clm", "kw": "ti, ab, clm", "kw_cpp": "ti, ab, clm"}
"""Fields of another extent: the pss-system's keywords are those of title, abstract and claims."""

WILDCARDS = Wildcards({"+": "*", "%": "*", "*": "*", "?": "{0,1}", "#": "?"})
RIGHTS = {"invention": "I", "utility_model": "U", "design": "D"}
RIGHT_NAMES = {
    "发明专利": "invention", "实用新型专利": "utility_model", "外观设计专利": "design",
}  # fmt: skip
STAGES = {"发明公开": "application", "发明授权": "grant"}
"""Kinds of publications of inventions that people choose from the same list as rights."""
OFFICES = {
    "中国": "CN", "中国香港": "HK", "香港": "HK", "中国澳门": "MO", "澳门": "MO", "中国台湾": "TW",
    "台湾": "TW", "美国": "US", "日本": "JP", "韩国": "KR", "欧洲专利局": "EP", "欧专局": "EP",
    "世界知识产权组织": "WO", "德国": "DE", "法国": "FR", "英国": "GB", "瑞士": "CH",
    "俄罗斯": "RU", "印度": "IN", "加拿大": "CA", "澳大利亚": "AU", "奥地利": "AT",
    "西班牙": "ES", "意大利": "IT", "荷兰": "NL", "瑞典": "SE",
}  # fmt: skip
"""Offices by the names people choose from a list."""
