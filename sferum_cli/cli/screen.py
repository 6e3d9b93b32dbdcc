"""The terminal of a run: each question in sight with its subject, long pages a screen at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sferum_cli.cli.output import painted, show_blocks, write_text
from sferum_cli.console import forget_typed
from sferum_cli.errors import Interrupted
from sferum_cli.render.blocks import Block, Heading
from sferum_cli.text import t

if TYPE_CHECKING:
    from sferum_cli.world import World

BETWEEN = 2  # rows for the line that waits, and for the end of the last line above it


class Screen:
    """What stands on the terminal now. Pages are never taller than it, each has its own head.

    ``above`` are the rows that the last page and all below it have taken; what is shown without a
    heading of its own belongs to that page.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._head: list[str] = []
        self._unread = False
        self.above = 0

    def show(self, blocks: Sequence[Block]) -> None:
        """Write a page; one that is taller than the terminal a screen at a time."""
        write_text(self._world, "\n")
        lines = self._painted(blocks)
        if heading := [block for block in blocks if isinstance(block, Heading)][:1]:
            self._head, self.above = self._painted(heading)[:-1], 0
        self._turn(lines)

    def read(self, blocks: Sequence[Block]) -> None:
        """Write a page that is only to be read: by the person's own pager where one is set."""
        lines, pager = self._painted(blocks), self._world.pager
        if pager and len(lines) >= self._world.height:
            text = painted(self._world, blocks, colour=False)
            if self._world.computer().read_through(pager, text):
                return
        self._turn(lines)

    def make_room(self, rows: int) -> int:
        """Before a question of ``rows`` rows: where it does not fit below, its head comes again.

        Gives the rows that there are for it.
        """
        if self.above + rows > self._world.height:
            if self._unread:
                self._wait()
            again = ["", *self._head, ""] if self._head else [""]
            write_text(self._world, "".join(f"{line}\n" for line in again))
            self.above = len(again)
        self._unread = False
        return self._world.height - self.above

    def answered(self, rows: int) -> None:
        """After a question, of which ``rows`` stay."""
        self.above += rows

    def _painted(self, blocks: Sequence[Block]) -> list[str]:
        return painted(self._world, blocks, colour=self._world.colour).splitlines()

    def _turn(self, lines: list[str]) -> None:
        room = self._world.height - BETWEEN
        above = self.above
        while len(lines) > room + 1:
            write_text(self._world, "".join(f"{line}\n" for line in lines[:room]))
            if self._wait():
                lines = lines[:0]
                break
            again = ["", *self._head, ""] if self._head else []
            lines, above = [*again, *lines[room:]], 0
        write_text(self._world, "".join(f"{line}\n" for line in lines))
        self.above, self._unread = above + len(lines) + 1, True

    def _wait(self) -> bool:
        """Wait for Enter; whether the person has read enough."""
        forget_typed(self._world.stdin)
        write_text(self._world, t("screen.more"))
        try:
            line = self._world.stdin.readline()
        except KeyboardInterrupt:
            line = ""
        if not line:
            raise Interrupted("error.interrupted")
        write_text(self._world, "\x1b[1A\x1b[2K\r")
        return line.strip().lower() in t("screen.enough").split(", ")


def to_read(world: World, blocks: Sequence[Block]) -> None:
    """Show a page that is only to be read, as the terminal of ``world`` allows."""
    if world.can_ask and world.rich_screen:
        Screen(world).read(blocks)
    else:
        show_blocks(world, blocks)
