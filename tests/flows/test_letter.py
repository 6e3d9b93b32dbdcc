"""Letters from answers: complete, in every format, kept byte for byte, nothing forgotten."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from datetime import date
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from conftest import Bench, js
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from letter_answers import (
    ANSWERS,
    LETTER,
    REMINDER,
    TODAY,
    flat,
    letter_of,
    pieces,
    without,
    written,
)
from misses import over

from sferum_cli.core.letter_kinds import BLANK
from sferum_cli.errors import BadUsage, NeedsAnswer
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.letter import (
    check_answers,
    insist_on_answers,
    lacking,
    to_bytes,
    write_letter,
)
from sferum_cli.render.error_view import problem_with
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.shelf.letters import letter_kind

KINDS = [kind.id for kind in all_kinds()]


def squeezed(text: str) -> str:
    """Without white space and hyphens: hyphenation and line ends are the renderer's own."""
    gone = dict.fromkeys(map(ord, " \u00a0\u202f\t\n\r\x0c-\u2010\u2011\u00ad"))
    return text.translate(gone)


def extracted(content: bytes, format_name: str, tmp_path: Path) -> str:
    match format_name:
        case "txt":
            return content.decode()
        case "docx":
            paper = Document(BytesIO(content))
            cells = [c.text for table in paper.tables for row in table.rows for c in row.cells]
            return "\n".join([*(p.text for p in paper.paragraphs), *cells])
        case "eml":
            message = message_from_bytes(content, policy=default)
            assert message["X-Unsent"] == "1"
            body = message.get_body(("plain",))
            assert body is not None
            return str(body.get_content())
        case _:
            if not shutil.which("pdftotext"):
                pytest.skip("pdftotext is not installed (poppler-utils)")
            file = tmp_path / "letter.pdf"
            file.write_bytes(content)
            done = subprocess.run(
                ["pdftotext", "-layout", file, "-"], capture_output=True, check=True
            )
            return done.stdout.decode()


