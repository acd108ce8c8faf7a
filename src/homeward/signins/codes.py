"""The code itself: made, read as typed, and what is kept of it. Nothing here asks the database."""

import secrets
import unicodedata

from django.utils.crypto import salted_hmac

# No 0 and O, no 1 and I: they are told apart on no paper and on no phone.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUP = 4
GROUPS = 3
# Who reads an O as 0 means the same code: neither stands in one that was made.
ALIKE = str.maketrans("01", "OI")


def new_code() -> str:
    """Twelve letters of 32, that is 60 bits: a thousand open codes and a million tries a day make
    one hit in three million years."""
    return "".join(secrets.choice(LETTERS) for _ in range(GROUP * GROUPS))


def as_typed(text: str) -> str:
    """The letters and digits of what was typed: blanks, dashes and capitals don't count, and
    digits may be of any script."""
    kept = []
    for char in unicodedata.normalize("NFKC", text).upper():
        digit = unicodedata.decimal(char, None)
        if digit is not None:
            kept.append(str(digit))
        elif char.isalpha():
            kept.append(char)
    return "".join(kept).translate(ALIKE)


def in_groups(code: str) -> str:
    """As it is written and said: ABCD-EFGH-JKLM."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def proof_of(code: str) -> str:
    """What proves to the database that somebody has the code. It hangs on the installation's key,
    so that no dump of the data tells codes; the database keeps a hash of it, so that no row of it
    opens anything."""
    return salted_hmac("homeward.signins.code", code, algorithm="sha256").hexdigest()
