"""Holding back Ctrl-C and the end of the session while something is being written."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let nobody stop this process within the block; what came meanwhile stops it afterwards.

    So the answer to a Ctrl-C can tell for sure whether it was written. Raises KeyboardInterrupt
    after the block.
    """
    came: list[int] = []
    before = {}
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            before[number] = signal.signal(number, lambda this, _frame: came.append(this))
        except ValueError:  # only the main thread is told of signals
            break
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
    if came:
        raise KeyboardInterrupt
