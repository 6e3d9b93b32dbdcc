"""The short name that somebody goes by: how it may be spelled, and when two are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sferum_cli.errors import BadUsage

T = TypeVar("T")

# Compiled where somebody types one: most runs only compare them.
_ALIAS = "[0-9A-Za-z\u0410-\u044f\u0401\u0451][0-9A-Za-z\u0410-\u044f\u0401\u0451_-]{,29}"


def read_alias(given: str) -> str:
    """The alias that was typed: letters, digits, - and _, at most 30. Raises BadUsage."""
    alias = unicodedata.normalize("NFC", given.strip())
    if not re.fullmatch(_ALIAS, alias):
        raise BadUsage("error.person_alias", given=given[:40])
    return alias


def is_same_alias(one: str, other: str) -> bool:
    """Whether two spellings are of one alias."""
    return alias_key(one) == alias_key(other)


def alias_key(alias: str) -> str:
    """What two spellings of one alias have in common: capitals make no difference."""
    return unicodedata.normalize("NFC", alias.strip()).casefold()


def by_alias(every: Iterable[T], cases_of: Callable[[T], Sequence[str]]) -> dict[str, list[T]]:
    """``every`` in its order by the ``alias_key`` of each of its cases; "" is who has no name."""
    own: dict[str, list[T]] = {}
    for each in every:
        for key in dict.fromkeys(map(alias_key, cases_of(each))):
            own.setdefault(key, []).append(each)
    return own
