"""The interview for a letter: back, the check page, drafts, and an end at every question."""

from __future__ import annotations

from datetime import date

import pytest
import tomli
from conftest import Bench, js
from letter_answers import ANSWERS, SAID, draft, without, written

from sferum_cli.shelf.fields import answer_fields
from sferum_cli.shelf.letters import letter_kind
from sferum_cli.storage.drafts import DRAFTS, Draft, load_drafts
from sferum_cli.storage.people import load_people
from sferum_cli.text import en, plural, ru, t

LETTER = ("letter", "school-parent", "--format", "txt")
TYPED = [*SAID.values()]
KEPT = {name: "" if said == "-" else said for name, said in SAID.items()}


def paper(bench: Bench) -> str:
    file = bench.folder / "school-parent.txt"
    return file.read_text(encoding="utf-8").replace("\xa0", " ")


def test_every_answer_stands_in_the_letter_and_the_draft_is_gone(bench: Bench) -> None:
    told = bench.ok(*LETTER, typed=[*TYPED, "yes", "no"])
    for words in ("Громовой Инны Олеговны", "Громова Саши", "Директору", "Сороке А. П.", "59-ФЗ"):
        assert words in paper(bench), words
    assert "(1 из 5)" in told
    assert "(5 из 5)" in told
    assert not (bench.folder / DRAFTS).exists()
    assert load_people(bench.folder) == {}
    (request,) = js(bench, "status")["requests"]
    assert (request["id"], request["status"]) == ("school-1", "drafted")


@pytest.mark.parametrize("place", range(len(TYPED) + 1), ids=[*SAID, "look"])
def test_an_end_at_any_question_costs_at_most_that_answer(bench: Bench, place: int) -> None:
    outcome = bench.run(*LETTER, typed=TYPED[:place])
    assert outcome.code == 130
    assert not (bench.folder / "school-parent.txt").exists()
    said = dict(list(KEPT.items())[:place])
    assert draft(bench) == said, "every answer before is kept"
    if not place:
        assert t("error.interrupted_nothing") in outcome.err
        return
    assert "sferum letter school-parent" in outcome.err
    again = bench.ok(*LETTER, typed=["", *TYPED[place:], "yes", "no"])
    asked = again.partition(t("letter.draft.new"))[2]
    assert ("Ваша фамилия" in asked) == (place <= 2), "what was answered is not asked again"
    assert "Громовой Инны Олеговны" in paper(bench)
    assert draft(bench) == {}


def test_an_end_after_the_check_page_keeps_the_draft_too(bench: Bench) -> None:
    assert bench.run(*LETTER, typed=[*TYPED, "yes"]).code == 130
    assert draft(bench) == KEPT
    assert js(bench, "status")["requests"] == [], "no letter, no request"


def test_the_word_back_returns_and_offers_what_was_answered(bench: Bench) -> None:
    for word in ("назад", "Back", "yfpfl"):  # the last one: the same keys in the Latin layout
        typed = ["listed", "parent", "Громова", "Инна", word, word, "Громко", "", "Олеговна"]
        told = bench.run(*LETTER, typed=["new", *typed] if draft(bench) else typed).out
        assert "Ваша фамилия (Enter: Громова):" in told
        assert "Ваше имя (Enter: Инна):" in told
        assert draft(bench)["applicant.surname"] == "Громко"
        assert draft(bench)["applicant.given"] == "Инна"


def test_back_is_a_choice_in_a_menu_and_leads_over_pages(bench: Bench) -> None:
    typed = ["never_consented", "назад", "listed", "parent", "назад", "guardian"]
    bench.run(*LETTER, typed=typed)
    assert draft(bench) == {"situation": "listed", "applicant.acting_as": "guardian"}


def test_the_first_question_has_nothing_to_go_back_to(bench: Bench) -> None:
    told = bench.run(*LETTER, typed=[]).out
    assert f". {t('letter.back')}\n" not in told


def test_back_from_the_check_page_goes_to_the_last_question(bench: Bench) -> None:
    told = bench.ok(*LETTER, typed=[*TYPED, "back", "in_person", "yes", "no"])
    assert told.count(t("letter.channel")) == 2
    assert f"({t('value.channel.in_person')})" in told


