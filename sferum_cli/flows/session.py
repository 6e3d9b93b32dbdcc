"""What a flow is handed from above: the folder, the clock, the person, the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_cli.core.frozen import frozen

if TYPE_CHECKING:
    from sferum_cli.computer import Computer
    from sferum_cli.prompt import Prompter
    from sferum_cli.render.blocks import Block


@frozen
class Session:
    """One run of the program as the flows see it. ``now`` gives an aware datetime.

    ``show`` takes the pages before the last, which is the answer's own. ``can_ask`` says that a
    person or a file answers; ``asks`` that it is a person alone: no file is asked about second
    thoughts. ``file`` is the file that a word means, ``unpacked`` the folder of the program where
    it is a single file that unpacks itself. ``width`` is in columns.
    """

    folder: Path
    now: Callable[[], datetime]
    prompter: Prompter
    show: Callable[[Sequence[Block]], None]
    open_page: Callable[[str], bool]
    width: int = 80
    can_draw: bool = False
    can_ask: bool = True
    asks: bool = False
    file: Callable[[str], Path] = Path
    unpacked: Path | None = None
    computer: Callable[[], Computer] | None = None

    @property
    def today(self) -> date:
        """The person's calendar day."""
        return self.now().date()

    @property
    def at(self) -> str:
        """This moment as written into the journal: ISO 8601 with its offset, to the second."""
        return self.now().isoformat(timespec="seconds")