@pytest.mark.parametrize("format_name", ["pdf", "docx", "eml", "txt"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_the_same_in_every_format(
    kind: str, format_name: str, tmp_path: Path
) -> None:
    letter = letter_of(kind)
    content = to_bytes(letter, format_name)
    assert content == to_bytes(letter, format_name), "the same letter gives the same bytes"
    text = squeezed(extracted(content, format_name, tmp_path))
    for piece in pieces(letter):
        if format_name == "pdf" and len(piece) > 300:
            continue  # a page break with its number may stand inside a long paragraph
        assert squeezed(piece) in text, piece


@over(KINDS)
def test_nothing_unfilled_ever_leaves(kind: str) -> None:
    text = "\n".join(pieces(letter_of(kind)))
    assert not set(text) & set("{}|")


def test_the_school_letter_holds_both_demands_and_the_scope() -> None:
    text = "\n".join(pieces(letter_of("school-parent")))
    for words in (
        "части 2 статьи 9",
        "части 5.1 статьи 21",
        "десяти рабочих дней",
        "«Моя школа»",
        "копию акта",
        "59-ФЗ",
        "1678",
    ):
        assert words in text


def test_names_stand_in_the_case_that_their_sentence_needs() -> None:
    text = "\n".join(pieces(letter_of("school-parent")))
    for words in (
        "от Ивановой Марии Сергеевны",
        "представителя Иванова Петра Андреевича",
        "Петровой-Водкиной\u00a0О.\u00a0Л.",
        "Директору",
        "исключить Иванова Петра Андреевича",
        "М.\u00a0С.\u00a0Иванова",
    ):
        assert words.replace("\u00a0", " ") in text.replace("\u00a0", " "), words


def test_a_private_school_is_not_reminded_of_the_law_on_appeals() -> None:
    assert "59-ФЗ" not in "\n".join(
        pieces(letter_of("school-parent", **{"school.kind": "private"}))
    )


def test_a_blank_on_purpose_is_a_line_to_fill_in_by_hand() -> None:
    text = "\n".join(
        pieces(
            letter_of("school-parent", **{"applicant.surname": BLANK, "applicant.address": BLANK})
        )
    )
    assert text.count("________________________") >= 3


hostile = st.text(max_size=60) | st.sampled_from(
    ["#let x = 1", "</w:t>", "{child}", "$x$", "*a*", "a\nb", "Я" * 300, "<b>", "\u202eabc", "=1+1"]
)


@given(hostile)
def test_no_text_of_a_person_is_obeyed_or_loses_the_letter(words: str) -> None:
    answers = {
        **flat(ANSWERS),
        "school.name": f"МБОУ «{words}»",
        "applicant.address": words or "Рязань",
    }
    kind = next(kind for kind in all_kinds() if kind.id == "school-parent")
    checked = check_answers(answers, kind, TODAY)
    if lacking(kind, checked):
        return
    letter = write_letter(kind, checked, TODAY)
    assert " ".join(checked["school.name"].split()) == letter.addressee[1]


def opened(bench: Bench) -> None:
    written(bench, ANSWERS)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")


def test_a_letter_is_recorded_as_drafted_with_its_exact_bytes(bench: Bench) -> None:
    opened(bench)
    page = bench.ok(*LETTER, "--format", "pdf", "-o", "out.pdf")
    assert "входящий номер" in page
    told = json.loads(bench.ok("status", "--json"))["requests"][0]
    assert told["status"] == "drafted"
    kept = (bench.folder / "letters" / told["events"][-1]["file"]).read_bytes()
    assert kept == (bench.folder / "out.pdf").read_bytes()
    assert kept.startswith(b"%PDF")
    assert "Иванов" not in (bench.folder / "state.toml").read_text(encoding="utf-8")


def test_a_file_that_is_there_is_not_replaced_without_asking(bench: Bench) -> None:
    opened(bench)
    (bench.folder / "out.txt").write_text("mine")
    assert bench.run(*LETTER, "--format", "txt", "-o", "out.txt").code == 2
    assert (bench.folder / "out.txt").read_text() == "mine"
    assert json.loads(bench.ok("status", "--json"))["requests"][0]["status"] == "planned"
    bench.ok(*LETTER, "--format", "txt", "-o", "out.txt", "--force")


@pytest.mark.parametrize(
    "path",
    [("applicant", "surname"), ("applicant", "address"), ("child", "given"), ("school", "name")],
)
def test_a_missing_answer_is_named(bench: Bench, path: tuple[str, ...]) -> None:
    opened(bench)
    written(bench, without(*path))
    outcome = bench.run(*LETTER, "-o", "out.pdf")
    assert outcome.code == 4
    assert ".".join(path) in outcome.err
    assert not (bench.folder / "out.pdf").exists()


def test_all_that_is_missing_is_said_in_words_with_a_file_to_fill_in(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    alone = LETTER[: LETTER.index("--answers")]
    refused = bench.run(*alone, "-o", "out.txt", "--no-input")
    told, how, *sample = refused.err.splitlines()
    assert (refused.code, "фамилия ребёнка, имя ребёнка" in told, "." in told) == (4, True, False)
    again = how.partition("sferum ")[2].split()
    assert again == [*alone, "-o", "out.txt", "--no-input", "--answers", "answers.toml"]
    assert any("child.sex" in line and "нужен, только если нет отчества" in line for line in sample)
    assert any("child.sex" in line and "male (мужской), female" in line for line in sample)
    filled = "\n".join(sample).replace('sex = ""', 'sex = "female"').replace('""', '"____"')
    (bench.folder / "answers.toml").write_text(filled, encoding="utf-8")
    bench.ok(*again)
    english = bench.run(*alone, "--no-input", "--json", "--lang", "en").err
    shape = json.loads(english)["error"]
    assert "the child's surname" in shape["message"]
    assert "only needed where there is no patronymic" in shape["sample"]


@pytest.mark.parametrize("part", ["surname", "given"])
def test_whoever_lacks_a_part_of_the_name_is_asked_what_tells_the_sex(part: str) -> None:
    kind = letter_kind("school-parent")
    known = check_answers(flat(without("child", part)), kind, TODAY)
    for tells in (True, False):
        with pytest.raises(NeedsAnswer) as refusal:
            insist_on_answers(kind, known if tells else known | {"child.patronymic": ""})
        asked = [line.split()[0] for line in str(refusal.value.values["sample"]).splitlines()]
        more = [] if tells else ["child.patronymic", "child.sex"]
        assert asked == [f"child.{part}", *more]


def of_untold_sex(bench: Bench, who: str) -> dict[str, dict[str, str]]:
    opened(bench)
    answers = without(who, "patronymic")
    answers[who]["given"] = "Саша"
    written(bench, answers)
    return answers


def test_a_choice_that_is_missing_is_named_with_its_values(bench: Bench) -> None:
    of_untold_sex(bench, "child")
    refused = bench.run(*LETTER, "-o", "out.pdf")
    told, how, *sample = refused.err.splitlines()
    assert "не хватает: пол ребёнка (male, female)" in told
    assert how.count("--answers") == 1
    assert [line.partition(" ")[0] for line in sample] == ["child.sex"]
    assert "нет отчества" not in sample[0]


def test_a_sex_that_no_patronymic_tells_is_asked_and_never_guessed(bench: Bench) -> None:
    answers = of_untold_sex(bench, "applicant")
    outcome = bench.run(*LETTER, "-o", "out.pdf")
    assert (outcome.code, "applicant.sex" in outcome.err) == (4, True)
    answers["applicant"]["sex"] = "female"
    written(bench, answers)
    bench.ok(*LETTER, "--format", "txt", "-o", "out.txt")
    assert "от Ивановой Саши" in (bench.folder / "out.txt").read_text(encoding="utf-8")


@over(["role", "channel", *answer_fields()])
def test_a_wrong_answer_is_named_once_whichever_it_is(name: str) -> None:
    tried = [{name: wrong} for wrong in ("nonsense", "32.13.2026", "x" * 2001)]
    told = [problem_with(lambda each=each: check_answers(each, None, TODAY)) for each in tried]
    assert told[-1]
    assert all(words.count(name) == 1 for words in told if words), told


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"applicant": {"surnam": "x"}}, "applicant.surname"),
        ({"child": {"class_name": "x"}}, "child.class"),
        ({"nonsense": {"x": "y"}}, "nonsense"),
        ({"school": {"kind": "royal"}}, "municipal"),
        ({"applicant": {"sex": "f"}}, "female"),
        ({"child": {"birth_date": "2014-13-45"}}, "дата рождения с годом"),
        ({"child": {"birth_date": "2030-01-01"}}, "дата рождения с годом"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_with_the_near_one(
    bench: Bench, change: dict[str, Any], words: str
) -> None:
    opened(bench)
    answers = json.loads(json.dumps(ANSWERS, default=str))
    for table, rows in change.items():
        answers.setdefault(table, {}).update(rows)
    written(bench, answers)
    outcome = bench.run(*LETTER, "-o", "out.pdf")
    assert outcome.code == 2
    assert words in outcome.err


def test_an_email_to_a_state_body_is_said_not_to_count(bench: Bench) -> None:
    opened(bench)
    page = bench.ok(
        "letter",
        "complaint-roskomnadzor",
        "--answers",
        "answers.toml",
        "--format",
        "eml",
        "-o",
        "x.eml",
    )
    assert "не считается" in page
    assert "547-ФЗ" in page


def test_a_character_that_the_font_lacks_is_named(bench: Bench) -> None:
    opened(bench)
    answers = json.loads(json.dumps(ANSWERS, default=str))
    answers["school"]["name"] = "Школа \U0001f600"
    written(bench, answers)
    outcome = bench.run(*LETTER, "--format", "pdf", "-o", "out.pdf")
    assert outcome.code == 2
    assert "GRINNING FACE" in outcome.err
    assert not (bench.folder / "out.pdf").exists()


def test_the_list_of_kinds_says_who_needs_them(bench: Bench) -> None:
    told = json.loads(bench.ok("letter", "--list", "--json"))
    assert {"id", "title", "for"} <= set(told["kinds"][0])
    assert "school-parent" in {kind["id"] for kind in told["kinds"]}
    assert "school-parent" in bench.ok("letter", "--list")


def test_a_reminder_quotes_number_and_date_and_is_attached(bench: Bench) -> None:
    opened(bench)
    bench.today = date(2026, 11, 28)
    bench.ok("log", "school-1", "sent", "--date", "2026-11-26")
    bench.ok("log", "school-1", "received", "--date", "2026-11-27", "--number", "77")
    bench.today = date(2026, 12, 14)
    written(bench, without("request"))
    bench.ok(*REMINDER, "-o", "r.txt")
    text = (bench.folder / "r.txt").read_text(encoding="utf-8")
    assert "от 26.11.2026, входящий номер 77" in text.replace("\u00a0", " ")
    assert "истёк 11.12.2026" in text
    told = json.loads(bench.ok("status", "--json"))["requests"][0]
    assert (told["status"], told["events"][-1]["type"]) == ("accepted", "attached")


def test_the_answers_of_a_person_fill_the_letter(bench: Bench) -> None:
    written(bench, ANSWERS)
    bench.ok(
        "people",
        "add",
        "petya",
        "--acting-as",
        "parent",
        "--age",
        "under-14",
        "--answers",
        "answers.toml",
    )
    bench.ok("unlink", "school", "--person", "Petya", "--no-input")
    bench.ok("letter", "school-parent", "--request", "school-1", "--format", "txt", "-o", "out.txt")
    assert "Иванова Петра Андреевича" in (bench.folder / "out.txt").read_text(encoding="utf-8")


def test_a_letter_in_a_terminal_asks_what_is_missing_shows_it_and_takes_a_correction(
    bench: Bench,
) -> None:
    opened(bench)
    bench.ok("people", "add", "petya", "--acting-as", "parent", "--answers", "answers.toml")
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    change = ["change", "Ребёнок", "Поправить форму: Иванова Петра", "Иванова Петруши Андреевича"]
    # what no person keeps: the situation, the way of the answer, e-mail, document, kind, the way
    answers = ["listed", "", "", "", "school", "in_person", *change, "yes", "yes"]
    outcome = bench.run(
        "letter", "school-parent", "--request", "school-2", "--format", "txt", "-o", "out.txt",
        typed=answers,
    )  # fmt: skip
    assert outcome.code == 0, outcome.out + outcome.err
    assert "Петруши" in (bench.folder / "out.txt").read_text(encoding="utf-8")
    bench.ok(
        "letter", "school-parent", "--request", "school-2", "--format", "txt", "-o", "again.txt"
    )
    assert "Петруши" in (bench.folder / "again.txt").read_text(encoding="utf-8"), (
        "the correction is kept"
    )


def test_a_parent_of_a_teenager_is_offered_the_letter_that_both_sign(bench: Bench) -> None:
    written(bench, ANSWERS | {"child": {**ANSWERS["child"], "birth_date": date(2010, 5, 6)}})
    bench.ok(
        "people",
        "add",
        "petya",
        "--acting-as",
        "parent",
        "--age",
        "14-17",
        "--answers",
        "answers.toml",
    )
    bench.ok("unlink", "school", "--person", "petya", "--no-input")
    page = bench.run("letter", "--request", "school-1", typed=["1"]).out
    assert "Подписывают: ученик, родитель." in page
    both, alone = (letter_kind(name).title.ru for name in ("student-14-17", "school-parent"))
    assert page.index(both) < page.index(alone)
    bench.ok("letter", "student-14-17", "--request", "school-1", "--format", "txt", "-o", "out.txt")
    text = (bench.folder / "out.txt").read_text(encoding="utf-8")
    assert "от Иванова Петра Андреевича" in text
    assert "и законного представителя Ивановой Марии Сергеевны" in text


def test_an_email_outside_the_russian_zone_is_said_to_get_no_answer(bench: Bench) -> None:
    opened(bench)
    answers = json.loads(json.dumps(ANSWERS, default=str))
    answers["applicant"]["email"] = "masha@example.com"
    written(bench, answers)
    assert "российской зоне" in bench.ok(*LETTER, "--format", "txt", "-o", "out.txt")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("applicant.phone", "нет", "номер телефона"),
        ("applicant.email", "maria", "адрес почты"),
        ("child.birth_date", "весна", "дата рождения с годом"),
    ],
)
def test_an_answer_by_which_nobody_could_reply_is_named(name: str, value: str, told: str) -> None:
    kind = next(kind for kind in all_kinds() if kind.id == "school-parent")
    with pytest.raises(BadUsage) as refusal:
        check_answers({name: value}, kind, TODAY)
    assert refusal.value.values["name"] == name
    assert told in str(refusal.value.values["problem"])


