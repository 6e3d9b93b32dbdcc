"""The page that an inspector reads: who, about whom, what was not done, by which exhibit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sferum_cli.core.codes import Addressee
from sferum_cli.core.events import Event, by_day
from sferum_cli.core.evidence import Exhibit
from sferum_cli.core.letter_copies import keeps_letter
from sferum_cli.core.letter_kinds import BLANK, LONG, names_of
from sferum_cli.core.letters import Letter, LetterBlock, Mail, Numbered, Paragraph
from sferum_cli.core.names import full_name
from sferum_cli.core.obligations import Obligation
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.requests import Request
from sferum_cli.core.rule_words import answers_in
from sferum_cli.flows.letter import check_answer
from sferum_cli.render.history_view import event_words
from sferum_cli.render.obligations import how_met
from sferum_cli.shelf.institutions import institution_words
from sferum_cli.shelf.letters import form, letter_kind
from sferum_cli.text import day, t

# What is written down about an event and says something to a stranger.
_FIELDS = ("number", "channel", "result", "with", "until", "written", "reason", "note")
_SILENT = ("planned", "drafted", "walk", "snoozed", "not_needed", "corrected")

Shown = Mapping[int, Sequence[Exhibit]]  # the numbered exhibits, by the event that they show


def brief(
    items: Sequence[Outlook],
    found: Sequence[Exhibit],
    kept: Sequence[Mapping[str, str]],
    *,
    today: date,
) -> Letter:
    """One page; ``kept`` are the answers of whom it is about. It holds no id of the program."""
    answers = kept[0]
    people = names_of(answers)
    name = full_name(people["applicant"]) if "applicant" in people else LONG
    blocks: list[LetterBlock] = [Paragraph(t("brief.applicant", name=name))]
    if children := [about for each in kept if (about := _child(each, today))]:
        blocks.append(Paragraph(t("brief.child", name="; ".join(dict.fromkeys(children)))))
    school = answers.get("school.name", "")
    if school and school != BLANK:
        blocks.append(Paragraph(t("brief.school", name=school)))
    shown = _by_event(found)
    claims = [line for item in items for line in _claims(item, shown)]
    if claims:
        blocks += [Paragraph(t("brief.claims", date=day(today))), Numbered(tuple(claims))]
    else:
        blocks.append(Paragraph(t("brief.no_claims", date=day(today))))
    if sent := [line for item in items for line in _sent(item.request, shown)]:
        blocks += [Paragraph(t("brief.sent")), Numbered(tuple(sent))]
    if came := [line for item in items for line in _answered(item.request, shown)]:
        blocks += [Paragraph(t("brief.answers")), Numbered(tuple(came))]
    return _page(t("brief.title"), t("brief.subject"), blocks)


def _child(answers: Mapping[str, str], today: date) -> str:
    """The name and the birth date of the child; empty where no child is named."""
    child = names_of(answers).get("child")
    if child is None:
        return ""
    born = check_answer("child.birth_date", answers.get("child.birth_date", ""), today)
    return ", ".join(each for each in (full_name(child), born) if each)


def chronology(
    items: Sequence[Outlook], found: Sequence[Exhibit], hashes: Mapping[str, str], missing: str
) -> Letter:
    """What happened, day by day, with the exhibits that show it, and the files with their sums."""
    shown = _by_event(found)
    blocks: list[LetterBlock] = []
    for item in items:
        request = item.request
        state = f"{'outcome' if request.outcome else 'status'}.{request.stands}"
        blocks.append(Paragraph(t("evidence.request", to=_to(request), state=t(state))))
        lines = tuple(
            f"{day(e.date)}: {event_words(e, _FIELDS)}{_cited(_shown_by(e, shown))}"
            for e in sorted(request.events, key=by_day)
            if e.type not in _SILENT and not keeps_letter(e)
        )
        if lines:
            blocks += [Paragraph(t("evidence.events")), Numbered(lines)]
        if owed := [o for o in item.obligations if o.owed_by == "them"]:
            dates = tuple(
                t(
                    "evidence.date", date=day(o.due), rule=o.rule.title.ru, norm=o.rule.norm.ru,
                    start=day(o.deadline.start), certainty=t(f"why.{o.certainty}"),
                )
                for o in owed
            )  # fmt: skip
            blocks += [Paragraph(t("evidence.dates")), Numbered(dates)]
    if files := tuple(f"{value} {name}" for name, value in sorted(hashes.items())):
        blocks += [Paragraph(t("evidence.files")), Numbered(files)]
    if missing:
        blocks.append(Paragraph(t("evidence.missing", names=missing)))
    return _page(t("evidence.title"), t("evidence.subject"), blocks)


def exhibit_words(exhibit: Exhibit) -> str:
    """What an exhibit is: the letter by its title, else what happened when it came."""
    if exhibit.letter:
        return letter_kind(exhibit.letter).title.ru
    return event_words(exhibit.event, ())


def _claims(item: Outlook, shown: Shown) -> list[str]:
    """What the other side did not do in time, and its refusals."""
    request = item.request
    lines = [
        _late(o, request, shown)
        for o in item.obligations
        if o.owed_by == "them" and o.state in ("breached", "met_late")
    ]
    for answer, result in answers_in(request.round):
        if result in ("refused", "partly"):
            words = t(f"brief.{result}", to=_to(request), date=day(answer.date))
            lines.append(words + _cited(_shown_by(answer, shown)))
    return lines


def _late(o: Obligation, request: Request, shown: Shown) -> str:
    """A term that was missed, with what shows that it ran, and what shows that it was met late."""
    words = t(
        "brief.late", to=_to(request), duty=o.rule.duty.ru, norm=o.rule.norm.ru,
        due=day(o.due), days=o.days_late,
    )  # fmt: skip
    met = _shown_by(o.met, shown) if o.met else []
    words += _cited([each for each in _of(request, shown) if each not in met])
    if o.met is None:
        return words
    how = t(how_met(o, request))
    return f"{words}; {t('brief.met_late', how=how, date=day(o.met.date))}{_cited(met)}"


def _answered(request: Request, shown: Shown) -> list[str]:
    """Each answer that came: when, from whom, under which number, what it says."""
    lines = []
    for answer, result in (each for own in request.rounds for each in answers_in(own)):
        words = f"{day(answer.date)}: {_to(request)}, {event_words(answer, ('number',))}"
        said = f", {t(f'event.classified.{result}')}" if result else ""
        lines.append(words + said + _cited(_shown_by(answer, shown)))
    return lines


def _sent(request: Request, shown: Shown) -> list[str]:
    """Each letter that went out, when and how, and each receipt, with the number it brought."""
    return [
        f"{day(event.date)}: {_to(request)}, {event_words(event, ('channel', 'number'))}"
        + _cited(_shown_by(event, shown))
        for event in sorted(request.events, key=by_day)
        if event.type in ("sent", "reminded", "received", "registered")
    ]


def _by_event(found: Sequence[Exhibit]) -> Shown:
    shown: dict[int, list[Exhibit]] = {}
    for each in found:
        if each.number:
            shown.setdefault(each.event.id, []).append(each)
    return shown


def _shown_by(event: Event, shown: Shown) -> Sequence[Exhibit]:
    return shown.get(event.id, ())


def _of(request: Request, shown: Shown) -> list[Exhibit]:
    """The exhibits that show a term: what was sent, that it came, what was answered."""
    kinds = ("sent", "received", "registered", "reminded")
    every = [each for those in shown.values() for each in those]
    return [each for each in every if each.request == request.id and each.event.type in kinds]


def _cited(found: Sequence[Exhibit]) -> str:
    numbers = ", ".join(str(each.number) for each in found)
    key = "brief.exhibit" if len(found) == 1 else "brief.exhibits"
    return t(key, numbers=numbers) if found else ""


def _to(request: Request) -> str:
    """Whom the request was addressed to, in words."""
    to: Addressee = request.addressee
    if to == "institution":
        return institution_words(request.institution.kind).word("Institution", "nom", "ru") or ""
    return t(f"brief.to.{to}")


def _page(title: str, subject: str, blocks: Sequence[LetterBlock]) -> Letter:
    return Letter(
        kind="evidence", addressee=(), applicant=(), title=title, subject=subject,
        blocks=tuple(blocks), attachments=(), date="", signatures=(), incoming_mark=False,
        mail=Mail(None, subject), labels=form().labels,
    )  # fmt: skip
