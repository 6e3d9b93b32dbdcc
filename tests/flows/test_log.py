"""What happened is written down, or refused with what can be."""

from __future__ import annotations

import json
import shlex
from datetime import date, timedelta

import pytest
from conftest import Bench, error, handed_in, js

from sferum_cli.shelf.deadlines import all_rules
from sferum_cli.shelf.playbook import plays
from sferum_cli.text import en, ru

TABLES = {"ru": ru.TEXT, "en": en.TEXT}


def test_an_event_out_of_turn_is_refused_with_what_can_be(bench: Bench) -> None:
    handed_in(bench)
    told = error(bench, "log", "school-1", "verified", "--result", "yes")
    assert told["code"] == 2
    assert "answered" in told["hint"]
    assert "snoozed" not in told["hint"], "what is always possible helps nobody here"
    assert len(js(bench, "status")["requests"][0]["events"]) == 3


def test_an_answer_with_its_result_is_recorded_as_two_events_and_undone_as_one(
    bench: Bench,
) -> None:
    handed_in(bench)
    told = json.loads(bench.ok("log", "school-1", "answered", "--result", "refused", "--json"))[
        "request"
    ]
    assert [event["type"] for event in told["events"]][-2:] == ["answered", "classified"]
    assert (told["status"], told["outcome"]) == ("closed", "refused")
    bench.ok("undo")
    assert js(bench, "status")["requests"][0]["status"] == "accepted"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["sent", "--date", "2030-01-01"], 2),
        (["sent", "--date", "31.02.2026"], 2),
        (["sent", "--date", "завтра"], 2),
        (["received"], 2),
        (["sent", "--result", "done"], 2),
        (["note"], 4),
        (["danced"], 3),
        (["planned"], 3),
        (["undone"], 3),
        (["sent", "--attach", "nowhere.pdf"], 3),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)  # fmt: skip
def test_what_cannot_be_recorded_is_refused_and_nothing_is_lost(
    bench: Bench, words: list[str], code: int
) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    before = (bench.folder / "state.toml").read_bytes()
    assert bench.run("log", "school-1", *words).code == code
    assert (bench.folder / "state.toml").read_bytes() == before


def test_a_proof_is_kept_under_a_neutral_name_with_its_hash(bench: Bench) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    (bench.folder / "Заявление Ивановой.PDF").write_bytes(b"scan")
    bench.ok("log", "school-1", "sent", "--attach", "Заявление Ивановой.PDF")
    event = js(bench, "status")["requests"][0]["events"][-1]
    assert (bench.folder / "attachments" / event["file"]).read_bytes() == b"scan"
    assert event["file"].endswith(".pdf")
    assert "Иванов" not in (bench.folder / "state.toml").read_text(encoding="utf-8")


def test_a_proof_of_an_event_without_a_place_for_it_is_attached_beside(bench: Bench) -> None:
    handed_in(bench)
    (bench.folder / "x.png").write_bytes(b"scan")
    bench.ok(
        "log",
        "school-1",
        "extended",
        "--until",
        "2026-12-18",
        "--written",
        "yes",
        "--attach",
        "x.png",
    )
    types = [event["type"] for event in js(bench, "status")["requests"][0]["events"]]
    assert types[-2:] == ["extended", "attached"]


def test_an_agreed_day_may_be_given_as_the_day_itself(sent: Bench) -> None:
    sent.ok("log", "school-1", "agreed", "--date", "20.12.2026")
    assert js(sent, "status")["requests"][0]["events"][-1]["until"] == "2026-12-20"


def test_a_day_of_another_century_is_refused(sent: Bench) -> None:
    assert sent.run("log", "school-1", "received", "--date", "26.11.1926").code == 2


@pytest.mark.parametrize("typed", [None, ["no", "", "seen on the list", ""]], ids=["flag", "asked"])
def test_a_later_look_that_finds_the_entry_again_is_recorded_as_that(
    sent: Bench, typed: list[str] | None
) -> None:
    """The command for the look is the one that was printed; its "no" is refused nowhere."""
    sent.ok("log", "school-1", "answered", "--result", "done")
    sent.ok("log", "school-1", "verified", "--result", "yes")
    sent.today += timedelta(days=7)
    sent.lang = "en"
    look = js(sent, "status")["requests"][0]["next"]["command"].split()[1:]
    assert look == ["log", "school-1", "verified"]
    sent.ok(*look, *([] if typed else ["--result", "no"]), typed=typed)
    first, again = sorted(js(sent, "status")["requests"], key=lambda each: each["id"])
    assert [e["type"] for e in first["events"]][-2:] == ["verified", "reappeared"]
    assert (again["id"], again["situation"], again["parent"]) == (
        "school-2",
        "re_added",
        "school-1",
    )


