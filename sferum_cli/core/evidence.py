"""What belongs into an evidence pack: the requests of one matter and its numbered exhibits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sferum_cli.core.events import Event, by_day
from sferum_cli.core.frozen import frozen
from sferum_cli.core.letter_copies import copy_sent, keeps_letter
from sferum_cli.core.requests import Request


@frozen
class Exhibit:
    """A kept file that can be cited by its ``number``; 0 is a draft that never went out.

    ``letter`` is the kind of a letter of ours, empty for what came from elsewhere; ``event`` is
    what it belongs to: the sending of a letter, the event that brought a proof.
    """

    number: int
    name: str
    sha256: str
    letter: str
    request: str
    event: Event


def matter(
    find: Callable[[str], Request], request_id: str, others: Sequence[Request] = ()
) -> tuple[Request, ...]:
    """The whole chain of a request, the first application first. Raises what ``find`` does.

    ``find`` gives the request with an id; ``others`` are all that may have grown out of one. Only
    requests of the same person: nothing of others belongs into the pack.
    """
    request = find(request_id)
    chain = [request]
    while chain[0].parent and all(chain[0].parent != each.id for each in chain):
        below = find(chain[0].parent)
        if below.person != request.person:
            break
        chain.insert(0, below)
    for each in others:
        if each.parent in [known.id for known in chain] and each.person == request.person:
            chain += [each] if each.id not in [known.id for known in chain] else []
    return tuple(chain)


def exhibits(requests: Sequence[Request]) -> tuple[Exhibit, ...]:
    """Each kept file of ``requests`` once: what went out or came in, numbered, then drafts.

    A file that was kept several times is the one kept last, where it was named first.
    """
    found: dict[str, tuple[Event, Event]] = {}
    drafts: dict[str, tuple[Event, Event]] = {}
    for request in requests:
        for event in sorted(request.events, key=by_day):
            for file in _files(request, event):
                first = found.get(file.text("file"), (file, event))[1]
                found[file.text("file")] = (file, first)
            if keeps_letter(event):
                drafts.setdefault(event.text("file"), (event, event))
    left = {name: pair for name, pair in drafts.items() if name not in found}
    rows = [*enumerate(found.values(), start=1), *((0, pair) for pair in left.values())]
    return tuple(
        Exhibit(
            number, file.text("file"), file.text("sha256"),
            file.text("letter") if keeps_letter(file) else "", event.request, event,
        )
        for number, (file, event) in rows
    )  # fmt: skip


def _files(request: Request, event: Event) -> Iterator[Event]:
    """The events that kept what went out with ``event``, and its own proof."""
    if event.type in ("sent", "reminded") and (copy := copy_sent(request, event)):
        yield copy
    if event.text("file") and not keeps_letter(event):
        yield event
