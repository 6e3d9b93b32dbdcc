"""What looks odd in an answer, though nothing forbids it: asked about before it goes further."""

from __future__ import annotations

import re
from typing import Literal

from sferum_cli.core.fields import Field
from sferum_cli.core.names import is_cyrillic

Oddity = Literal["latin", "mixed", "digits", "whole", "phone"]

_NAMES = ("surname", "given", "patronymic")
# Numbers and papers of other countries are written as they are.
_AS_IT_IS = ("number", "act", "id_document")
_PHONE = r"[+\d][\d\s().-]*(,?\s*\D{3,4}\.?\s*\d{1,6})?"
_MOST = 15  # digits of a telephone number anywhere in the world (ITU-T E.164)
_WHOLE = 3  # words of a whole name


def oddity(field: Field, given: str) -> Oddity | None:
    """What is odd in ``given`` as an answer to ``field``; None where nothing is.

    ``mixed``: one word in both alphabets; ``latin``: Latin letters where Russian ones are due;
    ``digits`` in a name; ``whole``: more than one part of a name in one of them; ``phone``: no
    telephone number.
    """
    part = field.id.rpartition(".")[2]
    if field.type == "phone":
        return None if _is_phone(given) else "phone"
    if field.type != "line" or part in _AS_IT_IS:
        return None
    words = re.findall(r"[^\W\d_]+", given)
    latin = [word for word in words if any(map(str.isascii, word))]
    if any(any(map(is_cyrillic, word)) for word in latin):
        return "mixed"
    if latin and (part in (*_NAMES, "class") or len(latin) == len(words)):
        return "latin"
    if part not in _NAMES:
        return None
    if any(map(str.isdecimal, given)):
        return "digits"
    return "whole" if part == "surname" and len(words) >= _WHOLE and "." not in given else None


def _is_phone(given: str) -> bool:
    found = re.fullmatch(_PHONE, given.strip())
    if not found:
        return False
    extension = found[1] or ""
    return sum(map(str.isdecimal, given.removesuffix(extension))) <= _MOST
