"""A list of what can have happened, answered in the person's own words where they like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sferum_cli.core.search import Findable, Index
from sferum_cli.core.slips import HALF, likenesses
from sferum_cli.core.words import Stemmer, by_stem
from sferum_cli.flows.heard import answer_danger
from sferum_cli.flows.session import Session
from sferum_cli.render.blocks import Text
from sferum_cli.shelf.search import word_rules
from sferum_cli.text import t, words_said

NEAR = 3  # of the lines that the person's own words may mean


def ask_in_words(session: Session, question: str, choices: Sequence[tuple[str, str]]) -> str:
    """The key of one of ``choices``. What is typed instead only leads to some of them: the person
    says which of them is meant, and nothing is taken for granted.
    """
    while True:
        said = session.prompter.choose("happened", question, choices, free=lambda _: None)
        if said in (key for key, _ in choices):
            return said
        answer_danger(session, said)
        near = near_lines(said, choices)
        if not near:
            session.show([Text(t("happened.unclear_words", given=said), "warn")])
            continue
        meant = session.prompter.choose(
            "happened.found", t("trouble.found"), [*near, ("none", t("trouble.none"))]
        )
        if meant != "none":
            return meant


def near_lines(said: str, choices: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of ``choices`` that ``said`` is likely to mean, the likeliest first.

    The search answers where no name of a line stands whole among the words that were said.
    """
    stemmer = Stemmer(word_rules())
    terms, pages = stemmer.terms(said), {key: (label, *_names(key)) for key, label in choices}
    whole = {key: _said_whole(terms, names, stemmer) for key, names in pages.items()}
    found = sorted((key for key in whole if whole[key]), key=lambda key: -whole[key])
    if not found:
        index = Index([Findable(key, names) for key, names in pages.items()], stemmer)
        found = [hit.key for hit in index.find(said)]
    labels = dict(choices)
    return [(key, labels[key]) for key in found[:NEAR]]


def _said_whole(terms: Sequence[str], names: Sequence[str], stemmer: Stemmer) -> int:
    """How many words the longest of ``names`` has of which each stands among ``terms``."""
    wanted, known = [stemmer.terms(name) for name in names], by_stem(terms)
    return max((len(each) for each in wanted if all(_among(x, known) for x in each)), default=0)


def _among(term: str, known: Mapping[str, Sequence[str]]) -> bool:
    return any(like > HALF for like in likenesses(term, known).values())


def _names(key: str) -> tuple[str, ...]:
    """Other words for a line of the list; one that sorts an answer has those of the answer."""
    return words_said(f"said.{key.removeprefix('sorted_')}")
