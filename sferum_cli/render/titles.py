"""A post, an institution or an authority in the case that a letter needs."""

from __future__ import annotations

import re
from collections.abc import Callable

from sferum_cli.core.codes import GrammaticalCase, Sex
from sferum_cli.core.doubts import Doubt, DoubtReason
from sferum_cli.core.frozen import frozen
from sferum_cli.core.names import is_cyrillic
from sferum_cli.core.titles import Head, Titles, key_of
from sferum_cli.text import capital

_BETWEEN = "( ?[\u2010-\u2014-] ?| )"
FoundTitle = tuple[int, Head]


@frozen
class Formed:
    """A title in one case; ``doubt`` holds its other form where it is not sure."""

    text: str
    doubt: Doubt | None = None


def post(text: str, case: GrammaticalCase, titles: Titles) -> Formed:
    """A post, given in the nominative ("director of the school"), in ``case``.

    It begins with a capital letter, because it opens the corner of a letter. One that was typed
    in the dative stays so where the dative is asked for.
    """
    typed = " ".join(text.split())
    for spelling, written in titles.acting:
        if found := re.fullmatch(spelling, typed, re.IGNORECASE):
            return _acting(written, found["rest"], titles)
    return _each(_formed(typed, case, titles, person=True), capital)


def body(text: str, case: GrammaticalCase, titles: Titles) -> Formed:
    """The name of an institution or authority, given in the nominative, in ``case``.

    What stands in quotation marks, behind an abbreviation or behind the head word stays. One
    that was typed as it stands behind the preposition "to" is understood, too.
    """
    return _formed(_bare(text, titles), case, titles, person=False)


def into(accusative: str, titles: Titles) -> str:
    """A name that stands in the accusative, behind the preposition "to" that it needs."""
    first = accusative.split(" ")[0]
    full = not _is_abbreviation(first) and re.match(titles.into.before, key_of(first))
    return f"{titles.into.full if full else titles.into.plain} {accusative}"


def governs(text: str, titles: Titles) -> GrammaticalCase:
    """The case of the institution behind a post: "director of", but "in charge of"."""
    last = text.split(" ")[-1].lower()
    return "instrumental" if last.startswith(titles.in_charge) else "genitive"


def is_post(text: str, titles: Titles) -> bool:
    """Whether ``text`` names a post and not a body: one writes to it in the dative."""
    found = _phrase(re.split(_BETWEEN, " ".join(text.split())), 0, titles)
    return bool(found and found[1].person)


def sex_told_by(text: str, titles: Titles) -> Sex | None:
    """The sex that a post tells; a masculine post tells none, for women hold it, too."""
    found = _phrase(re.split(_BETWEEN, " ".join(text.split())), 0, titles)
    if found and found[1].person and found[1].pattern.gender == "female":
        return "female"
    return None


def _formed(text: str, case: GrammaticalCase, titles: Titles, *, person: bool) -> Formed:
    words = re.split(_BETWEEN, text)
    if case == "nominative" or not text:
        return Formed(text)
    if found := _phrase(words, 0, titles):
        done, other, why = _put(words, found, 0, case, titles)
        if key_of(words[found[0]]) in titles.legal and _is_legal(words[0], titles):
            done, other = _small(done), _small(other)
        return _told(text, done, other, why)
    if _is_abbreviation(words[0]):
        return _behind_abbreviation(text, words, case, titles)
    if person and case == "dative" and any(map(titles.is_dative, words)):
        return Formed(text)
    return _guessed(text, words, case, titles, person=person)


def _phrase(words: list[str], at: int, titles: Titles) -> FoundTitle | None:
    """Where the head of the phrase that begins at ``at`` stands; None where it has none."""
    for n in range(at, len(words), 2):
        head = titles.head(words[n])
        noun = titles.head(words[n + 2]) if n + 2 < len(words) else None
        # "Managing director": what may be a head is an adjective there.
        if head and not (head.adjectival and noun and noun.pattern.gender == head.pattern.gender):
            return n, head
        prefix = words[n + 1 : n + 2] == ["-"]
        between = key_of(words[n]) in titles.adverbs | titles.joins
        if not (prefix or between or titles.adjective(words[n])):
            return None
    return None


