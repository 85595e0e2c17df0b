"""Check digits: the formula detects every single error, with no data at all."""

import random

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
DE_PRINTED = ["3025842.5", "3130619.5", "60015566.8", "60145194.5"]


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


def test_an_ep_number_with_a_wrong_check_digit_says_the_right_one():
    (reading,) = readings("EP05104792.2")
    assert reading.check_digit == "invalid"
    assert reading.original == "05104792.6"
    assert "6" in reading.notes[0]


@pytest.mark.parametrize("digits", ["", "123", "1234567", "12345678X", "1234567890123"])
def test_cn_check_needs_eight_or_twelve_digits(digits):
    with pytest.raises(ValueError, match="8 or 12"):
        cn_check(digits)
