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

    ``above`` are the rows that are taken by what was not read yet, the last page and all below it.
    What is shown without a heading of its own belongs to that page.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._head: list[str] = []
        self._page: list[str] = []
        self._unread = False
        self.above = 0

    def show(self, blocks: Sequence[Block]) -> None:
        """Write a page; one that is taller than the terminal a screen at a time."""
        lines = self._painted(blocks)
        if heading := [block for block in blocks if isinstance(block, Heading)][:1]:
            self._leave_unread(len(lines))
            self._head, self._page = self._painted(heading)[:-1], []
        self._page += ["", *lines]
        self._write([""])
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
        """Before a question of ``rows`` rows: where it does not fit below, its page comes again.

        Of a page that is too long beside it the head alone. Gives the rows that there are for it.
        """
        height, page, head = self._world.height, self._page, self._head
        if self.above + rows > height:
            whole = [each for each in ([*page, ""], page[1:]) if len(each) + rows <= height]
            heads = [each for each in (["", *head, ""], head) if len(each) + rows <= height]
            if self._unread and not (whole and self.above <= len(page) + 1):
                self._wait()
            again = next(iter([*whole, *heads, head]))
            self._write(again)
            self.above = len(again)
        self._unread = False
        return height - self.above

    def answered(self, rows: int) -> None:
        """After a question, of which ``rows`` stay."""
        self.above += rows

    def _leave_unread(self, rows: int) -> None:
        """Before a page of ``rows`` rows: what was not read yet stays in sight, or is read now."""
        if self._unread and self.above + rows + BETWEEN > self._world.height:
            self._wait()
            self._unread = False
        if not self._unread:
            self.above = 0

    def _painted(self, blocks: Sequence[Block]) -> list[str]:
        return painted(self._world, blocks, colour=self._world.colour).splitlines()

    def _write(self, lines: Sequence[str]) -> None:
        write_text(self._world, "".join(f"{line}\n" for line in lines))

    def _turn(self, lines: list[str]) -> None:
        """Write ``lines``, those that are more than the terminal holds after a wait."""
        room = self._world.height - BETWEEN
        above = self.above
        while len(lines) > room + 1:
            self._write(lines[:room])
            if self._wait():
                lines = lines[:0]
                break
            again = ["", *self._head, ""] if self._head else []
            lines, above = [*again, *lines[room:]], 0
        self._write(lines)
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
