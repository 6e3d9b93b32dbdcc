"""Days as people write and say them: 26.11.2026, 26 November, yesterday, in a week, on Friday."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.workdays import add_months
from sferum_cli.errors import BadUsage

DateWords = Mapping[str, Mapping[str, int]]
"""What the words for days mean, by their role (``text.date_words``): ``day`` (counted from today),
``weekday`` (Monday is 0), ``month`` (January is 1), ``number``, ``days`` and ``months`` (units),
``ahead``, ``ago``, ``turn`` (last is -1, next is 1), and ``filler`` that changes nothing."""
Token = tuple[str, int]

EARLIEST = date(2020, 1, 1)  # Sferum did not exist before: an earlier year is a slip of the pen
LATEST = date(2099, 12, 31)
FIRST_BIRTH = date(1900, 1, 1)
_NUMBERS = r"(\d{1,4})([./ -])(\d{1,2})(?:\2(\d{4}|\d{2}))?"
_NUMBER = r"\d{1,4}"
_GLUED = r"(?<=[0-9])-?(?=[^\W\d_])"  # 26november, 26th


@frozen
class Reading:
    """The day that was meant. ``how`` is ``written`` where day, month and year were, ``counted``
    where it follows from today (tomorrow, in a week), and ``guessed`` where the year, the week or
    the order of day and month is a guess: then the day is to be repeated before it is kept.
    """

    day: date
    how: Literal["written", "counted", "guessed"]


def read_date(
    given: str,
    today: date,
    words: DateWords = NOTHING,
    *,
    future: bool = False,
    earliest: date = EARLIEST,
    latest: date = LATEST,
) -> Reading:
    """The day that ``given`` means on ``today``, within ``earliest`` and ``latest``.

    Without a year or a week it is the last such day, or the next one where ``future`` is set.
    Raises BadUsage for what is no day, for one out of bounds, and for a wrong day of the week.
    """
    said = " ".join(re.sub(_GLUED, " ", given.lower().replace("\u0451", "\u0435")).split())
    try:
        reading = _read(said, today, words, future, (earliest, latest))
    except (ValueError, OverflowError):  # there is no such day in any calendar
        reading = None
    if reading is None:
        raise BadUsage("error.date_unreadable", given=given[:40])
    if not earliest <= reading.day <= latest:
        raise BadUsage("error.date_far", given=given[:40])
    return reading


def read_birth(given: str, today: date, words: DateWords = NOTHING) -> date:
    """A day of birth: its year must be written, since no guess may stand in a signed letter.

    Raises BadUsage, which never repeats what was typed.
    """
    try:
        found = read_date(given, today, words, earliest=FIRST_BIRTH, latest=today)
    except BadUsage:
        found = None
    if found is None or found.how != "written":
        raise BadUsage("error.person_birth")
    return found.day


def _read(
    said: str, today: date, words: DateWords, future: bool, bounds: tuple[date, date]
) -> Reading | None:
    """None where ``said`` is no day."""
    if said in words.get("day", NOTHING):  # some are several words long
        return Reading(today + timedelta(days=words["day"][said]), "counted")
    tokens = _tokens(said, words)
    match tokens:
        case None | []:
            return None
        case [("ahead", _), *rest]:
            return _counted(rest, today, 1)
        case [*rest, ("ago", _)]:
            return _counted(rest, today, -1)
        case [("weekday", weekday)]:
            return Reading(_next_to(today, weekday, future), "guessed")
        case [("turn", turn), ("weekday", weekday)]:
            return Reading(_in_week(today, weekday, turn), "guessed")
    weekdays = [value for role, value in tokens if role == "weekday"]
    found = _day([token for token in tokens if token[0] != "weekday"], today, future, bounds)
    if found and any(found.day.weekday() != weekday for weekday in weekdays):
        raise BadUsage("error.date_weekday", date=found.day)
    return found


def _tokens(said: str, words: DateWords) -> list[Token] | None:
    """What each word stands for; None where one is unknown."""
    tokens: list[Token] = []
    if found := re.fullmatch(_NUMBERS, said, re.ASCII):
        return _numeric(found)
    for word in re.split(r"[ ,]+", said):
        bare = word.rstrip(".")
        if not bare or bare in words.get("filler", NOTHING):
            continue
        if found := re.fullmatch(_NUMBERS, bare, re.ASCII):
            tokens += _numeric(found)
        elif re.fullmatch(_NUMBER, bare, re.ASCII):
            tokens.append(("year" if len(bare) == 4 else "number", int(bare)))
        elif token := _meaning(bare, words):
            tokens.append(token)
        else:
            return None
    return tokens


def _meaning(word: str, words: DateWords) -> Token | None:
    for role in ("number", "days", "months", "ahead", "ago", "turn", "weekday", "month"):
        if word in words.get(role, NOTHING):
            return role, words[role][word]
    for role in ("weekday", "month"):  # shortened, as on any calendar
        for whole, value in words.get(role, NOTHING).items():
            if len(word) >= 3 and whole.startswith(word):
                return role, value
    return None


def _numeric(found: re.Match[str]) -> list[Token]:
    first, sign, second, last = found.groups()
    if len(first) == 4:
        return [("year", int(first)), ("month", int(second)), ("number", int(last or 0))]
    day, month, role = int(first), int(second), "number"
    if sign == "/" and day != month and day <= 12:  # some countries write the month first
        role = "either"
        if month > 12:
            day, month = month, day
    tokens: list[Token] = [(role, day), ("month", month)]
    if last:
        tokens.append(("year" if len(last) == 4 else "short year", int(last)))
    return tokens


def _counted(tokens: list[Token], today: date, sign: int) -> Reading | None:
    match tokens:
        case [("number", n), ("days" | "months" as unit, size)]:
            pass
        case [("days" | "months" as unit, size)]:
            n = 1
        case _:
            return None
    distance = sign * n * size
    if unit == "months":
        return Reading(add_months(today, distance), "counted")
    return Reading(today + timedelta(days=distance), "counted")


def _day(
    tokens: list[Token], today: date, future: bool, bounds: tuple[date, date]
) -> Reading | None:
    match tokens:
        case [("number" | "either" as role, day), ("month", month), *rest]:
            pass
        case [("month", month), ("number" as role, day), *rest]:
            pass
        case [("year", year), ("month", month), ("number" as role, day)]:
            rest = [("year", year)]
        case _:
            return None
    match rest:
        case []:
            near = _near(today, day, month, future)
            return Reading(near, "guessed") if near else None
        case [("year", year)]:
            years = [year]
        case [("short year" | "number", short)]:
            years = [2000 + short, 1900 + short]
        case _:
            return None
    days = [date(year, month, day) for year in years]
    fitting = [each for each in days if bounds[0] <= each <= bounds[1]] or days[:1]
    sure = len(fitting) == 1 and role != "either"
    return Reading(fitting[0], "written" if sure else "guessed")


def _near(today: date, day: int, month: int, future: bool) -> date | None:
    """The nearest such day, today included; only some years have a 29 February."""
    for distance in range(9):
        try:
            found = date(today.year + (distance if future else -distance), month, day)
        except ValueError:
            continue
        if found >= today if future else found <= today:
            return found
    return None


def _next_to(today: date, weekday: int, future: bool) -> date:
    """The next or the last such day of the week; today would be called today."""
    if future:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _in_week(today: date, weekday: int, turn: int) -> date:
    """Such a day last (the latest one gone), in this week, or next (in the week that follows)."""
    if turn < 0:
        return _next_to(today, weekday, future=False)
    return today + timedelta(days=weekday - today.weekday() + 7 * turn)
