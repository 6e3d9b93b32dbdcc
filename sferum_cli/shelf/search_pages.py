"""The pages that a search looks through, indexed once: paths, contacts, topics, letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from sferum_cli.core.codes import InstitutionKind, one_of
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.knowledge import (
    ROLES,
    Bilingual,
    Contact,
    Fact,
    GuidedPath,
    Role,
    Step,
    Trouble,
    Way,
    is_at,
)  # fmt: skip
from sferum_cli.core.search import Findable, Found, Index, Topic
from sferum_cli.core.trust import rests_on_added, worst_trust
from sferum_cli.core.words import Stemmer
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.letters import kind_ids, letter_kind
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.search import phrases, topics, word_rules

# Of two finds that fit as well, the way out comes before the complaint, what everybody may meet
# before what only some do, and a path before its troubles.
STANDING = {"unlink": 1.0, "delete": 1.0, "appeal": 0.92}
GOAL, STEP, LETTER, CONTACT = 1.04, 0.9, 0.95, 0.93
FOR_SOME, FOR_FEW = 0.97, 0.9
EVERYBODY, EVERYWHERE = "everybody", "everywhere"  # where no role and no path is meant
NOTHING = Bilingual("", "")


@frozen
class FoundPage:
    """What a search can find, and the page by which it is found."""

    page: Findable
    found: Found


def pages(
    role: Role | None, kind: InstitutionKind, path_id: str | None
) -> tuple[dict[str, Found], Index]:
    """What can be found by its page, and the index of the pages, of one path or of all.

    Raises NotFound for an unknown path.
    """
    return _indexed(role or EVERYBODY, kind, path_id or EVERYWHERE)


@follows_own
@cache
@kept
def _indexed(said: str, kind: InstitutionKind, where: str) -> tuple[dict[str, Found], Index]:
    role = one_of(ROLES, said)
    everywhere = where == EVERYWHERE
    ids = knowledge.path_ids() if everywhere else (where,)
    facts = knowledge.facts()
    paths = [knowledge.path(name, institution=kind) for name in ids]
    paths = [path for path in paths if is_at(path, kind) or not everywhere]
    places = [place for path in paths for place in _of_path(path, role, facts)]
    if everywhere:
        places += map(_of_contact, knowledge.contacts(institution=kind).values())
        places += map(_of_topic, topics())
        places += map(_of_letter, kind_ids())
    index = Index([place.page for place in places], Stemmer(word_rules()))
    return {place.page.key: place.found for place in places}, index


def _of_path(path: GuidedPath, role: Role | None, facts: Mapping[str, Fact]) -> Iterator[FoundPage]:
    """The path, its steps and their troubles, for ``role`` or for everybody."""
    base = Found(path.title, path.summary, walk_of(path), path.id, added=path.added)
    standing = STANDING[path.kind]
    names = (path.title.ru, path.title.en, path.id, *_said(path.id))
    yield FoundPage(Findable(path.id, names, (), _both(path.summary), standing * GOAL), base)
    for step in path.steps_for(role):
        known = worst_trust(step.facts, facts)
        added = path.added or rests_on_added(step.facts, facts)
        at_step = replace(base, title=step.title, step=step.id, trust=known, added=added)
        place = standing * STEP * _for_whom(step.when.roles, role)
        yield _of_step(step, path, at_step, place)
        for trouble in step.troubles:
            if trouble.when.fits(role):
                known = worst_trust(trouble.facts, facts)
                added = path.added or rests_on_added(trouble.facts, facts)
                ways = tuple(_ways_on(trouble, path, role))
                found = replace(at_step, trust=known, added=added, ways=ways)
                roles = trouble.when.roles or step.when.roles or path.roles
                place = standing * _for_whom(roles, role)
                yield _of_trouble(trouble, step, path, found, place)


def _for_whom(roles: tuple[Role, ...], role: Role | None) -> float:
    """What concerns some only stands back while nobody has said who is asking."""
    if role or not roles or len(roles) == len(ROLES):
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
        case "retry" | "step" | "ladder" | "end":
            return ""


def _of_step(step: Step, path: GuidedPath, found: Found, standing: float) -> FoundPage:
    advice = step.detail or path.summary
    said = (step.title.ru, step.title.en)
    around = f"{_both(advice)} {_both(step.more or NOTHING)} {_both(path.title)}"
    page = Findable(f"{path.id}.{step.id}", said, (), around, standing)
    return FoundPage(page, replace(found, advice=advice))


def _of_trouble(
    trouble: Trouble, step: Step, path: GuidedPath, found: Found, standing: float
) -> FoundPage:
    about = f"{path.id}:{trouble.id}"
    around = f"{_both(trouble.advice)} {_both(path.title)} {_both(step.title)}"
    said = (trouble.title.ru, trouble.title.en, *_said(about))
    page = Findable(f"{path.id}.{step.id}.{trouble.id}", said, trouble.words, around, standing)
    title, advice = trouble.title, trouble.advice
    return FoundPage(page, replace(found, title=title, advice=advice, trouble=trouble.id))


def _of_contact(contact: Contact) -> FoundPage:
    note = contact.note or NOTHING
    about = f"contact:{contact.id}"
    said = (contact.title.ru, contact.title.en, contact.value, *_said(about))
    page = Findable(about, said, (), f"{_both(note)} {contact.kind}", CONTACT)
    trust, added = contact.trust, contact.added
    found = Found(
        contact.title,
        note,
        "sferum support",
        about=about,
        contact=contact,
        trust=trust,
        added=added,
    )
    return FoundPage(page, found)


def _of_topic(topic: Topic) -> FoundPage:
    page = Findable(
        topic.id, (topic.title.ru, topic.title.en, *topic.words), (), _both(topic.advice)
    )
    return FoundPage(page, Found(topic.title, topic.advice, topic.command, about=topic.id))


def _of_letter(kind_id: str) -> FoundPage:
    kind = letter_kind(kind_id)
    about, command = f"letter:{kind_id}", f"sferum letter {kind_id}"
    page = Findable(
        about, (kind.title.ru, kind.title.en, *_said(about)), (), _both(kind.whom), LETTER
    )
    return FoundPage(page, Found(kind.title, kind.whom, command, about=about))


def _said(place: str) -> tuple[str, ...]:
    """What people say when they mean the place."""
    return phrases().get(place, ())


def _both(words: Bilingual) -> str:
    return f"{words.ru}\n{words.en}"
