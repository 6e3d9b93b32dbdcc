"""One folder or zip for a regulator: chronology, exact letters, attachments, hashes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from sferum_cli.core.evidence import files_named, matter
from sferum_cli.core.letters import Letter, Mail, Numbered, Paragraph
from sferum_cli.core.outlook import Outlook
from sferum_cli.flows.files import destination
from sferum_cli.flows.letter import to_bytes
from sferum_cli.flows.session import Session
from sferum_cli.flows.status import head_of, known, outlooks
from sferum_cli.flows.which import which
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.ledger_shapes import why_shape
from sferum_cli.render.letter_pdf import can_typeset
from sferum_cli.render.shapes import request_shape
from sferum_cli.render.status_view import event_words
from sferum_cli.shelf.letters import form
from sferum_cli.storage.archive import find_request
from sferum_cli.storage.attachments import kept_file, sha256
from sferum_cli.storage.output import write_folder, zipped
from sferum_cli.text import day, language, t

SCHEMA = 1  # of chronology.json


def evidence(
    session: Session, request_id: str | None, output: str | None, *, force: bool
) -> Answer:
    """Write the pack of one request: a zip when it is named so or for stdout, else a new folder.

    The same state gives the same bytes. Raises NotFound, BadUsage, NeedsAnswer as ``which``.
    """
    request_id = which(session, request_id)
    place = destination(session, output, f"{request_id}.zip", force=force)
    files, missing = collect(session.folder, request_id, today=session.today)
    content = None
    if place.file is None or place.file.suffix.lower() == ".zip":
        content = place.write(zipped(files))
    else:
        write_folder(place.file, files)
    page = [Text(t("evidence.written", file=place.name, count=len(files)), "good")]
    if missing:
        page.append(Text(t("evidence.missing", names=", ".join(missing)), "danger"))
    shape = {"id": request_id, "file": place.name, "count": len(files), "missing": missing}
    return Answer(page, shape, content=content)


def collect(
    folder: Path, request_id: str, *, today: date
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of the pack, and the names of those that are gone or changed. Raises NotFound."""
    requests = matter(partial(find_request, folder), request_id)
    items = outlooks(requests, today=today)
    files: dict[str, bytes] = {}
    missing = []
    for name, expected, is_letter in files_named(requests):
        content = kept_file(folder, name, is_letter=is_letter)
        if content is None or sha256(content) != expected:
            missing.append(name)
        else:
            files[f"{'letters' if is_letter else 'attachments'}/{name}"] = content
    shape = {
        "schema": SCHEMA,
        "requests": [_without_today(request_shape(item)) for item in items],
        "dates": [{"schema": SCHEMA, **why_shape(item, language())} for item in items],
        "missing": missing,
    }
    files["chronology.json"] = (json.dumps(shape, ensure_ascii=False, indent=2) + "\n").encode()
    files |= _readable(_chronology(items, files, missing))
    files["index.txt"] = "".join(
        f"{sha256(content)}  {name}\n" for name, content in sorted(files.items())
    ).encode()
    return files, tuple(missing)


def _readable(chronology: Letter) -> dict[str, bytes]:
    """The chronology to be read: a PDF, or a DOCX where nothing here can make a PDF."""
    name = "pdf" if can_typeset() else "docx"
    return {f"chronology.{name}": to_bytes(chronology, name)}


def _without_today(shape: dict[str, object]) -> dict[str, object]:
    """A request without what depends on the day it is looked at."""
    return {key: value for key, value in shape.items() if key not in ("timing", "next", "due")}


def _chronology(items: Sequence[Outlook], files: dict[str, bytes], missing: list[str]) -> Letter:
    """The readable chronology, laid out as a letter is."""
    blocks: list[Paragraph | Numbered] = []
    for item in items:
        request = item.request
        title = next((head_of(r).title.pick(language()) for r in known([request])), "")
        state = f"outcome.{request.outcome}" if request.outcome else f"status.{request.status}"
        words = t("evidence.request", id=request.id, title=title, state=t(state))
        blocks += [Paragraph(words), Paragraph(t("evidence.events"))]
        lines = tuple(f"{day(e.date)}: {event_words(e)}" for e in request.events)
        blocks.append(Numbered(lines))
        if item.obligations:
            blocks.append(Paragraph(t("evidence.dates")))
            blocks.append(Numbered(tuple(_dates(item))))
    blocks.append(Paragraph(t("evidence.files")))
    blocks.append(Numbered(tuple(f"{n}: {sha256(c)}" for n, c in sorted(files.items()))))
    if missing:
        blocks.append(Paragraph(t("evidence.missing", names=", ".join(missing))))
    subject = t("evidence.subject", id=items[-1].request.id)
    return Letter(
        kind="evidence", addressee=(), applicant=(), title=t("evidence.title"), subject=subject,
        blocks=tuple(blocks), attachments=(), date="", signatures=(), incoming_mark=False,
        mail=Mail(None, subject), labels=form().labels,
    )  # fmt: skip


def _dates(item: Outlook) -> list[str]:
    lang = language()
    return [
        t(
            "evidence.date",
            date=day(o.due),
            rule=o.rule.title.pick(lang),
            norm=o.rule.norm.pick(lang),
            start=day(o.deadline.start),
            certainty=t(f"why.{o.certainty}"),
        )
        for o in item.obligations
    ]
