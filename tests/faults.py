"""Disks that fail: the n-th call that could change something says no, or is the last of all."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

CALLS = ("open", "write", "fsync", "close", "replace", "rename", "unlink", "mkdir", "rmdir", "chmod")  # fmt: skip


class PowerCut(BaseException):
    """The process is gone: nothing that it still wanted to do happens."""


class Disk:
    """Counts the calls that touch something below ``folder``, and lets the one numbered ``at`` fail.

    ``how`` is an errno, ``SIGINT`` for somebody who presses Ctrl-C just then, or ``PowerCut``: then
    no later call does anything either.
    """

    def __init__(self, folder: Path, how: object = None, at: int = 0) -> None:
        self.folder, self.how, self.at = str(folder), how, at
        self.calls: list[str] = []
        self._handles: dict[int, tuple[int, int]] = {}  # with the file that each is of

    def is_ours(self, name: str, place: Any, words: dict[str, Any]) -> bool:
        if words.get("dir_fd") in self._handles or place in self._handles:
            return True
        return isinstance(place, (str, os.PathLike)) and str(place).startswith(self.folder)

    def call(self, name: str, real: Any, *args: Any, **words: Any) -> Any:
        if not self.is_ours(name, args[0] if args else None, words):
            return real(*args, **words)
        self.calls.append(f"{name} {args[0]}")
        number = len(self.calls)
        if self.how is PowerCut and 0 < self.at <= number:
            raise PowerCut
        error = self.how if number == self.at and type(self.how) is int else 0
        if error and name != "close":
            raise OSError(error, os.strerror(error), str(args[0]))
        is_interrupted = number == self.at and self.how is signal.SIGINT
        if is_interrupted and name == "open" and os.name == "nt":  # it removes no file that is open
            signal.raise_signal(signal.SIGINT)
        try:
            done = real(*args, **words)
            if name == "open":
                self._handles[done] = _file_of(done)
        finally:
            if is_interrupted:
                signal.raise_signal(signal.SIGINT)
        if name == "close":
            self._handles.pop(args[0], None)
            if error:
                raise OSError(error, os.strerror(error))
        return done

    def let_go(self) -> None:
        """Close what is still open, as the system does when a process has come to its end."""
        for handle, file in self._handles.items():
            with suppress(OSError):
                if _file_of(handle) == file:  # the number may be another's by now
                    os.close(handle)


def _file_of(handle: int) -> tuple[int, int]:
    status = os.fstat(handle)
    return status.st_dev, status.st_ino


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Let every call of this process go through ``disk``."""
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            real = getattr(os, name)
            patch.setattr(os, name, lambda *a, _n=name, _r=real, **k: disk.call(_n, _r, *a, **k))
        try:
            yield disk
        finally:
            patch.undo()
            disk.let_go()
