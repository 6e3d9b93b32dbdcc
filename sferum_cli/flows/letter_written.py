"""Writing a letter: what is decided about it, the file, the record of it, how to send it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sferum_cli.core.codes import CHANNELS, FORMATS, one_of
from sferum_cli.core.state import New, State
from sferum_cli.errors import RUN, BadUsage, Interrupted, NeedsAnswer
from sferum_cli.flows.cases import case_news, known_case
from sferum_cli.flows.files import Destination, destination, ending_of
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.letter import to_bytes
from sferum_cli.flows.letter_children import further_aliases
from sferum_cli.flows.letter_decided import Decided, decide, decide_alone, settled_by
from sferum_cli.flows.letter_draft import begin_draft, draft_command
from sferum_cli.flows.letter_kept import keep_letter
from sferum_cli.flows.letter_open import offer_to_open
from sferum_cli.flows.letter_remember import offer_to_remember
from sferum_cli.flows.letter_request import case_told, keep_case, request_for
from sferum_cli.flows.overview import outlook_by_id
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Block, Text
from sferum_cli.render.doubts_view import doubt_lines, doubt_shape
from sferum_cli.render.letter_check_view import later_page, meaning_page
from sferum_cli.render.letter_pdf import pages_of
from sferum_cli.render.letter_view import kinds_page, kinds_shape, page_to_open, sending_page
from sferum_cli.render.qr import qr_code
from sferum_cli.shelf.letters import glosses, letter_kind
from sferum_cli.text import language, t


def kinds() -> Answer:
    """Every kind of letter and who needs it."""
    known = all_kinds()
    return Answer(kinds_page(known), kinds_shape(known))


def letter(
    session: Session,
    kind_id: str | None,
    *,
    request_id: str | None = None,
    person: str | None = None,
    given: Mapping[str, str] | None = None,
    format_name: str | None = None,
    channel: str | None = None,
    output: str | None = None,
    force: bool = False,
    qr: bool = False,
) -> Answer:
    """Write a letter that is complete without a word of free text.

    The file is named after the kind unless ``output`` says otherwise, and its end then tells the
    format where nothing else does. With ``qr`` the page through
    which it goes is shown, too, or nothing else where nothing is known to write. Raises NotFound,
    BadUsage, NeedsAnswer, and Interrupted: then no letter was written, and ``draft`` among its
    values is the command that goes on from the answers so far.
    """
    if kind_id is None and not session.can_ask:
        raise NeedsAnswer("error.kind_needed", known=tuple(each.id for each in all_kinds()))
    if qr and kind_id is not None and not (request_id or given or session.can_ask):
        return Answer(*_page_to_open(kind_id, channel))
    told = format_name or (given or {}).get("format") or one_of(FORMATS, ending_of(output))
    start = settled_by(
        session, kind_id, request=request_id, person=person, given=given or {},
        format_name=told, channel=channel,
    )  # fmt: skip
    if not session.can_ask:
        return _written(
            session, decide_alone(session, start), start.alias, output, force=force, qr=qr
        )
    before = RUN.commits
    try:
        start, drafting = begin_draft(session, start)
    except Interrupted as left:
        raise Interrupted("error.interrupted_nothing") from left
    try:
        asked = decide(session, start, drafting)
        if asked is None:
            return _left_for_later(draft_command(start, drafting))
        alias = offer_to_remember(session, asked)
        answer = _written(session, asked, alias, output, force=force, qr=qr)
    except Interrupted as left:
        if drafting.kept is None:
            unkept = drafting.stopped and not before
            key = "error.interrupted_unkept" if unkept else "error.interrupted_nothing"
            raise Interrupted(key) from left
        raise Interrupted("error.interrupted", draft=draft_command(start, drafting)) from left
    drafting.forget()
    if file := answer.shape["file"]:
        offer_to_open(session, Path(file))
    return answer


def is_made(answer: Answer) -> bool:
    """Whether the letter was made, and not left for later as a draft."""
    return "draft" not in answer.shape


def _left_for_later(command: str) -> Answer:
    return Answer(later_page(command), {"draft": command, "request": None, "file": None})


def _written(
    session: Session, asked: Decided, alias: str, output: str | None, *, force: bool, qr: bool
) -> Answer:
    """The letter as a file, the record of it, and what to do with it."""
    kind = asked.kind
    place = destination(session, output, f"{kind.id}.{asked.format_name}", force=force)
    place = _overwriting(session, place)
    content = to_bytes(asked.letter, asked.format_name)
    pages = pages_of(content)
    kept, request_id = None, asked.request_id
    before = asked.seen.request.people if asked.seen.request else ()
    further = further_aliases(session.folder, asked.seen.values)
    with place.prepared(content) as hand_over:
        if asked.opens_one or request_id is None:
            keep_case(session, asked, alias)
        if asked.opens_one:
            request_id = request_for(session, asked, alias)
        if request_id is not None:
            kept = keep_letter(
                session.folder, request_id, kind.id, ending=asked.format_name,
                content=content, pages=pages,
                channel=one_of(kind.channels, asked.seen.values.get("channel")),
                people=tuple(dict.fromkeys(each for each in (alias, *further) if each)),
                today=session.today, at=session.at,
                beside=_cases_told(session, asked, alias, further),
            )  # fmt: skip
        hand_over()
    request = (
        outlook_by_id(session.folder, request_id, today=session.today).request
        if request_id
        else None
    )
    page = sending_page(kind, asked.channel, file=place.name or "", request=request)
    left_out = [each for each in before if request and not request.is_for(each)]
    if left_out:
        who = ", ".join(left_out)
        page = [*page, Text(t("letter.left_out", who=who, id=request_id), "warn")]
    doubts = [(form.doubt, form.keys) for form in asked.doubts if form.doubt]
    shape: dict[str, Any] = {
        "kind": kind.id,
        "file": place.name,
        "request": request_id,
        "addressee": list(asked.letter.addressee),
        "files": [name for name in (place.name, kept) if name],
        "pages": pages,
        "claims": [{"text": each.text, "basis": each.basis} for each in asked.letter.claims],
        "kept": kept,
        "left_out": left_out,
        "doubts": [doubt_shape(doubt, keys) for doubt, keys in doubts],
    }
    if language() != "ru" and not session.can_ask:
        page = [*page[:1], *meaning_page(asked.letter, glosses()), *page[1:]]
    said = [line for doubt, keys in doubts for line in doubt_lines(doubt, keys)]
    if qr:
        blocks, more = _page_to_open(kind.id, asked.channel)
        page, shape = [*page, *blocks], {**shape, **more}
    return Answer(
        page, shape, content=None if place.file else content, beside=[] if session.can_ask else said
    )


def _cases_told(
    session: Session, asked: Decided, alias: str, further: Sequence[str]
) -> Callable[[State], list[New]]:
    """What is news of the cases of all whom the letter is for."""
    told = case_told(asked, alias, session.today)
    cases = [known_case(session.folder, each, session.today) for each in further]

    def news(state: State) -> list[New]:
        own = [new for case in cases for new in case_news(state, case, session.today)[1]]
        return [*told(state), *own]

    return news


def _page_to_open(kind_id: str, channel: str | None) -> tuple[list[Block], dict[str, str | None]]:
    """The page through which the letter goes, as a code to scan, and for programs."""
    page = page_to_open(letter_kind(kind_id), one_of(CHANNELS, channel))
    blocks: list[Block] = [Text(page), qr_code(page)] if page else [Text(t("letter.no_page"))]
    return blocks, {"page": page}


def _overwriting(session: Session, place: Destination) -> Destination:
    """``place``, where the person agrees to replace a file that is there. Raises BadUsage."""
    if place.overwrite or place.file is None or not session.can_ask or not place.file.exists():
        return place
    answer = session.prompter.choose(
        "overwrite",
        t("letter.overwrite", file=place.file),
        [("no", t("letter.keep")), ("yes", t("letter.replace"))],
    )
    if answer == "no":
        raise BadUsage("error.file_exists", file=place.file)
    return Destination(place.file, overwrite=True)
