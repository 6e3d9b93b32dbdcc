"""What every run does with the person's folder before its own work."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sferum_cli.storage.notice import notice


def look_at(folder: Path, now: datetime) -> None:
    """Finish what an earlier run left unfinished in ``folder``, and notice what has changed.

    It never fails; what the person should know of it is told after the answer.
    """
    notice(folder, now)
