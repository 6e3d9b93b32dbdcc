"""Asking only what a letter still needs, showing it, and writing it down."""

from __future__ import annotations

from collections.abc import Mapping

from sferum_cli.core.fields import Field, read_value
from sferum_cli.core.frozen import frozen
from sferum_cli.core.letter_guards import (
    insist_on_age,
    insist_on_late,
    insist_on_request,
    insist_on_situation,
)
from sferum_cli.core.letter_kinds import BLANK, LetterKind
from sferum_cli.core.letters import Letter
from sferum_cli.core.outlook import Outlook
from sferum_cli.errors import BadUsage, NeedsAnswer, no_such_choice
from sferum_cli.flows.days import is_meant
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.letter import (
    FORMATS,
    all_kinds,
    check_answer,
    check_answers,
    check_new_answer,
    kinds_for,
    lacking,
    write_letter,
)
from sferum_cli.flows.letter_facts import (
    LetterFacts,
    addressed,
    known_for,
    letter_facts,
    situation_of,
)
from sferum_cli.flows.letter_forms import DeclinedName, forms_in
from sferum_cli.flows.letter_person import keep_corrections, letter_answers, likely_kinds
from sferum_cli.flows.session import Session
from sferum_cli.flows.status import outlook_of, overview
from sferum_cli.render.blocks import Text
from sferum_cli.render.doubts_view import doubts_page
from sferum_cli.render.error_view import problem
from sferum_cli.render.letter_view import letter_page, mail_warning
from sferum_cli.render.names import sexes
from sferum_cli.render.status_view import id_and_alias
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.shelf.letters import letter_kind, name_overrides
from sferum_cli.storage.archive import find_request
from sferum_cli.text import date_words, language, t


@frozen
class ReadyLetter:
    """A letter ready to be written: everything that was to be decided is decided."""

    kind: LetterKind
    letter: Letter
    format_name: str
    channel: str
    request_id: str | None
    doubts: tuple[DeclinedName, ...]


def ask_letter(
    session: Session,
    kind_id: str | None,
    *,
    request_id: str | None,
    person: str | None,
    given: Mapping[str, str],
    may_ask: bool,
    format_name: str | None,
    channel: str | None,
) -> ReadyLetter:
    """Decide everything about a letter, asking only what is missing and may be asked.

    Raises NotFound, BadUsage (an unknown answer or one that does not fit), NeedsAnswer.
    """
    if request_id is None and may_ask:
        request_id = _ask_request(session)
    request = find_request(session.folder, request_id) if request_id else None
    item = outlook_of(request, today=session.today) if request else None
    alias = known_person(session.folder, person).alias if person else ""
    alias = alias or (item.request.person if item else "")
    facts = letter_facts(session.folder, request_id, alias, today=session.today)
    kind = letter_kind(kind_id) if kind_id else _ask_kind(session, item, alias)
    if request and item:
        insist_on_request(kind, request, all_kinds())
        insist_on_late(kind, request, item.obligations)
    kind = addressed(kind, facts)
    format_name = _format(session, format_name, may_ask=may_ask)
    channel = _channel(session, kind, channel, may_ask=may_ask)
    if format_name == "eml":
        session.show(mail_warning(kind))
    kept = letter_answers(session.folder, alias, kind)
    own = {name: check_answer(name, value, session.today) for name, value in kept.items()}
    values = {**own, **check_answers(given, kind, session.today)}
    role = values.get("role") or (request.role if request else "") or ""
    insist_on_situation(kind, situation_of(facts, values), role, all_kinds())
    band = request.case.age if request else None
    insist_on_age(kind, values, role, band, session.today)
    if may_ask:
        if not alias and set(kind.needs) - set(values):
            session.show([Text(t("letter.not_kept"), "quiet")])
        values = _ask_missing(session, kind, values, facts)
        insist_on_age(kind, values, role, band, session.today)
    elif lacks := lacking(kind, values, facts):
        raise NeedsAnswer("error.letter_needs", kind=kind.id, names=lacks)
    letter = write_letter(kind, values, session.today, facts)
    email = values.get("applicant.email", "")
    if kind.body != "company" and email and not kind.sending.answers_to(email):
        session.show([Text(kind.sending.foreign_zone.pick(language()), "warn")])
    if may_ask:
        letter = _look(session, kind, values, facts)
        keep_corrections(session.folder, alias, values)
    known, _ = known_for(kind, values, facts)
    doubts = tuple(each for each in forms_in(kind, known) if each.doubt)
    return ReadyLetter(kind, letter, format_name, channel, request_id, doubts)


def _ask_request(session: Session) -> str | None:
    """The open request that the letter belongs to; None where there is none, or by choice."""
    found = overview(session.folder, today=session.today)
    titles = found.titles(language())
    rows = [
        (item.request.id, f"{id_and_alias(item.request)} · {titles.get(item.request.id, '')}")
        for item in found.items
        if item.request.open
    ]
    if not rows:
        return None
    none = ("none", t("letter.no_request"))
    answer = session.prompter.choose("request", t("letter.which_request"), [*rows, none])
    return None if answer == "none" else answer


