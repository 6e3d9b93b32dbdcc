"""What can be wrong with the person's folder beside damage."""

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
