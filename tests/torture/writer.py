"""A process that writes and acknowledges each write, to be killed at any moment."""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

from sferum_cli.core.state import New, new_request_id, record, requests_of
from sferum_cli.errors import BadUsage, NotFound
from sferum_cli.flows.log_asked import Report
from sferum_cli.flows.log_written import write_down
from sferum_cli.flows.undo import undo_last
from sferum_cli.storage.archive import archived
from sferum_cli.storage.changes import change
from sferum_cli.storage.state_file import load_state

DAY = date(2026, 11, 26)
PAUSES = (0, 0, 0, 0, 40, 130)  # days between two actions: after the longest, what is closed leaves


def act(folder: Path, rng: random.Random, name: str) -> str:
    """One random action; what it acknowledges: ``+NOTE`` or ``-`` for one taken back."""
    state = load_state(folder)
    day = state.events[-1].date + timedelta(rng.choice(PAUSES))
    following = new_request_id(state, "school")
    draw = rng.random()
    try:
        if draw < 0.2:
            gone = undo_last(folder, today=day, at=str(day))
            return "-" + ",".join(event.text("note") for event in gone)
        if draw < 0.3:
            opened = New("planned", following, day, {"path": "school", "note": name})
            change(folder, lambda now: record(now, [opened], at=str(day)))
            return f"+{name}"
        event = "abandoned" if draw < 0.5 else "note"
        some = f"school-{rng.randint(1, int(following.rpartition('-')[2]))}"
        write_down(folder, some, Report(event, day, {"note": name}), today=day, at=str(day))
    except (BadUsage, NotFound):
        return "0"
    return f"+{name}"


def main(folder: Path, seed: int, count: int) -> None:
    """Act ``count`` times, printing each acknowledgement at once."""
    rng = random.Random(seed)  # a test wants the same sequence again
    for n in range(count):
        sys.stdout.write(act(folder, rng, f"{seed}.{n}") + "\n")
        sys.stdout.flush()


def notes(folder: Path) -> list[str]:
    """The notes that count, in the order of writing, as the state and the archive have them."""
    state = load_state(folder)
    away, damaged = archived(folder, state)
    assert not damaged
    events = [e for request in (*requests_of(state), *away) for e in request.events]
    return [e.text("note") for e in sorted(events, key=lambda e: e.id) if e.text("note")]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
