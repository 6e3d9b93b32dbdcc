"""Finding pages by the person's own words: word forms and slips of the keyboard forgiven."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log

from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Bilingual, Contact, Trust
from sferum_cli.core.words import Stemmer, WordRules, likenesses

MOST_WORDS = 40  # of a query; whoever pastes a whole letter gets an answer all the same
PHRASE_BONUS = 0.4  # for a phrase or title that the query covers wholly
LEAST_SCORE = 0.15  # a page below it has next to nothing to do with the query
LEAST_SHARE = 0.4  # nor has one so far behind the best


@frozen
class Page:
    """Something that can be found.

    ``fields`` are texts with the worth of a word found there, 1 for a usual title. ``phrases``
    count more when the query covers the whole of one. ``standing`` multiplies the score.
    """

    key: str
    fields: tuple[tuple[float, str], ...]
    phrases: tuple[str, ...] = ()
    standing: float = 1.0


@frozen
class Hit:
    """A page that was found, by its key; ``score`` is 1 where the words are its very title."""

    key: str
    score: float


@frozen
class Found:
    """A place that answers: a path, a step, a trouble of a step, or a contact (no path).

    ``trust`` is the weakest of the facts behind it, None where it rests on none; ``own`` is what
    the person added; ``score`` is from 0 to 1.
    """

    title: Bilingual
    advice: Bilingual
    command: str
    path: str | None = None
    step: str | None = None
    trouble: str | None = None
    contact: Contact | None = None
    trust: Trust | None = None
    own: bool = False
    score: float = 0.0


def rank(query: str, pages: Sequence[Page], rules: WordRules) -> list[Hit]:
    """The pages that the words of ``query`` lead to, best first; equals keep their order.

    A word that few pages have says more than one that many have.
    """
    stemmer = Stemmer(rules)
    indexed = [_worths(page, stemmer) for page in pages]
    wanted = stemmer.meanings(query)[:MOST_WORDS]
    known = {stem for worths in indexed for stem in worths} | set(stemmer.same)
    meant = [_meanings(stem, known, stemmer) for stem in wanted]
    weights = [
        log(1 + len(pages) / max(1, sum(not alike.keys().isdisjoint(x) for x in indexed)))
        for alike in meant
    ]
    if not any(meant):
        return []
    said: dict[str, float] = {}
    for alike in meant:
        said |= {stem: max(like, said.get(stem, 0)) for stem, like in alike.items()}
    hits = []
    for page, worths in zip(pages, indexed, strict=True):
        got = sum(
            weight * max((alike[x] * worths[x] for x in alike.keys() & worths.keys()), default=0)
            for alike, weight in zip(meant, weights, strict=True)
        )
        if got:
            phrases = (stemmer.meanings(phrase) for phrase in page.phrases)
            covered = max((_covered(phrase, said) for phrase in phrases), default=0)
            score = (got / sum(weights) + PHRASE_BONUS * covered) / (1 + PHRASE_BONUS)
            hits.append(Hit(page.key, score * page.standing))
    return _worthwhile(sorted(hits, key=lambda hit: -hit.score))


def _worths(page: Page, stemmer: Stemmer) -> dict[str, float]:
    """Each stem of the page with the worth of the best place where it stands."""
    worths: dict[str, float] = {}
    for worth, text in page.fields:
        for stem in stemmer.meanings(text):
            worths[stem] = max(worth, worths.get(stem, 0))
    return worths


def _meanings(stem: str, known: set[str], stemmer: Stemmer) -> dict[str, float]:
    found: dict[str, float] = {}
    for other, likeness in likenesses(stem, known).items():
        meaning = stemmer.same.get(other, other)
        found[meaning] = max(likeness, found.get(meaning, 0))
    return found


def _covered(phrase: Sequence[str], said: Mapping[str, float]) -> float:
    """The share of a phrase that was said; a phrase of one word proves nothing."""
    if len(phrase) < 2:
        return 0
    return sum(said.get(stem, 0) for stem in phrase) / len(phrase)


def _worthwhile(hits: Sequence[Hit]) -> list[Hit]:
    best = hits[0].score if hits else 0
    return [hit for hit in hits if hit.score >= max(LEAST_SCORE, LEAST_SHARE * best)]