def test_any_line_of_the_check_page_can_be_changed(bench: Bench) -> None:
    change = ["change", "3", "1", "391000, г. Касимов, ул. Новая, д. 2"]
    bench.ok(*LETTER, typed=[*TYPED, *change, "yes", "no"])
    assert "391000, г. Касимов" in paper(bench)
    assert "390000" not in paper(bench)


def test_the_form_of_the_file_can_be_changed_and_nobody_is_asked_for_it(bench: Bench) -> None:
    change = ["change", "Отправка", t("letter.format").rstrip("?"), "docx"]
    told = bench.ok("letter", "school-parent", typed=[*TYPED, *change, "yes", "no"])
    assert told.count(t("letter.format")) == 1
    assert (bench.folder / "school-parent.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("left", [["back"], ["3", "back"], ["3", "1", "назад"]])
def test_who_thinks_better_of_a_change_has_changed_nothing(bench: Bench, left: list[str]) -> None:
    bench.ok(*LETTER, typed=[*TYPED, "change", *left, "yes", "no"])
    assert "390000" in paper(bench)


def test_the_check_page_says_every_answer_and_the_doubt_beside_its_line(bench: Bench) -> None:
    told = " ".join(bench.ok(*LETTER, typed=[*TYPED, "read", "yes", "no"]).split())
    page = told.partition("Проверьте, потом составим")[2]
    assert (
        "2. От кого: Громова Инна Олеговна, опекун или попечитель (в письме: Громовой Инны Олеговны)"
        in page
    )
    assert "5. Документ: 61 00 000000" in page
    assert "Школа № 5, муниципальная" in page
    assert t("letter.whole") in page


def test_both_variants_of_a_form_that_is_not_sure_stand_beside_it(bench: Bench) -> None:
    head = {"surname": "Гаврилёнок", "given": "А.", "patronymic": "П."}
    said = {**SAID, **{f"school.head.{part}": word for part, word in head.items()}}
    typed = [*said.values(), "change", "8", "Поправить форму: Гав", "Гаврилёнку А. П."]
    told = " ".join(bench.ok(*LETTER, typed=[*typed, "yes", "no"]).split())
    assert "Не уверены: Гаврилёнок А. П. или Гаврилёнку А. П. (" in told
    assert "Гаврилёнку А. П." in paper(bench)


def test_a_change_that_raises_a_new_question_has_it_asked(bench: Bench) -> None:
    rest = [said for name, said in SAID.items() if name != "situation"]
    typed = ["parent", "not_in", *rest, "change", "1", "Что случилось", "forced", "директор"]
    outcome = bench.run("letter", "refusal", typed=typed)
    assert "Кто заставляет" in outcome.out.partition("Проверьте")[2], outcome.out[-2000:]
    assert draft(bench)["pressure.who"] == "директор"


def test_later_keeps_the_draft_and_says_how_to_go_on(bench: Bench) -> None:
    told = bench.ok(*LETTER, typed=[*TYPED, "later"])
    assert "sferum letter school-parent" in told
    assert draft(bench) == KEPT
    assert not (bench.folder / "school-parent.txt").exists()
    again = bench.ok(*LETTER, typed=["", "yes", "no"])
    assert f"({plural(len(SAID), 'answers')}, 23 ноября 2026)" in " ".join(again.split())
    assert "Громовой" in paper(bench)


def test_who_does_not_want_a_draft_has_none(bench: Bench) -> None:
    typed = ["listed", "parent", "не хранить", "Громова", "Инна"]
    outcome = bench.run(*LETTER, typed=typed)
    assert outcome.code == 130
    assert t("letter.draft.stopped") in outcome.out
    assert not (bench.folder / DRAFTS).exists()
    assert t("error.interrupted_nothing").split(".")[0] in outcome.err
    assert "Продолжить:" not in outcome.err


def test_a_draft_that_is_not_wanted_is_begun_anew(bench: Bench) -> None:
    bench.run(*LETTER, typed=TYPED[:4])
    bench.run(*LETTER, typed=["нет", "never_consented"])
    assert draft(bench) == {"situation": "never_consented"}


def test_a_draft_belongs_to_its_kind_and_person(bench: Bench) -> None:
    for alias in ("masha", "petya"):
        bench.ok("people", "add", alias, "--acting-as", "parent", "--age", "under-14", "--no-input")
    bench.run(*LETTER, "--person", "masha", typed=["listed", "Громова"])
    assert t("letter.draft.there") not in bench.run(*LETTER, "--person", "petya", typed=[]).out
    assert t("letter.draft.there") not in bench.run("letter", "access", typed=[]).out
    told = bench.run(*LETTER, "--person", "masha", typed=[]).out
    assert t("letter.draft.there") in told
    assert "masha" in told


def test_a_letter_whose_kind_is_not_chosen_yet_has_a_draft_too(bench: Bench) -> None:
    bench.run("letter", typed=["parent"])
    assert load_drafts(bench.folder) == (Draft("", "", date(2026, 11, 23), {"role": "parent"}),)
    told = bench.run("letter", typed=["", "listed", "school-parent", "parent"])
    assert "Кто вы?" not in told.out.partition(t("letter.draft.new"))[2]
    (found,) = load_drafts(bench.folder)
    assert (found.kind, found.answers["situation"]) == ("school-parent", "listed")


def test_a_draft_of_a_request_that_ended_is_gone_on_with_alone(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.run(*LETTER, typed=["school-1", "listed", "parent", "Громова"])
    assert draft(bench)["request"] == "school-1"
    bench.ok("log", "school-1", "abandoned")
    bench.run(*LETTER, typed=["", "Инна"])
    assert "request" not in draft(bench)
    assert draft(bench)["applicant.given"] == "Инна"


def test_whoever_is_removed_is_in_no_draft(bench: Bench) -> None:
    for alias in ("masha", "petya"):
        bench.ok("people", "add", alias, "--acting-as", "parent", "--age", "under-14", "--no-input")
        bench.run(*LETTER, "--person", alias, typed=["listed", "Громова"])
    bench.ok("people", "remove", "Masha")
    assert [each.person for each in load_drafts(bench.folder)] == ["petya"]
    bench.ok("people", "remove", "petya")
    assert not (bench.folder / DRAFTS).exists()


def test_whoever_is_removed_takes_a_draft_along_that_nobody_can_read(bench: Bench) -> None:
    bench.ok("people", "add", "masha", "--acting-as", "parent", "--age", "under-14", "--no-input")
    (bench.folder / DRAFTS).write_text("Громова", encoding="utf-8")
    bench.ok("people", "remove", "masha")
    assert not (bench.folder / DRAFTS).exists()


def test_a_draft_is_wiped_checked_and_exported_with_the_rest(bench: Bench) -> None:
    bench.run(*LETTER, typed=TYPED[:4])
    file = bench.folder / DRAFTS
    kept = file.read_bytes()
    assert "drafts.toml: " in bench.ok("data", "where")
    bench.ok("data", "export", "-o", "all.zip")
    file.write_text("[[draft]]\nkind = 5\n", encoding="utf-8")
    broken = bench.run("data", "check")
    assert (broken.code, "drafts.toml" in broken.out) == (6, True)
    assert bench.run(*LETTER, typed=[]).code == 6, "it is said before anything is asked"
    bench.ok("data", "import", str(bench.folder / "all.zip"), "--replace")
    assert file.read_bytes() == kept
    bench.ok("data", "wipe", "--confirm")
    assert not file.exists()


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("applicant.surname", "Gromova", "latin"),
        ("applicant.surname", "Грoмова", "mixed"),
        ("applicant.surname", "Громова Инна Олеговна", "whole"),
        ("applicant.given", "Инна2", "digits"),
        ("applicant.phone", "ул. Ленина, 5-128 912 345 67 89", "phone"),
        ("child.class", "5 A", "latin"),
    ],
)
def test_what_looks_odd_is_asked_about_at_once(
    bench: Bench, name: str, typed: str, why: str
) -> None:
    place = list(SAID).index(name)
    said = [*TYPED[:place], typed, "нет", TYPED[place]]
    told = bench.run(*LETTER, typed=said).out
    assert " ".join(t(f"letter.odd.{why}", given=typed).split()) in " ".join(told.split())
    assert draft(bench)[name] == SAID[name]
    bench.run(*LETTER, typed=["new", *TYPED[:place], typed, "да"])
    assert draft(bench)[name] == typed


