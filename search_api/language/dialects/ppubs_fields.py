"""Indexes of Patent Public Search (its page "Searchable indexes") and the fields here."""

from __future__ import annotations

from search_api.language.fields_of import FieldTable
from search_api.language.wildcards import Wildcards

_BRIEF = "bsum bgtl bgtx bseq bsfn bspr bstl bstx"
_DETAILED = "detd deeq defn depr detl detx drwd chnl lpar"
_CLAIM_PARTS = "cleq clfn clpr clst cltl"
_CPC_PARTS = "cpca cpci cpcg cpct cpla cpli cpoa cpog cpoi cloa cloi"
_IPC_PARTS = "cipn cipp cips cipg ipcn ipcp ipcs ipcg ipcx fipc"
_USPC_PARTS = "ccor ccpr ccsr ccxr cior cipr cisr cixr clsp clss cor cxr icls ior ixr"

FIELDS = FieldTable(
    {
        "full": "",
        "ti ab clm desc": "bi",
        "ti ab clm": "bic",
        "ti": "ti ttl",
        "ab": "ab abtx abeq abfn abme abpr abtl",
        "clm": f"clm clms cltx dclm dceq dcfn dcpr dctl dctx {_CLAIM_PARTS}",
        "desc": f"spec bis {_BRIEF} {_DETAILED}",
        "in": "in inv innm ingp inif",
        "pa": "as asnm asnp asn aanm asgp aagp aad",
        "exm": "xp xa xpa exp exa",
        "ag": "att lrag lrnm patt",
        "agy": "atty firm lrfm",
        "cc": "cc pc pgco",
        "kind": "kd at pgkc",
        "in.cc": "inco incc",
        "pa.cc": "asco ascc aaco",
        "prn.cc": "prco prc prcc",
        "fam": "fmid",
        "pn": "pn did pgnr wku",
        "an": "app apnr apsn",
        "prn": "pran prn",
        "ct": "urpn rfpn",
        "cpc": f"cpc cpcl {_CPC_PARTS}",
        "cpcset": "cpcc cccc ccco",
        "ipc": f"cipc ipc ipcr ipcc cicl {_IPC_PARTS}",
        "uspc": f"ccls clas {_USPC_PARTS}",
        "pd": "pd",
        "ad": "ad apd fd afd ay fy",
        "prd": "prad pray pry",
        "py": "py pgpy",
        "nclm": "ncl",
    },
    absent=(
        "aaci aast afff afft ap apn ard arp art asci aspc assa asst astc astx aszp au blnm botn "
        "btnc bvrf cofc cond corr cpa crtx dbnm dcd dd ecl fmio frcc frcl frco frcp fref "
        "frgp fror frpd fsc fscl fscp fscs fsi fsic gau gi goeq gofn gopr gotl gotx govh inaa inci "
        "incs indc inir insa inst intx inzp ipce lrci lrfw lrst msgr ndr nfg nps oref orpl parn "
        "pcac pcad pcan pcdv pcdw pceq pcfd pcfn pcpd pcpn pcpr pcpt pct pctl pctx pgcd ppcc ppkc "
        "ppnr pppd pt1d pt3d ptac ptad ptan ptfd ptpd ptpn r47x rac ranr read rean recd reex repd "
        "repn rfco rfip rfnr rfrs rlac rlad rlan rlcd rlcm rlcn rlco rlfd rlgk rlgm rlgy rlhd rlkc "
        "rlkd rlpc rlpd rlpk rlpm rlpn rlpp rlpy rlrp rltc rpaf rpak rpan rpgp rpid rpkd rpnr rppc "
        "sitx size sqnb sqoc sqod sqoi sqtb sqtl sqtx src trm trx unit urcl uref urgp urnm uror "
        "urpd urux urxr"
    ),
    wider=f"bis {_BRIEF} {_DETAILED} {_CLAIM_PARTS} {_CPC_PARTS} {_IPC_PARTS} {_USPC_PARTS}"
    " aad asnp lrag lrnm patt",
)
WILDCARDS = Wildcards({"$": "*", "*": "*", "?": "?"}, (r"\$(\d{1,3})", "${}"))
GROUPS = frozenset({"ingp", "inif", "asgp", "aagp", "cccc", "cpcc"})
"""Indexes of name with address, or of one set of classes: SAME in them means one entry."""

_STOP_WORDS = """
    a accordance according all also an and another are as at be because been being by claim
    comprises corresponding could described desired do does each embodiment fig figs for from
    further generally had has have having herein however if in into invention is it its means not
    now of on onto or other particularly preferably preferred present provide provided provides
    relatively respectively said should since some such suitable than that the their then there
    thereby therefore thereof thereto these they this those thus to use various was were what when
    where whereby wherein which while who will with would
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words PPUBS does not index, so that they do not count in distances either."""
