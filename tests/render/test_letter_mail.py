"""A letter as a draft for a mail program, read back with the mail parser."""

from __future__ import annotations

import re

import pytest
from letter_samples import LETTER, MARKUP, STAMPED, body_of, each_letter, read_mail
from misses import over

from sferum_cli.core.frozen import replace
from sferum_cli.core.letters import Letter, Mail
from sferum_cli.errors import BadUsage
from sferum_cli.render.letter_eml import to_eml
from sferum_cli.render.letter_pdf import to_pdf
from sferum_cli.render.letter_txt import to_txt


@each_letter
def test_a_mail_says_what_the_text_says(letter: Letter) -> None:
    assert body_of(read_mail(to_eml(letter))).replace("\r\n", "\n") == to_txt(letter)


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


@over(["a\r\nBcc: b@c.ru", "a\u2028Bcc: b@c.ru", "Я" * 300, MARKUP])
def test_a_subject_stays_one_header(subject: str) -> None:
    eml = to_eml(replace(LETTER, mail=Mail("a@b.ru", subject)))
    mail = read_mail(eml)
    assert mail["Subject"] == re.sub(r"\s+", " ", subject)
    assert mail["Bcc"] is None
    assert max(map(len, eml.split(b"\r\n"))) <= 78


def test_a_russian_domain_is_written_so_that_every_server_knows_it() -> None:
    mail = read_mail(to_eml(replace(LETTER, mail=Mail(" info@школа.рф ", "x"))))
    local, domain = mail["To"].split("@")
    assert domain.isascii()
    assert (local, domain.encode().decode("idna")) == ("info", "школа.рф")


@over(["", "школа", "a@b.ru, c@d.ru", "a@b.ru\nBcc: c@d.ru", "директор@b.ru", "@b.ru", "a@"])
def test_what_is_not_one_address_is_refused(to: str) -> None:
    with pytest.raises(BadUsage) as refused:
        to_eml(replace(LETTER, mail=Mail(to, "x")))
    assert refused.value.key == "error.letter_mail_address"
