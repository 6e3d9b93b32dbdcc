"""A letter as a draft that a mail program opens ready to be sent."""

from __future__ import annotations

from collections.abc import Sequence
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from sferum_cli.core.frozen import replace
from sferum_cli.core.letters import Letter
from sferum_cli.errors import BadUsage
from sferum_cli.render.letter_text import one_line, tidy_letter
from sferum_cli.render.letter_txt import to_txt

# Base64 has no underscore, so no line of any part can be taken for the boundary.
_BOUNDARY = "=_sferum_letter"


def to_eml(letter: Letter, *, attachments: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """``letter`` as a draft (RFC 5322) with ``attachments`` as (file name, content).

    It has no date and no Message-ID: the mail program gives them when it is sent. The place for
    an incoming number is left out, a message has none. Raises BadUsage:
    ``error.letter_mail_address`` when the address is not one bare address,
    ``error.letter_character`` for a character without meaning.
    """
    letter = tidy_letter(letter)
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["Subject"] = letter.mail.subject
    if letter.mail.to is not None:
        message["To"] = _address(letter.mail.to)
    message.set_content(to_txt(replace(letter, incoming_mark=False)), cte="base64")
    for name, content in attachments:
        kind = "pdf" if name.lower().endswith(".pdf") else "octet-stream"
        message.add_attachment(
            content, maintype="application", subtype=kind, filename=one_line(name)
        )
    if attachments:
        message.set_boundary(_BOUNDARY)
    return message.as_bytes()


def _address(given: str) -> Address:
    local, _, domain = given.strip().rpartition("@")
    try:
        # A Russian domain travels in its ASCII form; a name before the @ has no such form.
        address = Address(addr_spec=f"{local}@{domain.encode('idna').decode('ascii')}")
        address.addr_spec.encode("ascii")
    except (MessageError, ValueError, IndexError) as wrong:
        raise BadUsage("error.letter_mail_address", address=one_line(given)) from wrong
    return address
