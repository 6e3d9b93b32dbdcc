"""The Russian keyboard: what a word says when it was typed in the other layout."""

from __future__ import annotations

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё"
_TO_RUSSIAN = str.maketrans(_LATIN, _RUSSIAN)
_TO_LATIN = str.maketrans(_RUSSIAN, _LATIN)


def other_layout(word: str) -> str:
    """``word`` (small letters) as the same keys give it in the other layout."""
    russian = any("\u0400" <= letter <= "\u04ff" for letter in word)
    return word.translate(_TO_LATIN if russian else _TO_RUSSIAN)
