"""A quoted term is said in the grammar of its language, for every number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.frozen import replace
from sferum_cli.core.terms import FORMS, inflection_of, length_of, quoted
from sferum_cli.core.terms import length_words as length
from sferum_cli.errors import DamagedFile
from sferum_cli.shelf.deadlines import all_rules
from sferum_cli.shelf.terms import quote, quotes, words

STOP, MORE = "operator-stop-processing", "operator-stop-processing.more"


@over(
    [
        (f"{{term:{STOP}}}", "ru", "10 рабочих дней"),
        (f"в течение {{term:{STOP}:gen}}", "ru", "в течение 10 рабочих дней"),
        (f"не позднее {{term:{STOP}:words-gen}}", "ru", "не позднее десяти рабочих дней"),
        (f"ещё {{term:{MORE}}}", "ru", "ещё 5 рабочих дней"),
        ("за {term:appeal-registration}", "ru", "за 3 дня"),
        ("не позднее {term:appeal-registration:gen}", "ru", "не позднее 3 дней"),
        ("за {term:appeal-registration:words}", "ru", "за три дня"),
        ("до {term:appeal-registration:words-gen}", "ru", "до трёх дней"),
        ("{term:court-term:words}", "ru", "три месяца"),
        ("до {term:data-block:gen}", "ru", "до 6 месяцев"),
        ("с её {term:max-deletion:ins}", "ru", "с её 30 днями"),
        ("о {term:max-deletion:loc}", "ru", "о 30 днях"),
        ("{term:consent-withdrawal:words-gen}", "ru", "тридцати дней"),
        ("{term:appeal-answer:number}", "ru", "30"),
        (f"within {{term:{STOP}:gen}}", "en", "within 10 working days"),
        (f"{{term:{STOP}:words}}", "en", "ten working days"),
        ("{term:court-term:words}", "en", "three months"),
        ("{institution:gen} и {term}", "ru", "{institution:gen} и {term}"),
    ]
)
def test_a_quote_says_the_length_in_its_form(text: str, language: str, said: str) -> None:
    assert quoted(text, language, quotes()) == said


@pytest.mark.parametrize(
    "wrong", ["{term:nothing}", "{term:consent-withdrawal.more}", f"{{term:{STOP}:dative}}"]
)
def test_a_quote_of_what_there_is_not_is_named(wrong: str) -> None:
    with pytest.raises(DamagedFile) as found:
        quoted(f"до {wrong} со дня", "ru", quotes())
    assert found.value.values["where"] == wrong


@given(st.sampled_from(sorted(all_rules())), st.sampled_from(FORMS))
def test_every_rule_can_be_said_in_every_form_of_both_languages(rule: str, form: str) -> None:
    n = str(all_rules()[rule].amount)
    for language in ("ru", "en"):
        said = quote(rule, form, language)
        assert (n in said) == (not form.startswith("words") or not 0 < int(n) < 100)
        assert "{" not in said


@over(
    [
        (1, "один день", "одного дня"),
        (2, "два дня", "двух дней"),
        (11, "одиннадцать дней", "одиннадцати дней"),
        (21, "двадцать один день", "двадцати одного дня"),
        (33, "тридцать три дня", "тридцати трёх дней"),
        (90, "девяносто дней", "девяноста дней"),
        (100, "100 дней", "100 дней"),
        (111, "111 дней", "111 дней"),
        (121, "121 день", "121 дня"),
    ]
)
def test_numbers_agree_with_their_unit(n: int, day: str, gen: str) -> None:
    assert length(n, "calendar_day", "words", words()["ru", "nom"]) == day
    assert length(n, "calendar_day", "words-gen", words()["ru", "gen"]) == gen


def test_a_rule_without_an_extension_has_no_length_of_it() -> None:
    rule = all_rules()[STOP]
    assert length_of(rule, more=True) == (5, "working_day")
    assert length_of(replace(rule, extension=None), more=True) is None
    assert [inflection_of(form) for form in ("", "gen", "words-ins")] == ["nom", "gen", "ins"]
