"""The terminal behind a stream: whether it obeys escape sequences, what was typed too early."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

if sys.platform == "win32":
    import ctypes
    import msvcrt
else:
    import termios

_OBEY = 0x4  # ENABLE_VIRTUAL_TERMINAL_PROCESSING


def obeys_escapes(stream: TextIO) -> bool:
    """Whether the terminal behind ``stream`` shows colour and does not print the codes of it.

    Elsewhere every terminal does that is not dumb; a console of Windows has to be told, and an old
    one refuses.
    """
    if sys.platform == "win32":
        kernel, mode = ctypes.windll.kernel32, ctypes.c_ulong()
        try:
            handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
        except (OSError, ValueError):
            return False
        if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
            return True  # no console, but what another system lent: it draws as a terminal does
        return bool(mode.value & _OBEY or kernel.SetConsoleMode(handle, mode.value | _OBEY))
    return True


def forget_typed(stream: TextIO) -> None:
    """Drop what was typed too early and waits in the terminal behind ``stream``.

    Files and pipes keep what they have.
    """
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
