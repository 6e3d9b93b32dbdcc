"""Wherever a request stands, its views are whole sentences and say why the next thing is next."""

from __future__ import annotations

import re
from datetime import date

import pytest
from conftest import Bench
from core.test_next_action import AT, HANDED_IN, REFUSED, ROWS, after, day, grown
from journal import START
from misses import over

from sferum_cli.core.event_checks import CORRECTABLE
from sferum_cli.core.events import Event, Value
from sferum_cli.core.frozen import replace
from sferum_cli.core.state import New, State, record
from sferum_cli.render.history_view import event_words
from sferum_cli.storage.files import as_toml
from sferum_cli.storage.state_file import STATE, dump_state
from sferum_cli.text import en, ru, use

TABLES = {"ru": ru.TEXT, "en": en.TEXT}
VIEWS = (["status"], ["status", "{id}"], ["why", "{id}"], ["due"], ["calendar", "-o", "-"])


def shown(bench: Bench, state: State, today: int, views: tuple[list[str], ...] = VIEWS) -> str:
    """All the views of ``state`` on a day, in the language of ``bench``."""
    bench.folder.mkdir(exist_ok=True)
    (bench.folder / STATE).write_bytes(as_toml(dump_state(state)))
    bench.today = day(today)
    pages = []
    for words in views:
        outcome = bench.run(*(word.format(id=state.events[0].request) for word in words))
        assert outcome.code in (0, 10), (words, outcome.err)
        assert "{" not in outcome.out, words
        pages.append(outcome.out)
    return "\n".join(pages)


def beginning(sentence: str) -> str:
    """What of a sentence stands before the first place to fill, as a page may break it."""
    return sentence.split("{")[0].strip()


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_a_request_says_why_the_next_thing_is_next(row: list[str], lang: str, bench: Bench) -> None:
    path, line, today, reason, *_ = row
    bench.lang = lang
    data: dict[str, Value] = {"reason": "expired"} if "returned" in line else {}
    page = shown(bench, after(line, path, **data), int(today))
    keys = (k for k in TABLES[lang] if k == f"next.{reason}" or k.startswith(f"next.{reason}."))
    assert any(beginning(TABLES[lang][key]) in " ".join(page.split()) for key in keys)


@pytest.mark.parametrize("lang", TABLES)
def test_the_persons_own_term_and_what_was_passed_on_have_their_sentences(
    lang: str, bench: Bench
) -> None:
    bench.lang = lang
    for state, today, reason in (
        (
            grown(after(REFUSED, "authority"), "prosecutor", sent=21, parent="authority-1"),
            101,
            "own_overdue",
        ),
        (grown(after(HANDED_IN), "authority", sent=21), 30, "passed_on"),
        (grown(after(HANDED_IN), "authority", sent=None), 30, "rung_begun"),
    ):
        page = " ".join(shown(bench, state, today).split())
        assert beginning(TABLES[lang][f"next.{reason}"]) in page


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize("kind", ["kindergarten", "college", "university"])
def test_who_owes_is_named_as_what_it_is(kind: str, lang: str, bench: Bench) -> None:
    bench.lang = lang
    bench.ok("unlink", "school", "--role", "parent", "--institution", kind, "--no-input")
    bench.ok("log", "school-1", "sent", "--date", "2026-11-20", "--channel", "in_person")
    bench.ok("log", "school-1", "received", "--date", "2026-11-20")
    must = TABLES[lang][f"who.{kind}.must"]
    assert f"{must[0].upper()}{must[1:]}" in bench.ok("why", "school-1")
    bench.ok("log", "school-1", "answered", "--date", "2026-11-22", "--result", "refused")
    bench.today = day(40)
    assert bench.ok("status", "school-1")


@pytest.mark.parametrize("lang", TABLES)
def test_an_event_says_its_fields_in_words(lang: str, bench: Bench) -> None:
    bench.lang = lang
    table = TABLES[lang]
    put_right: dict[str, Value] = {"event": 2, "field": "date", "to": day(1)}
    steps: list[tuple[str, dict[str, Value], str]] = [
        ("sent/post copy/post+2", {}, "event.sent_copy"),
        ("sent/post returned+3", {"reason": "wrong_address"}, "value.reason.wrong_address"),
        ("sent/post returned+3", {"reason": "refused"}, "value.reason.refused"),
        ("sent/post returned+3", {"reason": "expired"}, "value.reason.expired"),
        ("sent/in_person extended~20+3", {"written": "no"}, "value.written.no"),
        ("abandoned reopened+1", {}, "event.reopened"),
        ("sent/post copy/post+2 returned+5", {"reason": "expired", "copy": 2}, "field.copy"),
        ("sent/in_person not_needed+2", {"rule": "operator-stop-processing"}, "field.rule"),
        ("sent/in_person corrected+2", {**put_right, "was": day(0)}, "field.event"),
        ("sent/in_person corrected+2", {**put_right, "was": day(0)}, "field.field"),
        ("sent/in_person corrected+2", {**put_right, "was": day(0)}, "field.was"),
        ("sent/in_person corrected+2", {**put_right, "was": day(0)}, "field.now"),
    ]
    for line, data, key in steps:
        page = shown(bench, after(line, **data), 5, (["status", "{id}"],))
        said = f", {table[key]} 2" if key == "field.copy" else beginning(table[key])
        assert said in " ".join(page.split()), key


