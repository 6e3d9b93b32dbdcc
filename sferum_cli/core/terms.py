"""The length of a term as prose quotes it: its number from the rule, its words from the grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, assert_never, get_args

from sferum_cli.core.codes import Language
from sferum_cli.core.deadlines import Rule, Unit
from sferum_cli.core.frozen import frozen

Inflection = Literal["nom", "gen", "ins", "loc"]

INFLECTIONS: tuple[Inflection, ...] = get_args(Inflection)
FORMS = ("", "number", *INFLECTIONS, "words", *(f"words-{each}" for each in INFLECTIONS))
QUOTE = r"\{term:([a-z0-9.-]+?)(\.more)?(?::([a-z-]+))?\}"

Quote = Callable[[str, str, str], str]


@frozen
class UnitWords:
    """The words of one inflection: units by how many there are, numbers from 1 to 99."""

    working_day: tuple[str, ...]
    calendar_day: tuple[str, ...]
    month: tuple[str, ...]
    ones: tuple[str, ...]
    tens: tuple[str, ...]

    def unit(self, n: int, unit: Unit) -> str:
        """The word for ``n`` of such units."""
        match unit:
            case "working_day":
                forms = self.working_day
            case "calendar_day":
                forms = self.calendar_day
            case "month":
                forms = self.month
            case _:
                assert_never(unit)
        return forms[_plural(n) if len(forms) > 2 else n != 1]

    def number(self, n: int) -> str:
        """``n`` in words; in digits where it is not from 1 to 99."""
        if not 0 < n < 100:
            return str(n)
        if n < 20:
            return self.ones[n - 1]
        tens, ones = divmod(n, 10)
        return " ".join([self.tens[tens - 2], *([self.ones[ones - 1]] if ones else [])])


def _plural(n: int) -> int:
    """Which of the three Russian forms goes with ``n``."""
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


def length_words(n: int, unit: Unit, form: str, words: UnitWords) -> str:
    """A length in one of ``FORMS``; ``words`` are those of ``inflection_of(form)``.

    "" is digits with the unit ("10 working days"), "number" the digits alone, "gen" digits with
    the unit inflected, "words" and "words-gen" the same with the number in words.
    """
    if form == "number":
        return str(n)
    number = words.number(n) if form.startswith("words") else str(n)
    return f"{number} {words.unit(n, unit)}"


def inflection_of(form: str) -> Inflection:
    """The inflection that a form asks for."""
    return next((each for each in INFLECTIONS if form.removeprefix("words-") == each), "nom")


def length_of(rule: Rule, *, more: bool) -> tuple[int, Unit] | None:
    """The amount and unit of a rule, or of its extension (``more``), None where it has none."""
    if not more:
        return rule.amount, rule.unit
    return (rule.extension.max, rule.extension.unit) if rule.extension else None


def quoted(text: str, language: Language, quote: Quote) -> str:
    """``text`` with every ``{term:RULE:FORM}`` said by ``quote`` (rule, form, language)."""
    if "{term:" not in text:
        return text
    return re.sub(QUOTE, lambda m: quote(f"{m[1]}{m[2] or ''}", m[3] or "", language), text)
