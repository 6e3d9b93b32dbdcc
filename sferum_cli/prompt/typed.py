"""What was typed before it was asked for: forgotten, so that it answers nothing."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

if sys.platform == "win32":
    import msvcrt
else:
    import termios


def forget_typed(stream: TextIO) -> None:
    """Drop what waits in the terminal behind ``stream``; files and pipes keep what they have."""
    try:
        number = stream.fileno()
        waits = os.isatty(number)
    except (OSError, ValueError):  # no file at all, or closed
        return
    if waits:
        _forget(number)


if sys.platform == "win32":

    def _forget(_: int) -> None:
        while msvcrt.kbhit():
            msvcrt.getwch()

else:

    def _forget(number: int) -> None:
        with contextlib.suppress(termios.error):  # it went away: the next read says so
            termios.tcflush(number, termios.TCIFLUSH)
