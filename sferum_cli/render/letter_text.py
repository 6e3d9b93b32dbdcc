"""What all formats of a letter share: its words made safe, and the rows above the signatures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sferum_cli.core.frozen import replace
from sferum_cli.core.letters import (
    Labels,
    Letter,
    LetterBlock,
    Mail,
    Numbered,
    Paragraph,
    Signature,
)
from sferum_cli.errors import BadUsage
from sferum_cli.render.clean import clean

# Half, private and unassigned characters: no two machines show the same thing for them.
_MEANINGLESS = frozenset({"Cs", "Co", "Cn"})
_NBSP = "\N{NO-BREAK SPACE}"
_LOOSE_NUMERO, _NUMERO = "\N{NUMERO SIGN} ", f"\N{NUMERO SIGN}{_NBSP}"
# A short word with its full stop, and something behind it.
_SHORT = r"(?<!\w)(\w{1,5})\. (?=\S)"
# An abbreviation in front of a name in quotes, or of another: OOO, VK ID.
_CAPITALS = r"(?<!\w)(\w{2,3}) (?=\u00ab|[A-Z]{2}\b)"
# One letter behind a number: that of a class, also in quotes or behind a stroke, or a unit.
_LETTER = r"(?<=\d) (?=\u00ab\w\u00bb|[^\W\d_]\b)"
_STROKE = r"(?<=\d) / (?=\w)"
# A word in front of a number, and one behind it or behind a blank for one.
_BEFORE = r"(?<!\w)([^\W\d_]+) (?=\d|\u2116)"
_BEHIND = r"(?<=[\d_]) ([^\W\d_]+)\b"
_PHONE = r"\+\d[\d ()-]{8,}\d"


def tidy_letter(letter: Letter) -> Letter:
    """``letter`` with every text in one line, composed (NFC) and without control characters.

    A paragraph with line breaks becomes several. Initials, the words that the labels name, the
    number and letter of a class and the parts of a phone stay on one line. Raises BadUsage
    (``error.letter_character``) for a character that has no meaning of its own.
    """

    def line(text: str) -> str:
        return _glued(one_line(text), letter.labels)

    def lines(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(each for each in map(line, texts) if each)

    def split(block: LetterBlock) -> tuple[LetterBlock, ...]:
        if isinstance(block, Numbered):
            return (Numbered(lines(block.items), block.start),)
        return tuple(Paragraph(each) for each in lines(block.text.splitlines()))

    return replace(
        letter,
        addressee=lines(letter.addressee),
        applicant=lines(letter.applicant),
        title=line(letter.title),
        subject=line(letter.subject),
        blocks=tuple(part for block in letter.blocks for part in split(block)),
        attachments=lines(letter.attachments),
        date=line(letter.date),
        signatures=tuple(Signature(line(s.name), line(s.capacity)) for s in letter.signatures),
        mail=Mail(letter.mail.to, one_line(letter.mail.subject)),
    )


def closing_rows(letter: Letter) -> tuple[tuple[str, str | None], ...]:
    """The rows at the end: what stands at the left, and the name after the line to sign on.

    The date shares the row of the first signature unless a capacity stands there; a row whose name
    is None has no line to sign on.
    """
    rows = [(each.capacity, each.name) for each in letter.signatures]
    if rows and not rows[0][0]:
        return ((letter.date, rows[0][1]), *rows[1:])
    return ((letter.date, None), *rows)


def one_line(text: str) -> str:
    """``text`` in one line with single spaces, a number kept next to its numero sign.

    Raises as ``tidy_letter`` does.
    """
    for character in text:
        if unicodedata.category(character) in _MEANINGLESS:
            raise unprintable(character)
    words = clean(unicodedata.normalize("NFC", text)).split(" ")
    return " ".join(word for word in words if word).replace(_LOOSE_NUMERO, _NUMERO)


def unprintable(character: str) -> BadUsage:
    """The error that names a character which cannot stand in a letter."""
    code = f"U+{ord(character):04X}"
    return BadUsage(
        "error.letter_character",
        character=character if unicodedata.category(character) != "Cs" else code,
        name=unicodedata.name(character, code),
    )


def _glued(text: str, labels: Labels) -> str:
    def short(found: re.Match[str]) -> str:
        word = found[1]
        initial = len(word) == 1 and word.isupper()
        return f"{word}.{_NBSP}" if initial or word in labels.glued else found[0]

    def capitals(found: re.Match[str]) -> str:
        return f"{found[1]}{_NBSP}" if found[1].isupper() else found[0]

    def before(found: re.Match[str]) -> str:
        known = {found[1], found[1].lower()} & {*labels.numbered}
        return f"{found[1]}{_NBSP}" if known else found[0]

    def behind(found: re.Match[str]) -> str:
        return f"{_NBSP}{found[1]}" if found[1] in labels.counted else found[0]

    text = re.sub(_SHORT, short, text)
    text = re.sub(_CAPITALS, capitals, text)
    text = re.sub(_BEFORE, before, text)
    text = re.sub(_BEHIND, behind, text)
    text = re.sub(_STROKE, f"{_NBSP}/{_NBSP}", re.sub(_LETTER, _NBSP, text))
    return re.sub(_PHONE, lambda found: found[0].replace(" ", _NBSP), text)
