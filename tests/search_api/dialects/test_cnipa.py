import pytest
from dialect_checks import (
    canonical_queries,
    check_any_text,
    check_refused,
    check_there_and_back,
    check_twin,
    codes,
    mutated,
)
from hypothesis import given, settings

TWINS = [
    # The pss-system.
    ("申请日=20100101:20181231 AND 申请（专利权）人=(某公司)", "ad:[2010-01-01 TO 2018-12-31] AND pa:某公司"),
    ("申请日>=2009-01-01 AND 申请（专利权）人=(深圳大学)", "ad>=2009-01-01 AND pa:深圳大学"),
    (
        '公开（公告）日>=2001-01-01 AND 申请（专利权）人=(深圳大学) AND 发明人=(陈思平) AND 发明类型=("I") AND 公开国=(HK OR MO OR TW OR CN)',
        "pd>=2001-01-01 AND pa:深圳大学 AND in:陈思平 AND type:I AND cc:(HK OR MO OR TW OR CN)",
    ),
    ("((申请（专利权）人=(清华大学) AND 发明人=(庄大明)))", "pa:清华大学 AND in:庄大明"),
    (
        '(申请日=20170701:20171231 AND 申请（专利权）人=(公司 OR 企业 OR 集团 OR 厂 OR 合作社)) AND (发明类型=("I" OR "U" OR "D") AND 公开国家/地区/组织=(CN))',
        "ad:[2017-07-01 TO 2017-12-31] AND pa:(公司 OR 企业 OR 集团 OR 厂 OR 合作社) AND type:(I OR U OR D) AND cc:CN",
    ),
    ("发明名称=(智能)", "ti:智能"),
    (
        '(公开（公告）日=20070101:20181231 AND IPC分类号=(B60K6/00)) AND (发明类型=("U") AND 公开国家/地区/组织=(CN))',
        "pd:[2007-01-01 TO 2018-12-31] AND ipc:B60K6/00 AND type:U AND cc:CN",
    ),
    ("((IPC分类号=(B60K1/04) AND 关键词=(新能源汽车 碰撞)))", "ipc:B60K1/04 AND (ti,ab,clm):(新能源汽车 OR 碰撞)"),
    (
        "((IPC分类号=(b60l7/1+ NOT b60l7/28) NOT 关键词=(制动)))",
        "ipc:(B60L7/1* AND NOT B60L7/28) AND NOT (ti,ab,clm):制动",
    ),
    ("申请（专利权）人=(华为技术有限公司)", "pa:华为技术有限公司"),
    # CNIPR, the old sipo.gov.cn, autopat.
    (
        "(分类号=(B60W? or B60K6/04) and 摘要=(电池) or 权利要求书=(更换 or 交换)) and 申请日=(19880501 to 20081020) not 申请（专利权）人=(丰田)",
        "((ipc:(B60W/low OR B60K6/04) AND ab:电池) OR clm:(更换 OR 交换)) AND ad:[1988-05-01 TO 2008-10-20] AND NOT pa:丰田",
    ),
    ("申请（专利权）人=(武汉) and 专利代理机构=(汇泽)", "pa:武汉 AND agy:汇泽"),
    ("VDB:((APD='20170701' to '20171231' AND PAVIEW='公司') AND CC='CN')", "ad:[2017-07-01 TO 2017-12-31] AND pa:公司 AND cc:CN"),
    ("(计算机 or 电脑)/ti", "ti:(计算机 OR 电脑)"),
    ("计算机/ti and 华为/pa", "ti:计算机 AND pa:华为"),
    ("“固态电池”/ti,ab", "(ti,ab):固态电池"),
    ("ti=(计算机 and 硬盘)", "ti:(计算机 AND 硬盘)"),
    ("名称,摘要+=(中国 and 日本)", "ti:(中国 AND 日本) OR ab:(中国 AND 日本)"),
    ("名称,摘要+=电池", "(ti,ab):电池"),
    ("名称，摘要*=电池", "ti:电池 AND ab:电池"),
    ("名称,摘要^=电池", "(ti:电池 AND NOT ab:电池) OR (ab:电池 AND NOT ti:电池)"),
    ("AD=20160809 or AD=201608 or AD=2016", "ad:2016-08-09 OR ad:2016-08 OR ad:2016"),
    ("AD=(20191203 to 20191206)", "ad:[2019-12-03 TO 2019-12-06]"),
    ("申请日 >= 2010", "ad>=2010"),
    ("PA=(华为 or 中兴) and PD=(2015 to 2020)", "pa:(华为 OR 中兴) AND pd:[2015 TO 2020]"),
    ("TI=(手机) AND AB=(触摸屏 or 触控屏) NOT IN=(张三)", "ti:手机 AND ab:(触摸屏 OR 触控屏) AND NOT in:张三"),
    ("计算机and应用", "计算机 AND 应用"),
    ("名称=(计算机not电子)", "ti:计算机 AND NOT ti:电子"),
    ("申请号=02144% or 申请号=02144686.5 or 公开号=101234567", "an:CN02144* OR an:CN02144686.5 OR pn:CN101234567"),
    ("优先权=JP", "prn.cc:JP"),
    # Dates.
    ("申请日=2002to2003", "ad:[2002 TO 2003]"),
    ("申请日=2002.01.01 或 申请日=2002.01", "ad:2002-01-01 OR ad:2002-01"),
    ("申请日=2010年1月1日 or 公开日=2019年5月 or 公开日=2018年", "ad:2010-01-01 OR pd:2019-05 OR pd:2018"),
    ("申请日=[20100101 TO 20101231]", "ad:[2010-01-01 TO 2010-12-31]"),
    ("申请日≥2010 and 申请日≤2012 and 申请日≠2011", "ad>=2010 AND ad<=2012 AND NOT ad:2011"),
    ("申请日>20100101 and 公开（公告）日<2012", "ad>2010-01-01 AND pd<2012"),
    ("公开日=20190501~20190531", "pd:[2019-05-01 TO 2019-05-31]"),
    ("申请日=201001-201812", "ad:[2010-01 TO 2018-12]"),
    ("申请日=20100101:", "ad:[2010-01-01 TO *]"),
    ("申请日=(2019+)", "ad:2019"),
    # Numbers and classes.
    ("申请号：CN200410018477.9", "an:CN200410018477.9"),
    ("申请号=(CN 200410018477.9 OR ZL 2004 1 0018477.9)", 'an:(CN200410018477.9 OR "ZL 2004 1 0018477.9")'),
    ("公开（公告）号=(CN101234567A or US+)", "pn:CN101234567A OR cc:US"),
    ("IPC分类号=(H01M 10/05 OR H01M 4/+ OR H01L+)", "ipc:(H01M10/05 OR H01M4/00/low OR H01L/low)"),
    ("IC=(H01L31 or H01L33/+)", "ipc:(H01L31/00 OR H01L33/00/low)"),
    ("外观设计洛迦诺分类号=(15-07)", "loc:15-07"),
    ("CPC分类号=(Y02E60/10) and 专利类型=实用新型", "cpc:Y02E60/10 AND right:utility_model"),
    # Truncation and proximity.
    ("摘要=(graphen? or gr#y or batter+)", "ab:(graphen{0,1} OR gr?y OR batter*)"),
    ("发明名称=(锂 5D 电池)", "ti:(锂 NEAR6 电池)"),
    ("发明名称=(solid W state 2W batter+)", "ti:(solid ADJ state ADJ3 batter*)"),
    ("摘要=(电池 S 电解质)", "ab:(电池 SENT 电解质)"),
    ("摘要=((电池 or 电芯) D 隔膜 P 电解质)", "ab:(((电池 OR 电芯) NEAR1 隔膜) PARA 电解质)"),
    ("摘要=(电池 F 电解质)", "ab:(电池 AND 电解质)"),
    ("摘要=(电池 pre/5 隔膜) or 摘要=(a adj b)", "ab:(电池 ADJ6 隔膜) OR ab:(a ADJ b)"),
    ("发明名称=锂 5W 发明名称=电池", "ti:(锂 ADJ6 电池)"),
    # Operators in words and signs, width and blanks.
    ("申请人=（华为）与发明人=（任正非）", "pa:华为 AND in:任正非"),
    ("名称=(汽车 和 电池 或 电机)", "(ti:汽车 AND ti:电池) OR ti:电机"),
    ("发明名称=(电池) 非 摘要=(锂)", "ti:电池 AND NOT ab:锂"),
    ("申请（专利权） 人 ＝ “华为技术”　ＡＮＤ　发明名称＝（５Ｇ）", "pa:华为技术 AND ti:5G"),
    ("发明名称=(锂电池、钠电池，钾电池)", "ti:(锂电池 OR 钠电池 OR 钾电池)"),
    ("发明名称=(电池) 摘要=(锂)", "ti:电池 AND ab:锂"),
    ("ti=(计算机 xor 硬盘)", "(ti:计算机 AND NOT ti:硬盘) OR (ti:硬盘 AND NOT ti:计算机)"),
    ("发明名称=(a1 or b1 and c1)", "(ti:a1 OR ti:b1) AND ti:c1"),
    ("申请人=华为技术有限公司;中兴通讯，名称=电池", "pa:(华为技术有限公司 OR 中兴通讯) AND ti:电池"),
    ("名称：自动驾驶，摘要：雷达", "ti:自动驾驶 AND ab:雷达"),
    ("发明类型=(发明专利 OR 实用新型) AND 公开国=(中国 OR 美国)", "right:(invention OR utility_model) AND cc:(CN OR US)"),
    ("DOC_TYPE=('I','U') AND ICST='H01M' AND KW_CPP='电池'", "right:(invention OR utility_model) AND ipc:H01M/low AND (ti,ab,clm):电池"),
    ("(石墨烯 or 碳纳米管)/ti,ab and (C01B31/04)/ic", "(ti:(石墨烯 OR 碳纳米管) OR ab:(石墨烯 OR 碳纳米管)) AND ipc:C01B31/04"),
    ("申请日：20200101 至 20201231 并且 名称=(人脸识别 & 活体)", "ad:[2020-01-01 TO 2020-12-31] AND ti:(人脸识别 AND 活体)"),
    ("发明名称 = ( 5G and (通信 or 通讯) )", "ti:5G AND ti:(通信 OR 通讯)"),
    ("新能源汽车 AND 充电桩", "新能源汽车 AND 充电桩"),
    ("发明名称=(3D 打印) or 摘要=2,3-二甲基丁烷", "ti:(3D OR 打印) OR ab:2,3-二甲基丁烷"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "twin"), TWINS)
