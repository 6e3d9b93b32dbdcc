"""The house rule of sentences: both languages, same places to fill, none missing, none unused."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from misses import over
from source import nodes_of

from sferum_cli.core.codes import OUTCOMES, STATUSES
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.outlook import SCORES
from sferum_cli.text import en, ru

ROOT = Path(__file__).parent.parent / "sferum_cli"
CODE = [f for f in sorted(ROOT.rglob("*.py")) if "text" not in f.relative_to(ROOT).parts]


def nodes() -> Iterator[ast.AST]:
    return (node for file in CODE for node in nodes_of(file))


def strings() -> set[str]:
    constants = (node.value for node in nodes() if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def beginnings() -> tuple[str, ...]:
    """The beginnings of the f-strings in the code: keys that are put together from a name."""
    return tuple(
        str(node.values[0].value)
        for node in nodes()
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)
        if re.fullmatch(r"[a-z_]+(\.[a-z_]+)*\.", str(node.values[0].value))
    )


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_sentences() -> None:
    assert set(ru.TEXT) == set(en.TEXT)
    assert set(ru.PLURALS) == set(en.PLURALS)


def test_a_sentence_fills_the_same_places_in_both_languages() -> None:
    assert [key for key in en.TEXT if places(ru.TEXT[key]) != places(en.TEXT[key])] == []


@over(sorted(ru.PLURALS))
def test_a_plural_has_every_form_of_its_language(key: str) -> None:
    assert len(ru.PLURALS[key]) == 3
    assert len(en.PLURALS[key]) == 2


def test_no_sentence_is_unused() -> None:
    used, begun = strings(), beginnings()
    unused = [
        key
        for key in ru.TEXT
        if key not in used and key.removesuffix(".hint") not in used and not key.startswith(begun)
    ]
    assert unused == []


def test_no_sentence_is_missing() -> None:
    shape = re.compile(
        r"(error|walk|step|trouble|end|home|guide|support|term|opt|arg|prompt)(\.[a-z_]+)+"
    )
    asked = {s for s in strings() if shape.fullmatch(s) and not s.endswith(".toml")}
    answer_names = {"trouble.note"}  # names of questions in an answers file, not sentences
    assert asked - set(ru.TEXT) - answer_names == set()


@over(
    [f"event.{name}" for name in EVENTS if name not in ("walk", "undone")]
    + [f"status.{name}" for name in STATUSES if name != "closed"]  # that is told by its outcome
    + [f"outcome.{name}" for name in OUTCOMES]
    + [f"next.{name}" for name in SCORES if name != "plan"],  # of plans alone, told by their rows
)
def test_every_code_has_its_words(key: str) -> None:
    assert ru.TEXT[key]
    assert en.TEXT[key]


def test_cyrillic_lives_in_texts_and_knowledge_only() -> None:
    cyrillic = re.compile("[\u0400-\u04ff]")
    assert [f for f in CODE if cyrillic.search(f.read_text(encoding="utf-8"))] == []


def test_russian_plurals_follow_the_rule_of_the_language() -> None:
    forms = [ru.plural_form(n) for n in (1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111, 112)]
    assert forms == [0, 1, 1, 2, 2, 2, 2, 0, 1, 2, 0, 2, 2]


CHECKED = [f"event.verified.{said}" for said in ("yes", "no")]
CHECKED += ["next.recheck_due", "end.row.check", "status.checks", "report.result.verified"]


@over(["happened.gone", *CHECKED])
def test_what_was_checked_is_said_for_paths_where_nothing_vanishes(key: str) -> None:
    assert "исчез" not in ru.TEXT[key]
    assert "gone" not in en.TEXT[key]


@over([ru.TEXT, en.TEXT])
def test_who_said_by_post_is_not_told_of_a_kind_of_letter(table: dict[str, Any]) -> None:
    """No more is recorded than the way; registered or not, nobody was asked."""
    kind = re.compile("заказн|с описью|registered (post|mail|letter)|with a list of contents")
    said = {key: words for key, words in table.items() if not key.startswith(("near.", "said."))}
    assert [key for key, words in said.items() if kind.search(str(words))] == []
