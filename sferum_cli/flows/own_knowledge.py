"""The person's own knowledge is taken from the folder of this run."""

from __future__ import annotations

from pathlib import Path

from sferum_cli.shelf.own import KNOWLEDGE, use_own


def take_own(folder: Path) -> None:
    """Read knowledge that the person added in ``folder`` together with what ships."""
    use_own(folder / KNOWLEDGE)
