"""What to write where the terminal's encoding lacks a character: never a crash, never a box."""

from __future__ import annotations

import codecs

_SIGNS = {
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "’": "'", "—": "-", "–": "-", "−": "-",
    "…": "...", "№": "N", "·": "-", "•": "*", "●": "*", "○": "o", "✓": "+", "✗": "x", "→": "->",
    "›": ">", "‹": "<", "\u00a0": " ", "\u202f": " ", "\u2011": "-", "§": "par.", "₽": "rub.", "≤": "<=", "≥": ">=", "×": "x",
    "─": "-", "━": "=", "│": "|", "┃": "|", "├": "|-", "└": "'-", "┌": "+", "┐": "+", "┘": "+", "╭": "+", "╮": "+", "╰": "+", "╯": "+",
    "█": "#", "░": ".", "▒": ":", "▓": "#", "▀": '"', "▄": "_", "▏": "|",
}  # fmt: skip
_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch ~ y ' e yu ya".replace(
            "~", ""
        ).split(" "),
        strict=True,
    )
)
HANDLER = "sferum.legible"


def _legible(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(
        _one(character, error.encoding) for character in error.object[error.start : error.end]
    ), error.end


def _one(character: str, encoding: str) -> str:
    low = character.lower()
    if low in _LETTERS:
        latin = _LETTERS[low]
        return latin if character == low else latin.capitalize()
    sign = _SIGNS.get(character, "?")
    return sign if _fits(sign, encoding) else "?"


def _fits(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


codecs.register_error(HANDLER, _legible)
