"""Telephone numbers and e-mail addresses, brought to one form so that they are known again."""

import re
import unicodedata

from homeward.messages.choices import Channel

SHORTEST, LONGEST = 8, 15  # E.164: at most 15 digits
MAIL = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+\.[^@\s<>,;:\"]+")


def folded(channel: str, address: str) -> str:
    """`+` and digits, whatever script the digits are of; an e-mail address in small letters.

    What is no address gives "".
    """
    text = address.strip()
    if channel == Channel.EMAIL:
        return text.casefold() if MAIL.fullmatch(text) and len(text) <= 200 else ""  # noqa: PLR2004
    text = text.removeprefix("whatsapp:").removeprefix("tel:").strip()
    digits = "".join(str(unicodedata.digit(c)) for c in text if unicodedata.digit(c, -1) >= 0)
    rest = re.sub(r"[\d\s()./+\-\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)
    if rest:
        return ""
    international = text.lstrip("\u200e\u200f\u202a\u202b\u2066\u2067").startswith("+")
    if not international and digits.startswith("00"):
        digits, international = digits[2:], True
    if digits.startswith("0") or not SHORTEST <= len(digits) <= LONGEST:
        return ""
    # Providers leave the plus away; people who type a number without it mean one of their country.
    return f"+{digits}" if international else ""


def is_address(channel: str, address: str) -> bool:
    return bool(folded(channel, address))
