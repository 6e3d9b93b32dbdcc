"""The paper: one sheet with ordinary answers, even lines, and the words of the institution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest
from letter_answers import ANSWERS, TODAY, flat, pieces
from letter_samples import needs_poppler, run
from misses import over

from sferum_cli.core.letters import Letter
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.letter import (
    check_answers,
    lacking,
    to_bytes,
    write_letter,
)
from sferum_cli.render.letter_pdf import pages_of
from sferum_cli.shelf.letters import letter_kind

PLACES = {
    "school": ("МБОУ «Школа № 5»", "директор", "5 «А»"),
    "kindergarten": ("МБДОУ «Детский сад № 7»", "заведующая", "«Солнышко»"),
    "college": ("ГБПОУ «Рязанский колледж»", "директор", "ИС-21"),
    "university": ("ФГБОУ ВО «Рязанский университет»", "ректор", "М-31"),
}
OLDER = {"student-adult": "06.05.2004", "student-14-17": "06.05.2011"}
SITUATIONS = ("listed", "never_consented", "forced", "refused", "re_added")
TO_INSTITUTION = [k.id for k in all_kinds() if k.body == "school"]


def ordinary(kind_id: str, place: str, situation: str = "listed") -> Letter:
    """The letter with what an ordinary person answers."""
    name, position, group = PLACES[place]
    values = flat(ANSWERS) | {
        "school.name": name, "school.head.position": position, "institution.kind": place,
        "applicant.class": group, "child.class": group, "applicant.email": "ivanova@mail.ru",
        "situation": situation, "pressure.when": "05.11.2026",
        "pressure.who": "классный руководитель" if place == "school" else "куратор",
        "pressure.words": "без MAX не допустим к занятиям", "refusal.date": "09.11.2026",
        "refusal.number": "12", "refusal.argument": "273-fz",
    }  # fmt: skip
    del values["school.kind"]
    kind = letter_kind(kind_id)
    if kind_id in OLDER:
        values["applicant.birth_date"] = OLDER[kind_id]
    role = "parent" if kind.id == "student-14-17" else kind.roles[0]
    values["role"] = "parent" if "parent" in kind.roles and not kind.applies_itself else role
    checked = check_answers(values, kind, TODAY)
    assert lacking(kind, checked) == ()
    return write_letter(kind, checked, TODAY)


@over(
    [kind.id for kind in all_kinds()],
    ["school", "kindergarten", "college"],
    ["listed", "never_consented", "forced"],
)
def test_an_ordinary_letter_is_one_sheet(kind: str, place: str, situation: str) -> None:
    letter = ordinary(kind, place, situation)
    pages = pages_of(to_bytes(letter, "pdf"))
    assert pages == 1


OTHERS = {
    "kindergarten": r"школ|класс|ученик|дневник|директор|оценив",
    "college": r"школ|класс|ученик|\bректор",
    "university": r"школ|класс|ученик|дневник|директор",
}


@over([kind.id for kind in all_kinds()], OTHERS, SITUATIONS)
def test_a_letter_speaks_of_the_institution_it_is_about(
    kind: str, place: str, situation: str
) -> None:
    if (kind, place) == ("student-adult", "kindergarten"):
        return  # nobody of 18 goes there
    text = "\n".join(pieces(ordinary(kind, place, situation))).replace("\u00a0", " ")
    text = text.replace("«Моя школа»", "").replace("протесты директорам школ", "")
    assert not re.search(OTHERS[place], text, re.IGNORECASE), text


def test_a_kindergarten_is_written_to_in_its_words() -> None:
    letter = ordinary("school-parent", "kindergarten")
    assert letter.addressee[:2] == ("Заведующей", "МБДОУ «Детский сад № 7»")
    text = "\n".join(pieces(letter))
    assert "группа «Солнышко»" in text
    assert "из списков и чатов детского сада" in text


def test_a_university_is_written_to_through_its_rector() -> None:
    values = flat(ANSWERS) | {"school.name": "Рязанский университет", "situation": "listed"}
    del values["school.head.position"], values["school.kind"]
    kind = letter_kind("student-adult")
    letter = write_letter(kind, check_answers(values, kind, TODAY), TODAY)
    assert letter.addressee[:2] == ("Ректору", "Рязанского университета")


def lines_of(pdf: bytes) -> Iterator[tuple[float, float, str]]:
    """Left edge, right edge and text of each line, in points."""
    told = run("pdftotext", "-bbox-layout", "-", "-", given=pdf)
    for line in re.finditer(
        r'<line xMin="(.+?)" .*?xMax="(.+?)" .*?>(.*?)</line>', told, re.DOTALL
    ):
        yield float(line[1]), float(line[2]), " ".join(re.findall(r">([^<]+)</word>", line[3]))


@needs_poppler
@pytest.mark.parametrize("kind", ["school-parent", "student-adult", "operator", "teacher-stays"])
def test_every_paragraph_ends_its_lines_at_the_margin(kind: str) -> None:
    right = (210 - 10) / 25.4 * 72
    found = list(lines_of(to_bytes(ordinary(kind, "school"), "pdf")))
    started = next(n for n, line in enumerate(found) if line[2].startswith(("Я ", "По моим")))
    body = found[started:]
    continued = [
        this
        for this, after in pairwise(body)
        if abs(after[0] - 56.7) < 1 and abs(this[0] - after[0]) < 40
    ]
    inner = [line for line in continued if not line[2].endswith((".", ":", ";", "л."))]
    assert len(inner) > 4
    assert [line for line in inner if line[1] < right - 2] == []
