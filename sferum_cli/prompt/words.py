"""Which of the answers the person's own words mean."""

from __future__ import annotations

from collections.abc import Sequence

from sferum_cli.text import words_said
from sferum_cli.text.keyboard import other_layout

Choices = Sequence[tuple[str, str]]
"""What may be chosen: (the key that the program gets, the words that the person reads)."""

# The answers that a plain yes or no stands for where none is called so; the first that is there.
YES, NO = ("yes", "ok", "done"), ("no", "trouble", "new")
LONGEST_NUMBER = 4  # digits


def match_choice(given: str, choices: Choices) -> str | None:
    """The key meant by a number, by the words, by other words for it, or by the only beginning.

    A number that is the place of no answer may be what one is called: the age of a child.
    """
    if given.isdecimal():
        number = int(given) if len(given) <= LONGEST_NUMBER else 0
        return choices[number - 1][0] if 1 <= number <= len(choices) else _right(given, choices)
    for wanted in _spellings(given):
        right = _right(wanted, choices)
        found = _begun(wanted, choices) if right is None else right
        if found is not None:  # the key of an answer may be empty
            return found
    return None


def fitting_choices(given: str, choices: Choices) -> list[int]:
    """The places of the answers that what was typed so far may mean, in their order."""
    spellings = _spellings(given)
    if not spellings:
        return list(range(len(choices)))
    meant = match_choice(given, choices)
    return [
        place
        for place, (key, label) in enumerate(choices)
        if key == meant or any(_begins_a_word(wanted, _plain(label)) for wanted in spellings)
    ]


def _spellings(given: str) -> list[str]:
    """What was typed, and what the same keys say in the other layout."""
    said = _plain(given)
    return [said, _plain(other_layout(said))] if said else []


def _right(wanted: str, choices: Choices) -> str | None:
    """The answer that has ``wanted`` for its words or for one of its other names."""
    keys = [key for key, _ in choices]
    for key, label in choices:
        if wanted in (_plain(label), key):
            return key
    for key in keys:
        if wanted in _names(key):
            return key
    # "Done" is a yes only where it was asked whether it went well, "new" a no beside a yes.
    beside = {"done": "trouble", "new": "yes"}
    plain = [key for key in keys if beside.get(key, key) in keys]
    for general, meant in (("yes", YES), ("no", NO)):
        if wanted in _names(general):
            return next((key for key in meant if key in plain), None)
    return None


def _begun(wanted: str, choices: Choices) -> str | None:
    """The only answer that begins so, or that has a word that does."""
    for fits in (str.startswith, lambda label, said: _begins_a_word(said, label)):
        found = [key for key, label in choices if fits(_plain(label), wanted)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _begins_a_word(wanted: str, label: str) -> bool:
    return f" {wanted}" in f" {label}"


def _names(key: str) -> set[str]:
    """What people call an answer; one that leads somewhere is called after the place."""
    name = key.rpartition(":")[2]
    return {_plain(word) for word in (*words_said(f"near.{name}"), *words_said(f"said.{name}"))}


def _plain(words: str) -> str:
    said = words.lower().replace("\u0451", "\u0435")
    for mark in '.,:;!?()«»"“”':
        said = said.replace(mark, " ")
    return " ".join(said.split())