def two_copies(bench: Bench) -> None:
    """A letter that went by post in two copies, the second three days after the first."""
    bench.today = date(2026, 11, 30)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "post", "--date", "20.11.2026")
    bench.ok("log", "school-1", "sent", "--copy", "--channel", "post", "--date", "23.11.2026")


def offered(told: dict[str, str]) -> list[str]:
    """The command of a hint, as it is typed."""
    return shlex.split(told["hint"].partition("sferum ")[2])


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize("number", ["0", "1", "2", "4", "999999999"])
def test_a_further_copy_may_be_named_by_the_number_it_gets(
    bench: Bench, lang: str, number: str
) -> None:
    bench.lang = lang
    two_copies(bench)
    told = error(bench, "log", "school-1", "sent", "--copy", number)
    assert told["code"] == 2
    assert "3" in told["message"]
    assert offered(told) == ["log", "school-1", "sent", "--copy"]
    bench.ok("log", "school-1", "sent", "--copy", "3")
    assert js(bench, "status")["requests"][0]["events"][-1]["copy"] is True


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "two"])
def test_a_copy_whose_number_is_none_is_refused(bench: Bench, number: str) -> None:
    two_copies(bench)
    assert error(bench, "log", "school-1", "sent", "--copy", number)["code"] == 2
    assert error(bench, "log", "school-1", "returned", "--copy", number)["code"] == 2


@pytest.mark.parametrize("lang", TABLES)
def test_a_copy_that_came_back_after_another_arrived_is_only_noted(bench: Bench, lang: str) -> None:
    bench.lang = lang
    two_copies(bench)
    bench.ok("log", "school-1", "received", "--date", "26.11.2026")
    told = error(bench, "log", "school-1", "returned", "--reason", "expired", "--copy", "2")
    assert told["code"] == 2
    assert "26" in told["message"]
    bench.ok(*offered(told))
    assert js(bench, "status")["requests"][0]["status"] == "accepted"


@pytest.mark.parametrize("lang", TABLES)
def test_a_day_before_another_names_that_other_and_how_to_put_it_right(
    bench: Bench, lang: str
) -> None:
    bench.lang = lang
    two_copies(bench)
    bench.ok("log", "school-1", "received", "--date", "26.11.2026")
    words = TABLES[lang]["event.received"]
    told = error(bench, "log", "school-1", "answered", "--date", "22.11.2026", "--result", "partly")
    assert words in told["message"]
    assert "26" in told["message"]
    mended = ["23.11.2026" if word == "DAY" else word for word in offered(told)]
    bench.ok(*mended)
    bench.ok("log", "school-1", "answered", "--date", "22.11.2026", "--result", "partly")


@pytest.mark.parametrize("lang", TABLES)
def test_nothing_is_withdrawn_before_it_was_begun(bench: Bench, lang: str) -> None:
    bench.lang = lang
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    told = error(bench, "log", "school-1", "withdrawn", "--date", "01.10.2026")
    words = TABLES[lang]["error.date_before_start"].split("}")[1].partition("{")[0]
    assert words in told["message"]
    bench.ok(*offered(told))


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize("more", [[], ["--event", "1", "--field", "date", "--value", "1.11.2026"]])
def test_what_may_be_put_right_is_named_with_its_number(
    bench: Bench, lang: str, more: list[str]
) -> None:
    bench.lang = lang
    two_copies(bench)
    told = error(bench, "log", "school-1", "corrected", *more)
    entries = [e for e in js(bench, "status")["requests"][0]["events"] if e["type"] == "sent"]
    assert len(entries) == 2
    for entry in entries:
        assert f" {entry['id']}, {TABLES[lang]['event.sent']}" in told["message"]
    assert "|".join(str(entry["id"]) for entry in entries) in told["hint"]


