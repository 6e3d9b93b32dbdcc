"""A letter as it was composed: every word that will stand on the paper and nothing else."""

from __future__ import annotations

from sferum_cli.core.frozen import frozen


@frozen
class Paragraph:
    """Running text; a line break in it starts a new paragraph."""

    text: str


@frozen
class Numbered:
    """Numbered points; ``start`` is the first number, so that a list can go on after a pause."""

    items: tuple[str, ...]
    start: int = 1


LetterBlock = Paragraph | Numbered


@frozen
class Signature:
    """One line to sign on: ``name`` is spelled out, ``capacity`` is what they sign as, or empty."""

    name: str
    capacity: str = ""


@frozen
class Labels:
    """The fixed words of the form, in the language of the letter.

    ``attachment`` stands where there is only one.
    ``glued`` are abbreviations that no line break parts from what stands behind them, ``numbered``
    words that none parts from their number behind them, ``counted`` those from that before them.
    """

    attachments: str
    signature: str
    incoming_number: str
    incoming_date: str
    attachment: str = ""
    glued: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()


@frozen
class Mail:
    """Where the letter goes as an e-mail; ``to`` is a bare address, None when not known."""

    to: str | None
    subject: str


@frozen
class Claim:
    """A sentence as it stands in a letter, and what it rests on.

    ``basis``: ``event:ID``, ``obligation:REQUEST/RULE:STATE``, ``answer:KEY``, ``norm:FACT,FACT``
    or ``demand``.
    """

    text: str
    basis: str


@frozen
class Letter:
    """One document. Every format is made from this and says the same.

    ``addressee`` and ``applicant`` are the lines of the corner, ``date`` is already written out
    (or a blank to fill in by hand) and ``incoming_mark`` asks for the place where the receiving
    side puts its number and date. ``claims`` are its sentences with their basis,
    ``clauses`` the ids of all that stands below the corner.
    """

    kind: str
    addressee: tuple[str, ...]
    applicant: tuple[str, ...]
    title: str
    subject: str
    blocks: tuple[LetterBlock, ...]
    attachments: tuple[str, ...]
    date: str
    signatures: tuple[Signature, ...]
    incoming_mark: bool
    mail: Mail
    labels: Labels
    claims: tuple[Claim, ...] = ()
    clauses: tuple[str, ...] = ()