def test_a_file_may_answer_what_another_kind_asks_but_nothing_that_none_does() -> None:
    kind = next(kind for kind in all_kinds() if kind.id == "school-parent")
    assert "labour.region" not in kind.fields
    assert check_answers({"labour.region": "7"}, kind, TODAY) == {"labour.region": "7"}
    with pytest.raises(BadUsage) as refusal:
        check_answers({"labour.regoin": "7"}, kind, TODAY)
    assert "labour.region" in refusal.value.values["known"]


def test_an_unknown_school_or_kind_of_letter_is_refused_with_those_there_are(bench: Bench) -> None:
    outcome = bench.run("unlink", "school", "--role", "parent", "--school", "flying")
    assert (outcome.code, "municipal" in outcome.err) == (2, True)
    outcome = bench.run("letter", "love", "--answers", "answers.toml", "--no-input")
    assert outcome.code == 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"applicant": {"surname": "И" * 5000}}, "applicant.surname"),
        ({"child": {"birth_date": "31.02.2014"}}, ""),
        ({"school": {"kind": "flying"}}, "school.kind"),
        ({"aplicant": {"surname": "Иванова"}}, "applicant"),
        ({"zzz": "1"}, "zzz"),
    ],
)
def test_an_answer_that_fits_no_letter_is_named(
    bench: Bench, change: dict[str, Any], says: str
) -> None:
    written(bench, {**ANSWERS, **change})
    words = ("letter", "school-parent", "--answers", "answers.toml", "--format", "txt")
    outcome = bench.run(*words)
    assert (outcome.code, says in outcome.err) == (2, True)
    assert not (bench.folder / "school-parent.txt").exists()


