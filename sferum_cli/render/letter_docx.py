"""A letter as a Word document with real styles; the only owner of python-docx."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from sferum_cli.core.frozen import frozen
from sferum_cli.core.letters import Letter, Numbered
from sferum_cli.render.letter_pdf import size_for
from sferum_cli.render.letter_text import closing_rows, tidy_letter

_FONT = "Times New Roman"
# A zip holds no earlier day; one fixed day gives the same bytes each time.
_DAY = (1980, 1, 1, 0, 0, 0)
_WIDTH, _CORNER = 180.0, 100.0
_COLUMNS = (65.0, 50.0, 65.0)
_CENTER, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


@frozen
class _Look:
    """One paragraph style; lengths in millimetres, ``size`` in points, or that of the letter."""

    name: str
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    left: float = 0
    right: float = 0
    first: float = 0
    before: float = 0
    after: float = 0
    size: int | None = None
    bold: bool = False
    keep: bool = False
    ruled: bool = False
    blank: bool = False


# Margins and the corner of 8 cm: GOST R 7.0.97-2025.
_LOOKS = (
    _Look("Corner", left=_CORNER),
    _Look("Title", align=_CENTER, before=6, after=1, bold=True, keep=True),
    _Look("Subtitle", align=_CENTER, left=20, right=20, after=4, keep=True),
    _Look("Body Text", align=_JUSTIFY, first=12.5),
    _Look("List Number", align=_JUSTIFY, left=12.5, first=-7.5),
    _Look("Attachments", before=4, keep=True),
    _Look("Signature", before=5, keep=True),
    _Look("Signature Line", before=5, right=5, keep=True, ruled=True),
    _Look("Signature Label", align=_CENTER, right=5, size=9, keep=True),
    _Look("Incoming", left=_CORNER, before=3, blank=True),
    _Look("Header", align=_CENTER),
)


def to_docx(letter: Letter) -> bytes:
    """``letter`` as DOCX; the same letter gives the same bytes.

    Raises BadUsage (``error.letter_character``) for a character without meaning.
    """
    letter = tidy_letter(letter)
    paper = Document()
    _settings(paper, letter)
    _styles(paper, size_for(letter))
    _page(paper, letter)
    _text(paper, letter)
    _signatures(paper, letter)
    return _same_bytes(paper)


def _settings(paper: Paper, letter: Letter) -> None:
    about = paper.core_properties
    about.title = letter.title[:255]  # the library refuses more
    about.author = about.comments = about.last_modified_by = ""
    about.language = "ru-RU"
    about.created = about.modified = datetime(*_DAY)  # noqa: DTZ001 - the library wants it bare
    settings = paper.settings.element
    hyphenation = OxmlElement("w:autoHyphenation")
    settings.find(qn("w:defaultTabStop")).addnext(hyphenation)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word says "compatibility mode" in its title
    relations = paper.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _styles(paper: Paper, size: float) -> None:
    defaults = paper.styles.element.find(qn("w:docDefaults"))
    fonts = next(defaults.iter(qn("w:rFonts")))
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    next(defaults.iter(qn("w:lang"))).set(qn("w:val"), "ru-RU")
    normal = paper.styles["Normal"]
    normal.font.size = Pt(size)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    for look in _LOOKS:
        _style(paper, look)


def _style(paper: Paper, look: _Look) -> None:
    if look.name in paper.styles:
        style = paper.styles[look.name]
        for part in (style.element.pPr, style.element.rPr):
            if part is not None:
                style.element.remove(part)
    else:
        style = paper.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = paper.styles["Normal"]
    if look.ruled:
        _rule(style)
    style.quick_style = True
    style.font.size = Pt(look.size) if look.size else None
    style.font.bold = look.bold
    shape = style.paragraph_format
    shape.alignment = look.align
    shape.left_indent, shape.right_indent = Mm(look.left), Mm(look.right)
    shape.first_line_indent = Mm(look.first)
    shape.space_before, shape.space_after = Mm(look.before), Mm(look.after)
    shape.keep_with_next = look.keep
    if look.first < 0:
        shape.tab_stops.add_tab_stop(Mm(look.left))
    if look.blank:
        shape.tab_stops.add_tab_stop(Mm(_WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _rule(style: ParagraphStyle) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    style.element.get_or_add_pPr().append(borders)


def _page(paper: Paper, letter: Letter) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(20), Mm(10)
    section.top_margin = section.bottom_margin = section.footer_distance = Mm(20)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    section.header.paragraphs[0]._p.append(number)
    if letter.incoming_mark:
        foot = section.first_page_footer
        lines = foot.paragraphs[0], foot.add_paragraph()
        labels = letter.labels.incoming_number, letter.labels.incoming_date
        for line, label in zip(lines, labels, strict=True):
            line.style = "Incoming"
            line.add_run(f"{label} \t")
        lines[0].paragraph_format.space_before = Mm(8)  # room for a stamp


def _text(paper: Paper, letter: Letter) -> None:
    for corner in (letter.addressee, letter.applicant):
        for text in corner:
            paper.add_paragraph(text, "Corner")
        if corner:
            paper.paragraphs[-1].paragraph_format.space_after = Mm(2)
    paper.add_paragraph(letter.title, "Title")
    paper.add_paragraph(letter.subject, "Subtitle")
    for block in letter.blocks:
        if isinstance(block, Numbered):
            _points(paper, block)
        else:
            paper.add_paragraph(block.text, "Body Text")
    end = len(paper.paragraphs) - 1
    if len(letter.attachments) == 1:
        paper.add_paragraph(f"{letter.labels.attachments} {letter.attachments[0]}", "Attachments")
    elif letter.attachments:
        paper.add_paragraph(letter.labels.attachments, "Attachments")
        _points(paper, Numbered(letter.attachments))
    for line in paper.paragraphs[end:]:
        line.paragraph_format.keep_with_next = True  # no page holds signatures alone


def _points(paper: Paper, block: Numbered) -> None:
    # The numbers are written out: they stay the same when the text is copied elsewhere.
    for number, item in enumerate(block.items, block.start):
        paper.add_paragraph(f"{number}.\t{item}", "List Number")


def _signatures(paper: Paper, letter: Letter) -> None:
    table = paper.add_table(0, len(_COLUMNS))
    table.autofit = False
    for left, name in closing_rows(letter):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, _COLUMNS, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].style = "Signature"
        capacity, line, person = row.cells
        capacity.paragraphs[0].add_run(left)
        if name is not None:
            line.paragraphs[0].style = "Signature Line"
            line.add_paragraph(letter.labels.signature, "Signature Label")
            person.paragraphs[0].add_run(name)
    for line in table.rows[-1].cells[0].paragraphs:
        line.paragraph_format.keep_with_next = False
    sides = OxmlElement("w:tblCellMar")
    for name in ("left", "right"):
        side = OxmlElement(f"w:{name}")
        side.set(qn("w:w"), "0")
        side.set(qn("w:type"), "dxa")
        sides.append(side)
    table._tbl.tblPr.append(sides)
    for number, width in enumerate(_COLUMNS):
        table.columns[number].width = Mm(width)


def _same_bytes(paper: Paper) -> bytes:
    made, fixed = BytesIO(), BytesIO()
    paper.save(made)
    with ZipFile(made) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # else it would tell which system made the file
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
