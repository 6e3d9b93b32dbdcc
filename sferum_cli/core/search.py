"""Finding pages by the person's own words; what it does not know it does not find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum, log, sqrt
from types import MappingProxyType

from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Bilingual, Contact, Trust
from sferum_cli.core.slips import HALF, likenesses
from sferum_cli.core.words import DENIED, Stemmer, by_stem

MOST_WORDS = 40  # of a query; whoever pastes a whole letter gets an answer all the same
UNKNOWN = 1.1  # weight of a word that no page has, beside that of the rarest one
OURS = 0.5  # the same where the query names what these pages are about
ENOUGH, ENOUGH_OURS = 0.75, 0.35  # share of the query that one word alone has to make up
HINT = 0.93  # worth of a hint beside a phrase
ONE_WORD = 0.8  # worth of a phrase of one word where more was said
PART = 0.5  # worth of a phrase of which the one word that was said is only a part
AROUND = 0.25  # share of the score that the rest of the page can give
# A page below it has next to nothing to do with the query.
LEAST_SCORE, LEAST_NEAR, LEAST_OURS = 0.55, 0.5, 0.42
NONE: Mapping[str, float] = MappingProxyType({})
LEAST_SHARE = 0.6  # nor has one so far behind the best


@frozen
class Findable:
    """Something that can be found.

    ``phrases`` say what it is about, each on its own, and so do ``hints``, with less weight: they
    were written to be read beside it. ``around`` is the rest of its text. ``standing`` multiplies
    the score.
    """

    key: str
    phrases: tuple[str, ...]
    hints: tuple[str, ...] = ()
    around: str = ""
    standing: float = 1.0


@frozen
class Hit:
    """A page that was found, by its key; ``score`` is 1 where the words are one of its phrases."""

    key: str
    score: float


@frozen
class Topic:
    """An answer that is no trouble of a path, or not about leaving at all.

    ``id`` is "topic:NAME", or "command:NAME" where it tells what a command is for. ``command``
    goes on; ``with_request`` does where there is a request, its id for ``{id}``.
    """

    id: str
    title: Bilingual
    advice: Bilingual
    command: str
    words: tuple[str, ...]
    with_request: str = ""
    facts: tuple[str, ...] = ()


@frozen
class Found:
    """A place that answers: a path, a step, a trouble of a step, or something outside the paths.

    ``about`` names what is outside: "contact:ID", "letter:KIND", "command:NAME", "topic:ID".
    ``trust`` is the weakest of the facts behind it, None where it rests on none; ``added`` is
    what the person added; ``score`` is from 0 to 1. ``ways`` lead on, each with its command.
    """

    title: Bilingual
    advice: Bilingual
    command: str
    path: str | None = None
    step: str | None = None
    trouble: str | None = None
    about: str | None = None
    contact: Contact | None = None
    trust: Trust | None = None
    added: bool = False
    score: float = 0.0
    ways: tuple[tuple[Bilingual, str], ...] = ()


class Index:
    """The pages, read once, to be asked many times."""

    def __init__(self, pages: Sequence[Findable], stemmer: Stemmer) -> None:
        self._stemmer = stemmer
        self._pages = [
            (
                page,
                [
                    (frozenset(terms), worth)
                    for worth, said in ((1.0, page.phrases), (HINT, page.hints))
                    for phrase in said
                    if (terms := stemmer.terms(phrase))
                ],
                frozenset(stemmer.terms(page.around)),
            )
            for page in pages
        ]
        said_by: dict[str, int] = {}
        for _, phrases, _ in self._pages:
            for term in frozenset[str]().union(*(terms for terms, _ in phrases)):
                said_by[term] = said_by.get(term, 0) + 1
        self._weights = {term: log(1 + len(pages) / n) for term, n in said_by.items()}
        self._spelled = {term: term for term in said_by}
        for stem, term in stemmer.spellings.items():
            self._spelled |= {x + stem: x + term for x in ("", DENIED) if x + term in said_by}
        self._known = by_stem(self._spelled)

    def find(self, query: str, favoured: Mapping[str, float] = NONE) -> list[Hit]:
        """The pages that the words of ``query`` lead to, best first; equals keep their order.

        ``favoured`` multiplies the score of pages, by their keys.

        A word that few pages have says more than one that many have, and one that none has speaks
        against them all.
        """
        asked = _Asked(query, self._stemmer, self._weights, self._spelled, self._known)
        if not asked.alike:
            return []
        hits = []
        for page, phrases, around in self._pages:
            best = max(
                (
                    worth * self._match(asked, terms)
                    for terms, worth in phrases
                    if not terms.isdisjoint(asked.said)
                ),
                default=0.0,
            )
            if best:
                score = (1 - AROUND) * best + AROUND * asked.covered(
                    around.union(*(terms for terms, _ in phrases))
                )
                hits.append(Hit(page.key, score * page.standing * favoured.get(page.key, 1.0)))
        hits.sort(key=lambda hit: -hit.score)
        return [hit for hit in hits if hit.score >= max(asked.least, LEAST_SHARE * hits[0].score)]

    def _match(self, asked: _Asked, phrase: frozenset[str]) -> float:
        """How well the query and a phrase fit: what of each the other says."""
        covered = asked.covered(phrase)
        if covered < (ENOUGH_OURS if asked.ours else ENOUGH) and asked.common(phrase) < 2:
            return 0.0
        # Exact sums: a set has no order, and equal finds must stay equal.
        whole = fsum(self._weights[term] for term in phrase)
        said = fsum(self._weights[term] * asked.said.get(term, 0) for term in phrase) / whole
        worth = 1.0
        if len(phrase) == 1 < len(asked.terms) and not asked.ours:
            worth = ONE_WORD
        elif len(asked.terms) == 1 < len(phrase):
            worth = PART
        return worth * sqrt(covered * said)


class _Asked:
    """A query: its terms, what known terms each may stand for, and how much each says."""

    def __init__(
        self,
        query: str,
        stemmer: Stemmer,
        weights: Mapping[str, float],
        spelled: Mapping[str, str],
        known: Mapping[str, Sequence[str]],
    ) -> None:
        self.terms = stemmer.terms(query)[:MOST_WORDS]
        self.alike: dict[str, dict[str, float]] = {}
        self.said: dict[str, float] = {}
        self._weights: dict[str, float] = {}
        unknown = UNKNOWN * max(weights.values(), default=1.0)
        self.ours = stemmer.is_ours(query)
        if self.ours:
            unknown *= OURS
        for term in self.terms:
            alike: dict[str, float] = {}
            for stem, like in likenesses(term, known, stemmer.right).items():
                alike[spelled[stem]] = max(like, alike.get(spelled[stem], 0))
            if alike:
                self.alike[term] = alike
            self._weights[term] = max(
                (weights[other] for other, like in alike.items() if like > HALF), default=unknown
            )
            for other, like in alike.items():
                self.said[other] = max(like, self.said.get(other, 0))
        all_known = all(term in self.alike for term in self.terms)
        self.near = not self.ours and all_known and stemmer.is_near(self.terms)
        self.least = LEAST_OURS if self.ours else LEAST_NEAR if self.near else LEAST_SCORE
        self.ours = self.ours or self.near
        self._whole = sum(self._weights.values())

    def covered(self, there: frozenset[str]) -> float:
        """The share of the query that stands among the terms ``there``."""
        got = 0.0
        for term, alike in self.alike.items():
            if common := alike.keys() & there:
                got += self._weights[term] * max(alike[other] for other in common)
        return got / self._whole

    def common(self, there: frozenset[str]) -> int:
        """How many terms of the query stand among the terms ``there``."""
        return sum(not there.isdisjoint(alike) for alike in self.alike.values())
