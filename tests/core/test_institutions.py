"""Institutions of each kind have their words, an owner, and somebody above them."""

from __future__ import annotations

from misses import over

from sferum_cli.core.codes import INSTITUTIONS, OWNERSHIPS, InstitutionKind
from sferum_cli.core.institutions import CASES
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.shelf.institutions import institutions
from sferum_cli.shelf.letters import form
from sferum_cli.shelf.plan import questions
from sferum_cli.text import en, ru

ALL = institutions()
PAIRS = [(kind, ownership) for kind in INSTITUTIONS for ownership in OWNERSHIPS]


def test_each_kind_and_each_owner_stands_in_the_file_once() -> None:
    assert {each.id for each in ALL.kinds} == set(INSTITUTIONS)
    assert {each.id for each in ALL.owners} == set(OWNERSHIPS)
    assert len(ALL.kinds) == len(INSTITUTIONS)
    assert len(ALL.owners) == len(OWNERSHIPS)


@over(INSTITUTIONS)
def test_a_kind_has_its_words_wherever_one_is_said_or_chosen(kind: InstitutionKind) -> None:
    keys = {f"who.{kind}", f"who.{kind}.must", f"who.{kind}.was", f"near.{kind}"}
    assert keys <= ru.TEXT.keys() & en.TEXT.keys()
    (asked,) = [question for question in questions() if question.id == "institution"]
    assert kind in asked.ids
    assert kind in answer_fields()["institution.kind"].codes
    assert all(kind in words for name, words in form().words.items() if "school" in words), kind


def test_each_institution_has_a_founder_and_a_supervisor() -> None:
    for kind, ownership in PAIRS:
        assert ALL.founder(kind, ownership).find.ru
        assert ALL.supervisor(kind, ownership).id in {"rosobrnadzor", "regional-supervision"}


def test_each_row_above_is_the_first_for_somebody_and_each_body_stands_above_somebody() -> None:
    first = {next(row for row in ALL.above if row.fits(*pair)) for pair in PAIRS}
    assert first == set(ALL.above)
    above = {name for row in ALL.above for name in (row.founder, row.supervisor)}
    assert above == {body.id for body in ALL.bodies}


def test_all_that_is_said_rests_on_facts_that_there_are() -> None:
    rows = (*ALL.kinds, *ALL.owners, *ALL.bodies)
    for row in rows:
        assert row.facts
        assert set(row.facts) <= set(knowledge.facts()), row.facts


@over(
    [
        ("school", "municipal", "municipal-education", "regional-supervision"),
        ("school", "regional", "regional-education", "regional-supervision"),
        ("kindergarten", "private", "private-founder", "regional-supervision"),
        ("kindergarten", "unknown", "unknown-founder", "regional-supervision"),
        ("college", "regional", "regional-education", "regional-supervision"),
        ("college", "federal", "federal-founder", "rosobrnadzor"),
        ("university", "federal", "federal-founder", "rosobrnadzor"),
        ("university", "private", "private-founder", "rosobrnadzor"),
    ]
)
def test_the_owner_chooses_the_next_rung_and_the_kind_the_supervisor(
    kind: str, ownership: str, founder: str, supervisor: str
) -> None:
    assert ALL.founder(kind, ownership).id == founder  # type: ignore[arg-type]  # rows of words
    assert ALL.supervisor(kind, ownership).id == supervisor  # type: ignore[arg-type]


def test_the_law_on_appeals_binds_the_public_ones_and_is_disputed_for_private_ones() -> None:
    said = {each.id: each.appeals for each in ALL.owners}
    assert said == {
        "federal": "yes", "regional": "yes", "municipal": "yes",
        "private": "open", "unknown": "unknown",
    }  # fmt: skip


def test_only_a_school_and_a_college_have_a_diary_and_state_systems() -> None:
    assert {each.id for each in ALL.kinds if each.diary} == {"school", "college"}
    assert {each.id for each in ALL.kinds if each.state_systems} == {"school", "college"}


def test_words_have_six_forms_that_differ_from_the_first_where_they_must() -> None:
    heads = [word for kind in ALL.kinds for word in kind.other_heads]
    for word in (*heads, *(body.name for body in ALL.bodies)):
        assert [word.pick("ru", case) for case in CASES] == list(word.russian)
        assert word.pick("ru", "dat") != word.pick("ru")
        assert word.pick("en") == word.english
    for kind in ALL.kinds:
        for name, forms in kind.russian.items():
            assert [kind.word(name, case, "ru") for case in CASES] == list(forms)
            assert kind.word(name, "gen", "en") == kind.english[name]
            assert forms[2] != forms[0]


def test_the_head_of_each_kind_is_addressed_by_its_title() -> None:
    said = {each.id: each.word("head", "dat", "ru") for each in ALL.kinds}
    assert said == {
        "school": "директору", "kindergarten": "заведующему",
        "college": "директору", "university": "ректору",
    }  # fmt: skip


@over(
    [
        ("МБОУ «Школа № 5»", "school", "municipal"),
        ("МБДОУ «Детский сад № 12»", "kindergarten", "municipal"),
        ("ГБОУ Гимназия № 25", "school", "regional"),
        ("ГДОУ детский сад № 121 Выборгского района", "kindergarten", "regional"),
        ("ГБПОУ «Политехнический колледж»", "college", "regional"),
        ("ФГБОУ ВО «Кубанский государственный университет»", "university", "federal"),
        ("АНО ОО «Частная школа „Ника“»", "school", "private"),
        ("Средняя школа № 3 на Садовой", "school", None),
        ("Воспитательный центр «Спортивный»", None, None),
        ("Гимназия при университете", None, None),
        ("", None, None),
    ]
)
def test_an_official_name_tells_the_kind_and_the_owner_or_nothing(
    name: str, kind: str | None, ownership: str | None
) -> None:
    assert ALL.kind_of_name(name) == kind
    assert ALL.ownership_of_name(name) == ownership
