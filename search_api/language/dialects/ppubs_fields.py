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
        "in": "in inv innm",
        "in.entry": "ingp inif",
        "pa": "as asnm asnp asn aanm",
        "pa.entry": "asgp aagp aad",
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
        "aaci>aaco aast>aaco afff afft ap apn ard arp art asci>asco aspc assa>asco asst>asco "
        "astc>asco astx aszp au blnm botn btnc bvrf cofc cond corr cpa cpi crtx dcd dd ecl "
        "epc>cpc epi fmio frcc frcl frco frcp fref frgp fror frpd fsc fscl fscp fscs fsi fsic "
        "gau gi goeq gofn gopr gotl gotx govh inaa inci>inco incs>inco indc inir insa inst>inco "
        "intx inzp ipce lrci lrfw lrst msgr ndr nfg nps oref orpl parn pcac pcad pcan pcdv pcdw "
        "pceq pcfd pcfn pcpd pcpn pcpr pcpt pct pctl pctx pgcd ppcc ppkc ppnr pppd pt1d pt3d "
        "ptac ptad ptan ptfd ptpd ptpn r47x rac ranr read rean recd reex repd repn rfco rfip "
        "rfnr rfrs rlac rlad>ad rlan rlcd rlcm rlcn rlco rlfd rlgk rlgm rlgy rlhd rlkc rlkd "
        "rlpc rlpd rlpk rlpm rlpn rlpp rlpy rlrp rltc rpaf rpak rpan rpgp rpid rpkd rpnr rppc "
        "sitx size sqnb sqoc sqod sqoi sqtb sqtl sqtx src trm trx unit urcl uref urgp urnm uror "
        "urpd urux urxr"
    ),
    wider=f"bis {_BRIEF} {_DETAILED} {_CLAIM_PARTS} {_CPC_PARTS} {_IPC_PARTS} {_USPC_PARTS}"
    " aad aagp aanm asnp lrag lrnm patt xp xa exp exa",
)
WILDCARDS = Wildcards({"$": "*", "*": "*", "?": "?"}, (r"\$(\d{1,3})", "${}"))
GROUPS = frozenset({"ingp", "inif", "asgp", "aagp", "cccc", "cpcc"})
"""Indexes of name with address, or of one set of classes: SAME in them means one entry."""

DATABASES: dict[str, tuple[tuple[str, str], ...] | None] = {
    "us-pgpub": (("cc", "US"), ("stage", "application")),
    "pgpub": (("cc", "US"), ("stage", "application")),
    "uspat": (("cc", "US"), ("stage", "grant")),
    "usocr": (("cc", "US"), ("stage", "grant")),
    "epo": (("cc", "EP"),),
    "jpo": (("cc", "JP"),),
    "fprs": (),
    "derwent": None,
    "ibm_tdb": None,
    "ibm-tdb": None,
}
"""Databases of EAST and Patent Public Search as conditions, all of them demanded; FPRS are of other
offices than the USPTO. Those of None are not patents, or not those of one office."""

_STOP_WORDS = """
    a an and are as at be by for if in into is it no not of on or such that the their then there
    these they this to was will
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words PPUBS does not index, so that they do not count in distances either."""