def _put(
    words: list[str], found: FoundTitle, at: int, case: GrammaticalCase, titles: Titles
) -> tuple[list[str], list[str], DoubtReason | None]:
    """The phrase at ``at`` in ``case``, its other form, and why it has one.

    A second phrase right behind the head shares its case behind a comma, a dash or an "and".
    Without one it is a name in apposition, or belongs to a post in the genitive.
    """
    end, head = found
    done, agree = _agreeing(words, at, found, case, titles)
    why: DoubtReason | None = None if agree else "spelling"
    behind, between = end + 2, words[end + 1 : end + 2]
    second = _phrase(words, behind, titles)
    if second is None:
        if between != ["-"]:
            return done, words, why
        guess = titles.guess(words[behind])
        second = (behind, Head(head.person, guess)) if guess else None
        if second is None:
            return done, words, "unknown"
        return _agreeing(done, behind, second, case, titles)[0], done, "unknown"
    shares = between != [" "] or words[end].endswith(",") or key_of(words[behind]) in titles.joins
    inner: GrammaticalCase = case if shares or not head.person else "genitive"
    deeper, other, deeper_why = _put(done, second, behind, inner, titles)
    if shares:
        return deeper, other, why or deeper_why
    return deeper, done, "apposition"


def _agreeing(
    words: list[str], at: int, found: FoundTitle, case: GrammaticalCase, titles: Titles
) -> tuple[list[str], bool]:
    """``words`` with the phrase at ``at`` in ``case``, and whether its adjectives go with it."""
    end, head = found
    done, agree = list(words), True
    for n in range(at, end + 1, 2):
        pattern = head.pattern if n == end else titles.adjective(words[n])
        if pattern is None:
            continue
        if pattern.gender != head.pattern.gender:
            agree = False
            continue
        word = words[n].rstrip(",")
        done[n] = pattern.form(word, case, person=head.person) + words[n][len(word) :]
    return done, agree


def _acting(written: str, rest: str, titles: Titles) -> Formed:
    """An acting head: whom he acts for stands in the genitive, and is put so if it was not."""
    if not rest:
        return Formed(written)
    known = _phrase(re.split(_BETWEEN, rest), 0, titles)
    form = _formed(rest, "genitive", titles, person=True) if known else Formed(rest)
    return _each(form, lambda text: f"{written} {text[:1].lower()}{text[1:]}")


def _behind_abbreviation(
    text: str, words: list[str], case: GrammaticalCase, titles: Titles
) -> Formed:
    at = next((n for n in range(0, len(words), 2) if not _is_abbreviation(words[n])), len(words))
    found = _phrase(words, at, titles)
    if found is None or not words[at][:1].islower():
        return Formed(text)
    return _told(text, _put(words, found, at, case, titles)[0], words, "apposition")


def _guessed(
    text: str, words: list[str], case: GrammaticalCase, titles: Titles, *, person: bool
) -> Formed:
    at = next((n for n in range(0, len(words), 2) if not titles.adjective(words[n])), 0)
    guess = titles.guess(words[at]) if all(map(is_cyrillic, words[at])) else None
    if guess is None:
        return Formed(text, Doubt(text, (text,), "unknown"))
    done, _ = _agreeing(words, 0, (at, Head(person, guess)), case, titles)
    return _told(text, done, words, "unknown")


def _told(text: str, done: list[str], other: list[str], why: DoubtReason | None) -> Formed:
    variants = tuple(dict.fromkeys(("".join(done), "".join(other))))
    if why == "apposition" and len(variants) == 1:
        why = None
    return Formed(variants[0], Doubt(text, variants, why) if why else None)


def _each(form: Formed, change: Callable[[str], str]) -> Formed:
    doubt = form.doubt
    if doubt:
        doubt = Doubt(doubt.given, tuple(map(change, doubt.variants)), doubt.why)
    return Formed(change(form.text), doubt)


def _bare(text: str, titles: Titles) -> str:
    """``text`` in one line and in the nominative, without the preposition in front of it."""
    words = text.split()
    if words and words[0].lower() in (titles.into.plain, titles.into.full):
        words = words[1:]
    return titles.nominative(" ".join(words))


def _is_abbreviation(word: str) -> bool:
    return sum(map(str.isupper, word)) > 1


def _is_legal(word: str, titles: Titles) -> bool:
    key = key_of(word)
    return not _is_abbreviation(word) and (
        key in titles.legal or key.startswith(titles.legal_adjectives)
    )


def _small(words: list[str]) -> list[str]:
    return [words[0][:1].lower() + words[0][1:], *words[1:]]
