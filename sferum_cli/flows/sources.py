"""Every fact with what it rests on, how old its check is, and the text of a correction."""

from __future__ import annotations

from datetime import date

from sferum_cli import __version__
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import TRUSTS, Fact, Source, Trust
from sferum_cli.core.trust import FactInUse, fact_ids_of
from sferum_cli.errors import NotFound
from sferum_cli.flows.files import STREAM, destination
from sferum_cli.flows.inputs import read_code
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.sources_view import correction, seen_text, sources_page, sources_shape
from sferum_cli.shelf import knowledge
from sferum_cli.storage.seen import SEEN
from sferum_cli.text import t


@frozen
class SourceBook:
    """The facts that were asked for, and every source by id."""

    facts: tuple[FactInUse, ...]
    sources: dict[str, Source]


def list_sources(
    session: Session, *, path_id: str | None = None, trust: str | None = None
) -> Answer:
    """The facts, all of them or those of one path and of one trust. Raises as ``open_sources``, and
    BadUsage for a trust that there is not.
    """
    known = read_code("--trust", trust, TRUSTS)
    book = open_sources(session.today, path_id=path_id, trust=known)
    facts, named = book.facts, book.sources
    return Answer(lambda: sources_page(facts, named), lambda: sources_shape(facts, named))


def export_facts(
    session: Session, fact_id: str | None, output: str | None, *, force: bool
) -> Answer:
    """A text for the maintainers: what the person saw, or the correction of one fact.

    Without ``fact_id`` it is what ``sources check`` has read; where that is nothing, a correction
    to be filled in.

    Raises NotFound for an unknown fact, BadUsage for a file that may not be written.
    """
    place = destination(session, output or STREAM, "", force=force)
    wrong = fact_in_use(fact_id, session.today) if fact_id else None
    own = [] if fact_id else [f for f in open_sources(session.today).facts if _was_seen(f.fact)]
    named = knowledge.sources()
    words = seen_text(own, named, __version__) if own else correction(wrong, named, __version__)
    content = place.write(words.encode())
    key = "sources.exported" if own else "sources.written"
    page = [Text(t(key, file=place.name), "good")]
    shape = {
        "fact": fact_id,
        "seen": [each.fact.id for each in own],
        "text": words,
        "file": place.name,
    }
    return Answer(page, shape, content=content)


def _was_seen(fact: Fact) -> bool:
    """Whether ``fact`` is what a filled list said, and not an addition written by hand."""
    return fact.added and any(name.startswith(SEEN) for name in (*fact.sources, *fact.against))


def open_sources(
    today: date, *, path_id: str | None = None, trust: Trust | None = None
) -> SourceBook:
    """The facts, all of them or those of one path and of one trust.

    Raises NotFound for an unknown path.
    """
    if path_id is not None:
        knowledge.path(path_id)
    resting = {name: fact_ids_of(knowledge.path(name)) for name in knowledge.path_ids()}
    every = [_in_use(fact, resting, today) for fact in knowledge.facts().values()]
    fitting = [
        each
        for each in every
        if path_id in (None, *each.paths) and trust in (None, each.fact.trust)
    ]
    return SourceBook(tuple(fitting), knowledge.sources())


def fact_in_use(fact_id: str, today: date) -> FactInUse:
    """The fact with that id. Raises NotFound with the ids there are."""
    every = {each.fact.id: each for each in open_sources(today).facts}
    if fact_id not in every:
        raise NotFound("error.fact_unknown", given=fact_id, known=tuple(every))
    return every[fact_id]


def _in_use(fact: Fact, resting: dict[str, tuple[str, ...]], today: date) -> FactInUse:
    paths = tuple(name for name, ids in resting.items() if fact.id in ids)
    return FactInUse(fact, paths, today)
