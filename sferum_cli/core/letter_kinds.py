"""Kinds of letters as data, and composing one from answers: no free text, no forgotten blank."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.knowledge import Bilingual, Role
from sferum_cli.core.letters import Block, Labels, Letter, Mail, Numbered, Paragraph, Signature
from sferum_cli.core.names import PersonName, Sex
from sferum_cli.core.sending import Sending
from sferum_cli.errors import DamagedFile, NeedsAnswer

BLANK = "____"
LINE = "_" * 24
NAMES = ("applicant", "child", "head", "parent")
_TOKEN = re.compile(r"\{([a-z_.]+)((?:\|[a-z_]+)*)\}")
Body = Literal["school", "company", "state"]
Say = Callable[[str, Sequence[str]], str]
"""Gives the words for a name or title and its forms: ("head", ("dative", "short"))."""


@frozen
class Needs:
    """A condition as data: all of ``has`` known, none of ``lacks``, the kind of the school."""

    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    school: tuple[str, ...] = ()

    def met(self, values: Mapping[str, str]) -> bool:
        """Whether the condition holds for ``values``."""
        return (
            all(values.get(name) for name in self.has)
            and not any(values.get(name) for name in self.lacks)
            and (not self.school or values.get("school.kind", "") in self.school)
        )


@frozen
class Part:
    """A line, a paragraph, or (with ``points``) a numbered list, under a condition."""

    text: str = ""
    points: tuple[Part, ...] = ()
    when: Needs = Needs()


@frozen
class LetterKind:
    """One kind of letter: who needs it, what it must know, and its parts.

    ``paths`` are the paths to whose requests it belongs; ``body`` is ``school``, ``company`` or
    ``state`` (an e-mail to a state body is no appeal: 59-FZ as amended by 547-FZ). ``pages`` are
    the pages to open, by channel; ``sending`` tells how it goes out.
    """

    id: str
    title: Bilingual
    whom: Bilingual
    paths: tuple[str, ...]
    roles: tuple[Role, ...]
    body: Body
    needs: tuple[str, ...]
    optional: tuple[str, ...]
    channels: tuple[str, ...]
    heading: str
    subject: str
    addressee: tuple[Part, ...]
    applicant: tuple[Part, ...]
    parts: tuple[Part, ...]
    attachments: tuple[Part, ...]
    signatures: tuple[Signature, ...]
    sending: Sending
    mail_to: str = ""
    reminder: bool = False
    pages: Mapping[str, str] = NOTHING

    @property
    def fields(self) -> tuple[str, ...]:
        """Every answer that the kind can use."""
        return (*self.needs, *self.optional)


def missing(kind: LetterKind, values: Mapping[str, str]) -> tuple[str, ...]:
    """The needed answers that are not there; a blank chosen on purpose is there."""
    return tuple(name for name in kind.needs if not values.get(name))


def names_of(values: Mapping[str, str]) -> dict[str, PersonName]:
    """The people of a letter, from their parts; a blank surname blanks the whole name."""
    found = {}
    for who in NAMES:
        prefix = "school.head" if who == "head" else who
        surname, given = values.get(f"{prefix}.surname", ""), values.get(f"{prefix}.given", "")
        if not surname:
            continue
        told = values.get(f"{prefix}.sex")
        sex: Sex | None = "male" if told == "male" else "female" if told == "female" else None
        found[who] = PersonName(
            surname,
            given,
            values.get(f"{prefix}.patronymic", ""),
            sex,
        )
    return found


def compose(
    kind: LetterKind, values: Mapping[str, str], say: Say, *, date: str, labels: Labels
) -> Letter:
    """The letter that ``values`` make of ``kind``.

    ``date`` is written out already. Raises NeedsAnswer that names what is missing, and
    DamagedFile for a placeholder that the kind cannot fill: nothing unfilled ever leaves.
    """
    if lacking := missing(kind, values):
        raise NeedsAnswer("error.letter_needs", kind=kind.id, names=lacking)

    def fill(text: str) -> str:
        if set(_TOKEN.sub("", text)) & {"{", "}"}:
            raise DamagedFile("error.knowledge", where=f"letters/{kind.id}", problem=text[:60])
        return _TOKEN.sub(lambda found: _value(found, values, say, kind.id), text)

    def lines(parts: Sequence[Part]) -> tuple[str, ...]:
        return tuple(fill(part.text) for part in parts if part.when.met(values))

    blocks: list[Block] = []
    for part in kind.parts:
        if not part.when.met(values):
            continue
        if part.text:
            blocks.append(Paragraph(fill(part.text)))
        if part.points:
            blocks.append(Numbered(lines(part.points)))
    mail = fill(kind.mail_to) if kind.mail_to and values.get("mail.to") else None
    return Letter(
        kind=kind.id,
        addressee=lines(kind.addressee),
        applicant=lines(kind.applicant),
        title=kind.heading,
        subject=fill(kind.subject),
        blocks=tuple(blocks),
        attachments=lines(kind.attachments),
        date=date,
        signatures=tuple(Signature(fill(each.name), fill(each.role)) for each in kind.signatures),
        incoming_mark=kind.body != "company",
        mail=Mail(mail, f"{kind.heading.capitalize()} {fill(kind.subject)}"),
        labels=labels,
    )


def _value(found: re.Match[str], values: Mapping[str, str], say: Say, kind: str) -> str:
    name, forms = found.group(1), tuple(found.group(2).split("|")[1:])
    if name in NAMES or name == "position":
        return say(name, forms)
    value = values.get(name, "")
    if not value:
        raise DamagedFile("error.knowledge", where=f"letters/{kind}", problem=found.group(0))
    if forms:
        return say(name, forms)
    return LINE if value == BLANK else value
