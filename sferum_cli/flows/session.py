"""What a flow is handed from above: the folder, the clock, the person, the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_cli.core.frozen import frozen

if TYPE_CHECKING:
    from sferum_cli.prompt import Prompter
    from sferum_cli.render.blocks import Block


@frozen
class Session:
    """One run of the program as the flows see it. ``now`` gives an aware datetime.

    ``asks`` says that a person answers, and no file: only a person is asked about second thoughts.
    """

    folder: Path
    now: Callable[[], datetime]
    prompter: Prompter
    show: Callable[[Sequence[Block]], None]
    open_page: Callable[[str], bool]
    can_draw: bool = False
    asks: bool = False

    @property
    def today(self) -> date:
        """The person's calendar day."""
        return self.now().date()

    @property
    def at(self) -> str:
        """This moment, as written into the journal."""
        return moment(self.now)


def moment(now: Callable[[], datetime]) -> str:
    """The moment as ISO 8601 with its offset, to the second."""
    return now().isoformat(timespec="seconds")