@pytest.mark.parametrize("lang", TABLES)
@pytest.mark.parametrize(
    ("sent", "event", "play"),
    [
        (True, ["undelivered"], "undelivered"),
        (True, ["returned", "--reason", "expired"], "returned"),
        (True, ["returned", "--reason", "wrong_address"], "returned-address"),
        (False, ["refused_at_desk"], "refused-at-desk"),
    ],
)
def test_of_a_letter_that_did_not_arrive_it_is_told_how_that_came(
    bench: Bench, lang: str, sent: bool, event: list[str], play: str
) -> None:
    bench.lang = lang
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    if sent:
        bench.ok("log", "school-1", "sent", "--channel", "post", "--date", "20.11.2026")
    first = next(each for each in plays() if each.id == play).first
    for said in (
        bench.ok("log", "school-1", *event),
        bench.ok("status", "school-1"),
        bench.ok("log", "school-1", "note", "--note", "a call"),
    ):
        assert getattr(first, lang) in " ".join(said.split())


@pytest.mark.parametrize("lang", TABLES)
def test_no_reminder_is_advised_once_it_was_sent(bench: Bench, lang: str) -> None:
    bench.lang = lang
    handed_in(bench)
    first = {each.id: getattr(each.first, lang) for each in plays()}
    told = []
    for day, event in (
        (date(2026, 12, 14), []),
        (date(2026, 12, 15), ["reminded", "--channel", "in_person"]),
        (date(2026, 12, 16), []),
        (date(2027, 1, 20), []),
    ):
        bench.today = day
        if event:
            bench.ok("log", "school-1", *event)
        said = " ".join(bench.ok("status", "school-1").split())
        told.append([name for name, line in first.items() if line.split("{")[0] in said])
    assert told == [["late"], ["reminded"], ["reminded"], ["next-rung"]]


@pytest.mark.parametrize("words", [["вернулось"], ["returned"], ["came back"]])
def test_what_came_back_is_what_the_post_brought_back(bench: Bench, words: list[str]) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "post")
    bench.ok("log", "school-1", *words, "--reason", "expired")
    assert js(bench, "status")["requests"][0]["events"][-1]["type"] == "returned"


@pytest.mark.parametrize(("lang", "said"), [("ru", "вернулось"), ("en", "brought it back")])
def test_in_the_menu_only_the_post_brings_back(bench: Bench, lang: str, said: str) -> None:
    bench.lang = lang
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "post")
    bench.ok("log", "school-1", typed=[said, "1", "1", *[""] * 4])
    assert js(bench, "status")["requests"][0]["events"][-1]["type"] == "returned"


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (("corrected", "--event", "3", "--field", "date"), "--value"),
        (("attached",), "--attach"),
    ],
)
def test_a_missing_field_is_named_by_the_option_that_takes_it(
    sent: Bench, words: tuple[str, ...], missing: str
) -> None:
    told = error(sent, "log", "school-1", *words)
    assert told["code"] == 4
    assert f"{missing} ..." in told["hint"]
    assert missing in sent.run("log", "--help").out


def test_only_a_term_that_is_there_is_extended_or_dropped(bench: Bench) -> None:
    bench.today = date(2026, 11, 26)
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "regional", "--no-input")
    bench.ok("log", "school-1", "sent")
    bench.ok("log", "school-1", "received")
    extended = ("log", "school-1", "extended", "--until", "20.12.2026", "--written", "yes")
    for rule in ("nope", "court-term"):
        assert "operator-stop-processing" in error(bench, *extended, "--rule", rule)["message"]
    bench.ok(*extended, "--rule", "operator-stop-processing", "--reason", "болезнь")
    dropped = ("log", "school-1", "not_needed", "--rule")
    for rule in ("nope", "operator-stop-processing", "court-term"):
        assert error(bench, *dropped, rule)["code"] == 2, rule
    bench.ok("log", "school-1", "answered", "--result", "refused", "--no-input")
    bench.ok(*dropped, "court-term")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_what_no_field_could_make_right_is_refused_before_a_field_is_missed(
    sent: Bench, lang: str
) -> None:
    """A guard is 2, a missing answer 4; without the guard each of these is the second."""
    sent.lang = lang
    far, before, days = ("--until", "29.12.2028"), ("--until", "1.1.2026"), ("--date", "1.1.2029")
    refused = [
        ("extended", *far), ("extended", *before), ("extended", *days), ("not_needed", *days),
        ("extended", "--rule", "nope"), ("snoozed", *days), ("note", *days),
        ("corrected", "--event", "99"), ("corrected", "--event", "99", "--field", "date"),
        ("corrected", "--event", "3", "--field", "until"), ("corrected", "--event", "1"),
        ("forwarded", *days), ("returned", *days), ("returned", "--copy", "7"),
    ]  # fmt: skip
    assert [words for words in refused if error(sent, "log", "school-1", *words)["code"] != 2] == []
    missing = [words[:1] for words in refused if words[0] != "returned"]
    assert [w for w in missing if error(sent, "log", "school-1", *w)["code"] != 4] == []


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_one_word_that_is_no_request_and_no_event_is_not_found(sent: Bench, lang: str) -> None:
    sent.lang = lang
    for word in ("help", "school-9", "чепуха"):
        told = error(sent, "log", word)
        assert told["code"] == 3, word
        assert "school-1" in told["message"], word
        assert told["hint"].endswith("sferum log --help"), word


