"""The sentences of errors and notes, in Chinese and English, from `messages.toml` beside this file.

Codes are for programs, sentences for people; several sentences may share a code.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files

from msgspec import Struct, convert


class Message(Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence with blanks in braces; the hint says what to type instead."""

    code: str
    en: str
    zh: str
    hint_en: str = ""
    hint_zh: str = ""


def render(key: str, lang: str, values: dict[str, object]) -> tuple[str, str | None]:
    """Message and hint with their blanks filled, in "zh" or else English."""
    message = MESSAGES[key]
    text, hint = (
        (message.zh, message.hint_zh) if lang.startswith("zh") else (message.en, message.hint_en)
    )
    return text.format(**values), hint.format(**values) or None


def _load() -> dict[str, Message]:
    text = files("search_api").joinpath("messages.toml").read_text("utf-8")
    return convert(tomllib.loads(text), dict[str, Message])


MESSAGES: dict[str, Message] = _load()
