"""Long queries as each dialect writes them: lists of numbers, groups of terms, nested brackets."""

from random import Random
from typing import NamedTuple


class Style(NamedTuple):
    """`lists` hold numbers, parted by what stands beside them; a dialect's operators."""

    lists: tuple[tuple[str, str], ...]
    any_of: str = " OR "
    all_of: str = " AND "


STYLES = {
    "canonical": Style((("pn:({})", " OR "), ("pn:({})", " OR\r\n"), ('pn:("{}")', '" | "'))),
    "espacenet": Style(
        (("pn=({})", " or "), ('pn any "{}"', " "), ('pn any "{}"', ", "), ("pn={}", "\nor pn=")),
        " or ", " and ",
    ),
    "ppubs": Style(
        (("({}).pn.", " OR "), ('("{}").pn.', '" "'), ('"{}".pn.', '".pn.\n"'), ("({}).pn.", "; "))
    ),
    "patft": Style((("PN/({})", " OR "), ("PN/{}", " OR PN/"))),
    "google": Style((("{}", " OR "), ("({})", " OR\n"), ("patent:({})", " OR "))),
    "patentscope": Style((("PN:({})", " OR "), ('PN:("{}")', '" or "'))),
    "lens": Style((("ids:({})", " OR "), ('doc_key:("{}")', '"\nOR "'))),
    "patsnap": Style((("PN:({})", " OR "), ("PN:({})", " or\n"))),
    "orbit": Style((("({})/PN", " OR "), ("PN=({})", " or "))),
    "cnipa": Style(
        (
            ("公开（公告）号=({})", " or "), ("公开（公告）号=({})", " "), ("公开（公告）号={}", "；"),
            ("公开（公告）号={}", "、"), ("公开（公告）号=({})", "\r\n"),
        )
    ),
    "depatis": Style((("PN=({})", " ODER "), ("({})/PN", " oder ")), " ODER ", " UND "),
    "jplatpat": Style((("[({})/PN]", "+"), ("[{}/PN]", "/PN]+[")), "+", "*"),
    "kipris": Style((("OPN=[{}]", "+"), ("OPN=[{}]", " + ")), "+", "*"),
}  # fmt: skip

LISTS = [(dialect, *one) for dialect, style in STYLES.items() for one in style.lists]


def numbers(wanted, seed=1):
    """Different numbers of six offices, in no order."""
    random = Random(seed)
    made = {}
    while len(made) < wanted:
        year = random.randrange(2010, 2024)
        made[
            random.choice(
                [
                    f"US{random.randrange(6_000_000, 11_999_999)}B2",
                    f"US{year}{random.randrange(400_000):07}A1",
                    f"EP{random.randrange(1_000_000, 4_000_000)}{random.choice(['A1', 'B1', 'A2'])}",
                    f"CN1{random.randrange(1_000_000, 19_999_999):08}A",
                    f"WO{year}{random.randrange(200_000):06}A1",
                    f"DE10{year}{random.randrange(1, 200_000):06}A1",
                ]
            )
        ] = None
    return list(made)


def nested(style, levels, operators):
    """`((w0 OR w1) AND w2) …`: each level in brackets, its operator the next of the row."""
    text = "w0battery"
    for level in range(1, levels + 1):
        text = f"({text}{operators[level % len(operators)]}w{level}battery)"
    return text
