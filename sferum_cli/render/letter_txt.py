"""A letter as plain text, to read, to paste into a form or to send in a message."""

from __future__ import annotations

from sferum_cli.core.letters import Letter, LetterBlock, Numbered
from sferum_cli.render.letter_text import closing_rows, tidy_letter

_RULE = "_" * 20


def to_txt(letter: Letter) -> str:
    """``letter`` as text, one paragraph a line, parts set apart by an empty line.

    Lines are not wrapped: the form or the editor it lands in does that. Raises BadUsage
    (``error.letter_character``) for a character without meaning.
    """
    letter = tidy_letter(letter)
    parts = [
        "\n".join(letter.addressee),
        "\n".join(letter.applicant),
        "\n".join(line for line in (letter.title, letter.subject) if line),
        *map(_block, letter.blocks),
        _attachments(letter),
        *(_row(left, name, letter.labels.signature) for left, name in closing_rows(letter)),
    ]
    if letter.incoming_mark:
        labels = letter.labels
        parts.append(f"{labels.incoming_number} {_RULE} {labels.incoming_date} {_RULE}")
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: LetterBlock) -> str:
    if isinstance(block, Numbered):
        return "\n".join(f"{n}. {item}" for n, item in enumerate(block.items, block.start))
    return block.text


def _attachments(letter: Letter) -> str:
    if len(letter.attachments) == 1:
        return f"{letter.labels.attachments} {letter.attachments[0]}"
    if not letter.attachments:
        return ""
    return f"{letter.labels.attachments}\n{_block(Numbered(letter.attachments))}"


def _row(left: str, name: str | None, label: str) -> str:
    cells = [left] if name is None else [left, _RULE, label, name]
    return " ".join(cell for cell in cells if cell)
