"""How many parts an SMS has, as a provider counts and charges them.

Source: 3GPP TS 23.038 (GSM 7-bit default alphabet and its extension) and 23.040 (concatenation: a
header of 6 octets takes 7 septets or 3 UCS-2 units from each part). National tables are not used.
"""

from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("\f^{}\\[~]|€")
GSM_ONE, GSM_EACH = 160, 153
UCS_ONE, UCS_EACH = 70, 67
HIGHEST_OF_ONE_UNIT = 0xFFFF


@dataclass(frozen=True)
class Parts:
    """`units` are septets (GSM-7) or 16-bit units (UCS-2); `count` is at least 1."""

    encoding: str
    units: int
    count: int


def parts_of(text: str) -> Parts:
    """The parts in which `text` travels; a character of two units is never cut in two."""
    is_gsm = all(c in BASIC or c in EXTENDED for c in text)
    sizes = [
        (2 if c in EXTENDED else 1) if is_gsm else (2 if ord(c) > HIGHEST_OF_ONE_UNIT else 1)
        for c in text
    ]
    units = sum(sizes)
    one, each = (GSM_ONE, GSM_EACH) if is_gsm else (UCS_ONE, UCS_EACH)
    count, room = 1, each
    if units > one:
        for size in sizes:
            if size > room:
                count, room = count + 1, each
            room -= size
    return Parts("GSM-7" if is_gsm else "UCS-2", units, count)