def test_is_understood_as_its_twin(typed, twin):
    check_twin("cnipa", typed, twin)


@pytest.mark.parametrize(
    "typed",
    [typed for typed, _ in TWINS if "=" in typed and not typed.startswith("AD=2")]
    + ["计算机and应用", "“固态电池”/ti,ab", "(计算机 or 电脑)/ti"],
)
def test_is_recognised(typed):
    from search_api.language.dialects import detect

    assert detect(typed).dialect.name == "cnipa"


@pytest.mark.parametrize(
    "typed",
    ["固态电池 电解质", "ti:电池", "申请人:华为", "battery and anode", "H01M10/05", "3D 打印 机"],
)
def test_plain_words_are_not_taken(typed):
    from search_api.language.dialects import detect

    assert detect(typed).dialect.name == "canonical"


@pytest.mark.parametrize(
    ("typed", "code", "culprit"),
    [
        ("发名称=(x)", "QUERY_UNKNOWN_FIELD", "发名称"),
        ("地址=(北京) and 名称=x", "QUERY_UNKNOWN_FIELD", "地址"),
        ("法律状态=(有效)", "QUERY_UNKNOWN_FIELD", "法律状态"),
        ("名称,摘药+=x", "QUERY_UNKNOWN_FIELD", "摘药"),
        ("发明名称=()", "QUERY_SYNTAX", "()"),
        ("发明名称=(电池", "QUERY_UNBALANCED_BRACKET", "("),
        ("发明名称=(电池 AND OR 锂)", "QUERY_SYNTAX", "OR"),
        ("发明名称=(电池 AND)", "QUERY_SYNTAX", ")"),
        ("发明名称=", "QUERY_SYNTAX", "发明名称="),
        ("ti:电池", "QUERY_SYNTAX", "ti:电池"),
        ("申请日=20101331", "QUERY_BAD_DATE", "20101331"),
        ("申请日=(2012 to 2010)", "QUERY_BAD_RANGE", "2012 to 2010"),
        ("申请日>=(2010 or 2011)", "QUERY_BAD_RANGE", "(2010 or 2011)"),
        ("/XY 电池", "QUERY_UNKNOWN_FIELD", "XY"),
        ("发明名称=(电池 和 或 锂)", "QUERY_SYNTAX", "或"),
        ("发明名称=(a1 and or b1)", "QUERY_SYNTAX", "or"),
        ("发明名称>=5", "QUERY_BAD_RANGE", "发明名称>=5"),
        ("IPC分类号=(电池)", "QUERY_BAD_SYMBOL", "电池"),
        ('发明类型=("X")', "QUERY_BAD_VALUE", '"X"'),
        ("申请号=(%2144%)", "QUERY_WILDCARD", "%2144%"),
        ("发明名称=(锂 W 电池) W 摘要=(b)", "QUERY_PROXIMITY", "W"),
        ("发明名称=x)", "QUERY_UNBALANCED_BRACKET", ")"),
        ("VDB:(CC='CN)", "QUERY_SYNTAX", "'"),
    ],
)  # fmt: skip
def test_refuses_with_the_culprit(typed, code, culprit):
    check_refused("cnipa", typed, code, culprit)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("发明名称=(电池 电芯)", ["WORDS_BESIDE_OR"]),
        ("发明名称=(电池) 摘要=(锂)", ["WORDS_BESIDE_AND"]),
        ("名称=a1 or 名称=b1 and 名称=c1", ["LEFT_TO_RIGHT"]),
        ("关键词=电池", ["FIELD_READ_AS"]),
        ("主权项=电池", ["WIDER_FIELD"]),
        ("摘要=(a equ/5 b)", ["DISTANCE_AT_MOST"]),
        ("摘要=(电池 F 锂)", ["SAME_FIELD"]),
        ("VDB:(CC='CN')", ["DATABASE_LEFT_OUT"]),
        ("申请人=华为+", ["WILDCARD_NOT_NEEDED"]),
        ("发明名称=(电池 AND 锂) NOT 摘要=(钠)", []),
    ],
)
def test_says_how_it_was_read(typed, wanted):
    assert codes("cnipa", typed) == wanted


