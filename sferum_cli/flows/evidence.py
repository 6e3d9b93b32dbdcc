"""One folder or zip for a regulator: a brief, chronology, numbered exhibits, drafts, hashes."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from pathlib import Path

from sferum_cli.core.codes import LetterFormat
from sferum_cli.core.evidence import Exhibit, exhibits, matter
from sferum_cli.core.letters import Letter
from sferum_cli.core.state import requests_of
from sferum_cli.flows.evidence_brief import brief, chronology, exhibit_words
from sferum_cli.flows.files import destination
from sferum_cli.flows.letter import to_bytes
from sferum_cli.flows.letter_person import letter_answers
from sferum_cli.flows.overview import outlooks
from sferum_cli.flows.session import Session
from sferum_cli.flows.which import which
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Text
from sferum_cli.render.ledger_shapes import why_shape
from sferum_cli.render.letter_pdf import can_typeset
from sferum_cli.render.request_shapes import request_shape
from sferum_cli.shelf.letters import letter_kind
from sferum_cli.storage.archive import archived, find_request
from sferum_cli.storage.attachments import kept_file, sha256
from sferum_cli.storage.output import write_folder
from sferum_cli.storage.state_file import load_state
from sferum_cli.storage.zips import zipped
from sferum_cli.text import language, speaking, t

SCHEMA = 1  # of chronology.json
OFFICIAL = "ru"  # an inspector reads Russian, whatever the person does


def evidence(
    session: Session,
    request_id: str | None,
    output: str | None,
    *,
    force: bool,
    person: str | None = None,
) -> Answer:
    """Write the pack of one request: a zip when it is named so or for stdout, else a new folder.

    The same state gives the same bytes on the same day. Raises NotFound, BadUsage, NeedsAnswer as
    ``which``.
    """
    request_id = which(session, request_id, person=person)
    place = destination(session, output, f"{request_id}.zip", force=force)
    files, missing, numbered = collect(session.folder, request_id, today=session.today)
    content = None
    if place.file is None or place.file.suffix.lower() == ".zip":
        content = place.write(zipped(files))
    else:
        write_folder(place.file, files)
    brief_file = next(name for name in files if name.startswith("brief."))
    page = [
        Text(t("evidence.written", file=place.name, count=len(files)), "good"),
        Text(t("evidence.open", file=brief_file)),
    ]
    if missing:
        page.append(Text(t("evidence.missing", names=", ".join(missing)), "danger"))
    shape = {
        "id": request_id,
        "file": place.name,
        "count": len(files),
        "missing": missing,
        "exhibits": [
            {"number": each.number, "file": exhibit_file(each), "letter": each.letter or None,
             "request": each.request, "event": each.event.id}
            for each in numbered
        ],
    }  # fmt: skip
    return Answer(page, shape, content=content)


def exhibit_file(exhibit: Exhibit) -> str:
    """Where an exhibit lies in the pack; a draft keeps its own name."""
    if not exhibit.number:
        return f"drafts/{exhibit.name}"
    return f"exhibits/{exhibit.number:02}{Path(exhibit.name).suffix}"


def collect(
    folder: Path, request_id: str, *, today: date
) -> tuple[dict[str, bytes], tuple[str, ...], tuple[Exhibit, ...]]:
    """The files of the pack, the names of those gone or changed, and the exhibits that are there.

    Raises NotFound.
    """
    state = load_state(folder)
    others = (*archived(folder, state)[0], *requests_of(state))
    requests = matter(partial(find_request, folder), request_id, others)
    items = outlooks(requests, today=today)
    files: dict[str, bytes] = {}
    missing = []
    there = []
    for each in exhibits(requests):
        content = kept_file(folder, each.name, is_letter=bool(each.letter))
        if content is None or sha256(content) != each.sha256:
            missing.append(each.name)
        else:
            files[exhibit_file(each)] = content
            there.append(each)
    shape = {
        "schema": SCHEMA,
        "requests": [_without_today(request_shape(item)) for item in items],
        "dates": [{"schema": SCHEMA, **why_shape(item, language())} for item in items],
        "missing": missing,
    }
    files["chronology.json"] = (json.dumps(shape, ensure_ascii=False, indent=2) + "\n").encode()
    whose = dict.fromkeys(alias for request in requests for alias in request.cases)
    kept = [letter_answers(folder, alias, letter_kind("school-parent")) for alias in whose]
    with speaking(OFFICIAL):
        files |= _readable("brief", brief(items, there, kept, today=today))
        names = {
            f"{exhibit_file(each)} ({exhibit_words(each)})": sha256(files[exhibit_file(each)])
            for each in there
        }
        files |= _readable("chronology", chronology(items, there, names, ", ".join(missing)))
    files["index.txt"] = "".join(
        f"{sha256(content)}  {name}\n" for name, content in sorted(files.items())
    ).encode()
    return files, tuple(missing), tuple(there)


def _readable(name: str, page: Letter) -> dict[str, bytes]:
    """A page to be read: a PDF, or a DOCX where nothing here can make a PDF."""
    ending: LetterFormat = "pdf" if can_typeset() else "docx"
    return {f"{name}.{ending}": to_bytes(page, ending)}


def _without_today(shape: dict[str, object]) -> dict[str, object]:
    """A request without what depends on the day it is looked at."""
    return {key: value for key, value in shape.items() if key not in ("timing", "next", "due")}
