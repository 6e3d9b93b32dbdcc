"""Kinds of letters as data: whose they are, what each must know, its clauses in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from sferum_cli.core.codes import Age, Channel, Sex, Situation
from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.knowledge import Bilingual, Role
from sferum_cli.core.letter_clauses import NAMES, PLACE, AnswerCondition, Clause, parts_of
from sferum_cli.core.letter_record import TOLD
from sferum_cli.core.letters import Signature
from sferum_cli.core.names import PersonName
from sferum_cli.core.sending import Sending

BLANK = "____"
LINE = "_" * 24
LONG = "_" * 36  # a line of its own in the corner: a whole name is written there by hand
# The answers that tell the situation of any letter: they choose clauses and are printed by none.
SITUATION = (
    "situation", "applicant.acting_as", "institution.kind", "institution.ownership", "school.kind",
)  # fmt: skip
AddresseeKind = Literal["school", "company", "state"]
BlockPlace = Literal["paragraph", "same", "point"]


@frozen
class Ask:
    """Answers that a letter needs under a condition."""

    names: tuple[str, ...]
    when: AnswerCondition = AnswerCondition()


@frozen
class Placed:
    """A clause and where it stands: it begins a paragraph, goes on with one, or is a point."""

    clause: Clause
    place: BlockPlace = "paragraph"


@frozen
class LetterKind:
    """One kind of letter: who needs it, what it must know, and its clauses in their order.

    ``paths`` are the paths to whose requests it belongs; ``body`` is ``school``, ``company`` or
    ``state`` (an e-mail to a state body is no appeal: 59-FZ as amended by 547-FZ). ``ages`` are
    those of the person it is about, ``applies_itself`` tells that this is the applicant. ``pages``
    are the pages to open, by channel; ``sending`` tells how it goes out.
    """

    id: str
    title: Bilingual
    whom: Bilingual
    paths: tuple[str, ...]
    roles: tuple[Role, ...]
    body: AddresseeKind
    asks: tuple[Ask, ...]
    channels: tuple[Channel, ...]
    heading: str
    subjects: tuple[Clause, ...]
    addressee: tuple[Clause, ...]
    applicant: tuple[Clause, ...]
    parts: tuple[Placed, ...]
    attachments: tuple[Clause, ...]
    signatures: tuple[Signature, ...]
    sending: Sending
    ages: tuple[Age, ...] = ()
    situations: tuple[Situation, ...] = ()
    applies_itself: bool = False
    mail_to: str = ""
    reminder: bool = False
    pages: Mapping[str, str] = NOTHING

    @property
    def required(self) -> tuple[str, ...]:
        """The answers that are needed whatever the situation."""
        plain = (each.names for each in self.asks if each.when == AnswerCondition())
        return tuple(name for names in plain for name in names)

    @property
    def fields(self) -> tuple[str, ...]:
        """Every answer that the kind can use, those that are needed first."""
        return tuple(dict.fromkeys((*self._asked(), *self._used())))

    @property
    def optional(self) -> tuple[str, ...]:
        """The answers that it can do without."""
        required = self.required
        return tuple(name for name in self.fields if name not in required)

    def needed(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The answers that are needed in the situation that ``values`` tell of."""
        asked = (n for each in self.asks if each.when.met(values) for n in each.names)
        said = (n for each in self.clauses() if each.when.met(values) for n in each.required)
        return (*asked, *said)

    def of_use(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """The answers that can matter in that situation, those that are needed first."""
        used = (name for c in self.clauses() if c.possible(values) for name in c.names())
        signed = (n for sign in self.signatures for n in _tokens(sign.name))
        found = dict.fromkeys((*self.needed(values), *signed, *used))
        recorded = {*(() if values.get("maybe.main.sent") else TOLD.values())}
        recorded |= {"refusal.number"} if values.get("main.refused.number") else set()
        return tuple(name for name in found if name not in recorded)

    def clauses(self) -> Iterator[Clause]:
        """Every clause that can stand in it, from the corner down."""
        yield from self.addressee
        yield from self.applicant
        yield from self.subjects
        yield from (each.clause for each in self.parts)
        yield from self.attachments

    def _asked(self) -> Iterator[str]:
        for each in self.asks:
            yield from each.names

    def _used(self) -> Iterator[str]:
        for clause in self.clauses():
            yield from clause.names()
        for sign in self.signatures:
            yield from _tokens(sign.name)
        yield from _tokens(self.mail_to)


def missing(kind: LetterKind, values: Mapping[str, str]) -> tuple[str, ...]:
    """The needed answers that are not there; a blank chosen on purpose is there."""
    return tuple(name for name in kind.needed(values) if not values.get(name))


def names_of(values: Mapping[str, str]) -> dict[str, PersonName]:
    """The people of a letter, from their parts; a blank surname blanks the whole name.

    Further children are ``child2``, ``child3`` and so on.
    """
    found = {}
    for who in (*NAMES, *more_children(values)):
        prefix = "school.head" if who == "head" else who
        surname, given = values.get(f"{prefix}.surname", ""), values.get(f"{prefix}.given", "")
        if not surname:
            continue
        told = values.get(f"{prefix}.sex")
        sex: Sex | None = "male" if told == "male" else "female" if told == "female" else None
        found[who] = PersonName(surname, given, values.get(f"{prefix}.patronymic", ""), sex)
    return found


def more_children(values: Mapping[str, str]) -> tuple[str, ...]:
    """The prefixes of the second and further children that ``values`` name."""
    found = []
    number = 2
    while values.get(f"child{number}.surname"):
        found.append(f"child{number}")
        number += 1
    return tuple(found)


def _tokens(text: str) -> Iterator[str]:
    for token in re.finditer(PLACE, text):
        yield from parts_of(token.group(1))