@settings(max_examples=400, deadline=None)
@given(
    mutated(
        [typed for typed, _ in TWINS],
        "ab 1\"()=/<>,.*?#+%:'é电池\u3000（“和或非andortoxWDSPF5[]^!",
    )
)
def test_any_text_is_understood_or_refused(typed):
    check_any_text("cnipa", typed)


@settings(max_examples=300, deadline=None)
@given(canonical_queries)
def test_there_and_back(query):
    check_there_and_back("cnipa", query)


def test_most_comes_back_without_loss():
    kept = [
        "ti:电池 AND (ab:锂 OR clm:锂) AND NOT pa:大学",
        "(ti,ab,clm):(电池 NEAR3 锂) AND ad:[2010 TO 2018-06] AND pd>=2012",
        "ti:(a ADJ b) AND ab:(a SENT b) AND desc:(a PARA b)",
        "ipc:H01M/low AND ipc:H01M10/00/low AND ipc:B60L7/1* AND cpc:H01M10/0525",
        "right:utility_model AND cc:(CN OR US) AND an:CN200410018477.9 AND prn.cc:GB",
        'in:"Li Wei" AND ti:synchroni?ed AND ti:colo{0,1}r AND ti:batter*',
        "电池 AND (锂 OR 钠)",
    ]
    assert all(check_there_and_back("cnipa", query) for query in kept)


def test_long_queries():
    check_any_text("cnipa", " or ".join(f"ti=term{i}" for i in range(500)))
    check_any_text("cnipa", "名称=(" + " ".join(f"词{i}" for i in range(500)) + ")")
    check_any_text("cnipa", "(" * 64 + "x" + " and y)" * 64)
    check_any_text("cnipa", "电" * 49_000)
    check_any_text("cnipa", "a," * 24_000)
    check_any_text("cnipa", "x and y or " * 10_000)
