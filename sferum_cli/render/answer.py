"""What a command has to say: the page for people, the object for programs, how it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sferum_cli.errors import RUN, Exit, SferumError
from sferum_cli.render.blocks import Block

Page = Sequence[Block]
Shape = Mapping[str, Any]


class Answer:
    """The outcome of one use case; the printer shows one side of it.

    ``page`` and ``shape`` (without its ``schema``) are values, or functions that make them where
    making both would cost. ``code`` is the exit code. ``written`` says whether anything that the
    person keeps or asked for was really written: as the storage saw it, unless said. ``content``
    is the file itself, where it goes to stdout in place of the page. ``but`` is an error to tell
    after it: what kept the program from going on. ``beside`` are lines for
    stderr, which programs do not get. ``left`` says that the person left a walk in the middle or
    before its first step.
    """

    __slots__ = ("_page", "_shape", "beside", "but", "code", "content", "left", "written")

    def __init__(
        self,
        page: Page | Callable[[], Page],
        shape: Shape | Callable[[], Shape],
        code: Exit = Exit.OK,
        *,
        written: bool | None = None,
        content: bytes | None = None,
        but: SferumError | None = None,
        beside: Sequence[str] = (),
        left: bool = False,
    ) -> None:
        self._page, self._shape = page, shape
        self.code, self.content, self.but = code, content, but
        self.beside, self.left = beside, left
        self.written = RUN.written if written is None else written

    @property
    def page(self) -> Page:
        """The blocks for people; none where nothing is to be shown."""
        return self._page() if callable(self._page) else self._page

    @property
    def shape(self) -> Shape:
        """The object for programs."""
        return self._shape() if callable(self._shape) else self._shape