def test_a_character_without_a_meaning_is_refused_at_once(bench: Bench) -> None:
    change = ["change", "2", "Поправить форму: Громовой", "\ue000", "Громовой И. О."]
    typed = ["listed", "parent", "Гром\udce9ва", *TYPED[2:], *change, "yes", "no"]
    told = bench.ok(*LETTER, typed=typed)
    assert "U+DCE9" in told
    assert "Громовой И. О." in paper(bench)


def test_an_address_that_gets_no_answer_is_asked_about_at_once(bench: Bench) -> None:
    place = list(SAID).index("applicant.email")
    told = bench.run(*LETTER, typed=[*TYPED[:place], "inna@gmail.com", "no", "-"]).out
    assert ".рф" in told
    assert draft(bench)["applicant.email"] == ""


def test_what_was_typed_is_remembered_and_the_next_letter_knows_it(bench: Bench) -> None:
    told = bench.ok(*LETTER, typed=[*TYPED, "yes", "yes", "sasha"])
    assert t("letter.remember") in " ".join(told.split())
    (person,) = load_people(bench.folder).values()
    assert (person.alias, person.acting_as, person.age_band) == ("sasha", "guardian", "under_14")
    assert person.fields["child_birth_date"] == "2015-03-04"
    assert person.fields["school_kind"] == "municipal"
    text = (bench.folder / "people.toml").read_text(encoding="utf-8")
    assert "61 00" not in text, "papers are not kept with a person"
    (request,) = js(bench, "status")["requests"]
    assert request["person"] == "sasha"
    again = bench.ok(*LETTER, "--request", "school-1", "--force", typed=["", "", "", "", "", "yes"])
    assert "Ваша фамилия" not in again
    assert t("letter.remember") not in " ".join(again.split()), "nothing new was typed"


