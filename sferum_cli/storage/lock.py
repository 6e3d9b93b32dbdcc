"""The lock of one file: it belongs to the process and ends with it, so nobody is locked out."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

_POLL = 0.05  # seconds between two tries
# How systems say that another has it; wine says nothing.
_HELD = (0, errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _let_go(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def file_lock(file: Path, patience: float) -> Iterator[None]:
    """Hold the lock of ``file``, which is made where it is missing, as filelock would hold it.

    Raises TimeoutError where another process has it for ``patience`` seconds, and OSError where
    the file cannot be opened or the disk knows no locks.
    """
    end = monotonic() + patience
    while (descriptor := _try(file)) is None:
        if monotonic() >= end:
            raise TimeoutError
        sleep(_POLL)
    try:
        yield
    finally:
        with suppress(OSError):  # it ends with the process in any case
            _let_go(descriptor)
        os.close(descriptor)


def _try(file: Path) -> int | None:
    """The descriptor of the file that is locked now; None where another process has it."""
    descriptor = os.open(file, _FLAGS, 0o600)
    try:
        _take(descriptor)
        if os.fstat(descriptor).st_nlink:  # else who had it has deleted the file
            return descriptor
    except OSError as error:
        if error.errno not in _HELD:
            os.close(descriptor)
            raise
    os.close(descriptor)
    return None
