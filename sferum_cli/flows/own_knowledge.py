"""The person's own knowledge is taken from the folder of this run, without what cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from sferum_cli.errors import RUN, DamagedFile
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.deadlines import all_rules, work_calendar
from sferum_cli.shelf.own import KNOWLEDGE, has_own, leave_out, use_own


def take_own(folder: Path) -> None:
    """Read knowledge that the person added in ``folder`` together with what ships.

    A file with a slip is left out, with a warning: what was added must not stop the rest.
    """
    use_own(folder / KNOWLEDGE)
    while has_own():
        slip = next(slips(), None)
        if slip is None or not leave_out(slip):  # what ships is in order: a test insists
            return
        values = {name: slip.values.get(name, "") for name in ("where", "problem")}
        RUN.warn("warning.own_left_out", **values)


def slips() -> Iterator[DamagedFile]:
    """What is wrong with each part of the knowledge, own or not, that cannot be read."""
    readers: list[Callable[[], object]] = [
        knowledge.sources, knowledge.facts, knowledge.contacts, all_rules, work_calendar,
    ]  # fmt: skip
    try:
        names = knowledge.path_ids()
    except DamagedFile as error:
        yield error
        return
    readers += [partial(knowledge.read_path, name) for name in names]
    for read in readers:
        try:
            read()
        except DamagedFile as error:
            yield error
