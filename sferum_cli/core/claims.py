"""A fact as somebody may rely on it: what rests on it and how old its check is."""

from __future__ import annotations

from datetime import date

from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Fact

STALE_AFTER = 180  # calendar days after which a check no longer says much about menus and contacts


def is_stale(fact: Fact, today: date) -> bool:
    """Whether the check of ``fact`` is too old to be relied on."""
    return (today - fact.checked).days > STALE_AFTER


@frozen
class Claim:
    """A fact, the paths that rest on it, and the age of its check in calendar days."""

    fact: Fact
    paths: tuple[str, ...]
    age: int

    @property
    def stale(self) -> bool:
        """Whether the check is too old to be relied on."""
        return self.age > STALE_AFTER
