"""The formats of one letter, read back with tools that are not ours."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from letter_answers import letter_of
from letter_samples import (
    FACTS,
    FORMATS,
    HOSTILE,
    LETTER,
    LONG,
    STAMPED,
    Made,
    body_of,
    docx_text,
    each_format,
    each_letter,
    expected,
    letters,
    needs_office,
    needs_poppler,
    once,
    pdf_text,
    pdf_words,
    read_mail,
    run,
)
from misses import over

from sferum_cli.core.frozen import replace
from sferum_cli.core.letters import Letter, Mail, Numbered, Paragraph, Signature
from sferum_cli.errors import BadUsage
from sferum_cli.render import letter_pdf
from sferum_cli.render.letter_docx import to_docx
from sferum_cli.render.letter_eml import to_eml
from sferum_cli.render.letter_pdf import SIZES, pages_of, size_for, to_pdf
from sferum_cli.render.letter_txt import to_txt
from sferum_cli.shelf.letters import form, kind_ids


@needs_poppler
@each_letter
def test_a_pdf_holds_every_character_of_the_letter_and_no_other(letter: Letter) -> None:
    assert letters(pdf_text(once(to_pdf, letter))) == expected(letter)


@each_letter
def test_a_docx_holds_every_character_of_the_letter_and_no_other(letter: Letter) -> None:
    assert letters(docx_text(once(to_docx, letter))) == expected(letter)


@each_letter
def test_a_text_holds_every_character_of_the_letter_and_lines_to_sign_on(letter: Letter) -> None:
    extra = letters(to_txt(letter)) - expected(letter)
    assert not expected(letter) - letters(to_txt(letter))
    assert extra == Counter({"_": 20 * len(letter.signatures)})


def by_office(folder: Path, **made: Letter) -> dict[str, bytes]:
    """The letters as PDF, as an office program lays out their DOCX."""
    for name, letter in made.items():
        (folder / f"{name}.docx").write_bytes(once(to_docx, letter))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = ("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder))
    run(*command, *(str(folder / f"{name}.docx") for name in made), given=b"")
    return {name: (folder / f"{name}.pdf").read_bytes() for name in made}


@needs_office
def test_an_office_program_shows_every_kind_on_one_sheet_and_the_docx_as_it_was_written(
    tmp_path: Path,
) -> None:
    made = {kind: letter_of(kind) for kind in kind_ids()}
    more = {
        "applicant.email": "ivanova@mail.ru", "applicant.answer_by": "email",
        "refusal.date": "09.11.2026", "refusal.number": "12", "refusal.argument": "273-fz",
    }  # fmt: skip
    longest = letter_of("student-14-17", situation="refused", **more)
    assert size_for(longest) < SIZES[0] == size_for(made["access"])
    made["longest"] = longest
    laid_out = by_office(tmp_path, hostile=HOSTILE, **made)
    written = laid_out.pop("hostile")
    sheets = {kind: max(page for page, *_ in pdf_words(pdf)) for kind, pdf in laid_out.items()}
    assert sheets == dict.fromkeys(made, 1)
    assert letters(pdf_text(written)) == expected(HOSTILE)
    top = [(page, word) for page, _, _, bottom, word in pdf_words(written) if bottom < 19]
    assert top == [(page, str(page)) for page in range(2, top[-1][0] + 1)]


@each_format
@each_letter
def test_the_same_letter_gives_the_same_bytes(made: Made, letter: Letter) -> None:
    assert once(made, letter) == made(replace(letter))


def test_nothing_in_a_docx_tells_when_or_by_whom_it_was_made() -> None:
    docx = to_docx(LETTER)
    assert {entry.date_time for entry in ZipFile(BytesIO(docx)).infolist()} == {
        (1980, 1, 1, 0, 0, 0)
    }
    about = Document(BytesIO(docx)).core_properties
    assert (about.created.year, about.modified.year) == (1980, 1980)
    assert about.author == about.last_modified_by == about.comments == ""


def test_word_opens_a_docx_as_one_of_its_own_and_no_other_setting_is_changed() -> None:
    def settings(paper: Paper) -> dict[str, str]:
        found = paper.settings.element.iter(qn("w:compatSetting"))
        return {each.get(qn("w:name")): each.get(qn("w:val")) for each in found}

    made, plain = settings(Document(BytesIO(once(to_docx, LETTER)))), settings(Document())
    assert made == plain | {"compatibilityMode": "15"}


@needs_poppler
def test_a_pdf_is_a_tagged_a4_page_with_a_title_and_without_a_date() -> None:
    about = run("pdfinfo", "-", given=to_pdf(LETTER))
    assert re.search(r"Title: +ЗАЯВЛЕНИЕ об отзыве", about)
    assert re.search(r"Tagged: +yes", about)
    assert "(A4)" in about
    assert "Date" not in about


@needs_poppler
def test_pages_are_numbered_from_the_second_on() -> None:
    top = [
        (page, word) for page, _, _, bottom, word in pdf_words(once(to_pdf, LONG)) if bottom < 19
    ]
    assert top == [(2, "2"), (3, "3")]


def test_what_no_size_brings_onto_one_sheet_is_typeset_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []
    real = letter_pdf.typeset
    monkeypatch.setattr(
        letter_pdf, "typeset", lambda source, data: tried.append(data) or real(source, data)
    )
    assert pages_of(to_pdf(LONG)) == 3
    assert len(tried) == 1


def test_a_docx_numbers_its_pages_from_the_second_on() -> None:
    section = Document(BytesIO(once(to_docx, LONG))).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


@needs_poppler
@each_letter
def test_no_word_leaves_the_margins_of_the_page(letter: Letter) -> None:
    for _, left, right, bottom, word in pdf_words(once(to_pdf, letter)):
        assert left >= 19, word
        assert right <= 201.5, word
        assert bottom <= 278, word


@needs_poppler
def test_the_corner_is_eight_centimetres_at_the_right() -> None:
    words = pdf_words(once(to_pdf, LETTER))
    above = [each for each in words if each[3] < next(w[3] for w in words if w[4] == LETTER.title)]
    assert min(left for _, left, *_ in above) == pytest.approx(120, abs=0.5)
    assert "Сидорову" in [each[4] for each in above]


@needs_poppler
def test_the_bottom_right_of_the_first_page_is_left_for_the_stamp() -> None:
    words = pdf_words(to_pdf(replace(LONG, incoming_mark=True)))
    low = [
        (left > 119, word) for page, left, _, bottom, word in words if page == 1 and bottom > 259
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
    styles = {line.text: line.style.name for line in paper.paragraphs if line.style}
    told = FACTS.strip().replace("+7 900 ", "+7\u00a0900\u00a0")
    assert styles[LETTER.title] == "Title"
    assert styles[LETTER.subject] == "Subtitle"
    assert styles["Сидорову П.\u00a0И."] == "Corner"
    assert styles[told] == "Body Text"
    assert paper.styles["Title"].font.bold
    assert 'w:ascii="Times New Roman"' in paper.styles.element.xml


@pytest.mark.parametrize(
    ("place", "letter"),
    [
        ("title", replace(LETTER, title="Я 😀")),
        ("name", replace(LETTER, signatures=(Signature("Иванова 😀"),))),
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
def test_a_character_without_meaning_is_refused_everywhere(made: Made, character: str) -> None:
    with pytest.raises(BadUsage) as refused:
        made(replace(LETTER, blocks=(Paragraph(f"а{character}б"),)))
    assert refused.value.values["name"] == f"U+{ord(character):04X}"
    str(refused.value.values["character"]).encode()


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


@over(
    [
        ("390000, г. Рязань, ул. Ленина, д. 1, кв. 5", "390000, г._Рязань, ул._Ленина, д._1, кв._5"),
        ("Школа № 5 им. А. С. Пушкина", "Школа №_5 им._А._С._Пушкина"),
        ("г. Ростова-на-Дону, стр. 79", "г._Ростова-на-Дону, стр._79"),
        ("согласно ч. 5.1 ст. 21 закона. Прошу", "согласно ч._5.1 ст._21 закона. Прошу"),
        ("Прошу исключить их. Ответ жду", "Прошу исключить их. Ответ жду"),
        ("класс 5 «А». Прошу", "класс_5_«А». Прошу"),
        ("класс 10 Б, прошу", "класс_10_Б, прошу"),
        ("(04.03.2015, 3 «б»), 3 / Б", "(04.03.2015, 3_«б»), 3_/_Б"),
        ("группа 5 «Солнышко»", "группа_5 «Солнышко»"),
        ("Школа № 5 и сад № 7", "Школа №_5_и сад №_7"),
        ("пункт 12, части 5.1 статьи 21", "пункт_12, части_5.1 статьи_21"),
        ("на 1 л., на ____ л.", "на 1_л., на ____\N{NO-BREAK SPACE}л."),
        ("27 ноября 2026 г. Ответ жду", "27_ноября 2026_г._Ответ жду"),
        ("ООО «МАХ», ИНН 9714058267, VK ID", "ООО_«МАХ», ИНН_9714058267, VK_ID"),
        ("телефон: +7 900 000-00-00", "телефон: +7_900_000-00-00"),
    ]
)  # fmt: skip
def test_an_abbreviation_stays_with_what_stands_behind_it(typed: str, kept: str) -> None:
    letter = replace(LETTER, blocks=(Paragraph(typed),), labels=form().labels)
    even = re.sub("(?<!_)_(?!_)", "\N{NO-BREAK SPACE}", kept)
    assert even in to_txt(letter)


def test_a_letter_of_almost_nothing_still_has_all_its_formats() -> None:
    bare = replace(LETTER, addressee=(), applicant=(), subject="", blocks=(), attachments=())
    for made in FORMATS.values():
        assert made(replace(bare, date="", signatures=(), mail=Mail(None, "")))