def _ask_kind(session: Session, item: Outlook | None, alias: str) -> LetterKind:
    kinds = kinds_for(item.request.path, item.request.role) if item else ()
    kinds, signs = likely_kinds(kinds or all_kinds(), session.folder, alias)
    if signs:
        who = ", ".join(t(f"letter.signs.{each}") for each in signs)
        session.show([Text(t("letter.signs", who=who))])
    choices = [(kind.id, f"{kind.title.pick(language())} ({kind.id})") for kind in kinds]
    return letter_kind(session.prompter.choose("kind", t("letter.which"), choices))


def _format(session: Session, given: str | None, *, may_ask: bool) -> str:
    if given is None:
        if not may_ask:
            return FORMATS[0]
        options = [(name, t(f"letter.format.{name}")) for name in FORMATS]
        return session.prompter.choose("format", t("letter.format"), options)
    if given not in FORMATS:
        raise no_such_choice("--format", given, FORMATS)
    return given


def _channel(session: Session, kind: LetterKind, given: str | None, *, may_ask: bool) -> str:
    if given is not None:
        if given not in kind.channels:
            raise no_such_choice("--channel", given, kind.channels)
        return given
    if not may_ask:
        return kind.channels[0]
    options = [(name, t(f"value.channel.{name}")) for name in kind.channels]
    return session.prompter.choose("channel", t("letter.channel"), options)


def _ask_missing(
    session: Session, kind: LetterKind, values: dict[str, str], facts: LetterFacts
) -> dict[str, str]:
    """Ask for needed answers, then offer the others once; Enter leaves an answer out."""
    fields = answer_fields()
    known, _ = known_for(kind, values, facts)
    useful, needed = kind.of_use(known), kind.needed(known)
    for field in fields.values():
        if field.id not in useful or field.id in values or field.type == "sex":
            continue
        if not (field.after and values.get(field.after) == ""):
            values[field.id] = _ask(session, field, needed=field.id in needed)
    for field in (fields[name] for name in lacking(kind, values, facts)):
        if field.type == "sex":
            whose = fields[f"{field.group}.given"].title.pick(language())
            likely = sexes(values.get(f"{field.group}.surname", ""), name_overrides())
            options = [(sex, t(f"field.sex.{sex}")) for sex in likely]
            question = t("letter.sex", whose=whose)
            values[field.id] = session.prompter.choose(field.id, question, options)
    return {name: value for name, value in values.items() if value}


def _ask(session: Session, field: Field, *, needed: bool) -> str:
    def right(given: str) -> str | None:
        if not given.strip():
            return t("letter.needed", blank=BLANK) if needed else None
        try:
            check_new_answer(field.id, given, session.today)
        except BadUsage as error:
            return problem(error)
        return None

    words = field.question.pick(language())
    if field.choices:
        choices = [(choice.id, choice.text.pick(language())) for choice in field.choices]
        skip = [] if needed else [("", t("people.skip"))]
        return session.prompter.choose(field.id, words, [*skip, *choices])
    question = words if needed else t("letter.optional", what=words)
    while True:
        given = session.prompter.ask(field.id, question, check=right)
        if _is_sure(session, field, given):
            return check_answer(field.id, given, session.today)


def _is_sure(session: Session, field: Field, given: str) -> bool:
    """Whether ``given`` leaves nothing to guess, or the person agrees with the guess."""
    if not given.strip() or given.strip() == BLANK:
        return True
    found = read_value(field, given, today=session.today, words=date_words())
    return isinstance(found, str) or is_meant(session, field.id, found)


def _look(session: Session, kind: LetterKind, values: dict[str, str], facts: LetterFacts) -> Letter:
    """Show the letter; the person may correct the form of a name, which is then kept."""
    while True:
        letter = write_letter(kind, values, session.today, facts)
        forms = forms_in(kind, known_for(kind, values, facts)[0])
        doubts = [form.doubt for form in forms if form.doubt]
        session.show([*letter_page(letter), *doubts_page(doubts)])
        choices = [("yes", t("letter.good"))]
        choices += [(str(n), t("letter.correct", form=form.text)) for n, form in enumerate(forms)]
        answer = session.prompter.choose("look", t("letter.look"), choices)
        if answer == "yes":
            return letter
        chosen = forms[int(answer)]
        values |= dict.fromkeys(chosen.keys, _corrected(session, chosen))


def _corrected(session: Session, form: DeclinedName) -> str:
    """The right form: one of the others, or what the person types."""
    others = form.doubt.variants[1:] if form.doubt else ()
    if others:
        options = [*zip(others, others, strict=True), ("own", t("letter.correct_own"))]
        chosen = session.prompter.choose("which", t("letter.correct_to"), options)
        if chosen != "own":
            return chosen
    return session.prompter.ask("correct", t("letter.correct_to"))
