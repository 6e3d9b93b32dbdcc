"""Finding what to read by the person's own words: the pages there are, and the best of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.danger import Stop
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.knowledge import (
    Bilingual,
    Contact,
    Fact,
    GuidedPath,
    Role,
    Step,
    Trouble,
    Way,
)  # fmt: skip
from sferum_cli.core.requests import Request, possible
from sferum_cli.core.search import Found, Index, Page, Topic
from sferum_cli.core.state import requests_of
from sferum_cli.core.trust import has_own, worst_trust
from sferum_cli.core.words import Stemmer, folded
from sferum_cli.errors import SferumError
from sferum_cli.flows.heard import danger_heard
from sferum_cli.flows.paths import is_at
from sferum_cli.render.answer import Answer
from sferum_cli.render.search_view import found_page, found_shape
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.letters import kind_ids, letter_kind
from sferum_cli.shelf.search import phrases, topics, word_rules
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language
from sferum_cli.text.keyboard import other_layout

MOST = 5
# Of two finds that fit as well, the way out comes before the complaint, what everybody may meet
# before what only some do, and a path before its troubles.
STANDING = {"unlink": 1.0, "delete": 1.0, "appeal": 0.92}
GOAL, STEP, LETTER, CONTACT = 1.04, 0.9, 0.95, 0.93
FOR_SOME, FOR_FEW = 0.97, 0.9
IN_THE_CASE = 1.06  # for a path that the person walks


@frozen
class Asker:
    """Who asks: the role, where it is known, the requests that are open, the institution."""

    role: Role | None = None
    requests: tuple[Request, ...] = ()
    kind: InstitutionKind = USUAL

    @property
    def only_request(self) -> Request | None:
        """The one request that has gone out, None where there is none or more."""
        out = [request for request in self.requests if request.status not in ("planned", "drafted")]
        return out[0] if len(out) == 1 else None


NOBODY = Asker()


@frozen
class _Place:
    page: Page
    found: Found


def answer_to(query: str, who: Asker, path_id: str | None) -> Answer:
    """The danger in ``query``, if any, and the best places for it. Raises as ``find``."""
    stop, found = answer(query, who, path_id)
    lang = language()
    return Answer(found_page(query, stop, found, lang), found_shape(query, stop, found, lang))


def asker(folder: Path, role: Role | None, kind: InstitutionKind = USUAL) -> Asker:
    """Who asks, by the open requests in ``folder``; a damaged one keeps nobody from searching."""
    try:
        requests = tuple(request for request in requests_of(load_state(folder)) if request.open)
    except SferumError:
        requests = ()
    roles = {request.role for request in requests}
    return Asker(role or (roles.pop() if len(roles) == 1 else None), requests, kind)


def answer(
    query: str, who: Asker = NOBODY, path_id: str | None = None
) -> tuple[Stop | None, list[Found]]:
    """The danger in ``query``, if any, and the places that may stand beside it.

    Raises NotFound for an unknown path.
    """
    stop = danger_heard(query)
    alone = stop is not None and stop.danger.path is None
    return stop, [] if alone else find(query, who, path_id)


def find(query: str, who: Asker = NOBODY, path_id: str | None = None) -> list[Found]:
    """The best places for ``query``, at most five, in one path or in all; none where none fits.

    Raises NotFound for an unknown path.
    """
    return finder(who, path_id)(query)


def finder(who: Asker = NOBODY, path_id: str | None = None) -> Callable[[str], list[Found]]:
    """``find`` for many queries: the pages are read once. Raises NotFound for an unknown path."""
    ids = (path_id,) if path_id else knowledge.path_ids()
    facts = knowledge.facts()
    paths = [knowledge.path(name, institution=who.kind) for name in ids]
    paths = [path for path in paths if path_id or is_at(path, who.kind)]
    places = [place for path in paths for place in _of_path(path, who, facts)]
    if path_id is None:
        places += map(_of_contact, knowledge.contacts(institution=who.kind).values())
        places += (_of_topic(topic, who.only_request) for topic in topics())
        places += map(_of_letter, kind_ids())
    known = {place.page.key: place.found for place in places}
    index = Index([place.page for place in places], Stemmer(word_rules()))

    def ask(query: str) -> list[Found]:
        hits = index.find(query)
        if not hits and query.isascii():
            hits = index.find(other_layout(query.lower()))
        return _different(
            replace(known[hit.key], score=min(1.0, round(hit.score, 3))) for hit in hits
        )

    return ask


def _different(found: Iterable[Found]) -> list[Found]:
    """The first few; one and the same trouble is told once, wherever else it can happen."""
    told: dict[str, Found] = {}
    for place in found:
        whole = any(other.path == place.path and other.step is None for other in told.values())
        if place.path and place.step and not place.trouble and whole:
            continue  # the step is on the way of a path that is told already
        told.setdefault(folded(place.title.ru), place)
        if len(told) == MOST:
            break
    return list(told.values())


def _of_path(path: GuidedPath, who: Asker, facts: Mapping[str, Fact]) -> Iterator[_Place]:
    base = Found(path.title, path.summary, walk_of(path), path.id, own=path.own)
    standing = STANDING[path.kind]
    if any(request.path == path.id for request in who.requests):
        standing *= IN_THE_CASE
    names = (path.title.ru, path.title.en, path.id, *_said(path.id))
    yield _Place(Page(path.id, names, (), _both(path.summary), standing * GOAL), base)
    for step in path.steps_for(who.role):
        known = worst_trust(step.facts, facts)
        own = path.own or has_own(step.facts, facts)
        at_step = replace(base, title=step.title, step=step.id, trust=known, own=own)
        place = standing * STEP * _for_whom(step.when.roles, who.role)
        yield _of_step(step, path, at_step, place)
        for trouble in step.troubles:
            if trouble.when.fits(who.role):
                known = worst_trust(trouble.facts, facts)
                own = path.own or has_own(trouble.facts, facts)
                ways = tuple(_ways_on(trouble, path, who.role))
                found = replace(at_step, trust=known, own=own, ways=ways)
                roles = trouble.when.roles or step.when.roles or path.roles
                place = standing * _for_whom(roles, who.role)
                yield _of_trouble(trouble, step, path, found, place)


def _for_whom(roles: tuple[Role, ...], role: Role | None) -> float:
    """What concerns some only stands back while nobody has said who is asking."""
    if role or not roles or len(roles) == 3:
        return 1.0
    return FOR_SOME if "parent" in roles else FOR_FEW


def walk_of(path: GuidedPath) -> str:
    """The command that walks a path; deleting and complaining are read about first."""
    return f"sferum {'unlink' if path.kind == 'unlink' else 'guide'} {path.id}"


def _ways_on(
    trouble: Trouble, path: GuidedPath, role: Role | None
) -> Iterator[tuple[Bilingual, str]]:
    """The ways of a trouble that lead somewhere else, as commands; the rest are in the walk."""
    for way in trouble.ways:
        if way.when.fits(role) and (command := _command_of(way, path)):
            yield way.text, command


def _command_of(way: Way, path: GuidedPath) -> str:
    match way.to.kind:
        case "path":
            return walk_of(knowledge.path(way.to.id))
        case "guide":
            return f"sferum guide {way.to.id}"
        case "support":
            return f"sferum support {path.id}"
        case _:
            return ""


def _of_step(step: Step, path: GuidedPath, found: Found, standing: float) -> _Place:
    advice = step.detail or path.summary
    said = (step.title.ru, step.title.en)
    around = f"{_both(advice)} {_both(path.title)}"
    page = Page(f"{path.id}.{step.id}", said, (), around, standing)
    return _Place(page, replace(found, advice=advice))


def _of_trouble(
    trouble: Trouble, step: Step, path: GuidedPath, found: Found, standing: float
) -> _Place:
    about = f"{path.id}:{trouble.id}"
    around = f"{_both(trouble.advice)} {_both(path.title)} {_both(step.title)}"
    said = (trouble.title.ru, trouble.title.en, *_said(about))
    page = Page(f"{path.id}.{step.id}.{trouble.id}", said, trouble.words, around, standing)
    title, advice = trouble.title, trouble.advice
    return _Place(page, replace(found, title=title, advice=advice, trouble=trouble.id))


def _of_contact(contact: Contact) -> _Place:
    note = contact.note or Bilingual("", "")
    about = f"contact:{contact.id}"
    said = (contact.title.ru, contact.title.en, contact.value, *_said(about))
    page = Page(about, said, (), f"{_both(note)} {contact.kind}", CONTACT)
    trust, own = contact.trust, contact.own
    found = Found(
        contact.title, note, "sferum support", about=about, contact=contact, trust=trust, own=own
    )
    return _Place(page, found)


def _of_topic(topic: Topic, request: Request | None) -> _Place:
    page = Page(topic.id, (topic.title.ru, topic.title.en, *topic.words), (), _both(topic.advice))
    command = topic.command
    if request and topic.with_request:
        wanted = topic.with_request.format(id=request.id)
        event = wanted.split()[3:4] if wanted.startswith("sferum log ") else []
        command = wanted if set(event) <= set(possible(request)) else command
    return _Place(page, Found(topic.title, topic.advice, command, about=topic.id))


def _of_letter(kind_id: str) -> _Place:
    kind = letter_kind(kind_id)
    about, command = f"letter:{kind_id}", f"sferum letter {kind_id}"
    page = Page(about, (kind.title.ru, kind.title.en, *_said(about)), (), _both(kind.whom), LETTER)
    return _Place(page, Found(kind.title, kind.whom, command, about=about))


def _said(place: str) -> tuple[str, ...]:
    """What people say when they mean the place."""
    return phrases().get(place, ())


def _both(words: Bilingual) -> str:
    return f"{words.ru}\n{words.en}"