def test_what_was_left_out_once_is_not_asked_in_the_next_letter(bench: Bench) -> None:
    """Unless that one needs it: an answer by e-mail does."""
    said = {**SAID, "applicant.email": ""}
    bench.ok(*LETTER, typed=[*said.values(), "yes", "yes", "sasha"])
    (person,) = load_people(bench.folder).values()
    assert (person.fields["email"], person.fields["child_patronymic"]) == ("", "")
    words = ("letter", "access", "--request", "school-1", "--force", "--format", "txt")
    again = bench.ok(*words, typed=["", "", "", "yes"])
    email = answer_fields()["applicant.email"].question.pick("ru")
    for name in ("applicant.email", "child.patronymic"):
        assert answer_fields()[name].question.pick("ru") not in again
    assert email in bench.run(*words, typed=["email"]).out


def test_a_request_without_a_name_gets_the_name_that_is_remembered(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok(*LETTER, "--request", "school-1", typed=[*TYPED, "yes", "yes", "Саша"])
    status = js(bench, "status")
    assert status["requests"][0]["person"] == "Саша"
    assert (len(status["cases"]), status["cases"][0]["institution"]["kind"]) == (1, "school")
    again = bench.run(*LETTER, "--request", "school-1", "--force", typed=[""] * 3).out
    assert "Что это за организация" not in again, "it was said for the first letter"


def test_a_word_that_is_taken_is_refused(bench: Bench) -> None:
    bench.ok("people", "add", "Саша", "--acting-as", "parent", "--age", "under-14", "--no-input")
    told = bench.ok(*LETTER, typed=[*TYPED, "yes", "yes", "саша", "саша2"])
    assert t("letter.remember.taken", alias="Саша") in told
    assert list(load_people(bench.folder)) == ["Саша", "саша2"]


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_whoever_reads_english_can_read_what_the_letter_says(bench: Bench, lang: str) -> None:
    bench.lang, words = lang, {"ru": ru, "en": en}[lang].TEXT
    typed = [*TYPED, *(["meaning"] if lang == "en" else []), "yes", "no"]
    told = bench.ok(*LETTER, typed=typed)
    assert (words["letter.meaning"] in told) == (lang == "en")
    assert ("legal representative of the child" in told) == (lang == "en")
    written(bench, ANSWERS)
    piped = bench.ok(*LETTER, "--force", "--answers", "answers.toml", "--no-input")
    assert ("within 10 working days" in piped) == (lang == "en")


def test_an_answers_file_opens_one_request_however_often_it_is_used(bench: Bench) -> None:
    written(bench, without("request"))
    for _ in range(2):
        bench.ok(*LETTER, "--force", "--answers", "answers.toml", "--no-input")
    (request,) = js(bench, "status")["requests"]
    assert len([each for each in request["events"] if each["type"] == "drafted"]) == 2
    bench.ok("log", "school-1", "sent")
    bench.ok(*LETTER, "--force", "--answers", "answers.toml", "--no-input")
    assert len(js(bench, "status")["requests"]) == 2, "that letter is out already"


def test_a_draft_is_read_by_its_owner_alone(bench: Bench) -> None:
    bench.run(*LETTER, typed=TYPED[:3])
    assert (bench.folder / DRAFTS).stat().st_mode & 0o077 == 0
    table = tomli.loads((bench.folder / DRAFTS).read_text(encoding="utf-8"))
    assert set(table) == {"schema", "draft"}


def test_names_that_are_left_blank_suggest_no_word(bench: Bench) -> None:
    blank = {**SAID, "applicant.given": "____", "child.given": "____", "applicant.surname": "____"}
    del blank["child.sex"]
    typed = [*blank.values()]
    told = bench.run(*LETTER, typed=[*typed, "yes", "yes"]).out
    assert f"(Enter: {t('letter.remember.usual')})" in " ".join(told.split()), told[-800:]


def test_an_answer_that_was_given_can_be_left_out_again(bench: Bench) -> None:
    told = bench.ok(*LETTER, typed=[*TYPED, "change", "3", "2", "-", "yes", "no"])
    assert t("letter.optional_now", what="Ваш телефон") in told
    assert "000-00-00" not in paper(bench)


def test_what_an_email_does_not_do_is_said_on_the_check_page(bench: Bench) -> None:
    written(bench, {"applicant": {"email": "inna@gmail.com"}})
    place = list(SAID).index("applicant.email")
    typed = [*TYPED[:place], *TYPED[place + 1 :], "yes", "no"]
    words = ("--answers", "answers.toml", "--format", "eml")
    told = bench.ok("letter", "school-parent", *words, typed=typed).partition("Проверьте")[2]
    assert ".рф" in told, "an address that was not typed now"
    weak = letter_kind("school-parent").sending.weak.ru
    assert weak in " ".join(told.split()), "a draft of an e-mail"


@pytest.mark.parametrize("said", [["no"], ["yes", "sasha"]])
def test_a_form_that_was_put_right_is_remembered_as_the_person_says(
    bench: Bench, said: list[str]
) -> None:
    change = ["change", "2", "Поправить форму: Громовой", "Громовой И. О.", "yes"]
    bench.ok(*LETTER, typed=[*TYPED, *change, *said])
    kept = [dict(person.corrections) for person in load_people(bench.folder).values()]
    assert kept == ([{"applicant.genitive": "Громовой И. О."}] if "yes" in said else [])


def test_a_change_after_which_the_letter_fits_no_more_has_it_chosen_anew(bench: Bench) -> None:
    typed = ["parent", "listed", "school-parent", *TYPED[1:], "change", "1", "1", "teacher"]
    told = bench.run("letter", typed=[*typed, "teacher-stays"]).out
    again = told.rpartition("Кто вы?")[2]
    assert "Какое письмо нужно?" in again
    assert "school-parent" not in again
    assert load_drafts(bench.folder)[-1].kind == "teacher-stays"


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_who_keeps_nothing_is_not_told_that_anything_is_saved(bench: Bench, lang: str) -> None:
    bench.lang, words = lang, {"ru": ru.TEXT, "en": en.TEXT}[lang]
    typed = ["listed", "parent", "не хранить" if lang == "ru" else "keep nothing", "Громова"]
    outcome = bench.run("letter", "school-parent", typed=typed)
    assert outcome.code == 130
    assert load_drafts(bench.folder) == ()
    assert words["error.interrupted_unkept"] in " ".join(outcome.err.split())


@pytest.mark.parametrize(
    ("lang", "words"), [("ru", "Письмо: 1 лист."), ("en", "The letter: 1 sheet.")]
)
def test_the_check_page_says_how_many_sheets_there_are(bench: Bench, lang: str, words: str) -> None:
    bench.lang = lang
    told = " ".join(bench.run("letter", "school-parent", typed=TYPED).out.split())
    assert f"{words} " in told
    assert "Копия акта органа опеки и попечительства о назначении, на ____ л." in told


def test_a_letter_that_is_a_text_has_no_sheets_and_its_attachments_all_the_same(
    bench: Bench,
) -> None:
    told = " ".join(bench.run(*LETTER, typed=TYPED).out.split())
    assert "Письмо: 1 лист" not in told
    assert "Приложите: Копия акта" in told
