"""A text with gaps is filled for one kind of institution, and nothing of it stays open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from misses import over

from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.frozen import fields_of, is_frozen
from sferum_cli.core.gaps import fill, for_institution
from sferum_cli.core.knowledge import Bilingual, GuidedPath, Target, Way
from sferum_cli.core.lint import Shelf, lint
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.deadlines import all_rules
from sferum_cli.shelf.institutions import institution_words
from sferum_cli.shelf.ladder import checks, ladder
from sferum_cli.shelf.plan import plan_rows, questions
from sferum_cli.shelf.playbook import plays
from sferum_cli.shelf.terms import quotes

KINDS: tuple[InstitutionKind, ...] = get_args(InstitutionKind)


def sentences(value: Any) -> Iterator[str]:
    if isinstance(value, Bilingual):
        yield from (value.ru, value.en)
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in sentences(each))
    elif isinstance(value, tuple | list):
        yield from (text for each in value for text in sentences(each))
    elif is_frozen(value):
        yield from (text for each in fields_of(value).values() for text in sentences(each))


def everything(kind: InstitutionKind) -> list[Any]:
    paths = [knowledge.path(name, institution=kind) for name in knowledge.path_ids()]
    heads = [knowledge.path_head(name, institution=kind) for name in knowledge.path_ids()]
    return [
        *paths, *heads, *questions(institution=kind), *plan_rows(institution=kind),
        *plays(institution=kind), *knowledge.contacts(institution=kind).values(),
        *ladder(institution=kind, ownership="municipal"), *checks(institution=kind), *knowledge.support_advice(institution=kind),
    ]  # fmt: skip


@over(KINDS)
def test_no_gap_reaches_a_screen(kind: InstitutionKind) -> None:
    said = list(sentences(everything(kind)))
    assert len(said) > 1000
    assert [text for text in said if "{" in text or "}" in text] == []


@over(KINDS)
def test_a_path_narrowed_for_an_institution_has_no_findings(kind: InstitutionKind) -> None:
    paths: dict[str, GuidedPath] = {
        name: knowledge.path(name, institution=kind) for name in knowledge.path_ids()
    }
    shelf = Shelf(knowledge.sources(), knowledge.facts(), knowledge.contacts(), all_rules(), paths)
    assert lint(shelf) == []


@over(
    [
        ("{Institution} молчит", "school", "Школа молчит"),
        ("ответ {institution:gen}", "kindergarten", "ответ детского сада"),
        ("в {institution:loc}", "college", "в колледже"),
        ("напишите {head:dat}", "university", "напишите ректору"),
        ("{institution} {отказала/отказал}", "school", "школа отказала"),
        ("{institution} {отказала/отказал}", "university", "вуз отказал"),
        ("чаты {group:gen} и {nothing:gen}", "college", "чаты группы и {nothing:gen}"),
    ]
)
def test_a_gap_is_filled_in_its_case(text: str, kind: InstitutionKind, said: str) -> None:
    assert fill(Bilingual(text, "x"), institution_words(kind), quotes()).ru == said


def test_english_has_words_but_no_cases() -> None:
    text = Bilingual("x", "{Institution}: ask the {head:dat}")
    assert fill(text, institution_words("university"), quotes()).en == "University: ask the rector"


def test_what_has_no_gap_is_the_same_object_however_deep_it_lies() -> None:
    plain, said = Bilingual("да", "yes"), institution_words("school")
    way = Way(Target("support"), plain)
    assert fill(plain, said, quotes()) is plain
    assert for_institution(way, said, quotes()) is way
