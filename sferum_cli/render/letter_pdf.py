"""A letter as PDF: A4, hyphenated, readable aloud; the only owner of typst."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sferum_cli.core.frozen import fields_of
from sferum_cli.core.letters import Letter
from sferum_cli.errors import BadUsage
from sferum_cli.render.letter_text import closing_rows, tidy_letter, unprintable

# In points: the usual one, and those that keep a letter on its sheet.
SIZES = (12.0, 11.5, 11.0, 10.5)
# In millimetres: by how much an office program may need more room for the same letter.
_SPARE = 10
_NEAR = 2  # pages in the usual size: of more than these no size makes a sheet
_PAGES = rb"/Type/Pages/Count (\d+)"  # as the typesetter writes the root of the pages
_TEMPLATE = Path(__file__).with_name("letter.typ").read_bytes()
_PROBE = b"""
#set document(title: "-")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"), fallback: false, lang: "ru")
#sys.inputs.letter
"""


def to_pdf(letter: Letter) -> bytes:
    """``letter`` as PDF/UA-1, on one sheet where that can be; the same letter, the same bytes.

    Raises BadUsage (``error.letter_character``) for the first character that the embedded fonts
    lack or that has no meaning of its own, and where typst is not installed.
    """
    return _fitted(letter)[1]


def size_for(letter: Letter) -> float:
    """In which of SIZES ``letter`` is one sheet in an office program, too.

    The usual one where it cannot be typeset.
    """
    try:
        return _fitted(letter, _SPARE)[0]
    except BadUsage:
        return SIZES[0]


def pages_of(content: bytes) -> int | None:
    """How many pages a PDF of the typesetter has; None for anything else."""
    counted = re.search(_PAGES, content) if content.startswith(b"%PDF") else None
    return int(counted[1]) if counted else None


def _fitted(letter: Letter, spare: int = 0) -> tuple[float, bytes]:
    """The largest of SIZES in which it is one sheet, else the usual one, and the PDF in it.

    ``spare`` millimetres at the foot of the sheet stay free.
    """
    typst = _typst()
    letter = tidy_letter(letter)
    page = fields_of(letter) | {"closing": closing_rows(letter)}
    made = {}
    try:
        for size in SIZES:
            data = json.dumps(page | {"size": size, "spare": spare}, default=fields_of)
            made[size] = typeset(_TEMPLATE, data)
            pages = pages_of(made[size])
            if pages == 1:
                return size, made[size]
            if pages is None or pages > _NEAR:
                break
    except typst.TypstError:
        for character in _characters(json.loads(json.dumps(page, default=fields_of))):
            if not _printable(character):
                raise unprintable(character) from None
        raise
    return SIZES[0], made[SIZES[0]]


def typeset(source: bytes, data: str) -> bytes:
    """The typst ``source`` with ``data`` (JSON) as PDF/UA-1.

    Raises typst.TypstError, and BadUsage where typst is not installed.
    """
    # PDF/UA forbids a character without a glyph, so the typesetter itself refuses it.
    content: bytes = _typst().compile(
        source,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"letter": data},
        pdf_standards="ua-1",
        timestamp=0,
    )
    return content


def can_typeset() -> bool:
    """Whether a PDF can be made on this machine."""
    return find_spec("typst") is not None


def _typst() -> Any:
    """The typesetter: heavy, and some machines have none; whatever makes no PDF does without."""
    try:
        return import_module("typst")
    except ImportError as error:
        raise BadUsage("error.no_pdf") from error


def _printable(character: str) -> bool:
    try:
        typeset(_PROBE, character)
    except _typst().TypstError:
        return False
    return True


def _characters(part: object) -> Iterator[str]:
    """Each different character of the texts in ``part``, in the order of their first use."""
    return iter(dict.fromkeys("".join(_texts(part))))


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _texts(value)
    elif isinstance(part, (tuple, list)):
        for value in part:
            yield from _texts(value)
