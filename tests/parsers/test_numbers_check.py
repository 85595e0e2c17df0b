"""Check digits: the formula detects every single error, with no data at all."""

import itertools
import random
import re

import pytest

from parsers.numbers import readings
from parsers.numbers.check import cn_check, de_check, luhn_check

# Printed on Chinese documents.
CN_PRINTED = [
    "95115608.X",
    "200510113767.6",
    "201710601862.3",
    "201510163325.6",
    "202120797205.2",
    "202310104843.5",
    "200610080778.3",
    "200620138175.X",
    "200630120144.7",
    "200820009767.0",
    "00814037.5",
    "01800565.9",
    "200410018477.9",
    "02131310.5",
    "201410050868.2",
    "201910302430.1",
    "201510481495.9",
    "201010298420.4",
    "202110991218.8",
    "200710146763.7",
    "200510072215.5",
    "201410408762.5",
    "201480000788.4",
    "201810358967.5",
    "200710186180.7",
]
CN_INVENTED = [
    "202310123456.7",
    "202410123456.X",
    "202010000000.0",
    "202410098765.4",
    "202310001234.5",
]
EP_PRINTED = ["98660050.0", "00957359.3", "01902442.1", "16849316.1", "99203729.1"]
DE_PRINTED = ["3025842.5", "3130619.5", "60015566.8", "60145194.5", "10321796.7", "10060857.4",
              "10104077.6", "19751791.9", "10019276.9", "102004026349.3", "102004057741.2",
              "102005044629.9", "102006009034.9", "102007025989.3", "102007004488.9",
              "102014227005.7"]  # fmt: skip
GB_PRINTED = ["0009129.8", "0103678.9", "0408876.1", "0412727.0", "0605396.1", "2306615.2"]


def plausible_cn(count: int) -> list[str]:
    """Numbers with a fitting check character, of both lengths and all types."""
    source = random.Random(20031001)
    numbers = []
    for _ in range(count):
        kind = source.choice("12389")
        if source.random() < 0.3:
            digits = source.choice(["85", "93", "99", "00", "02"]) + kind
            digits += f"{source.randrange(100_000):05}"
        else:
            digits = f"{source.randrange(2004, 2026)}{kind}{source.randrange(10_000_000):07}"
        numbers.append(digits + cn_check(digits))
    return numbers


@pytest.mark.parametrize("printed", CN_PRINTED)
def test_printed_cn_check_digits_fit(printed):
    digits, check = printed.split(".")
    assert cn_check(digits) == check
    assert readings(f"CN{printed}")[0].check_digit == "valid"


@pytest.mark.parametrize("invented", CN_INVENTED)
def test_invented_cn_numbers_are_kept_and_called_wrong(invented):
    first, second = (reading for reading in readings(invented) if reading.office == "CN")
    assert (first.check_digit, first.number) == ("invalid", invented.replace(".", ""))
    assert second.check_digit == "corrected"
    assert second.number[:-1] == first.number[:-1]
    assert second.number[-1] == cn_check(first.number[:-1])


def test_every_substitution_of_one_character_is_found():
    for number in plausible_cn(300):
        for place, old in enumerate(number):
            for new in "0123456789X" if place == len(number) - 1 else "0123456789":
                if new == old:
                    continue
                wrong = number[:place] + new + number[place + 1 :]
                assert cn_check(wrong[:-1]) != wrong[-1], (number, wrong)


def test_every_swap_of_unequal_neighbours_is_found():
    for number in plausible_cn(300):
        for place in range(len(number) - 2):
            left, right = number[place : place + 2]
            if left == right:
                continue
            wrong = number[:place] + right + left + number[place + 2 :]
            assert cn_check(wrong[:-1]) != wrong[-1], (number, wrong)


@pytest.mark.parametrize("length", [8, 12])
@pytest.mark.parametrize("base", ["200410018477", "999999999999", "000000000000", "123456789012"])
def test_cn_every_substitution_and_swap_at_every_place_changes_the_digit(length, base):
    """The sum is linear, so what holds for a pair of digits at a place holds for all numbers."""
    for place in range(length):
        checks = {cn_check(f"{base[:place]}{d}{base[place + 1 : length]}") for d in range(10)}
        assert len(checks) == 10
    for place in range(length - 1):
        for left, right in itertools.permutations("0123456789", 2):
            head, tail = base[:place], base[place + 2 : length]
            assert cn_check(head + left + right + tail) != cn_check(head + right + left + tail)