def test_a_request_of_somebody_removed_still_asks_for_its_kinds_of_letters(sent: Bench) -> None:
    sent.ok("people", "add", "masha", "--acting-as", "parent", "--no-input")
    sent.ok("unlink", "school", "--person", "masha", "--no-input")
    sent.ok("log", "school-2", "abandoned")
    sent.ok("people", "remove", "masha")
    assert sent.run("letter", "--request", "school-2", typed=[]).code == 130


def test_a_letter_without_a_kind_names_those_there_are(bench: Bench) -> None:
    outcome = bench.run("letter")
    assert (outcome.code, "school-parent" in outcome.err) == (4, True)


def test_a_letter_in_json_says_where_it_is_and_what_was_kept(sent: Bench) -> None:
    written(sent, ANSWERS)
    words = ("letter", "school-parent", "--request", "school-1", "--answers", "answers.toml")
    told = js(sent, *words, "--format", "txt")
    assert (told["kind"], told["request"], Path(told["file"]).name) == (
        "school-parent", "school-1", "school-parent.txt",
    )  # fmt: skip
    assert told["kept"].startswith("school-1-letter-")


def test_a_letter_at_a_terminal_ends_with_the_code_when_wished(bench: Bench) -> None:
    written(bench, ANSWERS)
    words = ("letter", "complaint-roskomnadzor", "--answers", "answers.toml", "--format", "txt")
    assert "https://" in bench.ok(*words, "--qr", typed=[""] * 40)


