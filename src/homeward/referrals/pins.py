"""The PIN of a link: six digits that go by another channel than the link itself."""

import secrets
import unicodedata

from django.utils.crypto import salted_hmac

DIGITS = 6


def new_pin() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"


def as_typed(text: str) -> str:
    """The digits of what was typed, in whatever script: ٣ is 3. Blanks and dashes don't count."""
    kept = (unicodedata.decimal(char, None) for char in text)
    return "".join(str(digit) for digit in kept if digit is not None)


def hash_of_pin(pin: str, token: str) -> str:
    """What is kept of a PIN. A million are tried in a second, so it hangs on two secrets that no
    dump of the data holds: the installation's key and the link's own token."""
    return salted_hmac("homeward.referrals.pin", f"{token}|{pin}", algorithm="sha256").hexdigest()


def in_groups(pin: str) -> str:
    """As one says it on the phone: 123 456."""
    return f"{pin[:3]} {pin[3:]}"