@pytest.mark.parametrize("length", [7, 8])
def test_ep_and_gb_digits_find_every_substitution_and_all_swaps_but_09(length):
    base = "20041057"
    for place in range(length):
        checks = {luhn_check(f"{base[:place]}{d}{base[place + 1 : length]}") for d in range(10)}
        assert len(checks) == 10
    for place in range(length - 1):
        for left, right in itertools.permutations("0123456789", 2):
            head, tail = base[:place], base[place + 2 : length]
            same = luhn_check(head + left + right + tail) == luhn_check(head + right + left + tail)
            assert same == ({left, right} == {"0", "9"})


def test_de_digits_of_1981_and_later_miss_little():
    """Ten counts as nought, and the third digit of twelve, always 2, has the weight 11."""
    base = "102004026349"
    for place in range(12):
        checks = [de_check(f"{base[:place]}{d}{base[place + 1 :]}") for d in range(10)]
        assert len(set(checks)) == (1 if place == 2 else len(set(checks)))
        assert place == 2 or all(checks.count(check) <= (2 if check == "0" else 1)
                                 for check in checks)  # fmt: skip


@pytest.mark.shared
def test_printed_check_digits_of_the_sample_files_fit(shared_samples):
    """CN, EP and DE numbers with a dot before the last digit, found by pattern alone."""
    seen: dict[str, set[str]] = {"CN": set(), "EP": set(), "DE": set()}
    for folder in ("cn-st96-new", "cn-st36-old", "jp-ipph-xml-zh-translations", "epo-ops", "dpma"):
        for path in (shared_samples / folder).rglob("*"):
            if path.suffix.lower() != ".xml":
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            seen["CN"] |= set(re.findall(r">(20\d\d[12389]\d{7}\.[\dX])<", text))
            seen["EP"] |= set(re.findall(r"EP</[^>]*>\s*<[^>]*>(\d{8}\.\d)<", text))
            seen["DE"] |= set(re.findall(r"DE</[^>]*>\s*<[^>]*>([\d ]{8,15}\.\d)<", text))
    checks = {"CN": cn_check, "EP": luhn_check, "DE": de_check}
    for office, numbers in seen.items():
        assert numbers, office
        for number in numbers:
            digits, check = number.replace(" ", "").split(".")
            assert checks[office](digits) == check, (office, number)


def test_no_single_error_reads_as_valid():
    for number in plausible_cn(12):
        if len(number) != 13:
            continue
        for place in range(13):
            for new in "0123456789X" if place == 12 else "0123456789":
                if new == number[place]:
                    continue
                wrong = number[:place] + new + number[place + 1 :]
                read = readings(f"{wrong[:-1]}.{wrong[-1]}")
                assert read, wrong
                assert read[0].check_digit == "invalid", wrong
                assert all(r.check_digit != "valid" for r in read if r.office == "CN"), wrong


@pytest.mark.parametrize("printed", EP_PRINTED)
def test_ep_check_digits(printed):
    digits, check = printed.split(".")
    assert luhn_check(digits) == check
    assert readings(f"EP {printed}")[0].check_digit == "valid"


@pytest.mark.parametrize("printed", DE_PRINTED)
def test_de_check_digits(printed):
    digits, check = printed.split(".")
    assert de_check(digits) == check


@pytest.mark.parametrize("printed", GB_PRINTED)
def test_gb_check_digits(printed):
    digits, check = printed.split(".")
    assert luhn_check(digits) == check
    assert readings(f"GB {printed}")[0].check_digit == "valid"


@pytest.mark.parametrize("printed", DE_PRINTED)
def test_german_numbers_read_with_their_check_digit(printed):
    assert readings(f"DE {printed}")[0].check_digit == "valid"
    digits, check = printed.split(".")
    wrong = f"DE {digits}.{(int(check) + 1) % 10}"
    assert readings(wrong)[0].check_digit == "invalid"
    assert f"{check} would" in readings(wrong)[0].notes[0]


def test_an_ep_number_with_a_wrong_check_digit_says_the_right_one():
    (reading,) = readings("EP05104792.2")
    assert reading.check_digit == "invalid"
    assert reading.original == "05104792.6"
    assert "6" in reading.notes[0]


@pytest.mark.parametrize("digits", ["", "123", "1234567", "12345678X", "1234567890123"])
def test_cn_check_needs_eight_or_twelve_digits(digits):
    with pytest.raises(ValueError, match="8 or 12"):
        cn_check(digits)
