"""The four formats of one letter, read back with tools that are not ours."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from sferum_cli.core.letters import Labels, Letter, Mail, Numbered, Paragraph, Signature
from sferum_cli.errors import BadUsage
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
    signatures=(Signature("", "М. С. Иванова"),),
    incoming_mark=False,
    mail=Mail("school@example.ru", "Отзыв согласия на обработку персональных данных"),
    labels=Labels("Приложения:", "(подпись)", "Вх. №", "от"),
)
STAMPED = replace(LETTER, incoming_mark=True)
LONG = replace(
    LETTER,
    blocks=BODY * 16,
    signatures=(Signature("Мать", "Иванова М. С."), Signature("Обучающаяся", "Иванова А. П.")),
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
    signatures=(Signature("Ю" * 100, "Ы" * 3000), Signature(MARKUP, "Latin ﬁ".replace("ﬁ", "fi"))),
)
ALL = {"short": LETTER, "long": LONG, "hostile": HOSTILE}
FORMATS = {"pdf": to_pdf, "docx": to_docx, "eml": to_eml, "txt": to_txt}
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
        yield each.role + each.name + letter.labels.signature


def letters(text: str) -> Counter[str]:
    """Every character but white space and what hyphenation adds."""
    return Counter(re.sub(r"[\s\xad\u2010-]", "", text))


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
    return BytesParser(policy=policy.default).parsebytes(eml)  # type: ignore[return-value]


def body_of(mail: EmailMessage) -> str:
    part = mail.get_body()
    assert part is not None
    return str(part.get_content())


@needs_poppler
@each_letter
def test_a_pdf_holds_every_character_of_the_letter_and_no_other(letter: Letter) -> None:
    assert letters(pdf_text(to_pdf(letter))) == expected(letter)


@each_letter
def test_a_docx_holds_every_character_of_the_letter_and_no_other(letter: Letter) -> None:
    assert letters(docx_text(to_docx(letter))) == expected(letter)


@each_letter
def test_a_text_holds_every_character_of_the_letter_and_lines_to_sign_on(letter: Letter) -> None:
    extra = letters(to_txt(letter)) - expected(letter)
    assert not expected(letter) - letters(to_txt(letter))
    assert extra == Counter({"_": 20 * len(letter.signatures)})


@each_letter
def test_a_mail_says_what_the_text_says(letter: Letter) -> None:
    assert body_of(read_mail(to_eml(letter))).replace("\r\n", "\n") == to_txt(letter)


@needs_office
def test_an_office_program_shows_the_docx_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(to_docx(HOSTILE))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path))
    run(*command, str(tmp_path / "letter.docx"), given=b"")
    pdf = (tmp_path / "letter.pdf").read_bytes()
    assert letters(pdf_text(pdf)) == expected(HOSTILE)
    assert [word for page, _, _, bottom, word in pdf_words(pdf) if bottom < 19] == ["2"]


@each_format
@each_letter
def test_the_same_letter_gives_the_same_bytes(made, letter: Letter) -> None:
    assert made(letter) == made(replace(letter))


def test_nothing_in_a_docx_tells_when_or_by_whom_it_was_made() -> None:
    docx = to_docx(LETTER)
    assert {entry.date_time for entry in ZipFile(BytesIO(docx)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    about = Document(BytesIO(docx)).core_properties
    assert (about.created.year, about.modified.year) == (1980, 1980)
    assert about.author == about.last_modified_by == about.comments == ""


@needs_poppler
def test_a_pdf_is_a_tagged_a4_page_with_a_title_and_without_a_date() -> None:
    about = run("pdfinfo", "-", given=to_pdf(LETTER))
    assert re.search(r"Title: +ЗАЯВЛЕНИЕ об отзыве", about)
    assert re.search(r"Tagged: +yes", about)
    assert "(A4)" in about
    assert "Date" not in about


@needs_poppler
def test_pages_are_numbered_from_the_second_on() -> None:
    top = [(page, word) for page, _, _, bottom, word in pdf_words(to_pdf(LONG)) if bottom < 19]
    assert top == [(2, "2"), (3, "3")]


def test_a_docx_numbers_its_pages_from_the_second_on() -> None:
    section = Document(BytesIO(to_docx(LONG))).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


@needs_poppler
@each_letter
def test_no_word_leaves_the_margins_of_the_page(letter: Letter) -> None:
    for _, left, right, bottom, word in pdf_words(to_pdf(letter)):
        assert left >= 19 and right <= 201.5 and bottom <= 278, word


@needs_poppler
def test_the_corner_is_eight_centimetres_at_the_right() -> None:
    words = pdf_words(to_pdf(LETTER))
    above = [each for each in words if each[3] < next(w[3] for w in words if w[4] == LETTER.title)]
    assert min(left for _, left, *_ in above) == pytest.approx(120, abs=0.5)
    assert "Сидорову" in [each[4] for each in above]


@needs_poppler
def test_the_bottom_right_of_the_first_page_is_left_for_the_stamp() -> None:
    words = pdf_words(to_pdf(replace(LONG, incoming_mark=True)))
    low = [
        (left > 119, word) for page, left, _, bottom, word in words if page == 1 and bottom > 255
    ]
    assert low == [(True, "Вх."), (True, "№"), (True, "от")]
    foot = Document(BytesIO(to_docx(STAMPED))).sections[0].first_page_footer
    assert [line.text.strip() for line in foot.paragraphs] == ["Вх. №", "от"]


@needs_poppler
@pytest.mark.parametrize("paragraphs", range(20, 40))
def test_no_page_holds_signatures_alone(paragraphs: int) -> None:
    letter = replace(LETTER, blocks=(Paragraph("Прошу ответить."),) * paragraphs)
    words = pdf_words(to_pdf(letter))
    signed = next(page for page, *_, word in words if word == LETTER.labels.signature)
    assert "Прошу" in [word for page, *_, word in words if page == signed]


def test_a_docx_has_styles_that_a_person_can_change() -> None:
    paper = Document(BytesIO(to_docx(LETTER)))
    styles = {line.text: line.style.name for line in paper.paragraphs}
    assert styles[LETTER.title] == "Title"
    assert styles[LETTER.subject] == "Subtitle"
    assert styles["Сидорову П. И."] == "Corner"
    assert styles[FACTS.strip()] == "Body Text"
    assert paper.styles["Title"].font.bold
    assert 'w:ascii="Times New Roman"' in paper.styles.element.xml


@pytest.mark.parametrize(
    ("place", "letter"),
    [
        ("title", replace(LETTER, title="Я 😀")),
        ("name", replace(LETTER, signatures=(Signature("", "Иванова 😀"),))),
        ("item", replace(LETTER, blocks=(Numbered(("один", "два 😀")),))),
    ],
)
def test_a_character_that_no_font_has_is_named(place: str, letter: Letter) -> None:
    with pytest.raises(BadUsage) as refused:
        to_pdf(letter)
    assert refused.value.key == "error.letter_character"
    assert refused.value.values == {"character": "😀", "name": "GRINNING FACE"}


def test_formats_that_bring_no_font_keep_such_a_character() -> None:
    letter = replace(LETTER, subject="Я 😀")
    assert "😀" in to_txt(letter)
    assert "😀" in docx_text(to_docx(letter))
    assert "😀" in body_of(read_mail(to_eml(letter)))


@each_format
@pytest.mark.parametrize("character", ["\ud800", "\ue000", "\u0378", "\uffff"])
def test_a_character_without_meaning_is_refused_everywhere(made, character: str) -> None:
    with pytest.raises(BadUsage) as refused:
        made(replace(LETTER, blocks=(Paragraph(f"а{character}б"),)))
    assert refused.value.values["name"] == f"U+{ord(character):04X}"
    str(refused.value.values["character"]).encode()


@needs_poppler
def test_signs_that_do_not_print_change_nothing() -> None:
    dirty = replace(LETTER, subject="об\x07 от\u202eказе\x1b", title="ЗАЯВ\x00ЛЕНИЕ")
    clean = replace(LETTER, subject="об отказе")
    for made in FORMATS.values():
        assert made(dirty) == made(clean)


def test_letters_written_in_two_parts_are_put_together() -> None:
    assert to_txt(replace(LETTER, subject="и\u0306")) == to_txt(replace(LETTER, subject="й"))


@needs_poppler
def test_a_line_break_starts_a_paragraph_in_the_body_and_nothing_in_the_corner() -> None:
    letter = replace(LETTER, blocks=(Paragraph("Раз\r\nДва\n\nТри"),), applicant=("от\nМарии",))
    assert "\n\nРаз\n\nДва\n\nТри\n\n" in to_txt(letter)
    assert "\nот Марии\n" in to_txt(letter)
    lines = [line.text for line in Document(BytesIO(to_docx(letter))).paragraphs]
    assert lines[lines.index("Раз") :][:3] == ["Раз", "Два", "Три"]
    assert re.search(r"Раз\nДва\nТри\n", re.sub(r"\n+", "\n", pdf_text(to_pdf(letter))))


def test_a_number_stays_with_its_sign() -> None:
    assert "№\N{NO-BREAK SPACE}152-ФЗ" in to_txt(LETTER)


def test_a_letter_of_almost_nothing_still_has_all_its_formats() -> None:
    bare = replace(LETTER, addressee=(), applicant=(), subject="", blocks=(), attachments=())
    for made in FORMATS.values():
        assert made(replace(bare, date="", signatures=(), mail=Mail(None, "")))


def test_a_mail_is_a_draft() -> None:
    mail = read_mail(to_eml(LETTER))
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "school@example.ru"
    assert mail["Subject"] == LETTER.mail.subject
    assert mail["Date"] is mail["Message-ID"] is mail["From"] is None
    assert read_mail(to_eml(replace(LETTER, mail=Mail(None, "x"))))["To"] is None


def test_a_mail_has_no_place_for_an_incoming_number() -> None:
    assert "Вх. №" in to_txt(STAMPED).replace("\xa0", " ")
    assert to_eml(STAMPED) == to_eml(LETTER)


def test_a_mail_carries_its_attachments_whole() -> None:
    pdf = to_pdf(LETTER)
    text = replace(LETTER, subject="--=_sferum_letter--")
    eml = to_eml(text, attachments=[("заявление\n.pdf", pdf), ("copy.jpg", b"--=_sferum_letter")])
    first, second = read_mail(eml).iter_attachments()
    assert (first.get_filename(), first.get_content_type()) == ("заявление .pdf", "application/pdf")
    assert first.get_content() == pdf
    assert second.get_content() == b"--=_sferum_letter"
    assert body_of(read_mail(eml)).replace("\r\n", "\n") == to_txt(text)
    assert eml == to_eml(
        text, attachments=[("заявление\n.pdf", pdf), ("copy.jpg", b"--=_sferum_letter")]
    )


@pytest.mark.parametrize("subject", ["a\r\nBcc: b@c.ru", "a\u2028Bcc: b@c.ru", "Я" * 300, MARKUP])
def test_a_subject_stays_one_header(subject: str) -> None:
    eml = to_eml(replace(LETTER, mail=Mail("a@b.ru", subject)))
    mail = read_mail(eml)
    assert mail["Subject"] == re.sub(r"\s+", " ", subject)
    assert mail["Bcc"] is None
    assert max(map(len, eml.split(b"\r\n"))) <= 78


def test_a_russian_domain_is_written_so_that_every_server_knows_it() -> None:
    mail = read_mail(to_eml(replace(LETTER, mail=Mail(" info@школа.рф ", "x"))))
    assert mail["To"] == "info@xn--80avnr.xn--p1ai"


@pytest.mark.parametrize(
    "to", ["", "школа", "a@b.ru, c@d.ru", "a@b.ru\nBcc: c@d.ru", "директор@b.ru", "@b.ru", "a@"]
)
def test_what_is_not_one_address_is_refused(to: str) -> None:
    with pytest.raises(BadUsage) as refused:
        to_eml(replace(LETTER, mail=Mail(to, "x")))
    assert refused.value.key == "error.letter_mail_address"
