"""Where a file goes that the person asked for, beside the program's own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from sferum_cli.core.frozen import frozen
from sferum_cli.errors import BadUsage
from sferum_cli.flows.session import Session
from sferum_cli.storage.inventory import is_our_place
from sferum_cli.storage.output import check_place, prepared, write_new

STREAM = "-"  # stdout in the place of a file


@frozen
class Destination:
    """Where a file goes: to ``file``, None for stdout, over what is there where ``overwrite``."""

    file: Path | None
    overwrite: bool = False

    def check(self) -> None:
        """Refuse a place where ``write`` would refuse to write. Raises BadUsage."""
        if self.file is not None:
            check_place(self.file, overwrite=self.overwrite)

    def prepared(self, content: bytes) -> AbstractContextManager[Callable[[], None]]:
        """Make ``content`` ready; what the block gets puts it in place. Raises as ``write``."""
        if self.file is None:
            return nullcontext(lambda: None)
        return prepared(self.file, content, overwrite=self.overwrite)

    def write(self, content: bytes) -> bytes | None:
        """Write ``content`` to the file, or give it back for stdout.

        Raises BadUsage, above all for a file that is there already.
        """
        if self.file is None:
            return content
        write_new(self.file, content, overwrite=self.overwrite)
        return None

    @property
    def name(self) -> str | None:
        """The file as text; None for stdout."""
        return None if self.file is None else str(self.file)


def destination(session: Session, name: str | None, default: str, *, force: bool) -> Destination:
    """Where ``-o`` sends a file: to ``name``, to stdout for ``-``, or to ``default`` here.

    Raises BadUsage for what names no file, and for a place where the program keeps its own.
    """
    file = None if name == STREAM else session.file(name or default)
    if file and is_our_place(session.folder, file):
        raise BadUsage("error.output_ours", file=file)
    return Destination(file, overwrite=force)


def ending_of(name: str | None) -> str:
    """The end of a file's name, which tells the format where nothing else does."""
    return (name or "").rpartition(".")[2].lower()
