"""What a copy of the person's files holds: the facts about it that a page tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.errors import DamagedFile


@frozen
class FileSummary:
    """What a file holds: ``entries`` are the events of each request by id, or people by alias."""

    of: str
    entries: Mapping[str, object] = NOTHING
    open: int = 0
    events: int = 0
    walks: int = 0

    @property
    def requests(self) -> int:
        """How many requests."""
        return len(self.entries) if self.of == "state" else 0

    @property
    def people(self) -> int:
        """How many people."""
        return len(self.entries) if self.of == "people" else 0


@frozen
class Copy:
    """An earlier copy by its number in the list; ``summary`` or ``damage`` is None.

    ``of`` is "state" or "people", ``time`` the aware moment of its content. ``foreign`` says that
    a program for synchronising laid it beside the file that counts, ``same`` that this holds the
    same now.
    """

    number: int
    name: str
    of: str
    time: datetime
    summary: FileSummary | None
    damage: DamagedFile | None
    foreign: bool = False
    same: bool = False


@frozen
class Difference:
    """What putting a copy back would do: entries that return, that go, that become other.

    ``now`` is what the present file holds, ``damage`` why that cannot be said.
    """

    now: FileSummary | None
    damage: DamagedFile | None
    returns: tuple[str, ...] = ()
    goes: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@frozen
class Double:
    """A copy that lies beside the file that counts, and whether it is ``newer`` than that."""

    copy: Copy
    differs: Difference
    newer: bool


@frozen
class Contents:
    """What an export holds: files by kind, request ids, and how many people."""

    kinds: Mapping[str, int]
    requests: tuple[str, ...]
    people: int
    made: str
    program: str
