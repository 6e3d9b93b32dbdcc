"""Write docs/pictures/letter.png: a letter of made-up people as it is printed; --check: stale?"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zlib
from datetime import date
from pathlib import Path

import typst

sys.path.insert(0, str(Path(__file__).parent.parent))

from sferum_cli import text
from sferum_cli.core.frozen import fields_of
from sferum_cli.flows.letter import check_answers, write_letter
from sferum_cli.render.letter_pdf import SIZES
from sferum_cli.render.letter_text import closing_rows, tidy_letter
from sferum_cli.shelf.letters import letter_kind
from sferum_cli.storage.answers import read_answers

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "pictures" / "letter.png"


def letter_source() -> tuple[bytes, str]:
    """What a letter of a parent is typeset from: the template and the data."""
    text.use("ru")
    today = date(2026, 11, 26)
    answers = read_answers(ROOT / "tools" / "picture_answers.toml")
    kind = letter_kind("school-parent")
    letter = tidy_letter(write_letter(kind, check_answers(answers, kind, today), today))
    template = (ROOT / "sferum_cli" / "render" / "letter.typ").read_bytes()
    page = fields_of(letter) | {"closing": closing_rows(letter), "size": SIZES[0], "spare": 0}
    return template, json.dumps(page, sort_keys=True, default=fields_of)


def fingerprint(source: tuple[bytes, str]) -> bytes:
    """The PNG chunk that says from what the picture was made."""
    content = b"Source\0" + hashlib.sha256(source[0] + source[1].encode()).hexdigest().encode()
    tail = struct.pack(">I", zlib.crc32(b"tEXt" + content))
    return struct.pack(">I", len(content)) + b"tEXt" + content + tail


def photographed(source: tuple[bytes, str]) -> bytes:
    """The first page as PNG, with its fingerprint after the header."""
    pages = typst.compile(
        source[0],
        format="png",
        ppi=96,
        ignore_system_fonts=True,
        sys_inputs={"letter": source[1]},
    )
    page = pages[0] if isinstance(pages, list) else pages
    header = 33  # bytes: the signature and the first chunk
    return page[:header] + fingerprint(source) + page[header:]


def run(arguments: list[str]) -> int:
    """Make the picture, or say that it is stale."""
    source = letter_source()
    if "--check" not in arguments:
        PICTURE.write_bytes(photographed(source))
        return 0
    stale = not PICTURE.exists() or fingerprint(source) not in PICTURE.read_bytes()
    if stale:
        sys.stderr.write("docs/pictures/letter.png is stale: run `make update`\n")
    return int(stale)


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
