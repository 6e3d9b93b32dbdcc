"""A form that the program is not sure of, with what it might be instead."""

from __future__ import annotations

from typing import Literal

from sferum_cli.core.frozen import frozen

DoubtReason = Literal["usage", "sex", "spelling", "unknown", "apposition"]


@frozen
class Doubt:
    """What was ``given``, and the forms that it may have; the letter uses the first.

    ``why``: ``usage`` (both are in use, or the spelling does not tell), ``sex`` (the form depends
    on a sex that nobody told), ``spelling`` (not plainly a Russian word), ``unknown`` (no rule
    for the word: there may be no second form), ``apposition`` (a name of an institution right
    behind another word, which may be declined with it or stand as a name).
    """

    given: str
    variants: tuple[str, ...]
    why: DoubtReason
