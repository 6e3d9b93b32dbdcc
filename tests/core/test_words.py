"""Words as people write them: cut to stems, joined where they mean one thing, denied or not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.frozen import replace
from sferum_cli.core.words import DENIED, LONGEST, Cut, Stemmer, WordRules, folded, words_of

RULES = WordRules(
    frozenset({"и"}),
    (Cut(4, frozenset({"ами", "и", "а", "у"})), Cut(4, frozenset({"к"}))),
    (("чат", "беседа"), ("школ", "гимназия"), ("молчат", "!отвечают")),
    denials=frozenset({"не", "нет"}),
)


@given(st.text(max_size=60))
def test_what_is_written_at_will_makes_no_difference(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert Stemmer(RULES).terms(text) == Stemmer(RULES).terms(folded(text).replace("ё", "е"))


@given(st.text(max_size=200))
def test_a_stem_is_said_once_begins_its_word_and_is_no_word_to_skip(text: str) -> None:
    terms = Stemmer(RULES).terms(text)
    assert len(set(terms)) == len(terms)
    words = {*words_of(text), *(group[0] for group in RULES.same)}
    for stem in (term.removeprefix(DENIED) for term in terms):
        assert any(word.startswith(stem) and len(word) <= LONGEST for word in words)
        assert stem not in RULES.stop


@over(
    [
        ("школами", ("школ",)), ("школа и школу", ("школ",)), ("кошка", ("кошк",)),
        ("кнопка", ("кноп",)), ("кот", ("кот",)), ("не и", ()), ("Ёлка, елка", ("елка",)),
        ("а" * 31, ()),
    ]
)  # fmt: skip
def test_endings_go_in_turn_while_enough_is_left(text: str, stems: tuple[str, ...]) -> None:
    assert Stemmer(RULES).terms(text) == stems


def test_words_that_mean_one_thing_have_one_term() -> None:
    stemmer = Stemmer(RULES)
    assert stemmer.terms("гимназия беседа") == ("школ", "чат")
    assert stemmer.terms("чат беседа") == ("чат",)
    assert stemmer.terms("беседами") == ("чат",)


def test_a_stem_that_two_groups_share_is_no_word_of_either() -> None:
    both = Stemmer(WordRules(frozenset(), RULES.cuts, (("чат", "беседа"), ("речь", "беседу"))))
    assert both.terms("беседа беседу беседами") == ("чат", "речь", "бесед")


def test_a_denial_goes_with_the_word_after_it_and_at_the_end_with_the_one_before() -> None:
    stemmer = Stemmer(RULES)
    assert stemmer.terms("не гимназия") == ("!школ",)
    assert stemmer.terms("школами нет") == ("!школ",)
    assert stemmer.terms("не отвечают") == stemmer.terms("молчат") == ("молчат",)


def test_a_word_for_the_pages_themselves_says_that_it_is_about_them_and_no_more() -> None:
    stemmer = Stemmer(replace(RULES, ours=frozenset({"сферум"})))
    assert stemmer.is_ours("Сферум и школа")
    assert not stemmer.is_ours("школа")
    assert stemmer.terms("Сферум и школа") == stemmer.terms("школа")


def test_an_apostrophe_parts_no_word() -> None:
    assert words_of("It's д’Артаньян_2") == ["its", "дартаньян", "2"]
