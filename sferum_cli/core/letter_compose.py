"""A letter composed of a kind and answers: no free text, no forgotten blank."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from sferum_cli.core.frozen import NOTHING, frozen, replace
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
    words = _Words(kind, values, say, record)
    subject = first_met(kind.subjects, values)
    about = words.fill(subject.text) if subject else ""
    blocks, claims = words.body()
    claims += [Claim(words.fill(c.text), basis) for c, basis in words.standing(kind.attachments)]
    below = (*(placed.clause for placed in kind.parts), *kind.attachments)
    ids = [clause.id for clause, _ in words.standing(below)]
    attached = words.lines(kind.attachments)
    if len(attached) == 1 and labels.attachment:
        labels = replace(labels, attachments=labels.attachment)
    return Letter(
        kind=kind.id,
        addressee=words.lines(kind.addressee),
        applicant=words.lines(kind.applicant),
        title=kind.heading,
        subject=about,
        blocks=tuple(blocks),
        attachments=attached,
        date=date,
        signatures=tuple(
            Signature(words.fill(s.name), words.fill(s.capacity)) for s in kind.signatures
        ),
        incoming_mark=kind.body != "company",
        mail=Mail(
            words.fill(kind.mail_to) if kind.mail_to and values.get("mail.to") else None,
            f"{kind.heading.capitalize()} {about}",
        ),
        labels=labels,
        claims=tuple(claims),
        clauses=(*([subject.id] if subject else []), *ids),
    )


@frozen
class _Words:
    """What the clauses of one letter are filled with."""

    kind: LetterKind
    values: Mapping[str, str]
    say: Say
    record: Record

    def standing(self, clauses: Iterable[Clause]) -> Iterator[tuple[Clause, str]]:
        """Those of ``clauses`` that stand in the letter, each with its basis."""
        for clause in clauses:
            basis = clause.rests_on(self.values, self.record)
            if basis and clause.when.met(self.values):
                yield clause, basis

    def lines(self, clauses: Sequence[Clause]) -> tuple[str, ...]:
        return tuple(self.fill(clause.text) for clause, _ in self.standing(clauses))

    def body(self) -> tuple[list[LetterBlock], list[Claim]]:
        """What stands between the title and the attachments, and what of it asserts something."""
        blocks: list[LetterBlock] = []
        claims: list[Claim] = []
        for placed in self.kind.parts:
            for clause, basis in self.standing((placed.clause,)):
                text = self.fill(clause.text)
                if basis != "form":
                    point = placed.place == "point"  # how it ends depends on what follows
                    claims.append(Claim(text.rstrip(".;") if point else text, basis))
                _put(blocks, text, placed.place)
        return blocks, claims

    def fill(self, text: str) -> str:
        """``text`` with its pieces that are known and its places filled. Raises DamagedFile."""
        text = kept_pieces(text, self._known)
        if set(re.sub(PLACE, "", text)) & set("{}[]"):
            raise self._unfilled(text[:60])
        return re.sub(PLACE, self._value, text)

    def _known(self, token: str) -> bool:
        return token.startswith("word.") or bool(self.values.get(parts_of(token)[0]))

    def _value(self, found: re.Match[str]) -> str:
        name, forms = found.group(1), tuple(found.group(2).split("|")[1:])
        if name in NAMES or name == "position" or name.startswith("word."):
            return self.say(name, forms)
        value = self.values.get(name, "")
        if not value:
            raise self._unfilled(found.group(0))
        if forms:
            return self.say(name, forms)
        if value == BLANK:
            return f"{LONG} {LONG}" if name in _WIDE else LINE
        return value

    def _unfilled(self, problem: str) -> DamagedFile:
        return DamagedFile("error.knowledge", where=f"letters/{self.kind.id}", problem=problem)


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
