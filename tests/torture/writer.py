"""A process that writes and acknowledges each write, to be killed at any moment."""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path

from sferum_cli.core.state import live_events
from sferum_cli.errors import BadUsage
from sferum_cli.flows.record import log, take_back
from sferum_cli.storage.state_file import load_state

DAY = date(2026, 11, 26)


def act(folder: Path, rng: random.Random, name: str) -> str:
    """One random action; what it acknowledges: ``+NOTE`` or ``-`` for one taken back."""
    if rng.random() < 0.2:
        try:
            gone = take_back(folder, today=DAY, at="x")
        except BadUsage:
            return "0"
        return "-" + ",".join(event.text("note") for event in gone)
    log(folder, "school-1", "note", when=DAY, today=DAY, at="x", fields={"note": name})
    return f"+{name}"


def main(folder: Path, seed: int, count: int) -> None:
    """Act ``count`` times, printing each acknowledgement at once."""
    rng = random.Random(seed)  # a test wants the same sequence again
    for n in range(count):
        sys.stdout.write(act(folder, rng, f"{seed}.{n}") + "\n")
        sys.stdout.flush()


def notes(folder: Path) -> list[str]:
    """The notes that count, as the state on the disk has them."""
    return [e.text("note") for e in live_events(load_state(folder)) if e.type == "note"]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
