"""The console of Windows: whether it obeys escape sequences, once it is told to."""

from __future__ import annotations

import sys
from typing import TextIO

if sys.platform == "win32":
    import ctypes
    import msvcrt

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
