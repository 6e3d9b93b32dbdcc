"""Finding a page by words: what each says, what is denied, and what is not known at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sferum_cli.core.search import Findable, Index
from sferum_cli.core.words import Stemmer
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.search import word_rules


def index_of(*pages: Findable) -> Index:
    return Index(pages, Stemmer(word_rules()))


def test_a_word_that_few_pages_have_says_more() -> None:
    words = ("чат", "суд", "чат")
    index = index_of(*(Findable(str(n), (f"школа {word}",)) for n, word in enumerate(words)))
    assert index.find("школа суд")[0].key == "1"


def test_a_right_word_is_never_taken_for_a_slip() -> None:
    pages = [Findable("meant", ("почта",)), Findable("slip", ("мачта",))]
    assert [hit.key for hit in index_of(*pages).find("почта")] == ["meant"]
    assert [hit.key for hit in index_of(pages[1]).find("мечта")] == []
    assert [hit.key for hit in index_of(pages[1]).find("матча")] == ["slip"]


def test_an_unknown_word_is_not_bent_to_a_known_one() -> None:
    assert index_of(Findable("button", ("кнопка серая",))).find("кнопочный телефон") == []
    assert index_of(Findable("page", ("удалится страница",))).find("я за границей") == []
    assert index_of(Findable("number", ("старый номер",))).find("умер") == []


def test_a_denial_counts() -> None:
    index = index_of(Findable("comes", ("код приходит",)), Findable("not", ("код не приходит",)))
    assert index.find("код не приходит")[0].key == "not"
    assert index.find("код приходит")[0].key == "comes"


def test_a_word_that_no_page_has_speaks_against_them() -> None:
    index = index_of(
        *(Findable(word, (f"удалить {word}",)) for word in ("профиль", "чат", "дневник"))
    )
    assert index.find("удалить аппендикс") == []
    assert index.find("удалить чат")[0].key == "чат"


PAGE = index_of(Findable("page", ("удалить профиль",), ("стереть",), "настройки"))


@given(st.text(max_size=80))
def test_anything_at_all_may_be_asked(said: str) -> None:
    assert all(0 < hit.score <= 1 for hit in PAGE.find(said))


def test_the_title_of_every_trouble_finds_that_trouble() -> None:
    troubles = {
        trouble.title.ru
        for path in map(knowledge.path, knowledge.path_ids())
        for step in path.steps
        for trouble in step.troubles
    }
    stemmer = Stemmer(word_rules())
    index = Index([Findable(title, (title,)) for title in sorted(troubles)], stemmer)
    lost = [
        title
        for title in sorted(troubles)
        if len(stemmer.terms(title)) > 1 and title not in [hit.key for hit in index.find(title)[:3]]
    ]
    assert lost == []