def test_the_example_of_an_event_is_one_that_is_taken(bench: Bench) -> None:
    """In every place where a request may stand."""
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    steps = ["drafted", "sent", "received", "answered", "withdrawn", "reappeared"]
    stands = []
    for step in ("", *steps):
        if step:
            bench.ok("log", "school-1", step)
        command = shlex.split(error(bench, "log", "school-1")["hint"].partition("sferum ")[2])
        bench.ok(*command)
        stands.append(command[-1])
        bench.ok("undo")
    assert {"sent", "answered"} < set(stands)


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_who_reminded_twice_is_told_one_thing_to_wait_or_to_go_on(bench: Bench, lang: str) -> None:
    """After each reminder, whether it came early, in time or when its wait was over."""
    handed_in(bench)
    bench.lang = lang
    wait = next(play for play in plays() if play.id == "reminded").first.pick(lang)  # type: ignore[arg-type]
    waits, climbs = [], []
    for days in (1, 14, 17, 20, 40):
        bench.today = date(2026, 11, 27) + timedelta(days=days)
        told = bench.ok("log", "school-1", "reminded")
        waits.append(wait in told)
        climbs.append("escalate school-1" in told)
    assert (set(waits), set(climbs)) == ({True, False}, {True, False})
    assert not any(a and b for a, b in zip(waits, climbs, strict=True))


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize(
    ("day", "until", "more", "why"),
    [
        (1, 20, ("--written", "no", "--reason", "x"), "spoken"), (30, 40, ("--written", "yes"), ""),
        (1, 20, ("--written", "yes"), "reasons"), (1, 60, ("--written", "yes", "--reason", "x"), ""),
        (18, 60, ("--written", "yes", "--reason", "x"), "late"),
        (1, 20, ("--written", "yes", "--reason", "x", "--rule", "consent-withdrawal"), "law"),
        (1, 2, ("--written", "yes", "--reason", "x"), "short"),
    ],
)  # fmt: skip
def test_what_an_extension_does_not_move_is_said_with_the_reason_and_only_that(
    bench: Bench, lang: str, day: int, until: int, more: tuple[str, ...], why: str
) -> None:
    """On the page of the event and in status; nothing is said to be idle that moved a term."""
    handed_in(bench)
    bench.lang = lang

    def dues() -> dict[str, str]:
        owed = js(bench, "status")["requests"][0]["obligations"]
        return {o["rule"]: o["due"] for o in owed if o["owed_by"] == "them"}

    bench.today, start = bench.today + timedelta(days=day), bench.today
    before, last = dues(), (start + timedelta(days=until)).isoformat()
    told = bench.ok("log", "school-1", "extended", "--until", last, *more)
    table, idle = TABLES[lang], bool(why) and before == dues()
    reasons = {
        f for f in ("law", "spoken", "late", "reasons", "short") if table[f"idle.{f}"] in told
    }
    head = table["idle.all"].partition("{why}")[0].partition("{date}")[2]
    assert (head in told) is (before == dues())
    assert reasons == ({why} if why else reasons)
    if idle or why:
        line = table[f"idle.{why}"]
        assert line in told
        assert line in bench.ok("status", "school-1")


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_an_extension_that_moves_one_term_is_said_not_to_move_the_other(
    bench: Bench, lang: str
) -> None:
    """A public school owes two answers, and only one law lets it put off without reasons."""
    bench.ok("unlink", "school", "--role", "parent", "--ownership", "municipal", "--no-input")
    for step in (("sent", "--channel", "in_person"), ("registered", "--number", "5")):
        bench.ok("log", "school-1", *step)
    bench.lang = lang
    duty = all_rules()["operator-stop-processing"].duty.pick(lang)  # type: ignore[arg-type]
    until = (bench.today + timedelta(days=40)).isoformat()
    told = bench.ok("log", "school-1", "extended", "--until", until, "--written", "yes")
    table = TABLES[lang]
    line = table["idle.term"].partition("{date}")[2].format(duty=duty, why=table["idle.reasons"])
    assert line in told
    assert line in bench.ok("status", "school-1")