def next_command(page: str) -> list[str]:
    """The command that a page ends with, as it is typed."""
    (line,) = [line for line in page.splitlines() if "sferum log " in line]
    return shlex.split(line.partition("sferum ")[2])


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_how_a_letter_that_went_is_recorded_can_be_typed(bench: Bench, lang: str) -> None:
    bench.lang = lang
    opened(bench)
    bench.today = date(2026, 11, 28)
    said = []

    def record(*words: str) -> None:
        said.append(next_command(bench.ok(*words))[2:])
        bench.ok("log", "school-1", *said[-1])

    again = (
        "letter",
        "school-parent",
        "--request",
        "school-1",
        "--answers",
        "answers.toml",
        "--force",
    )
    record(*again, "-o", "1.txt")
    record(*again, "-o", "2.txt")
    bench.ok("log", "school-1", "received", "--date", "2026-11-28", "--number", "77")
    bench.today = date(2026, 12, 15)
    record(*again, "-o", "3.txt")
    written(bench, without("request"))
    record(*REMINDER, "-o", "4.txt")
    assert [words[0] for words in said] == ["sent", "sent", "note", "reminded"]
    assert said[1][1:] == ["--copy"]


@over(
    [
        ("school", "5 «А»", "класс 5 «А»"), ("school", "9 класс", "класс 9"),
        ("school", "Класс 5 «А»", "класс 5 «А»"), ("college", "группа 2-ИС", "группа 2-ИС"),
        ("kindergarten", "группа «Пчёлки»", "группа «Пчёлки»"), ("college", "2-ИС", "группа 2-ИС"),
    ]
)  # fmt: skip
def test_a_class_is_called_so_once(place: str, given: str, said: str) -> None:
    changes = {"institution.kind": place, "child.class": given, "child.birth_date": "06.05.2014"}
    text = " ".join(pieces(letter_of("school-parent", **changes)))
    assert f", {said}." in text.replace("\N{NO-BREAK SPACE}", " ")
