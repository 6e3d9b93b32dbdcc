"""The report as an HTML page: a board of the cases, then each case by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sferum_cli.core.calendar import still_counts
from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.plan import PlanItem
from sferum_cli.core.report import CaseReport, Climb, Turn, turn_of
from sferum_cli.render.case_shapes import begin_command
from sferum_cli.render.escalate_view import rung_mark
from sferum_cli.render.history_view import TOLD, history_lines
from sferum_cli.render.home_view import PathTitles
from sferum_cli.render.html import anchor, document, linked, listed, safe, ticked
from sferum_cli.render.obligations import whom
from sferum_cli.render.playbook_view import replies_told
from sferum_cli.render.qr import qr_picture
from sferum_cli.render.reasons import reason_line
from sferum_cli.render.report_drawing import drawing
from sferum_cli.render.status_view import due_phrase, id_and_alias, in_a_list, where_it_stands
from sferum_cli.render.terms_view import term_lists, term_row
from sferum_cli.render.trust_view import contact_line
from sferum_cli.render.who import who_acts
from sferum_cli.text import capital, day, language, t, weekday

# What is told of an event without names: codes and days, nothing that somebody typed.
_NAMELESS = ("channel", "result", "copy", "until", "rule", "written")
CONTACTS = 4  # of a path, the first to try; `sferum support` has them all


def report_page(
    cases: Sequence[CaseReport], titles: PathTitles, today: date, *, names: bool
) -> str:
    """The whole HTML page of ``cases``; ``titles`` are by institution and path."""
    page = _Page(titles, today, names, alone=len(cases) == 1)
    head = t("home.today", weekday=weekday(today), day=day(today))
    foot = "report.page.names" if names else "report.page.nameless"
    body = [
        f"<header><h1>{safe(t('report.page.title'))}</h1><p>{safe(head)}</p></header>",
        "<main>",
        "" if page.alone else page.board(cases),
        *(page.case(n, each) for n, each in enumerate(cases, start=1)),
        "</main>",
        f'<footer class="soft"><p>{safe(t(foot))}</p></footer>',
    ]
    return document(f"{t('report.page.title')}, {day(today)}", "\n".join(body), language())


class _Page:
    """What all parts of one page share."""

    def __init__(self, titles: PathTitles, today: date, names: bool, *, alone: bool) -> None:
        self.titles, self.today, self.names, self.alone = titles, today, names, alone

    def board(self, cases: Sequence[CaseReport]) -> str:
        rows = []
        for n, each in enumerate(cases, start=1):
            first = each.first
            words = self._where(first) if first else self._ahead(each)
            rows.append(
                f'<li><a href="#case-{n}">{safe(self._name(n, each))}</a> {_turn(each)}'
                f"<p>{safe(words)}</p>{_progress(each)}</li>"
            )
        return (
            f"<section><h2>{safe(t('report.page.board'))}</h2>"
            f'<ul class="board">{"".join(rows)}</ul></section>'
        )

    def case(self, n: int, each: CaseReport) -> str:
        """One case, with all that belongs to it."""
        parts = [f"<h2>{safe(self._name(n, each))}</h2>"]
        parts.append(f"<p>{_turn(each)}</p>{_progress(each)}")
        parts += [self._now(each)]
        parts += [self._request(item) for item in each.items]
        parts += [self._ladder(each.climb)] if each.climb else []
        parts += [self._plan(each)] if each.plan.wanted else []
        parts += [self._links(each)]
        return f'<article id="case-{n}">{"".join(parts)}</article>'

    def _name(self, n: int, each: CaseReport) -> str:
        case = each.plan.case
        alias = case.alias if self.names else ""
        numbered = "" if self.alone else capital(t("report.page.case", n=n))
        parts = (
            alias or numbered,
            who_acts(case.role, case.acting_as),
            t(f"who.{case.institution.kind}"),
        )
        name = " · ".join(part for part in parts if part)
        return name if alias else capital(name)

    def _where(self, item: Outlook) -> str:
        return f"{self._title(item)}: {in_a_list(item, self.today)}"

    def _title(self, item: Outlook) -> str:
        request = item.request
        return self.titles.get((request.institution.kind, request.path), request.path)

    def _ahead(self, each: CaseReport) -> str:
        row = each.plan.plan.next if each.plan.wanted else None
        if row and (title := self.titles.get((each.plan.case.institution.kind, row.row.path))):
            return t("plan.ahead", whom="", title=title)
        return reason_line(each.items[0]) if each.items else t("status.none")

    def _now(self, each: CaseReport) -> str:
        """What to do now: the reason, what to type, what to bring and to say."""
        first = each.first
        if first is None:
            row = each.plan.plan.next if each.plan.wanted else None
            command = begin_command(row.row.path, each.plan.case) if row else ""
            return self._card(self._ahead(each), command, "")
        told = due_phrase(first, first.next.due, self.today) or where_it_stands(first, self.today)
        words = f"{self._title(first)}: {told}"
        card = self._card(words, first.next.command, reason_line(first))
        return card + (self._help(each, first) if each.play else "")

    def _card(self, words: str, command: str, reason: str) -> str:
        typed = f"<p><code>{safe(command)}</code></p>" if command and self.names else ""
        return (
            f'<div class="card"><h3>{safe(t("report.page.now"))}</h3><p>{safe(words)}</p>'
            f"{f'<p>{linked(reason)}</p>' if reason else ''}{typed}</div>"
        )

    def _help(self, each: CaseReport, item: Outlook) -> str:
        play, lang = each.play, language()
        if play is None:
            return ""
        parts = [f"<p>{linked(play.first.pick(lang))}</p>"]
        for key, lines in (("bring", play.bring), ("proof", play.proof)):
            if lines:
                parts += [f"<h4>{safe(t(f'play.{key}'))}</h4>"]
                parts += [ticked(line.pick(lang) for line in lines)]
        if play.say:
            parts += [
                f"<h4>{safe(t('play.say'))}</h4>",
                listed([x.pick(lang) for x in play.say]),
            ]
        if told := replies_told(play, item.request):
            parts += [f"<h4>{safe(t('play.replies'))}</h4>", listed(told)]
        return "".join(parts)

    def _request(self, item: Outlook) -> str:
        """One request: where it stands, its terms as a drawing, the others, what happened."""
        late = ' class="late"' if item.timing in ("overdue", "long_overdue") else ""
        several = self.names and len(item.request.people) > 1
        which = id_and_alias(item.request) if several else item.request.id
        parts = [f"<h3>{safe(self._title(item))} <small>({safe(which)})</small></h3>"]
        running = [term_row(o, item, self.today) for o in item.obligations if still_counts(o)]
        stands = capital(where_it_stands(item, self.today))
        if stands not in running:  # the drawing says it
            parts.append(f"<p{late}>{safe(stands)}</p>")
        parts.append(drawing(item, self.today))
        for terms in term_lists(item, self.today, stands, t("status.dates"), drawn=True):
            parts += [f"<h4>{safe(terms.title)}</h4>", listed(terms.items)]
        parts += [f"<h4>{safe(t('status.history'))}</h4>"]
        parts += [listed(history_lines(item, TOLD if self.names else _NAMELESS))]
        return f"<section>{''.join(parts)}</section>"

    def _ladder(self, climb: Climb) -> str:
        """The rungs as they are climbed: the court above, the settings at the foot."""
        lang, rows = language(), []
        for rung, items in reversed([*zip(climb.rungs, climb.on, strict=True)]):
            mark = rung_mark(rung, climb.here, climb.above)
            here = ' class="here" aria-current="step"' if rung is climb.here else ""
            asked = (f"{self._title(item)} ({item.request.id})" for item in items)
            stands = "".join(f"<p>{safe(words)}</p>" for words in asked)
            rows.append(
                f"<li{here}><strong>{safe(rung.title.pick(lang))}</strong> {safe(mark)}"
                f'<p class="soft">{safe(rung.who.pick(lang))}</p>{stands}</li>'
            )
        why_now = f"<p>{safe(t(f'ladder.why.{climb.reason}'))}</p>"
        return _section("ladder.map", f'{why_now}<ol class="ladder">{"".join(rows)}</ol>')

    def _plan(self, each: CaseReport) -> str:
        """The paths in their order; beside each what may run with it, a refusal's at the end."""
        kind = each.plan.case.institution.kind
        shown = [s for s in each.plan.plan.items if (kind, s.row.path) in self.titles]
        trunk = [s for s in shown if not s.row.ladder or s.state != "todo"]
        branch = [s for s in shown if s not in trunk]
        rows = [self._planned(s, kind, self._beside(s)) for s in trunk]
        if branch:
            inner = "".join(f"<li>{self._tick(s, kind)}</li>" for s in branch)
            rows.append(
                f"<li><p>{safe(capital(t('plan.if_refused')))}:</p>"
                f'<ul class="ticks branch">{inner}</ul></li>'
            )
        return _section("plan.title", f'<ol class="plan">{"".join(rows)}</ol>')

    def _planned(self, each: PlanItem, kind: InstitutionKind, beside: str) -> str:
        done = ' class="done"' if each.state == "done" else ""
        return f"<li{done}>{self._tick(each, kind)}{beside}</li>"

    def _tick(self, each: PlanItem, kind: InstitutionKind) -> str:
        """A box of its own; a path that is done is ticked already."""
        marks = [t(f"plan.state.{each.state}", id=each.request)] if each.state != "todo" else []
        marks += [t("plan.irreversible")] if each.row.irreversible else []
        words = self.titles[kind, each.row.path] + (f" ({'; '.join(marks)})" if marks else "")
        ticks = " checked" if each.state == "done" else ""
        box = f'<input type="checkbox"{ticks}>'
        return f'<div class="ticks"><label>{box} <span>{safe(words)}</span></label></div>'

    def _beside(self, each: PlanItem) -> str:
        lang, row = language(), each.row
        if each.state in ("done", "skipped"):
            return ""
        length = f"{t('plan.row.time')}: {row.time.pick(lang)}"
        told = f'<p class="soft">{safe(row.why.pick(lang))}<br>{safe(length)}</p>'
        if row.parallel:
            words = f"{t('plan.row.parallel')}: {row.parallel.pick(lang)}"
            told += f'<p class="branch">{safe(words)}</p>'
        return told

    def _links(self, each: CaseReport) -> str:
        """The pages to open, with a code for the phone, and whom to turn to."""
        contacts = [c for c in each.contacts if self.names or not c.added][:CONTACTS]
        if not (each.pages or contacts):
            return ""
        rows = [f"<li>{anchor(words, url)}<br>{linked(url)}</li>" for words, url in each.pages]
        lines = [contact_line(contact, language()) for contact in contacts]
        rows += [f"<li>{safe(label)}: {linked(words)}</li>" for label, words in lines]
        code = ""
        if each.pages:
            words, url = each.pages[0]
            picture = qr_picture(url, t("report.page.code", words=words))
            code = f'<div class="qr">{picture}<p>{safe(words)}<br>{linked(url)}</p></div>'
        return _section("report.page.links", f"{code}<ul>{''.join(rows)}</ul>")


def _section(title: str, inner: str) -> str:
    return f"<section><h3>{safe(t(title))}</h3>{inner}</section>"


def _turn(each: CaseReport) -> str:
    turn: Turn = each.turn
    who = next((t(whom(i.request)) for i in each.items if turn_of(i) == "them"), "")
    return f'<span class="turn {turn}">{safe(t(f"report.page.turn.{turn}", who=who))}</span>'


def _progress(each: CaseReport) -> str:
    if not each.plan.wanted:
        return ""
    plan = each.plan.plan
    return f'<p class="soft">{safe(t("plan.progress", done=plan.done, of=len(plan.counted)))}</p>'
