"""log at a terminal: days, waits and words asked for until they fit; answers files that do not."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from conftest import Bench
from letter_answers import written

from sferum_cli.text import en, ru


@pytest.fixture
def sent(bench: Bench) -> Bench:
    bench.today = date(2026, 11, 26)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent")
    bench.today = date(2026, 11, 30)
    return bench


def last(bench: Bench) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(bench.ok("status", "--json"))["requests"][0]["events"][-1]
    return event


def test_enter_records_no_look_at_the_result_and_a_word_does(bench: Bench) -> None:
    bench.today = date(2026, 11, 22)
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    bench.ok("log", "gosuslugi-1", "done_by_user")
    for words in (["log", "gosuslugi-1", "verified"], []):
        told = bench.run("--plain", *words, typed=[""] * 8).out
        assert "Ничего не записано. Посмотрите" in told
        assert last(bench)["type"] == "done_by_user"
    bench.ok("log", "gosuslugi-1", "verified", typed=["да", *[""] * 6])
    assert (last(bench)["type"], last(bench)["result"]) == ("verified", "yes")


@pytest.mark.parametrize("table", [ru.TEXT, en.TEXT], ids=["ru", "en"])
def test_who_looks_later_is_left_alone_that_day_and_asked_some_days_on(
    bench: Bench, table: dict[str, str]
) -> None:
    bench.lang = "ru" if table is ru.TEXT else "en"
    bench.today = date(2026, 11, 22)
    bench.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    bench.ok("log", "gosuslugi-1", "done_by_user")
    for looking in (date(2026, 11, 25), date(2026, 11, 28)):
        assert bench.run("due").code == 0
        assert table["end.looked"] in bench.ok()
        assert table["next.closed"] not in bench.ok()
        bench.today = looking
        assert bench.run("due").code == 10
        assert table["home.best"] in bench.ok()
        bench.run("log", "gosuslugi-1", "verified", typed=["later"])
        assert last(bench)["type"] == "snoozed"
    assert bench.run("due").code == 0
    told = bench.ok()
    assert told.count("2026") == 2, "the day of today, and the day to look once"
    bench.ok("log", "gosuslugi-1", "verified", "--result", "yes")
    assert bench.run("due").code == 0


def test_putting_off_asks_until_when_and_again_for_a_day_that_is_none(sent: Bench) -> None:
    told = sent.ok("log", "school-1", typed=["later", "когда-нибудь", "05.12.2026", *[""] * 6])
    assert told.count("До какого дня") == 2
    assert (last(sent)["type"], last(sent)["until"]) == ("snoozed", "2026-12-05")


def test_another_day_is_asked_for_and_the_future_is_refused(sent: Bench) -> None:
    sent.ok(
        "log",
        "school-1",
        typed=["received", "other", "01.12.2026", "31.02", "28.11.2026", *[""] * 6],
    )
    assert (last(sent)["type"], last(sent)["date"]) == ("received", "2026-11-28")


def test_a_guessed_day_is_repeated_in_words_before_it_is_kept(sent: Bench) -> None:
    told = sent.ok(
        "log",
        "school-1",
        typed=["received", "other", "в пятницу", "no", "26.11", "yes", *[""] * 6],
    )
    assert "пятница, 27 ноября 2026?" in told
    assert "четверг, 26 ноября 2026?" in told
    assert last(sent)["date"] == "2026-11-26"


@pytest.mark.parametrize("table", [ru.TEXT, en.TEXT], ids=["ru", "en"])
def test_of_two_copies_it_is_asked_which_one_came_back_by_post_first(
    sent: Bench, table: dict[str, str]
) -> None:
    sent.lang = "ru" if table is ru.TEXT else "en"
    sent.ok("log", "school-1", "sent", "--copy", "--channel", "post")
    told = sent.ok("log", "school-1", "вернулось", "--plain", typed=["1", "1", "1", *[""] * 6])
    assert table["report.copy"] in told
    of = table["report.copy.of"].partition("{n}")[0]
    assert told.index(f"{of}2, ") < told.index(f"{of}1, ")
    assert table["value.channel.post"] in told
    assert (last(sent)["type"], last(sent)["copy"]) == ("returned", 2)
    told = sent.ok("log", "school-1", "вернулось", "--plain", typed=["1", "1", *[""] * 6])
    assert table["report.copy"] not in told, "one is left: nothing is asked"


def test_a_guess_of_a_day_to_wait_for_lies_ahead(sent: Bench) -> None:
    told = sent.ok("log", "school-1", typed=["later", "в пятницу", "yes", *[""] * 6])
    assert "пятница, 4 декабря 2026?" in told
    assert last(sent)["until"] == "2026-12-04"


def test_a_day_without_a_guess_is_not_asked_twice(sent: Bench) -> None:
    told = sent.ok("log", "school-1", typed=["later", "через неделю", *[""] * 6])
    assert "2026?" not in told
    assert last(sent)["until"] == "2026-12-07"


def test_yesterday_is_one_of_the_days(sent: Bench) -> None:
    sent.ok("log", "school-1", typed=["registered", "yesterday", "01-12/5", *[""] * 6])
    assert (last(sent)["date"], last(sent)["number"]) == ("2026-11-29", "01-12/5")


@pytest.mark.parametrize(
    ("typed", "day"),
    [("27 ноября", "2026-11-27"), ("27.11.2026", "2026-11-27"), ("позавчера", "2026-11-28")],
)
def test_a_day_is_typed_where_the_days_are_listed(sent: Bench, typed: str, day: str) -> None:
    told = sent.ok("log", "school-1", typed=["received", typed, "yes", *[""] * 6])
    assert "Такого ответа нет" not in told
    assert last(sent)["date"] == day


def test_a_word_that_is_no_day_and_a_day_ahead_are_refused_with_the_way_to_write_it(
    sent: Bench,
) -> None:
    typed = ["received", "гусь", "завтра", "27.11.26", *[""] * 6]
    told = " ".join(sent.ok("log", "school-1", typed=typed).split())
    assert "не удалось прочитать. Пишите 26.11.2026" in told
    assert "ещё не наступила" in told
    assert last(sent)["date"] == "2026-11-27"


@pytest.mark.parametrize(
    ("words", "event", "result"),
    [
        ("школа молчит", "", ""),
        ("директор отказал нам", "answered", "refused"),
        ("школа отказала, говорят нельзя", "answered", "refused"),
        ("письмо вернулось с почты", "returned", ""),
        ("просят прислать паспорт", "info_requested", ""),
    ],
)
def test_what_is_said_in_words_of_ones_own_leads_to_a_line_that_the_person_confirms(
    sent: Bench, words: str, event: str, result: str
) -> None:
    untouched = last(sent)
    none = sent.run("log", "school-1", typed=[words, "Нет, другое"]).out
    assert none.count("Нашлось похожее?") == 1
    assert none.count("Что произошло") == 2, "who meant another line is asked again"
    assert last(sent) == untouched, "nothing is written by a guess"
    told = sent.ok("log", "school-1", typed=[words, *["1"] * 3, *[""] * 6])
    if not event:
        assert "Пока ничего" in told or "получени" in told
        assert last(sent) == untouched
        return
    events = json.loads(sent.ok("status", "--json"))["requests"][0]["events"]
    assert event in [each["type"] for each in events]
    assert result in ("", events[-1].get("result"))


@pytest.mark.parametrize("table", [ru.TEXT, en.TEXT], ids=["ru", "en"])
def test_words_that_mean_no_line_are_said_to_be_unclear_and_nothing_is_written(
    sent: Bench, table: dict[str, str]
) -> None:
    sent.lang = "ru" if table is ru.TEXT else "en"
    untouched = last(sent)
    told = sent.run("log", "school-1", typed=["борщ остыл", "99"])
    assert table["happened.unclear_words"].format(given="борщ остыл") in " ".join(told.out.split())
    assert last(sent) == untouched


def test_danger_is_heard_in_the_list_of_what_happened(sent: Bench) -> None:
    told = sent.run("log", "school-1", typed=["просят код из смс"]).out
    assert "Стоп" in told or "СТОП" in told
    assert last(sent)["type"] == "sent"


def test_sending_asks_by_which_way(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", typed=["sent", "today", "post", *[""] * 6])
    assert (last(bench)["type"], last(bench)["channel"]) == ("sent", "post")


def test_a_look_asks_what_was_seen(sent: Bench) -> None:
    sent.ok("log", "school-1", "answered", "--result", "done")
    sent.ok("log", "school-1", "verified", typed=["today", "no", *[""] * 6])
    assert (last(sent)["type"], last(sent)["result"]) == ("verified", "no")


def test_an_answer_asks_how_it_turned_out(sent: Bench) -> None:
    sent.ok("log", "school-1", "answered")
    sent.ok("log", "school-1", "classified", typed=["today", "refused", *[""] * 6])
    request = json.loads(sent.ok("status", "--json"))["requests"][0]
    assert request["outcome"] == "refused"


def test_a_longer_term_is_asked_whether_it_was_told_in_writing(sent: Bench) -> None:
    typed = ["extended", "today", "20.12.2026", "no", "", "", "", ""]
    told = sent.run("log", "school-1", typed=typed)
    assert ru.TEXT["report.written"] in told.out
    event = last(sent)
    assert (event["type"], event["written"], event["until"]) == ("extended", "no", "2026-12-20")
    by_flag = ("log", "school-1", "extended", "--until", "20.12.2026", "--written", "yes")
    assert ru.TEXT["report.written"] not in sent.run(*by_flag, typed=[""] * 6).out


def test_to_whom_it_was_passed_on_cannot_be_skipped(sent: Bench) -> None:
    sent.ok("log", "school-1", "forwarded", typed=["today", "", "в министерство", *[""] * 6])
    assert last(sent)["to"] == "в министерство"


def test_an_answered_request_is_no_longer_asked_about_its_answer(sent: Bench) -> None:
    sent.ok("log", "school-1", "answered")
    told = sent.run("log", "school-1", typed=[]).out
    assert "Ответили, что всё сделали" not in told


def test_what_is_gone_for_certain_is_not_asked_about_as_still_there(sent: Bench) -> None:
    sent.ok("log", "school-1", "answered", "--result", "done")
    assert "ничего не изменилось" in sent.run("log", "school-1", typed=[]).out
    sent.ok("log", "school-1", "verified", "--result", "yes")
    assert "ничего не изменилось" not in sent.run("log", "school-1", typed=[]).out


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"happened": "gone fishing"}, "happened"),
        ({"happened": "received", "date": "other", "date.date": "1.1.2030"}, "date.date"),
        ({"happened": "received"}, "date"),
        ({"happened": "later"}, "until"),
    ],
)
def test_an_answers_file_that_does_not_fit_or_suffice_is_named(
    sent: Bench, answers: dict[str, Any], says: str
) -> None:
    written(sent, answers)
    outcome = sent.run("log", "school-1", "--answers", "answers.toml")
    assert outcome.code in (2, 4)
    assert says in outcome.err
    assert last(sent)["type"] == "sent"


def test_what_an_answers_file_leaves_out_is_asked(sent: Bench) -> None:
    written(sent, {"happened": "received", "date": "other"})
    sent.ok("log", "school-1", "--answers", "answers.toml", typed=["29.11.2026", *[""] * 6])
    assert last(sent)["date"] == "2026-11-29"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'happened = "received', 2),
        (b"\xff\xff", 2),
        (b"happened = [1]", 2),
        (b"# " + b"x" * 1_000_000, 2),
        (None, 3),
    ],
    ids=["no TOML", "no text", "no answer", "too large", "no file"],
)
def test_an_answers_file_that_cannot_be_read_is_told_in_words(
    sent: Bench, content: bytes | None, code: int
) -> None:
    if content is not None:
        (sent.folder / "answers.toml").write_bytes(content)
    outcome = sent.run("log", "school-1", "--answers", "answers.toml")
    assert (outcome.code, "answers.toml" in outcome.err) == (code, True)


def test_a_folder_is_no_answers_file(sent: Bench) -> None:
    (sent.folder / "answers.toml").mkdir()
    assert sent.run("log", "school-1", "--answers", "answers.toml").code == 2


@pytest.mark.parametrize(("given", "code"), [("missing.jpg", 3), (".", 2)])
def test_a_proof_that_cannot_be_read_leaves_everything_as_it_was(
    sent: Bench, given: str, code: int
) -> None:
    outcome = sent.run("log", "school-1", "received", "--attach", given)
    assert outcome.code == code
    assert last(sent)["type"] == "sent"


def test_a_proof_of_hundreds_of_megabytes_is_refused(sent: Bench) -> None:
    with (sent.folder / "film.mp4").open("wb") as film:
        film.truncate(60_000_000)
    assert sent.run("log", "school-1", "received", "--attach", "film.mp4").code == 2
    assert last(sent)["type"] == "sent"


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("before", "keys"),
    [
        (("info_requested",), ("info_sent",)),
        (("abandoned",), ("reopened",)),
    ],
)
def test_what_could_happen_next_is_offered_in_words(
    sent: Bench, before: tuple[str, ...], keys: tuple[str, ...], lang: str
) -> None:
    for name in before:
        sent.ok("log", "school-1", name)
    sent.lang = lang
    menu = " ".join(sent.run("log", "school-1", typed=["more"]).out.split())
    table = {"ru": ru.TEXT, "en": en.TEXT}[lang]
    assert [key for key in keys if table[f"happened.{key}"] not in menu] == []


def test_where_there_are_several_requests_it_is_asked_which(sent: Bench) -> None:
    sent.ok("unlink", "gosuslugi", "--role", "parent", "--no-input")
    assert ru.TEXT["log.which"] in sent.run("log", typed=[]).out


def test_what_is_done_in_ones_own_settings_is_not_first_called_sent(bench: Bench) -> None:
    bench.ok("unlink", "save-first", "--role", "parent", "--no-input")
    menu = bench.run("log", "save-first-1", typed=[]).out
    assert f"1. {ru.TEXT['happened.myself']}" in menu
    bench.ok("log", "save-first-1", typed=["", "", "", ""])
    assert last(bench)["type"] == "done_by_user"


def test_a_letter_is_asked_about_no_request_that_has_none(bench: Bench) -> None:
    bench.ok("unlink", "save-first", "--role", "parent", "--no-input")
    assert "save-first-1" not in bench.run("letter", typed=[]).out
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    rows = bench.run("letter", typed=[]).out
    assert ("school-1" in rows, "save-first-1" in rows) == (True, False)


def offered_lines(bench: Bench, request: str) -> set[str]:
    """The lines of the dialogue that ``log`` offers for a request, by their keys."""
    menu = bench.run("log", request, typed=[]).out
    lines = {line.split(". ", 1)[1].removesuffix(" (по умолчанию)")
             for line in menu.splitlines() if re.match(r"\d+\. ", line)}  # fmt: skip
    words = {each: key for key, each in ru.TEXT.items() if key.startswith("happened.")}
    return {words[line].removeprefix("happened.") for line in lines}


@pytest.mark.parametrize("path", ["save-first", "delete", "gosuslugi"])
def test_what_one_does_alone_is_neither_refused_nor_passed_over_in_silence(
    path: str, bench: Bench
) -> None:
    begin = ("delete", "--confirm") if path == "delete" else ("unlink", path)
    bench.ok(*begin, "--role", "teacher", "--no-input")
    assert offered_lines(bench, f"{path}-1") == {"myself", "note", "later", "enough"}
    assert f"sferum log {path}-1 done_by_user" in bench.run("log", f"{path}-1").err
    listed = bench.run("log", f"{path}-1", "answered", "--result", "refused").err
    assert not re.search(r"\b(sent|drafted|refused_at_desk)\b", listed)
    bench.ok("log", f"{path}-1", "done_by_user")
    assert offered_lines(bench, f"{path}-1") == {"gone", "not_gone", "note", "later", "enough"}
    assert f"sferum log {path}-1 verified --result yes" in bench.run("log", f"{path}-1").err


def test_nobody_is_silent_about_a_letter_that_was_not_sent(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    assert not offered_lines(bench, "school-1") & {"silence", "auto", "withdrawn"}
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    assert offered_lines(bench, "school-1") >= {"silence", "auto", "withdrawn"}
