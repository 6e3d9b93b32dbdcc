"""What belongs into an evidence pack: the requests of one matter and the files they name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sferum_cli.core.letter_copies import keeps_letter
from sferum_cli.core.requests import Request


def matter(find: Callable[[str], Request], request_id: str) -> tuple[Request, ...]:
    """The request and those it grew out of, the first one first. Raises what ``find`` does.

    ``find`` gives the request with an id. Only requests of the same person: nothing of others
    belongs into the pack.
    """
    request = find(request_id)
    chain = [request]
    while chain[0].parent and all(chain[0].parent != each.id for each in chain):
        below = find(chain[0].parent)
        if below.person != request.person:
            break
        chain.insert(0, below)
    return tuple(chain)


def files_named(requests: Sequence[Request]) -> tuple[tuple[str, str, bool], ...]:
    """(name, SHA-256, whether it is a letter) of each kept file, in the order of the events."""
    found: dict[str, tuple[str, str, bool]] = {}
    for request in requests:
        for event in request.events:
            if name := event.text("file"):
                found[name] = (name, event.text("sha256"), keeps_letter(event))
    return tuple(found.values())
