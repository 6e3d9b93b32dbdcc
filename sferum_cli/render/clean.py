"""Other people's text made harmless: nothing that a terminal or a reader could obey."""

from __future__ import annotations

import unicodedata

# Marks that reorder or hide what follows: no letter of a name or a note needs them.
_HIDDEN = frozenset("\u200b\u200e\u200f\u2028\u2029\u2060\ufeff")


def clean(text: str) -> str:
    """``text`` in one line without control, direction-changing or half characters."""
    if text.isprintable():  # nothing to take out, as nearly always
        return text
    kept = []
    for character in text:
        kind = unicodedata.category(character)
        if character in "\n\t\r\x0b\x0c\u2028\u2029\x85":
            kept.append(" ")
        elif kind in ("Cc", "Cs", "Co", "Cn") or character in _HIDDEN or _reorders(character):
            continue
        else:
            kept.append(character)
    return "".join(kept)


def _reorders(character: str) -> bool:
    return "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
