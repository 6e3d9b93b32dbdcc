"""The list of screens that nobody has seen, and what a filled one says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Bilingual, Fact
from sferum_cli.errors import BadUsage

Look = Literal["yes", "no", "hidden"]
LOOKS: tuple[Look, ...] = get_args(Look)
HEAD = ("device", "version", "day")
ROWS = ("answer", "instead")
_FACT = r"\[([a-z0-9-]+)\]"
ScreenWords = Mapping[str, Sequence[str]]


@frozen
class ScreenPlace:
    """A site or an app, and the facts that its screens show."""

    title: Bilingual
    facts: tuple[str, ...]


@frozen
class Sighting:
    """What somebody saw of one fact; ``instead`` is what is there in its place, or empty."""

    fact: str
    look: Look
    instead: str = ""


@frozen
class Sheet:
    """A filled list: on which device, with which versions, on which day (as typed), and what."""

    device: str
    version: str
    day: str
    seen: tuple[Sighting, ...]


def unseen(place: ScreenPlace, facts: Mapping[str, Fact], stale: Sequence[str]) -> tuple[Fact, ...]:
    """The facts of ``place`` that nobody has seen, or not since their check became ``stale``."""
    found = (facts[name] for name in place.facts if name in facts)
    return tuple(f for f in found if f.trust != "seen" or f.id in stale)


def read_sheet(text: str, labels: ScreenWords, answers: ScreenWords) -> Sheet:
    """A filled list, by the words of its ``labels`` and of its ``answers``.

    Rows that were left empty say nothing. Raises BadUsage for an answer that is none,
    and where nothing was answered.
    """
    told = dict.fromkeys(HEAD, "")
    rows: dict[str, dict[str, str]] = {}
    current: dict[str, str] | None = None
    for line in text.splitlines():
        if found := re.match(_FACT, line.strip()):
            current = rows.setdefault(found[1], dict.fromkeys(ROWS, ""))
        elif row := _row(line, labels):
            into = told if row[0] in HEAD else current
            if into is not None:
                into[row[0]] = row[1]
    seen = tuple(s for fact, row in rows.items() if (s := _sighting(fact, row, answers)))
    if not seen:
        raise BadUsage("error.screens_empty")
    return Sheet(told["device"], told["version"], told["day"], seen)


def _row(line: str, labels: ScreenWords) -> tuple[str, str] | None:
    said, _, value = line.strip().partition(":")
    name = next((n for n, words in labels.items() if said.strip() in words), None)
    return (name, " ".join(value.split())) if name else None


def _sighting(fact: str, row: Mapping[str, str], answers: ScreenWords) -> Sighting | None:
    given = row["answer"].casefold().strip(" .!")
    if not given and not row["instead"]:
        return None
    look = next((look for look in LOOKS if given in answers[look]), None)
    if look is None and not given:
        look = "no"  # what is there instead was said, and that says it
    if look is None:
        raise BadUsage("error.screens_answer", fact=fact, given=row["answer"][:40])
    return Sighting(fact, look, row["instead"])
