"""Tiny schemes in the layouts of the offices, with invented titles, for tests."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

# symbol, kind, title, children; d: deleted and where to; g: heading and its last symbol; n: note
IPC_TREE = [
    ("H", "s", "ALPHA POWER", [
        ("H01", "t", "subsection of alpha", []),
        ("H01", "c", "BETA ELEMENTS; GAMMA PARTS", [
            ("H01M", "u", "DELTA CELLS", [
                ("H01M", "n", "In this subclass, a cell is a box.", []),
                ("H01M0004000000", "m", "Epsilon plates", [
                    ("H01M0004020000", "1", "zeta coated", [
                        ("H01M0004620000", "2", "with eta binders", []),
                    ]),
                    ("H01M0004100000", "1", "theta grids", []),
                ]),
                ("H01M0010000000", "g", "Iota boxes|H01M0012000000", []),
                ("H01M0010000000", "m", "Kappa accumulators", [
                    ("H01M0010050000", "1", "lambda type", [
                        ("H01M0010052500", "2", "rocking mu type", []),
                        ("H01M0010056000", "2", "by their nu matter", [
                            ("H01M0010056200", "3", "solid xi", []),
                        ]),
                        ("H01M0010070000", "d", "H01M0010052500", []),
                    ]),
                    ("H01M0010100000", "1", "omicron type", []),
                ]),
            ]),
        ]),
    ]),
]  # fmt: skip
LIVE = [
    "H", "H01", "H01M", "H01M 4/00", "H01M 4/02", "H01M 4/62", "H01M 4/10", "H01M 10/00",
    "H01M 10/05", "H01M 10/0525", "H01M 10/056", "H01M 10/0562", "H01M 10/10",
]  # fmt: skip
BELOW_05 = {"H01M 10/05", "H01M 10/0525", "H01M 10/056", "H01M 10/0562"}


def _entry(symbol, kind, title, children, lang):
    attributes = f'kind="{kind}" symbol="{symbol}" ipcLevel="A" entryType="K" lang="{lang}"'
    text = title
    if kind == "g":
        text, end = title.split("|")
        attributes += f' endSymbol="{end}"'
    if kind == "d":
        body = f'<deleted><transferredTo><sref ref="{title}"/></transferredTo></deleted>'
    elif kind == "n":
        body = f"<note><noteParagraph><text>{text}</text></noteParagraph></note>"
    else:
        parts = "".join(f"<titlePart><text>{p}</text></titlePart>" for p in text.split("; "))
        body = f"<title>{parts}</title>"
    inner = "".join(_entry(*child, lang) for child in children)
    return f"<ipcEntry {attributes}><textBody>{body}</textBody>{inner}</ipcEntry>"


def ipc(edition="20240101", lang="EN", tree=None):
    inner = "".join(_entry(*one, lang) for one in tree or IPC_TREE)
    namespace = "http://www.wipo.int/classifications/ipc/masterfiles"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><IPCScheme xmlns="{namespace}"'
        f' edition="{edition}" lang="{lang}">{inner}</IPCScheme>'
    ).encode()


CPC = b"""<?xml version="1.0" encoding="UTF-8"?>
<class-scheme publication-date="2024-05-01" scheme-type="cpc" publication-type="official">
<classification-item level="5" sort-key="H01M"><classification-symbol>H01M</classification-symbol>
<class-title><title-part><text scheme="ipc">DELTA CELLS </text><reference><text>pi cells
<class-ref scheme="cpc">H02J7/00</class-ref></text></reference></title-part></class-title>
<notes-and-warnings><note type="note"><note-paragraph>One note.</note-paragraph></note>
<note type="warning"><note-paragraph>Beware of rho.</note-paragraph></note></notes-and-warnings>
<classification-item level="6" sort-key="H01M4/00"><classification-symbol>H01M4/00</classification-symbol>
<classification-item level="7" sort-key="H01M4/00" ipc-concordant="H01M4/00">
<classification-symbol>H01M4/00</classification-symbol>
<class-title><title-part><text scheme="ipc">Epsilon plates</text></title-part></class-title>
<classification-item level="8" sort-key="H01M4/02"><classification-symbol>H01M4/02</classification-symbol>
<class-title><title-part><CPC-specific-text><text scheme="cpc">sigma coated</text></CPC-specific-text>
</title-part></class-title></classification-item></classification-item>
<classification-item level="7" sort-key="H01M10/00"><classification-symbol>H01M10/00</classification-symbol>
<class-title><title-part><text>Kappa accumulators</text></title-part></class-title>
<classification-item level="8" sort-key="H01M10/05"><classification-symbol>H01M10/05</classification-symbol>
<class-title><title-part><text>lambda type</text></title-part></class-title>
<classification-item level="9" sort-key="H01M10/0525"><classification-symbol>H01M10/0525</classification-symbol>
<class-title><title-part><text>rocking</text></title-part></class-title></classification-item>
</classification-item></classification-item>
<classification-item level="7" additional-only="true" sort-key="H01M2300/00">
<classification-symbol>H01M2300/00</classification-symbol>
<class-title><title-part><text>tau codes</text></title-part></class-title></classification-item>
</classification-item></classification-item></class-scheme>"""

DEFINITIONS = b"""<?xml version="1.0" encoding="UTF-8"?>
<definitions publication-date="2024-01-01" publication-type="official">
<definition-item date-revised="2020-01-01"><classification-symbol scheme="cpc">H01M10/05</classification-symbol>
<definition-title>Lambda type (upsilon <class-ref scheme="cpc">H01G</class-ref>)</definition-title>
<definition-statement><section-title>Definition statement</section-title><section-body>
<paragraph-text type="preamble">This place covers:</paragraph-text><paragraph-text>All phi.</paragraph-text>
</section-body></definition-statement>
<references><section-title>References</section-title><limiting-references><section-title>Limiting references
</section-title><section-body><table><table-row><table-column><paragraph-text>Chi</paragraph-text></table-column>
<table-column><paragraph-text><class-ref scheme="cpc">H01G9/00</class-ref></paragraph-text></table-column>
</table-row></table></section-body></limiting-references></references></definition-item></definitions>"""

TITLES = (
    "H\t\tALPHA POWER\nH01\t\tBETA ELEMENTS\nH01M\t\tDELTA CELLS\nH01M10/00\t0\tKappa accumulators\n"
    "H01M10/05\t1\tlambda type\nH01M10/0525\t2\trocking mu type\nH01M10/10\t1\tomicron type\n"
)


def zipped(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path