@over(TABLES, CORRECTABLE)
def test_what_was_put_right_is_said_in_words(lang: str, field: str) -> None:
    use(lang)
    table = TABLES[lang]
    values = {"channel": ("post", "chat"), "date": (day(0), day(1))}
    was, now = values.get(field, ("a", "b"))
    fix = Event(3, AT, "corrected", "school-1", day(2), 3,
                {"event": 2, "field": field, "was": was, "to": now})  # fmt: skip
    said = event_words(fix)
    assert f"{table['field.field']} {table[f'value.field.{field}']}" in said
    assert f", {table['field.now']} " in said
    if field == "channel":
        assert said.endswith(f"{table['field.now']} {table['value.channel.chat']}")
    if field != "to":
        assert table["field.to"] not in said


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize(
    ("line", "today", "key"),
    [
        (HANDED_IN, 18, "next.remind"),
        ("sent/in_person", 18, "next.post_track.direct"),
        ("sent/post", 18, "next.post_track"),
        ("sent/site received auto_reply+30", 33, "next.unknown_start.registered"),
        (f"{HANDED_IN} answered+3 classified:partly", 5, "next.refused.partly"),
        (f"{HANDED_IN} answered+3 classified:refused", 5, "next.refused"),
    ],
)
def test_only_a_term_from_a_known_day_is_over(
    lang: str, line: str, today: int, key: str, bench: Bench
) -> None:
    bench.lang = lang
    path = "authority" if "registered" in key else "school"
    page = " ".join(shown(bench, after(line, path), today, (["status"],)).split())
    assert beginning(TABLES[lang][key]) in page


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize(
    ("line", "days"),
    [
        ("sent/in_person", (2, 8, 11, 20)),
        ("sent/post", (2, 11, 25)),
        ("sent/site received auto_reply+30", (33,)),
    ],
)
def test_what_is_not_recorded_is_said_once_on_a_page(
    lang: str, line: str, days: tuple[int, ...], bench: Bench
) -> None:
    """The line says what is missing; the reason under it says what to do about it."""
    bench.lang = lang
    path = "authority" if "site" in line else "school"
    missing = re.compile(r"не записан|not recorded|no receipt|not been recorded|proof of receipt")
    found = {
        (today, *words): missing.findall(shown(bench, after(line, path), today, (words,)))
        for today in days
        for words in (["status"], [])
    }
    assert {where: said for where, said in found.items() if len(said) > 1} == {}
    unproved = ("next.unknown_start", "next.post_track", "next.second_copy")
    reasons = [key for key in TABLES[lang] if key.startswith(unproved)]
    assert [key for key in reasons if missing.search(str(TABLES[lang][key]))] == []


@pytest.mark.parametrize("lang", TABLES)
def test_why_days_are_only_the_earliest_is_said_once_wherever_they_stand(
    lang: str, bench: Bench
) -> None:
    bench.lang = lang
    table, who = TABLES[lang], New("case", "", START, {"case": "c1", "role": "parent"})
    state = record(after("sent/post"), [who], at=AT)[0]
    shown(bench, state, 2)
    copy = ("log", "school-1", "sent", "--copy", "--channel", "post")
    for name in (("report", "-o", "-"), ("status", "school-1"), copy):
        page = " ".join(bench.ok(*name).split())
        assert page.count(table["term.lacks.arrival"]) == 1, name
        assert beginning(table["status.dates.earliest"]) in page, name
        assert page.count(table["who.school.must"].capitalize()) > 1, name


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize(
    ("line", "today", "keys"),
    [
        ("sent/site received", 40, ("term.them.past_unknown", "term.lacks.registered")),
        ("sent/site received", 32, ("term.them.today_about",)),
        ("sent/site received withdrawn+40", 40, ("term.void_about",)),
        ("sent/site registered answered+5", 60, ("term.me.ahead_about", "term.lacks.classified")),
        ("sent/site registered answered+5", 95, ("term.me.today_about",)),
        ("sent/site registered answered+5", 99, ("term.me.past_about",)),
    ],
)
def test_what_is_counted_from_a_guess_says_what_is_missing(
    lang: str, line: str, today: int, keys: tuple[str, ...], bench: Bench
) -> None:
    bench.lang = lang
    page = " ".join(
        shown(bench, after(line, "authority"), today, (["status", "{id}"], ["why", "{id}"])).split()
    ).casefold()
    for key in keys:
        for words in (part for part in re.split(r"\{\w+\}", TABLES[lang][key]) if len(part) > 3):
            assert " ".join(words.split()).casefold() in page, key


@pytest.mark.parametrize("lang", TABLES)
def test_a_result_is_told_in_the_words_of_its_event_or_beside_them(lang: str, bench: Bench) -> None:
    """A later version may write down events that this one does not know."""
    bench.lang, words = lang, TABLES[lang]
    state = after("sent/in_person note+2", note="x")
    later = replace(state.events[-1], type="inspected", data={"result": "refused"})
    told = f"inspected, {words['field.result']} {words['value.result.refused']}"
    page = shown(
        bench, replace(state, events=(*state.events[:-1], later)), 5, (["status", "{id}"],)
    )
    assert told in " ".join(page.split())
    page = shown(bench, after(REFUSED, "authority"), 12, (["status", "{id}"],))
    assert words["event.classified.refused"] in " ".join(page.split())
    assert words["field.result"] not in " ".join(page.split())


@pytest.mark.parametrize(
    ("lang", "letter", "words"),
    [
        ("ru", "reminder", "напоминание готово, копия в программе: school-1-letter-2.pdf"),
        ("ru", "access", "письмо готово, копия в программе: school-1-letter-2.pdf"),
        ("en", "reminder", "the reminder is ready, copy kept here: school-1-letter-2.pdf"),
    ],
)
def test_a_later_letter_is_no_attachment(lang: str, letter: str, words: str) -> None:
    use(lang)
    data = {"letter": letter, "file": "school-1-letter-2.pdf", "sha256": "0" * 64}
    assert event_words(Event(7, "", "attached", "school-1", date(2026, 12, 1), 7, data)) == words
