"""What every run does with the person's folder before its own work."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sferum_cli.flows.own_knowledge import take_own
from sferum_cli.storage.notice import notice


def open_folder(folder: Path, now: datetime, *, looks: bool = True) -> None:
    """Take the knowledge that the person added in ``folder`` together with what ships.

    Where it ``looks``: finish what an earlier run left unfinished, and notice what has changed;
    what the person should know of it is told after the answer. Raises DamagedFile where there can
    be no such folder.
    """
    take_own(folder)
    if looks:
        notice(folder, now)
