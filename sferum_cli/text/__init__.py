"""The only source of sentences: looks a key up in the language that was chosen.

A process speaks one language, as ``gettext`` has it: ``main`` chooses it, and whoever has words in
another for a while says so (``speaking``). Why: docs/decisions/0009-one-run-in-a-process.md
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any, Literal

_active: Any = None


def use(language: str) -> None:
    """Choose the language ("ru" or "en") of every sentence from now on."""
    global _active
    _active = import_module(f"sferum_cli.text.{'en' if language == 'en' else 'ru'}")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Have every sentence in ``language`` meanwhile."""
    global _active
    before = _active
    use(language)
    try:
        yield
    finally:
        _active = before


def language() -> Literal["ru", "en"]:
    """The language in use: "ru" or "en"."""
    return "en" if _active and _active.__name__.endswith(".en") else "ru"


def _table() -> Any:
    if _active is None:
        use("ru")
    return _active


def has(key: str) -> bool:
    """Whether there is a sentence under ``key``."""
    return key in _table().TEXT


def in_all_languages(key: str) -> tuple[str, ...]:
    """The words under ``key`` in every language: people type as they speak."""
    found: list[str] = []
    for name in ("ru", "en"):
        table = import_module(f"sferum_cli.text.{name}")
        if key in table.TEXT:
            found.append(table.TEXT[key])
    return tuple(found)


def words_said(key: str) -> tuple[str, ...]:
    """Each word for ``key`` in every language, where its sentence is a list with commas."""
    return tuple(word for words in in_all_languages(key) for word in words.split(", "))


def capital(text: str) -> str:
    """``text`` with a capital letter in front."""
    return text[:1].upper() + text[1:]


def t(key: str, /, **values: object) -> str:
    """The sentence under ``key`` with its ``{placeholders}`` filled."""
    sentence: str = _table().TEXT[key]
    return sentence.format_map(values) if values else sentence


def plural(n: int, key: str, /, **values: object) -> str:
    """The form of ``key`` that agrees with the whole number ``n``, as in "3 working days"."""
    table = _table()
    form: str = table.PLURALS[key][table.plural_form(abs(n))]
    return form.format_map({"n": n, **values})


def joined(words: Sequence[str]) -> str:
    """Several words in a row: commas, and "and" before the last of them."""
    head, last = [*words[:-1]], [*words[-1:]]
    return t("people.and").join([", ".join(head), *last] if head else last)


def day(value: date) -> str:
    """A date in full: 11 December 2026."""
    table = _table()
    return f"{value.day} {table.MONTHS[value.month - 1]} {value.year}"


def day_month(value: date) -> str:
    """A date without its year: 11 December."""
    return f"{value.day} {_table().MONTHS[value.month - 1]}"


@cache
def date_words() -> Mapping[str, Mapping[str, int]]:
    """What the words for days mean, by their role in a date; both languages, whichever is on."""
    words: dict[str, dict[str, int]] = {}
    for table in (import_module(f"{__name__}.{lang}") for lang in ("ru", "en")):
        forms = {
            "month": _numbered(table.MONTH_FORMS, 1),
            "weekday": _numbered(table.WEEKDAY_FORMS, 0),
            "number": _numbered(table.NUMBER_FORMS, 0),
        }
        for role, meant in {**table.DATE_WORDS, **forms}.items():
            words.setdefault(role, {}).update(meant)
    return words


def _numbered(rows: tuple[str, ...], first: int) -> dict[str, int]:
    """Each of the words of a row with the number of the row."""
    return {word: n for n, row in enumerate(rows, first) for word in row.lower().split()}


def weekday(value: date) -> str:
    """The name of the day of the week."""
    name: str = _table().WEEKDAYS[value.weekday()]
    return name


def weekday_short(value: date) -> str:
    """The day of the week in two or three letters."""
    name: str = _table().WEEKDAYS_SHORT[value.weekday()]
    return name


def month_name(value: date) -> str:
    """The name of the month on its own."""
    name: str = _table().MONTH_NAMES[value.month - 1]
    return name
