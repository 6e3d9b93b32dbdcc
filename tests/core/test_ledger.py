"""The ledger: who owes what by when, through resends, extensions, refusals and corrections."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from journal import AT, START, opened
from knowledge_for_tests import CALENDAR, RULES, rule
from misses import over

from sferum_cli.core.deadlines import Extension, Rule
from sferum_cli.core.events import Value
from sferum_cli.core.ledger import ledger
from sferum_cli.core.obligations import Obligation, breached, mine
from sferum_cli.core.state import New, State, record, request_of, requests_of
from sferum_cli.flows.overview import rules_for

STOP, ANSWER, NUMBER = "operator-stop-processing", "appeal-answer", "appeal-registration"
COURT = "court-term"


def d(text: str) -> date:
    return date.fromisoformat(text)


def told(state: State, request: str, name: str, day: str, **data: Value) -> State:
    return record(state, [New(name, request, d(day), data)], at=AT)[0]


def municipal(*, number: bool = True) -> State:
    """A numbered application to a municipal school, handed in on 27 November 2026."""
    state = opened(school="municipal")
    state = told(state, "school-1", "sent", "2026-11-27", channel="in_person")
    state = told(state, "school-1", "received", "2026-11-27")
    return told(state, "school-1", "registered", "2026-11-27", number="77") if number else state


def answered(day: str, result: str) -> State:
    """That application, answered on ``day``, and what the answer turned out to be."""
    state = told(municipal(), "school-1", "answered", day)
    return told(state, "school-1", "classified", day, result=result)


def book(state: State, today: str, request: str = "school-1") -> dict[str, Obligation]:
    """The obligations of the newest round by rule."""
    found = request_of(state, request)
    rows = ledger(found, rules_for(found), CALENDAR, today=d(today), family=requests_of(state))
    newest = found.round.number
    return {o.rule.id: o for o in rows if o.round == newest}


def test_a_number_meets_the_duty_to_register() -> None:
    assert book(municipal(), "2026-12-02")[NUMBER].state == "met"
    late = book(municipal(number=False), "2026-12-02")[NUMBER]
    assert (late.state, late.due, late.days_late) == ("breached", d("2026-11-30"), 2)


def test_what_is_not_done_in_time_is_breached_and_the_rest_runs_on() -> None:
    found = book(municipal(), "2026-12-14")
    assert (found[STOP].state, found[STOP].due) == ("breached", d("2026-12-11"))
    assert (found[ANSWER].state, found[ANSWER].due) == ("open", d("2026-12-28"))


def test_an_extension_moves_each_term_to_its_own_limit_and_no_further() -> None:
    state = told(
        municipal(), "school-1", "extended", "2026-12-10", until=d("2027-01-26"), written="yes",
        reason="много работы",
    )  # fmt: skip
    found = book(state, "2026-12-16")
    assert (found[STOP].state, found[STOP].due) == ("open", d("2026-12-18"))
    assert found[STOP].extended_until == d("2027-01-26")
    assert found[ANSWER].due == d("2027-01-26")
    assert found["consent-withdrawal"].due == d("2026-12-28")
    assert book(state, "2026-12-19")[STOP].state == "breached"


@over(
    [
        ("2026-12-10", {"written": "no", "reason": "устно"}),
        ("2026-12-10", {"written": "yes"}),  # 152-FZ asks for reasons
        ("2026-12-14", {"written": "yes", "reason": "поздно"}),  # after the last day
        ("2026-12-10", {"written": "yes", "reason": "другое", "rule": ANSWER}),
    ]
)
def test_an_extension_in_the_wrong_form_or_too_late_has_no_effect(
    day: str, data: dict[str, str]
) -> None:
    state = told(municipal(), "school-1", "extended", day, until=d("2026-12-18"), **data)
    assert book(state, "2026-12-16")[STOP].state == "breached"


def test_an_agreed_day_stands_beside_the_term_and_ends_with_the_answer() -> None:
    state = told(municipal(), "school-1", "agreed", "2026-11-30", until=d("2026-12-30"))
    found = book(state, "2026-12-14")[STOP]
    assert (found.state, found.agreed) == ("breached", d("2026-12-30"))
    state = told(state, "school-1", "answered", "2026-12-14")
    assert book(state, "2026-12-14")[STOP].agreed is None


def test_a_letter_sent_again_starts_anew_and_the_old_receipt_counts_no_more() -> None:
    state = told(municipal(), "school-1", "undelivered", "2026-11-30")
    assert book(state, "2026-12-20")[STOP].state == "void"
    state = told(state, "school-1", "sent", "2027-02-20", channel="in_person")
    found = book(state, "2027-02-22")[STOP]
    assert (found.round, found.state, found.certainty) == (2, "open", "estimate")
    assert request_of(state, "school-1").number == ""


def test_of_two_copies_the_first_proved_receipt_counts() -> None:
    state = opened(school="private")
    state = told(state, "school-1", "sent", "2026-12-01", channel="post")
    state = told(state, "school-1", "sent", "2026-12-12", channel="in_person", copy=True)
    state = told(state, "school-1", "received", "2026-12-05")
    found = book(state, "2026-12-15")[STOP]
    assert (found.deadline.start, found.certainty) == (d("2026-12-05"), "fact")


def test_what_is_posted_without_a_receipt_is_never_breached() -> None:
    state = told(opened(school="private"), "school-1", "sent", "2026-11-27", channel="post")
    found = book(state, "2027-06-01")[STOP]
    assert (found.state, found.certainty) == ("open", "not_before")


@pytest.mark.parametrize("channel", ["phone", "chat", "email"])
def test_a_word_by_phone_chat_or_mail_starts_no_term(channel: str) -> None:
    state = told(opened(school="municipal"), "school-1", "sent", "2026-11-27", channel=channel)
    assert {o.owed_by for o in book(state, "2026-12-20").values()} <= {"nobody"}


def test_mail_starts_the_terms_of_the_data_once_its_receipt_is_known() -> None:
    state = told(opened(school="municipal"), "school-1", "sent", "2026-11-27", channel="email")
    state = told(state, "school-1", "received", "2026-11-30")
    found = book(state, "2026-12-01")
    assert found[STOP].certainty == "fact"
    assert NUMBER not in found
    assert ANSWER not in found


def test_an_unknown_owner_makes_no_term_of_the_law_on_appeals() -> None:
    state = told(opened(school=""), "school-1", "sent", "2026-11-27", channel="in_person")
    state = told(state, "school-1", "received", "2026-11-27")
    assert set(book(state, "2026-11-28")) == {STOP, "consent-withdrawal"}


def test_a_refusal_ends_what_was_to_be_done_and_meets_the_duty_to_answer() -> None:
    state = answered("2026-12-03", "refused")
    found = book(state, "2026-12-20")
    assert (found[STOP].state, found[STOP].ended.type) == ("void", "answered")
    assert found[ANSWER].state == "met"
    late = answered("2026-12-20", "refused")
    assert book(late, "2026-12-25")[STOP].state == "breached"


def test_partly_leaves_duties_open_and_unclear_meets_nothing() -> None:
    partly = answered("2026-12-03", "partly")
    assert book(partly, "2026-12-05")[STOP].state == "open"
    unclear = answered("2026-12-03", "unclear")
    assert book(unclear, "2026-12-30")[ANSWER].state == "breached"


def test_a_claim_meets_until_a_look_shows_that_it_is_untrue() -> None:
    state = answered("2026-12-03", "done")
    assert book(state, "2026-12-20")[STOP].state == "met"
    state = told(state, "school-1", "verified", "2026-12-20", result="no")
    assert book(state, "2026-12-20")[STOP].state == "breached"


def test_a_look_that_finds_it_still_there_ends_nothing() -> None:
    state = told(answered("2026-12-03", "done"), "school-1", "verified", "2026-12-04", result="no")
    assert book(state, "2026-12-05")[STOP].state == "open"


def test_who_forwarded_in_time_has_answered_and_still_owes_the_data() -> None:
    state = told(municipal(), "school-1", "forwarded", "2026-12-02", to="орган")
    found = book(state, "2026-12-30")
    assert (found[ANSWER].state, found[STOP].state) == ("met", "breached")
    late = told(municipal(), "school-1", "forwarded", "2026-12-10", to="орган")
    assert book(late, "2026-12-30")[ANSWER].state == "breached"


def refused_by_the_authority() -> State:
    state = opened("authority")
    state = told(state, "authority-1", "sent", "2026-11-27", channel="site")
    state = told(state, "authority-1", "registered", "2026-11-27", number="999")
    return told(state, "authority-1", "answered", "2026-12-10")


def test_the_persons_own_term_counts_from_the_answer_and_not_from_its_sorting() -> None:
    state = refused_by_the_authority()
    guess = book(state, "2026-12-20", "authority-1")[COURT]
    assert (guess.due, guess.certainty) == (d("2027-03-10"), "estimate")
    state = told(state, "authority-1", "classified", "2026-12-25", result="refused")
    own = book(state, "2026-12-26", "authority-1")[COURT]
    assert (own.due, own.certainty, own.owed_by) == (d("2027-03-10"), "fact", "me")


@pytest.mark.parametrize(
    ("event", "data"),
    [("escalated", {"child": "prosecutor-1"}), ("reopened", {}), ("snoozed", {"until": START})],
)
def test_the_persons_own_term_survives(event: str, data: dict[str, Value]) -> None:
    state = refused_by_the_authority()
    state = told(state, "authority-1", "classified", "2026-12-25", result="refused")
    data = {**data, **({"until": d("2027-01-20")} if "until" in data else {})}
    state = told(state, "authority-1", event, "2026-12-26", **data)
    assert mine(book(state, "2026-12-27", "authority-1").values())


def test_the_persons_own_term_ends_when_it_is_not_needed() -> None:
    state = refused_by_the_authority()
    state = told(state, "authority-1", "classified", "2026-12-25", result="refused")
    state = told(state, "authority-1", "not_needed", "2026-12-26", rule=COURT)
    assert mine(book(state, "2026-12-27", "authority-1").values()) == ()


def test_silence_beyond_the_term_starts_the_persons_own_term_too() -> None:
    state = opened("authority")
    state = told(state, "authority-1", "sent", "2026-11-27", channel="site")
    state = told(state, "authority-1", "registered", "2026-11-27", number="999")
    own = book(state, "2027-01-15", "authority-1")[COURT]
    assert (own.deadline.start, own.due) == (d("2026-12-29"), d("2027-03-29"))


def test_an_access_letter_starts_its_own_term_and_no_withdrawal() -> None:
    state = opened(school="private")
    state = told(state, "school-1", "sent", "2026-11-27", channel="in_person", letter="access")
    state = told(state, "school-1", "received", "2026-11-27")
    assert set(book(state, "2026-11-28")) == {"data-access"}


def test_success_of_one_request_ends_the_whole_chain() -> None:
    state = municipal()
    planned = New("planned", "authority-1", d("2026-12-14"), {
        "path": "authority", "rung": 3, "parent": "school-1", "role": "parent",
    })  # fmt: skip
    state = record(state, [planned], at=AT)[0]
    state = told(state, "authority-1", "sent", "2026-12-14", channel="site")
    state = told(state, "authority-1", "answered", "2026-12-20")
    state = told(state, "authority-1", "classified", "2026-12-20", result="done")
    state = told(state, "authority-1", "verified", "2026-12-21", result="yes")
    assert request_of(state, "school-1").outcome == "verified_done"
    assert breached(o for o in book(state, "2027-01-30").values()) == ()


@pytest.mark.parametrize("given_up", ["withdrawn", "abandoned"])
def test_who_gives_up_waits_for_nothing_any_more(given_up: str) -> None:
    state = told(municipal(), "school-1", given_up, "2026-12-01")
    found = book(state, "2027-01-30")
    assert {o.state for o in found.values()} == {"met", "void"}
    assert found[STOP].ended is not None
    assert found[STOP].ended.type == given_up


def test_an_answer_shows_that_what_was_thought_lost_arrived() -> None:
    state = told(municipal(), "school-1", "undelivered", "2026-11-30")
    state = told(state, "school-1", "answered", "2026-12-03")
    assert book(state, "2026-12-04")[STOP].state == "open"


def test_what_a_refusal_ended_is_not_met_by_what_was_done_later() -> None:
    state = told(answered("2026-12-03", "refused"), "school-1", "answered", "2026-12-09")
    state = told(state, "school-1", "classified", "2026-12-09", result="done")
    found = book(state, "2026-12-10")[STOP]
    assert (found.state, found.met) == ("void", None)
    assert found.ended is not None
    assert found.ended.date == d("2026-12-03")


def test_no_shipped_rule_counts_from_what_only_the_other_side_knows() -> None:
    for name in ("data-unlawful-stop", "data-unlawful-destroy", "purpose-reached", "data-block"):
        assert not {"received", "registered", "sent"} & {*RULES[name].starts}, name


def test_lateness_is_told_in_calendar_days() -> None:
    state = municipal()
    for days in range(-3, 30):
        today = d("2026-12-11") + timedelta(days=days)
        assert book(state, today.isoformat())[STOP].days_late == max(days, 0)


def made(state: State, today: str, *rules: Rule) -> list[Obligation]:
    """The obligations under made-up rules, each in the order of the rules."""
    found = ledger(request_of(state, "school-1"), rules, CALENDAR, today=d(today))
    return sorted(found, key=lambda o: [each.id for each in rules].index(o.rule.id))


def test_a_rule_is_in_force_from_its_first_day_to_its_last() -> None:
    state = told(opened(), "school-1", "sent", "2026-11-27", channel="in_person")
    state = told(state, "school-1", "received", "2026-11-27")
    for since, until, counted in (
        ("2026-11-27", "2026-11-27", True), ("2026-11-28", "2027-01-01", False),
        ("2026-01-01", "2026-11-26", False),
    ):  # fmt: skip
        term = rule(valid_from=d(since), valid_to=d(until))
        assert bool(made(state, "2026-11-28", term)) == counted


def test_after_an_amendment_each_request_has_the_text_of_the_day_it_began() -> None:
    old = rule(valid_to=d("2026-11-30"))
    new = rule(valid_from=d("2026-12-01"), amount=3)
    for day, due in (("2026-11-30", "2026-12-14"), ("2026-12-01", "2026-12-04")):
        state = told(opened(), "school-1", "sent", day, channel="in_person")
        state = told(state, "school-1", "received", day)
        assert [each.due for each in made(state, "2026-12-02", old, new)] == [d(due)]


def test_an_extension_counts_in_writing_where_its_rule_says_nothing_else() -> None:
    term = rule(extension=Extension(5, "working_day"))
    for written, due in (("no", "2026-12-11"), ("yes", "2026-12-18")):
        state = told(municipal(), "school-1", "extended", "2026-12-10", until=d("2026-12-18"),
                     written=written)  # fmt: skip
        assert made(state, "2026-12-12", term)[0].due == d(due)


def test_of_two_copies_without_a_receipt_the_first_is_reckoned_from() -> None:
    term = rule(estimate_from=("sent",))
    state = told(opened(), "school-1", "sent", "2026-12-01", channel="in_person")
    state = told(state, "school-1", "sent", "2026-12-08", channel="in_person", copy=True)
    (found,) = made(state, "2026-12-09", term)
    assert (found.deadline.start, found.certainty) == (d("2026-12-01"), "estimate")


def test_what_began_a_term_does_not_end_it() -> None:
    """A term that begins with the breach of another counts from the same receipt."""
    first = rule(id="first", amount=1)
    second = rule(id="second", starts=("breach:first",), met_by=("received",))
    found = made(municipal(number=False), "2026-12-02", first, second)
    assert [o.state for o in found] == ["breached", "open"]


def test_what_lies_after_the_start_of_a_term_or_was_told_after_it_counts() -> None:
    for how, expected in (("met_by", "met"), ("ended_by", "void")):
        term = rule(starts=("registered",), **{how: ("reminded",)})
        over = told(municipal(), "school-1", "reminded", "2026-11-26")
        assert [o.state for o in made(over, "2026-12-01", term)] == [expected]
        early = told(municipal(number=False), "school-1", "reminded", "2026-11-30")
        early = told(early, "school-1", "registered", "2026-11-28")
        assert [o.state for o in made(early, "2026-12-01", term)] == [expected]
        before = told(municipal(number=False), "school-1", "reminded", "2026-11-27")
        before = told(before, "school-1", "registered", "2026-11-28")
        assert [o.state for o in made(before, "2026-12-01", term)] == ["open"]


def test_a_letter_that_was_sent_anew_leaves_nothing_owed_for_the_one_before() -> None:
    state = told(municipal(), "school-1", "info_requested", "2026-11-30")
    state = told(state, "school-1", "sent", "2026-12-01", channel="in_person")
    newer, older = made(state, "2026-12-20", rule(estimate_from=("sent",)))
    assert (newer.round, newer.state, older.round, older.state) == (2, "open", 1, "void")


def test_a_worker_has_the_three_months_of_the_labour_code_and_a_parent_does_not() -> None:
    for role, term, other in (("teacher", "labour-court-term", COURT),
                              ("parent", COURT, "labour-court-term")):  # fmt: skip
        state = opened(school="municipal", role=role)
        for name, day in (("sent", "2026-11-27"), ("received", "2026-11-27")):
            state = told(state, "school-1", name, day)
        state = told(state, "school-1", "answered", "2026-12-01")
        state = told(state, "school-1", "classified", "2026-12-01", result="refused")
        found = book(state, "2026-12-02")
        assert found[term].due == d("2027-03-01")
        assert other not in found


def test_the_labour_inspectorate_answers_in_thirty_days_from_registration() -> None:
    state = opened("labour", role="teacher", addressee="labour")
    state = told(state, "labour-1", "sent", "2026-11-27", channel="in_person")
    state = told(state, "labour-1", "registered", "2026-11-27", number="5")
    found = book(state, "2026-12-30", "labour-1")
    assert (found["labour-inspectorate-answer"].due, found["labour-inspectorate-answer"].state) == (
        d("2026-12-28"), "breached",
    )  # fmt: skip
    assert found["labour-court-term"].deadline.start == d("2026-12-29")


def test_who_was_told_by_post_of_no_receipt_is_never_called_late() -> None:
    state = told(opened(school="municipal"), "school-1", "sent", "2026-11-27", channel="post")
    state = told(state, "school-1", "answered", "2027-01-20")
    found = book(state, "2027-01-21")[ANSWER]
    assert (found.certainty, found.state, found.days_late) == ("not_before", "met", 0)


def test_a_letter_that_never_arrived_leaves_nothing_owed_however_late_it_is_given_up() -> None:
    state = told(opened(school="private"), "school-1", "sent", "2026-11-27", channel="in_person")
    state = told(state, "school-1", "undelivered", "2026-11-30")
    state = told(state, "school-1", "withdrawn", "2027-03-01")
    assert book(state, "2027-03-02")[STOP].state == "void"


def test_notices_of_an_extension_count_by_their_days_and_within_the_limit() -> None:
    def notice(state: State, day: str, until: str) -> State:
        return told(state, "school-1", "extended", day, until=d(until), written="yes", reason="x")

    late_told = notice(notice(municipal(), "2026-12-10", "2026-12-18"), "2026-12-08", "2026-12-15")
    assert book(late_told, "2026-12-12")[STOP].due == d("2026-12-18")
    after_all = notice(notice(municipal(), "2026-12-10", "2027-01-26"), "2026-12-30", "2027-02-10")
    assert book(after_all, "2026-12-31")[STOP].extended_until == d("2027-01-26")
    earlier = notice(municipal(), "2026-12-08", "2026-12-09")
    found = book(earlier, "2026-12-09")[STOP]
    assert (found.due, found.lawful_until) == (d("2026-12-11"), d("2026-12-11"))


def test_an_agreement_that_came_after_the_answer_stands_whenever_it_was_told() -> None:
    state = told(municipal(), "school-1", "agreed", "2026-12-05", until=d("2026-12-20"))
    state = told(state, "school-1", "answered", "2026-12-03")
    assert book(state, "2026-12-06")[STOP].agreed == d("2026-12-20")


def test_nothing_is_waited_for_once_all_is_gone() -> None:
    state = told(municipal(), "school-1", "answered", "2026-12-03")
    state = told(state, "school-1", "reminded", "2026-12-04")
    state = told(state, "school-1", "classified", "2026-12-04", result="done")
    state = told(state, "school-1", "verified", "2026-12-05", result="yes")
    assert [o.rule.id for o in book(state, "2026-12-06").values() if o.live] == []


def test_success_ends_a_rung_too_whose_letter_never_left() -> None:
    data: dict[str, Value] = {"path": "authority", "rung": 3, "parent": "school-1"}
    state = record(municipal(), [New("planned", "authority-1", d("2026-12-14"), data)], at=AT)[0]
    state = told(state, "school-1", "answered", "2026-12-20")
    state = told(state, "school-1", "classified", "2026-12-20", result="done")
    state = told(state, "school-1", "verified", "2026-12-21", result="yes")
    assert not request_of(state, "authority-1").open


def test_the_success_of_a_chain_is_of_the_day_on_which_all_was_gone() -> None:
    data: dict[str, Value] = {"path": "authority", "rung": 3, "parent": "school-1"}
    state = record(municipal(), [New("planned", "authority-1", d("2026-12-14"), data)], at=AT)[0]
    for name, day, more in (
        ("sent", "2026-12-14", {}), ("answered", "2026-12-20", {}),
        ("classified", "2026-12-20", {"result": "done"}), ("verified", "2026-12-21", {"result": "no"}),
        ("answered", "2026-12-25", {}), ("classified", "2026-12-25", {"result": "done"}),
        ("verified", "2026-12-28", {"result": "yes"}),
    ):  # fmt: skip
        state = told(state, "authority-1", name, day, **more)
    success = request_of(state, "school-1").success
    assert success
    assert (success.date, success.text("result")) == (d("2026-12-28"), "yes")


def test_what_both_meets_and_ends_a_term_has_met_it() -> None:
    term = rule(met_by=("answered",), ended_by=("answered",))
    state = told(municipal(), "school-1", "answered", "2026-12-03")
    state = told(state, "school-1", "classified", "2026-12-03", result="done")
    (found,) = made(state, "2026-12-20", term)
    assert found.met is not None
    assert (found.state, found.ended) == ("met", None)


def test_what_ended_in_time_is_not_late_and_what_ended_late_is_by_so_many_days() -> None:
    term = rule(ended_by=("withdrawn",))
    for day, state, late in (("2026-12-11", "void", 0), ("2026-12-14", "breached", 3)):
        over = told(municipal(), "school-1", "withdrawn", day)
        (found,) = made(over, "2026-12-20", term)
        assert (found.state, found.days_late) == (state, late)
