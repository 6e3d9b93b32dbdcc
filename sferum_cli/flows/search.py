"""Finding what to read by the person's own words: the pages there are, and the best of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sferum_cli.core.danger import Stop
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.knowledge import Bilingual, Contact, Fact, GuidedPath, Role, Step, Trouble
from sferum_cli.core.search import Found, Page, rank
from sferum_cli.core.trust import has_own, worst_trust
from sferum_cli.core.words import folded
from sferum_cli.flows.heard import danger_heard
from sferum_cli.render.answer import Answer
from sferum_cli.render.search_view import found_page, found_shape
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.search import word_rules
from sferum_cli.text import language

MOST = 5
# Of two finds that fit as well, the way out comes before the complaint.
STANDING = {"unlink": 1.0, "delete": 0.98, "appeal": 0.85}
GOAL, TITLE, WORDS, STEP, ADVICE, PLACE, ASIDE = 1.2, 1.0, 0.9, 0.7, 0.5, 0.4, 0.3


@frozen
class _Place:
    page: Page
    found: Found


def answer_to(query: str, role: Role | None, path_id: str | None) -> Answer:
    """The danger in ``query``, if any, and the best places for it. Raises as ``find``."""
    stop, found = answer(query, role, path_id)
    lang = language()
    return Answer(found_page(query, stop, found, lang), found_shape(query, stop, found, lang))


def answer(
    query: str, role: Role | None = None, path_id: str | None = None
) -> tuple[Stop | None, list[Found]]:
    """The danger in ``query``, if any, and the places that may stand beside it.

    Raises NotFound for an unknown path.
    """
    stop = danger_heard(query)
    alone = stop is not None and stop.danger.path is None
    return stop, [] if alone else find(query, role, path_id)


def find(query: str, role: Role | None = None, path_id: str | None = None) -> list[Found]:
    """The best places for ``query``, at most five, in one path or in all.

    Raises NotFound for an unknown path.
    """
    ids = (path_id,) if path_id else knowledge.path_ids()
    paths = sorted((knowledge.path(name) for name in ids), key=lambda path: -STANDING[path.kind])
    facts = knowledge.facts()
    places = [place for path in paths for place in _of_path(path, role, facts)]
    if path_id is None:
        places += [_of_contact(contact) for contact in knowledge.contacts().values()]
    known = {place.page.key: place.found for place in places}
    hits = rank(query, [place.page for place in places], word_rules())
    return _different(replace(known[hit.key], score=min(1.0, round(hit.score, 3))) for hit in hits)


def _different(found: Iterable[Found]) -> list[Found]:
    """The first few; one and the same trouble is told once, wherever else it can happen."""
    told: dict[str, Found] = {}
    for place in found:
        told.setdefault(folded(place.title.ru), place)
        if len(told) == MOST:
            break
    return list(told.values())


def _of_path(path: GuidedPath, role: Role | None, facts: Mapping[str, Fact]) -> Iterator[_Place]:
    verb = "unlink" if path.kind == "unlink" else "guide"
    command = f"sferum {verb} {path.id}"
    base = Found(path.title, path.summary, command, path.id, own=path.own)
    fields = ((GOAL, _both(path.title)), (ADVICE, _both(path.summary)))
    standing = STANDING[path.kind]
    yield _Place(Page(path.id, fields, (path.title.ru, path.title.en), standing), base)
    for step in path.steps_for(role):
        known = worst_trust(step.facts, facts)
        own = path.own or has_own(step.facts, facts)
        at_step = replace(base, title=step.title, step=step.id, trust=known, own=own)
        yield _of_step(step, path, at_step)
        for trouble in step.troubles:
            if trouble.when.fits(role):
                known = worst_trust(trouble.facts, facts)
                own = path.own or has_own(trouble.facts, facts)
                yield _of_trouble(trouble, step, path, replace(at_step, trust=known, own=own))


def _of_step(step: Step, path: GuidedPath, found: Found) -> _Place:
    advice = step.detail or path.summary
    fields = ((STEP, _both(step.title)), (ASIDE, _both(advice)), (ASIDE, _both(path.title)))
    page = Page(f"{path.id}.{step.id}", fields, standing=STANDING[path.kind])
    return _Place(page, replace(found, advice=advice))


def _of_trouble(trouble: Trouble, step: Step, path: GuidedPath, found: Found) -> _Place:
    fields = (
        (TITLE, _both(trouble.title)),
        (WORDS, " ".join(trouble.words)),
        (ADVICE, _both(trouble.advice)),
        (PLACE, _both(path.title)),
        (ASIDE, _both(step.title)),
    )
    phrases = (trouble.title.ru, trouble.title.en, *trouble.words)
    page = Page(f"{path.id}.{step.id}.{trouble.id}", fields, phrases, STANDING[path.kind])
    title, advice = trouble.title, trouble.advice
    return _Place(page, replace(found, title=title, advice=advice, trouble=trouble.id))


def _of_contact(contact: Contact) -> _Place:
    note = contact.note or Bilingual("", "")
    fields = ((TITLE, f"{_both(contact.title)} {contact.value}"), (ASIDE, _both(note)))
    page = Page(f"contact:{contact.id}", fields, (contact.title.ru, contact.title.en))
    command = "sferum support"
    found = Found(
        contact.title, note, command, contact=contact, trust=contact.trust, own=contact.own
    )
    return _Place(page, found)


def _both(words: Bilingual) -> str:
    return f"{words.ru}\n{words.en}"
