"""What can be wrong with the person's folder beside damage, and what a wipe leaves of it."""

from __future__ import annotations

from collections.abc import Mapping

from sferum_cli.core.frozen import NOTHING, frozen


@frozen
class Ill:
    """Something wrong with a ``file``, by its name below the folder; empty for the folder itself.

    ``kind`` names the sentence and ``values`` fill it. ``mendable`` says that it can be put right
    without loss; what is only a ``note`` does not make the folder unsound.
    """

    kind: str
    file: str = ""
    values: Mapping[str, object] = NOTHING
    mendable: bool = False
    note: bool = False


@frozen
class Wiped:
    """What became of the files, by name: removed, not removable, not ours, and where links led."""

    removed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    led: tuple[str, ...] = ()
