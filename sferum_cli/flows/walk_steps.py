"""The questions of a walk: one step, what it asks to be done, and the result at the end."""

from __future__ import annotations

from sferum_cli.core.knowledge import Step
from sferum_cli.core.requests import Request
from sferum_cli.core.state import New, request_of
from sferum_cli.core.walk_place import does, place
from sferum_cli.core.walks import FINISHED, Onward, WayOut, step_at
from sferum_cli.flows.log_asked import Report, ask_day, ask_report
from sferum_cli.flows.log_written import write_down
from sferum_cli.flows.owner_asked import ask_owner
from sferum_cli.flows.paths import PathBook, steps_of
from sferum_cli.flows.session import Session
from sferum_cli.flows.trouble import ask_trouble
from sferum_cli.flows.walk_deeds import do
from sferum_cli.flows.walk_saved import save, write_events
from sferum_cli.render.blocks import Block, Text
from sferum_cli.render.qr import qr_code
from sferum_cli.render.step_view import step_page
from sferum_cli.render.walk_view import end_page
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import joined, language, t


def ask_step(session: Session, request: Request, book: PathBook) -> Onward:
    """One step: ask until the answer leads somewhere."""
    steps = steps_of(request, book.path)
    index = place(request, book.path)
    step = steps[index]
    done = any(does(event, step) for event in request.events)
    tells = step.action.startswith("log:") and session.asks and not done
    about = " · ".join(filter(None, (book.path.title.pick(language()), joined(request.people))))
    page = step_page(step, index + 1, len(steps), book.facts, added=book.path.added, about=about)
    session.show(page)
    question = t("step.ask") if session.can_draw else ""  # read aloud, the step is question enough
    answered: set[str] = set()
    while True:
        choices = step_choices(session, step, index, done=done, tells=tells)
        choices = [each for each in choices if each[0] not in answered]
        answer = session.prompter.choose(f"steps.{step.id}", question, choices)
        answer = "do" if answer == "done" and tells else answer
        match answer:
            case "do":
                turn = do(session, request, step)
                if isinstance(turn, WayOut):
                    return turn
                if turn:
                    return _moved_on(session, request, book)
            case "open":
                session.show([_opened(session, step)])
                done = True
                answered |= {"open", "back", "more"}
            case "qr":
                session.show([qr_code(step.url or "")])
                session.show(page)
                done = True
            case "more" if step.more:
                session.show([Text(step.more.pick(language()))])
                answered.add("more")
            case "trouble":
                return ask_trouble(session, request, step, book)
            case "back":
                save(session, request.id, step_at(index - 1, steps), "back")
                return "look"
            case "pause":
                return "pause"
            case _:
                save(session, request.id, step_at(index + 1, steps), "done")
                return "look"


def step_choices(
    session: Session, step: Step, index: int, *, done: bool, tells: bool
) -> list[tuple[str, str]]:
    """The answers of a step: first what does the next thing, once it is ``done`` that it is.

    Where being ready is what is to be recorded, saying so ``tells`` it: one act, one record. On
    plain lines a deed that asks for words of its own comes second: who answers ``1`` all the way
    gets to the end.
    """
    verb = "" if tells else step.action.partition(":")[0]
    deed = [("do", t(f"step.do.{verb}"))] if verb else []
    page = [("open", t("step.open"))] if step.url else []
    ready = [("done", t("step.told" if tells else "step.done"))]
    first = [*(deed if session.can_draw else []), *page]
    last = [] if session.can_draw else deed
    choices = [*ready, *first, *last] if done else [*first, *ready, *last]
    choices += [("qr", t("step.qr"))] if step.url and session.can_draw else []
    choices += [("more", t("step.more"))] if step.more else []
    choices += [("trouble", t("step.trouble"))]
    choices += [("back", t("step.back"))] if index else []
    return [*choices, ("pause", t("step.pause"))]


def _moved_on(session: Session, request: Request, book: PathBook) -> Onward:
    """The deed of a step is done: what it recorded moved the walk, else the walk says so."""
    steps, index = book.path.steps_for(request.role), place(request, book.path)
    now = request_of(load_state(session.folder), request.id)
    if now.open and place(now, book.path) == index:
        save(session, request.id, step_at(index + 1, steps), "done")
    return "look"


def _opened(session: Session, step: Step) -> Block:
    """Open the page of ``step``; where there is no browser the address is there to copy."""
    url = step.url or ""
    return Text(t("step.opened" if session.open_page(url) else "step.not_opened", url=url))


def ask_end(session: Session, request: Request, book: PathBook) -> Onward:
    """The question about the result, and what the answer records."""
    ending = book.path.ending_for(request.role)
    lang = language()
    steps = steps_of(request, book.path)
    session.show(end_page(ending))
    choices = [("yes", ending.yes.pick(lang)), ("later", ending.later.pick(lang))]
    if ending.event == "done_by_user":
        choices.reverse()  # a result that nobody looked at yet is not to be had by Enter
    choices += [("no", ending.no.pick(lang)), ("back", t("step.back"))]
    if ending.event == "sent":
        choices.append(("pause", t("step.pause")))
    answer = session.prompter.choose("result", ending.question.pick(lang), choices)
    match answer:
        case "pause":
            return "pause"
        case "back":
            save(session, request.id, step_at(len(steps) - 1, steps), "back")
            return "look"
        case "no":
            return ask_trouble(session, request, steps[-1], book)
        case "later" if ending.event == "sent":
            return "pause"
    if ending.event == "sent":
        _sent(session, request)
        return "look"
    new = [New(ending.event, request.id, session.today)]
    if answer == "yes" and ending.verify:
        new.append(New("verified", request.id, session.today, {"result": "yes"}))
    new.append(New("walk", request.id, session.today, {"step": FINISHED, "answer": answer}))
    write_events(session, *new)
    return "look"


def _sent(session: Session, request: Request) -> None:
    """Record that the letter has gone: its day, and from a person how, the mark and a photo."""
    report = Report("sent", ask_day(session, "sent_on", t("end.when")), {})
    if session.asks:
        report = ask_report(session, request, "sent", {"note": ""}, when=report.when)
    ask_owner(session, request.id, "sent")
    write_down(
        session.folder, request.id, report, today=session.today, at=session.at,
        proof=session.file(report.attach) if report.attach else None,
    )  # fmt: skip
