"""Letters to make files of, and readers of those files that are not ours."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from sferum_cli.core.frozen import replace
from sferum_cli.core.letters import Labels, Letter, Mail, Numbered, Paragraph, Signature
from sferum_cli.render.letter_docx import to_docx
from sferum_cli.render.letter_eml import to_eml
from sferum_cli.render.letter_pdf import to_pdf
from sferum_cli.render.letter_txt import to_txt

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext and pdfinfo (poppler-utils) are missing"
)
needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="soffice (LibreOffice) or pdftotext is missing",
)

MM = 72 / 25.4
FACTS = "Для ребёнка школой создан учебный профиль, привязанный к номеру +7 900 000-00-00. " * 3
BODY = (
    Paragraph(FACTS),
    Paragraph("На основании ч. 2 ст. 9 закона № 152-ФЗ «О персональных данных» прошу:"),
    Numbered(("прекратить обработку данных;", "исключить профиль из списка класса;"), 3),
    Paragraph("О результатах прошу сообщить письменно."),
)
LETTER = Letter(
    kind="withdraw",
    addressee=("Директору МБОУ «Средняя общеобразовательная школа № 123»", "Сидорову П. И."),
    applicant=("от Ивановой Марии Сергеевны", "адрес: г. Владимир, ул. Мира, д. 1"),
    title="ЗАЯВЛЕНИЕ",
    subject="об отзыве согласия на обработку персональных данных",
    blocks=BODY,
    attachments=("копия свидетельства о рождении на 1 л.", "копия паспорта на 2 л."),
    date="27 ноября 2026 г.",
    signatures=(Signature("М. С. Иванова"),),
    incoming_mark=False,
    mail=Mail("school@example.ru", "Отзыв согласия на обработку персональных данных"),
    labels=Labels("Приложения:", "(подпись)", "Вх. №", "от"),
)
STAMPED = replace(LETTER, incoming_mark=True)
LONG = replace(
    LETTER,
    blocks=BODY * 16,
    signatures=(Signature("Иванова М. С.", "Мать"), Signature("Иванова А. П.", "Обучающаяся")),
)
MARKUP = (
    '#let x = 1 #sys *b* _i_ $x$ `r` @a <b> // c /* d */ \\ "q" -- </w:t></w:r> &amp; ]]> {{x}}'
)
HOSTILE = replace(
    LETTER,
    title=MARKUP,
    subject=MARKUP,
    addressee=("Ш" * 300, "w" * 60 + "@" + "x" * 60 + ".ru", MARKUP),
    applicant=("_" * 120,),
    blocks=(Paragraph(MARKUP), Paragraph("Ж" * 300), Numbered(("м" * 300, MARKUP), 9)),
    attachments=("щ" * 300,),
    date=MARKUP,
    signatures=(Signature("Ю" * 100, "Ы" * 3000), Signature(MARKUP, "Latin fi")),
)
ALL = {"short": LETTER, "long": LONG, "hostile": HOSTILE}
Made = Callable[[Letter], bytes | str]
FORMATS: dict[str, Made] = {"pdf": to_pdf, "docx": to_docx, "eml": to_eml, "txt": to_txt}


@cache
def once(made: Made, letter: Letter) -> Any:
    """The file of ``letter``, made once for all who only read it."""
    return made(letter)


each_letter = pytest.mark.parametrize("letter", ALL.values(), ids=ALL.keys())
each_format = pytest.mark.parametrize("made", FORMATS.values(), ids=FORMATS.keys())


def words_of(letter: Letter) -> Iterator[str]:
    yield from (*letter.addressee, *letter.applicant, letter.title, letter.subject)
    for block in letter.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (f"{n}.{item}" for n, item in enumerate(block.items, block.start))
    yield letter.labels.attachments
    many = len(letter.attachments) > 1
    yield from (f"{n}.{a}" if many else a for n, a in enumerate(letter.attachments, 1))
    yield letter.date
    for each in letter.signatures:
        yield each.capacity + each.name + letter.labels.signature


def letters(text: str) -> Counter[str]:
    """Every character but white space and what hyphenation adds."""
    return Counter(re.sub(r"[\s\xad\u2010\u2011-]", "", text))


def expected(letter: Letter) -> Counter[str]:
    return letters("".join(words_of(letter)))


def run(*command: str, given: bytes) -> str:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode()


def pdf_text(pdf: bytes) -> str:
    """The text of all pages below the top margin."""
    crop = ("-r", "72", "-x", "0", "-y", "54", "-W", "596", "-H", "790")
    return run("pdftotext", *crop, "-", "-", given=pdf)


def pdf_words(pdf: bytes) -> list[tuple[int, float, float, float, str]]:
    """Page, left, right and bottom edge in millimetres, and the word itself."""
    found = []
    pages = run("pdftotext", "-bbox", "-", "-", given=pdf).split("<page ")[1:]
    for page, text in enumerate(pages, 1):
        for box in re.finditer(r'xMin="(.+?)" yMin=".+?" xMax="(.+?)" yMax="(.+?)">(.*?)<', text):
            left, right, bottom = (float(value) / MM for value in box.groups()[:3])
            found.append((page, left, right, bottom, box[4]))
    return found


def docx_text(docx: bytes) -> str:
    paper = Document(BytesIO(docx))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(line.text for line in paper.paragraphs), *cells))


def read_mail(eml: bytes) -> EmailMessage:
    mail = BytesParser(policy=policy.default).parsebytes(eml)
    assert isinstance(mail, EmailMessage)
    return mail


def body_of(mail: EmailMessage) -> str:
    part = mail.get_body()
    assert part is not None
    return str(part.get_content())
