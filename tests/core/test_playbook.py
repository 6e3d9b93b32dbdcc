"""The playbook answers at every moment a person may be in, with facts that there are."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from misses import over

from sferum_cli.core.codes import (
    CHANNELS,
    EVENT_TYPES,
    OUTCOMES,
    RESULTS,
    RETURN_REASONS,
    SITUATIONS,
    STATUSES,
    YES_NO,
    ActingAs,
    Addressee,
    Timing,
)
from sferum_cli.core.knowledge import ROLES, Bilingual, Role
from sferum_cli.core.outlook import Reason
from sferum_cli.core.playbook import Play, moments_of, plays_for, replies_for
from sferum_cli.core.trust import is_doubtful
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.playbook import plays
from sferum_cli.text import en, ru

PLAYS = plays()
MORE = {*RESULTS, *YES_NO, *RETURN_REASONS, *CHANNELS, *OUTCOMES}


def ids(found: tuple[Play, ...]) -> list[str]:
    return [play.id for play in found]


def test_each_play_has_its_own_id_and_a_first_line_that_stands_alone() -> None:
    assert len({play.id for play in PLAYS}) == len(PLAYS) > 20
    for play in PLAYS:
        for text in (play.first.ru, play.first.en):
            assert text.endswith("."), play.id
            assert len(text) < 170, play.id


def test_every_moment_is_one_that_there_can_be() -> None:
    for play in PLAYS:
        assert play.at, play.id
        for moment in play.at:
            kind, _, rest = moment.partition(":")
            if kind == "status":
                status, _, channel = rest.partition(":")
                assert status in STATUSES
                assert not channel or channel in CHANNELS
            elif kind == "timing":
                assert rest.removesuffix(":fixed") in get_args(Timing)
            elif kind == "next":
                assert rest.removesuffix(":fixed") in get_args(Reason)
            elif kind == "situation":
                assert rest in SITUATIONS
            else:
                assert kind in EVENT_TYPES, moment
                assert not rest or rest in MORE, moment


def test_what_is_said_of_the_law_rests_on_facts_that_there_are() -> None:
    facts = knowledge.facts()
    law = re.compile(r"\b[Зз]акон(?!ч)|[Нн]орм|ст\. \d|КоАП|152-ФЗ|\bТК\b|[Сс]рок")
    for play in PLAYS:
        for reply in play.replies:
            assert set(reply.facts) <= set(facts), play.id
            assert reply.facts or not law.search(reply.you.ru), reply.you.ru
        assert set(play.facts) <= set(facts), play.id
        said = " ".join(line.ru for line in (play.first, *play.say, *play.proof))
        assert play.facts or not law.search(said), play.id


def test_a_play_for_the_phone_has_three_sentences() -> None:
    assert {len(play.say) for play in PLAYS} == {0, 3}
    for play in PLAYS:
        for line in (*play.bring, *play.proof):
            assert isinstance(line, Bilingual)
            assert not line.ru.endswith("."), line.ru


@over(
    [
        ({"event": "info_requested"}, "papers-asked"),
        ({"status": "needs_input"}, "papers-asked"),
        ({"event": "refused_at_desk"}, "refused-at-desk"),
        ({"event": "returned", "result": "expired"}, "returned"),
        ({"event": "sent", "channel": "post"}, "posted"),
        ({"event": "sent", "channel": "in_person"}, "handed-in-unmarked"),
        ({"status": "sent", "channel": "in_person"}, "handed-in-unmarked"),
        ({"event": "sent", "channel": "chat"}, "spoken"),
        ({"event": "sent", "channel": "portal"}, "sent-online"),
        ({"event": "received", "channel": "in_person"}, "handed-in"),
        ({"event": "received", "channel": "post"}, "arrived-by-post"),
        ({"event": "received", "channel": "site"}, "sent-online"),
        ({"status": "sent", "channel": "post"}, "posted"),
        ({"event": "registered", "status": "accepted"}, "waiting"),
        ({"status": "accepted", "timing": "overdue"}, "late"),
        ({"status": "accepted", "timing": "overdue", "following": "overdue"}, "next-rung"),
        ({"status": "accepted", "timing": "overdue", "fixed": True}, "late-fixed"),
        ({"timing": "overdue", "following": "overdue", "fixed": True}, "next-rung-fixed"),
        ({"timing": "overdue", "following": "reminded", "fixed": True}, "reminded"),
        ({"status": "accepted", "timing": "overdue", "following": "reminded"}, "reminded"),
        ({"status": "accepted", "timing": "overdue", "following": "remind"}, "late"),
        ({"event": "forwarded"}, "forwarded"),
        ({"event": "classified", "result": "not_us"}, "not-us"),
        ({"event": "classified", "result": "refused"}, "refused"),
        ({"event": "classified", "result": "unclear"}, "form-letter"),
        ({"event": "reappeared"}, "re-added"),
        ({"event": "extended", "status": "accepted"}, "extended"),
        ({"event": "verified", "result": "no"}, "still-there"),
    ]
)
def test_the_most_telling_play_comes_first(told: dict[str, Any], first: str) -> None:
    assert ids(plays_for(PLAYS, moments_of(**told)))[0] == first


def test_the_stamp_of_a_desk_is_no_proof_of_what_went_another_way() -> None:
    for channel in ("post", "portal", "site", "email"):
        for event in ("sent", "received"):
            play = plays_for(PLAYS, moments_of(event=event, channel=channel))[0]
            stamped = [p.ru for p in play.proof if "второй экземпляр" in p.ru]
            assert stamped == [], play.id


def test_no_play_says_again_what_the_reason_of_the_next_command_says() -> None:
    """They stand on one page: a clause of the one is no clause of the other."""
    told = ((ru.TEXT, [p.first.ru for p in PLAYS]), (en.TEXT, [p.first.en for p in PLAYS]))
    for table, firsts in told:
        reasons = {c for key, text in table.items() if key.startswith("next.") for c in _said(text)}
        assert {c for line in firsts for c in _said(line)} & reasons == set()


def _said(text: str) -> set[str]:
    return {part.strip().casefold() for part in re.split(r"[.:;]", text) if len(part.split()) > 2}


def test_which_term_is_over_is_said_by_no_sentence_for_a_moment_of_several() -> None:
    """Ten days to stop are over long before the thirty to answer: "a term" is true of both."""
    late = {"timing:overdue", "next:remind", "next:overdue", "next:rung_begun"}
    told = [play for play in PLAYS if late & set(play.at)]
    assert told
    assert [s for play in told for s in play.say if "срок ответа" in s.ru] == []


def test_a_moment_is_named_by_what_is_known_alone() -> None:
    assert moments_of(status="sent") == ("status:sent",)
    assert moments_of(channel="post") == moments_of(result="refused") == ()
    assert moments_of(
        event="sent", result="done", status="sent", timing="running",
        channel="post", situation="listed", following="overdue",
    ) == (
        "sent:done", "sent:post", "sent", "next:overdue", "timing:running",
        "status:sent:post", "status:sent", "situation:listed",
    )  # fmt: skip


def test_a_supervising_body_refuses_otherwise_than_a_school() -> None:
    moments = moments_of(event="classified", result="refused")
    said = {to: ids(plays_for(PLAYS, moments, addressee=to)) for to in get_args(Addressee)}
    assert said["institution"] == said["operator"] == ["refused"]
    assert {
        *map(tuple, (said[to] for to in ("authority", "roskomnadzor", "prosecutor", "labour")))
    } == {("refused-above",)}
    assert said["court"] == said["self"] == []


def test_an_answer_of_theirs_is_met_with_the_term_of_those_who_gave_it() -> None:
    waiting = next(play for play in PLAYS if play.id == "waiting")
    said = {
        to: replies_for(waiting, addressee=to)[0].facts[0] for to in ("institution", "authority")
    }
    assert said == {
        "institution": "stop-demand-10-days", "authority": "appeal-answered-30-days",
    }  # fmt: skip


def test_a_moment_without_a_play_has_none() -> None:
    assert plays_for(PLAYS, moments_of()) == ()
    assert plays_for(PLAYS, moments_of(event="note")) == ()


def test_the_role_chooses_the_answer_to_a_demand_to_explain() -> None:
    moments = moments_of(situation="asked_to_explain")
    said = {role: ids(plays_for(PLAYS, moments, role=role)) for role in ROLES}
    assert said == {
        "parent": ["explain-parent"], "student": ["explain-student"], "teacher": ["explain-employee"],
    }  # fmt: skip
    assert len(plays_for(PLAYS, moments)) == 3


def test_an_employee_is_never_told_that_it_is_voluntary() -> None:
    for play in PLAYS:
        if play.when.fits("teacher") and play.when.roles:
            facts = {*play.facts, *(fact for reply in play.replies for fact in reply.facts)}
            assert not {fact for fact in facts if fact.startswith("voluntary")}, play.id


def test_nobody_is_answered_as_somebody_that_they_are_not() -> None:
    """Of every reply: what is said to a parent is not said to a guardian, a student, an employee."""
    people: list[tuple[Role, ActingAs | None]] = [
        ("parent", None), ("parent", "parent"), ("parent", "adoptive_parent"),
        ("parent", "guardian"), ("student", "self"), ("teacher", "employee"),
    ]  # fmt: skip
    for role, acting in people:
        said = " ".join(
            f"{reply.they.ru} {reply.you.ru}"
            for play in PLAYS
            for reply in replies_for(play, role=role, acting=acting)
        )
        is_parent = role == "parent" and acting != "guardian"
        assert bool(re.search("вы родитель|родител[ия] действуют", said)) is is_parent, (
            role,
            acting,
        )
        assert ("второго родителя" in said) is is_parent, (role, acting)
        assert ("опекун." in said) is (acting == "guardian"), (role, acting)


def test_replies_for_schools_are_left_out_elsewhere() -> None:
    refused = next(play for play in plays() if play.id == "refused")
    whole = replies_for(refused)
    assert len(replies_for(refused, institution="university")) == len(whole) - 1
    at_university = next(each for each in plays(institution="university") if each.id == "refused")
    assert at_university.replies == replies_for(at_university, institution="university")
    assert len(at_university.replies) == len(whole) - 1


def test_the_words_are_those_of_the_institution() -> None:
    said = {kind: plays_for(plays(institution=kind), ("situation:re_added",))[0] for kind in ("school", "university")}  # fmt: skip
    assert "Напишите школе" in said["school"].first.ru
    assert "Напишите вузу" in said["university"].first.ru
    assert "the university" in said["university"].first.en


@pytest.mark.parametrize("they", ["Руководитель в отпуске.", "У нас каникулы.", "Нужна копия паспорта."])  # fmt: skip
def test_the_usual_excuses_at_the_desk_have_a_reply(they: str) -> None:
    draft = next(play for play in PLAYS if play.id == "draft")
    assert they in [reply.they.ru for reply in draft.replies]


def test_a_counter_argument_names_both_sides_where_both_spoke() -> None:
    refused = next(play for play in PLAYS if play.id == "refused")
    against = [r for r in refused.replies if {"against-moscow", "against-perm"} & set(r.facts)]
    assert len(against) == 1
    doubtful = [f for f in refused.facts if is_doubtful(knowledge.facts()[f].trust)]
    assert doubtful == []
