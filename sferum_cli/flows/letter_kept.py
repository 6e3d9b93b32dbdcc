"""Keeping a letter: the exact bytes beside the state, the event, and how each is listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sferum_cli.core.aliases import is_same_alias
from sferum_cli.core.codes import Channel, EventType
from sferum_cli.core.events import Value
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.core.letter_copies import keeps_letter, kept_letters, sent_on
from sferum_cli.core.requests import Request, allowed
from sferum_cli.core.state import New, State, record, request_of
from sferum_cli.errors import BadUsage
from sferum_cli.render.letter_view import kept_line
from sferum_cli.shelf.letters import kind_ids, letter_kind
from sferum_cli.storage.archive import recall
from sferum_cli.storage.attachments import letter_name, letter_place, sha256
from sferum_cli.storage.changes import change_with_files


def keep_letter(
    folder: Path,
    request_id: str,
    kind: str,
    *,
    ending: str,
    content: bytes,
    pages: int | None,
    channel: Channel | None,
    people: Sequence[str],
    today: date,
    at: str,
    beside: Callable[[State], list[New]],
) -> str:
    """Record that the letter is ready and keep its exact bytes; gives the name it is kept under.

    ``pages`` are counted where the bytes tell them; ``channel`` is how it is to go, where that was
    said, ``people`` the aliases of all whom the letter is for. What is news ``beside`` that is
    recorded with it, or neither is.

    A letter that comes after the first (a reminder, say) is attached. Raises NotFound, StateBusy,
    and BadUsage for a second reminder: one is enough before the next rung.
    """

    def edit(state: State) -> tuple[State, dict[str, bytes], str]:
        state = recall(folder, state, request_id)
        request = request_of(state, request_id)
        if kind == "reminder" and (before := request.round.last("reminded")):
            raise BadUsage("error.reminded", id=request_id, date=before.date)
        count = sum(1 for e in state.events if e.request == request_id and keeps_letter(e))
        name = letter_name(folder, request_id, count, ending)
        data: dict[str, Value] = {"letter": kind, "file": name, "sha256": sha256(content)}
        data |= {"pages": pages} if pages else {}
        event: EventType = "drafted" if allowed(request, "drafted") else "attached"
        data |= {"channel": channel} if channel else {}
        news = beside(state)
        named = request_of(record(state, news, at=at)[0], request_id) if news else request
        also = [each for each in people if not is_same_alias(each, named.person)]
        data |= {"also": " ".join(also)} if also else {}
        news = [*news, New(event, request_id, today, data)]
        changed = record(state, news, at=at)[0]
        return changed, {letter_place(name): content}, name

    return change_with_files(folder, edit)


def kind_title(kind: str) -> Bilingual:
    """The title of a kind of letter; its id where the program no longer knows it."""
    return letter_kind(kind).title if kind in kind_ids() else Bilingual(kind, kind)


def kept_lines(request: Request) -> tuple[str, ...]:
    """The kept letters of ``request``, each in a line, as ``letter --show`` counts them."""
    return tuple(
        kept_line(kind_title(e.text("letter")), e.date, sent_on(request, e))
        for e in kept_letters(request)
    )