@pytest.mark.parametrize("typed", [None, ["1", "", "", ""]], ids=["typed command", "menu"])
def test_what_was_found_not_done_is_looked_at_again(bench: Bench, typed: list[str] | None) -> None:
    handed_in(bench)
    bench.ok("log", "school-1", "answered", "--result", "done")
    bench.ok("log", "school-1", "verified", "--result", "no")
    said = error(bench, "log", "school-1", "sent")  # what is refused names how it stands
    assert ru.TEXT["status.broken"] in said["message"]
    bench.ok("log", "school-1", "verified", "--result", "no")
    bench.ok("log", "school-1", *([] if typed else ["verified", "--result", "yes"]), typed=typed)
    assert js(bench, "status")["requests"][0]["outcome"] == "verified_done"


@pytest.mark.parametrize(
    ("typed", "added", "put"),
    [
        (["extended", "--until", "2027-01-26", "--reason", "так вышло"], "--written", "yes"),
        (["sent", "--channel", "in_person"], "--copy", ""),
        (["returned"], "--reason", "expired"),
        (["отказали", "--note", "по телефону"], "--result", "refused"),
    ],
)
def test_the_command_for_what_was_missing_keeps_all_that_was_typed(
    bench: Bench, typed: list[str], added: str, put: str
) -> None:
    bench.today = date(2026, 12, 14)
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "post", "--date", "2026-12-01")
    when = date(2026, 12, 12)
    told = error(bench, "log", "school-1", *typed, "--date", when.isoformat())
    words = [put if "|" in word else word for word in offered(told)]
    assert {*typed[1:], "--date", when.isoformat(), added, *filter(None, [put])} <= set(words)
    bench.ok(*words)
    assert js(bench, "status")["requests"][0]["events"][-1]["date"] == when.isoformat()


@pytest.mark.parametrize("day", ["32.12.2026", "01.12.2027", "01.01.2020"])
def test_a_wrong_day_is_refused_before_a_word_that_would_close_is_doubted(
    bench: Bench, day: str
) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    assert bench.run("log", "school-1", "отказали", "--date", day).code == 2
    assert bench.run("log", "school-1", "отказали").code == 4


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_the_command_for_a_word_that_would_close_holds_all_that_was_typed(
    bench: Bench, lang: str
) -> None:
    bench.lang = lang
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    bench.ok("log", "school-1", "sent", "--channel", "in_person")
    bench.today += timedelta(days=3)
    typed = ("--number", "5/7", "--reason", "нет оснований", "--date", str(bench.today))
    meant = error(bench, "log", "school-1", "отказали", *typed)
    assert meant["key"] == "error.event_meant"
    command = "sferum " + meant["hint"].partition("  sferum ")[2]
    bench.ok(*shlex.split(command)[1:])
    (request,) = js(bench, "status")["requests"]
    answered, classified = request["events"][-2:]
    assert (answered["number"], answered["date"]) == ("5/7", str(bench.today))
    assert (classified["result"], classified["reason"]) == ("refused", "нет оснований")
    for odd in ("до $5", "a`b"):
        assert odd not in error(bench, "log", "school-1", "отзываю", "--reason", odd)["hint"]


def test_a_mistyped_request_is_not_answered_with_a_command_that_records_nothing(
    bench: Bench,
) -> None:
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    told = bench.run("log", "schol-1")
    assert told.code == 3
    assert "school-1" in told.err
    assert ru.TEXT["error.log_word.hint"] in told.err
    assert "sferum log school-1" in bench.run("log", "schol-1", typed=[]).err
    assert ru.TEXT["error.none"] in Bench(bench.folder / "other").run("log", "schol-1").err
