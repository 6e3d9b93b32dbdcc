"""A letter composed of a kind and answers: no free text, no forgotten blank."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from sferum_cli.core.frozen import NOTHING
from sferum_cli.core.letter_clauses import NAMES, PLACE, Clause, first_met, kept_pieces, parts_of
from sferum_cli.core.letter_kinds import BLANK, LINE, LONG, BlockPlace, LetterKind, missing
from sferum_cli.core.letter_record import Record
from sferum_cli.core.letters import (
    Claim,
    Labels,
    Letter,
    LetterBlock,
    Mail,
    Numbered,
    Paragraph,
    Signature,
)
from sferum_cli.errors import DamagedFile, NeedsAnswer

_WIDE = ("applicant.id_document", "applicant.address")
Say = Callable[[str, Sequence[str]], str]
"""Gives the words for a name or title and its forms: ("head", ("dative", "short"))."""


def compose(
    kind: LetterKind,
    values: Mapping[str, str],
    say: Say,
    *,
    date: str,
    labels: Labels,
    record: Record = NOTHING,
) -> Letter:
    """The letter that ``values`` make of ``kind``.

    ``date`` is written out already; ``record`` tells what its own entries rest on. Raises
    NeedsAnswer that names what is missing, and DamagedFile for a placeholder that the kind cannot
    fill: nothing unfilled ever leaves. A clause without its basis is left out.
    """
    if lacking := missing(kind, values):
        raise NeedsAnswer("error.letter_needs", kind=kind.id, title=kind.title, names=lacking)

    def known(token: str) -> bool:
        names = parts_of(token)
        return token.startswith("word.") or bool(values.get(names[0]))

    def fill(text: str) -> str:
        text = kept_pieces(text, known)
        if set(re.sub(PLACE, "", text)) & set("{}[]"):
            raise DamagedFile("error.knowledge", where=f"letters/{kind.id}", problem=text[:60])
        return re.sub(PLACE, lambda found: _value(found, values, say, kind.id), text)

    def standing(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, str]]:
        for clause in clauses:
            if clause.when.met(values) and (basis := clause.rests_on(values, record)):
                yield clause, basis

    def lines(clauses: Sequence[Clause]) -> tuple[str, ...]:
        return tuple(fill(clause.text) for clause, _ in standing(clauses))

    subject = first_met(kind.subjects, values)
    ids = [subject.id] if subject else []
    blocks: list[LetterBlock] = []
    claims: list[Claim] = []
    for placed in kind.parts:
        for clause, basis in standing((placed.clause,)):
            text = fill(clause.text)
            ids.append(clause.id)
            if basis != "form":
                point = placed.place == "point"  # how it ends depends on what follows
                claims.append(Claim(text.rstrip(".;") if point else text, basis))
            _put(blocks, text, placed.place)
    claims += [Claim(fill(c.text), basis) for c, basis in standing(kind.attachments)]
    ids += [clause.id for clause, _ in standing(kind.attachments)]
    about = fill(subject.text) if subject else ""
    mail = fill(kind.mail_to) if kind.mail_to and values.get("mail.to") else None
    return Letter(
        kind=kind.id,
        addressee=lines(kind.addressee),
        applicant=lines(kind.applicant),
        title=kind.heading,
        subject=about,
        blocks=tuple(blocks),
        attachments=lines(kind.attachments),
        date=date,
        signatures=tuple(Signature(fill(s.name), fill(s.capacity)) for s in kind.signatures),
        incoming_mark=kind.body != "company",
        mail=Mail(mail, f"{kind.heading.capitalize()} {about}"),
        labels=labels,
        claims=tuple(claims),
        clauses=tuple(ids),
    )


def _put(blocks: list[LetterBlock], text: str, place: BlockPlace) -> None:
    """Add ``text`` to the letter: as a point, to the last paragraph, or as a new one."""
    last = blocks[-1] if blocks else None
    if place == "point":
        text = f"{text.rstrip('.;')}."
        if isinstance(last, Numbered):
            before = (*last.items[:-1], f"{last.items[-1].rstrip('.')};")
            blocks[-1] = Numbered((*before, text))
        else:
            blocks.append(Numbered((text,)))
    elif place == "same" and isinstance(last, Paragraph):
        blocks[-1] = Paragraph(f"{last.text} {text}")
    else:
        blocks.append(Paragraph(text))


def _value(found: re.Match[str], values: Mapping[str, str], say: Say, kind: str) -> str:
    name, forms = found.group(1), tuple(found.group(2).split("|")[1:])
    if name in NAMES or name == "position" or name.startswith("word."):
        return say(name, forms)
    value = values.get(name, "")
    if not value:
        raise DamagedFile("error.knowledge", where=f"letters/{kind}", problem=found.group(0))
    if forms:
        return say(name, forms)
    if value == BLANK:
        return f"{LONG} {LONG}" if name in _WIDE else LINE
    return value
