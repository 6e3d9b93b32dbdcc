"""A length of time that a rule sets stands in deadlines.toml alone; prose quotes it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli
from misses import over

from sferum_cli.core.codes import INSTITUTIONS
from sferum_cli.core.frozen import fields_of, is_frozen
from sferum_cli.core.terms import QUOTE
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.briefs import briefs
from sferum_cli.shelf.ladder import checks, ladder
from sferum_cli.shelf.letters import kind_ids, letter_kind
from sferum_cli.shelf.plan import plan_rows, questions
from sferum_cli.shelf.playbook import plays
from sferum_cli.shelf.tables import SHIPPED
from sferum_cli.shelf.terms import quote
from sferum_cli.text import en, ru

NUMBERS = (
    r"(\d+|одного|дв[ае]|двух|три|тр[её]х|четыре|пят[ьи]|шест[ьи]|сем[ьи]|девят[ьи]|десят[ьи]"
    r"|пятнадцат[ьи]|двадцат[ьи]|тридцат[ьи]|шестидесяти|девяноста"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety)"
)
BARE = re.compile(
    rf"(?<![\w.:]){NUMBERS}[ -](?:(?:рабоч|календарн)\w+ |working |calendar )?"
    r"(дн(?:ей|я|и|ями|ях)|день|месяц\w*|days?|months?)(?!\w)",
    re.IGNORECASE,
)
# Where the number itself is the matter: the rules, and what sources say word by word.
EXEMPT = {"deadlines.toml", "facts.toml", "sources.toml", "terms.toml"}
# Keys that no person reads as prose: what people type, ids, and lists for machines.
MACHINES = {
    "words", "phrases", "facts", "fact", "id", "signs", "sources", "harmless", "right", "basis",
    "cites",
}  # fmt: skip


def prose(value: Any) -> Iterator[str]:
    """Every sentence in a parsed file."""
    for sentence, _ in placed(value):
        yield sentence


def placed(value: Any, facts: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every sentence in a parsed file, and the facts of the place it stands in."""
    if isinstance(value, str):
        yield value, facts
    elif isinstance(value, dict):
        own = tuple(value.get("facts", ())) or facts
        for name, inner in value.items():
            if name not in MACHINES:
                yield from placed(inner, own)
    elif isinstance(value, list):
        for inner in value:
            yield from placed(inner, facts)


def sentences(value: Any) -> Iterator[str]:
    """Every sentence in a record that was read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in sentences(each))
    elif isinstance(value, tuple | list):
        yield from (text for each in value for text in sentences(each))
    elif is_frozen(value):
        for name, inner in fields_of(value).items():
            if name not in MACHINES:
                yield from sentences(inner)


def everything(folder: Path) -> list[str]:
    """All that a person may read of the knowledge in ``folder``, terms and words filled."""
    said: list[str] = []
    for kind in INSTITUTIONS:
        for name in knowledge.path_ids(folder):
            said += sentences(knowledge.path(name, folder, institution=kind))
        said += sentences(ladder(folder, institution=kind))
        said += sentences(checks(folder, institution=kind))
        said += sentences(questions(folder, institution=kind))
        said += sentences(plays(folder, institution=kind))
        said += sentences(briefs(folder, institution=kind))
        said += sentences(plan_rows(folder, institution=kind))
        said += sentences(knowledge.support_advice(folder, institution=kind))
    for name in kind_ids(folder):
        said += sentences(letter_kind(name, folder))
    return said


@over(["10 рабочих дней", "не позднее тридцати дней", "за 3 дня", "three months", "30 days"])
def test_a_bare_length_is_seen(text: str) -> None:
    assert BARE.search(f"Ответят {text} спустя")


@over(["{term:a:gen}", "{days} дней", "10 минут", "в третий день"])
def test_what_is_no_length_of_a_rule_is_let_be(text: str) -> None:
    assert not BARE.search(text)


def test_no_file_of_the_knowledge_repeats_a_length() -> None:
    files = [file for file in SHIPPED.rglob("*.toml") if file.name not in EXEMPT]
    assert len(files) > 30
    bare = [
        (file.name, found[0])
        for file in files
        for text in prose(tomli.loads(file.read_text(encoding="utf-8")))
        for found in BARE.finditer(text)
    ]
    assert bare == []


WEEK = re.compile(
    r"(через|ждать|раз в) (недел|месяц)|\b(a|each|every) (week|month)\b", re.IGNORECASE
)


def weeks(value: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every sentence with a week or a month in words, and the facts of the place it stands in."""
    return (each for each in placed(value) if WEEK.search(each[0]))


def test_a_week_in_the_prose_of_a_path_is_a_fact() -> None:
    known = knowledge.facts()
    found = [
        (file.name, text, [each for each in facts if each in known and "days" in each])
        for file in (SHIPPED / "paths").glob("*.toml")
        for text, facts in weeks(tomli.loads(file.read_text(encoding="utf-8")))
    ]
    assert len(found) > 3
    assert [(name, text) for name, text, facts in found if not facts] == []


def test_no_sentence_of_the_program_repeats_a_length() -> None:
    texts = {**ru.TEXT, **{f"en {key}": text for key, text in en.TEXT.items()}}
    assert [(key, found[0]) for key, text in texts.items() if (found := BARE.search(text))] == []


def test_every_quote_can_be_said() -> None:
    quotes = [
        found.groups(default="")
        for file in SHIPPED.rglob("*.toml")
        for found in re.finditer(QUOTE, file.read_text(encoding="utf-8"))
        if file.name != "terms.toml"
    ]
    assert len(quotes) > 100
    for rule, more, form in quotes:
        assert quote(rule + more, form, "ru")
        assert quote(rule + more, form, "en")


def test_a_changed_term_leaves_the_old_number_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("__pycache__"))
    rules = folder / "deadlines.toml"
    old = rules.read_text(encoding="utf-8")
    # Each amount and each extension becomes one that no text has: 10 is 410, 30 is 430.
    new = re.sub(r"(?m)((?:^amount|max) = )(\d+)", lambda m: f"{m[1]}{int(m[2]) + 400}", old)
    rules.write_text(new, encoding="utf-8")
    numbers = {found[1] for text in everything(folder) for found in BARE.finditer(text)}
    assert {"410", "430", "403", "407"} <= numbers
    assert [number for number in numbers if not number.isdigit() or int(number) < 400] == []
