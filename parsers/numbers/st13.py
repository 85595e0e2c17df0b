"""Application numbers after WIPO ST.13: two digits for the right, four for the year, nine serial.

Chinese ST.96 files give applications of all offices so, beside the office's own form. US numbers
mostly lose their series in it and cannot be told any more.
"""

from __future__ import annotations

import re

NUMBER = re.compile(r"(00|10|20|30)((?:19|20)\d\d)(\d{9})")


def native(office: str, number: str) -> str:
    """The number as the office writes it; "" when it is not ST.13 or cannot be told."""
    found = NUMBER.fullmatch(number)
    if found is None:
        return ""
    right, year, serial = found[1], found[2], int(found[3])
    patent = right if right != "00" else "10"
    shapes = {
        "US": f"{serial // 10_000_000}{serial % 1_000_000:06}" if serial >= 130_000_000 else "",
        "CN": f"{year}{right[0]}{serial:07}" if right != "00" and year >= "2003" else "",
        "JP": f"{year}-{serial:06}",
        "EP": f"{year[2:]}{serial:06}",
        "KR": f"{patent}-{year}-{serial:07}",
        "DE": f"{patent}{year}{serial:06}" if year >= "2004" else "",
    }
    # Serials have seven digits at most; only US ones have their series before them.
    return shapes.get(office, "") if office == "US" or serial < 10_000_000 else ""
