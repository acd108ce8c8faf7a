"""What tells a person beside the name: numbers of documents and phones, as they are compared. Pure.

Written with other gaps, hyphens or prefixes a number is the same one.
"""

import re

NOT_OF_NUMBER = re.compile(r"[\W_]+")
NOT_DIGIT = re.compile(r"\D+")
# Of a phone the last nine: with or without the country's code or a zero before the number.
TELLING = 9
FEWEST = 6


def document(number: str) -> str:
    """Letters and digits alone; empty for what is too short to tell anybody apart."""
    found = NOT_OF_NUMBER.sub("", number).upper()
    return found if len(found) >= FEWEST - 1 and any(map(str.isdigit, found)) else ""


def phone(number: str) -> str:
    """The last nine digits (ASCII, whatever the script); empty for fewer than six."""
    digits = "".join(str(int(one)) for one in NOT_DIGIT.sub("", number))
    return digits[-TELLING:] if len(digits) >= FEWEST else ""


def terms(documents: list[str], phones: list[str]) -> set[str]:
    """What is stored and looked for of them, beside the terms of names (linkage/names.py)."""
    found = {f"d:{document(number)}" for number in documents}
    found |= {f"t:{phone(number)}" for number in phones}
    return found - {"d:", "t:"}
