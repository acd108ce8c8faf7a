"""Names as search sees them: folded words, consonant skeletons, keyed tokens. Pure.

A token is HMAC(key of the organisation, kind + text) cut to a signed 32-bit integer: pseudonymous,
not secret. Words and skeletons bring candidates; the names themselves, decrypted, rank them.
"""

import hashlib
import hmac
import re

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

# How the same sound is written by different registrars; longer ones first.
SAME_SOUND = [
    ("ou", "w"), ("dj", "j"), ("dh", "d"), ("kh", "k"), ("gh", "g"), ("ch", "s"), ("sh", "s"),
    ("th", "t"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("c", "k"), ("z", "s"),
    ("v", "w"), ("y", "i"),
]  # fmt: skip
PARTICLES = {"al", "el", "abd", "abdel", "ben", "bin", "ibn", "bint", "de", "van", "von"}


def fold(text: str) -> list[str]:
    """The words of a name in plain lower-case Latin letters, whatever their script."""
    return re.findall(r"[a-z]+", anyascii(text).lower().replace("'", "").replace("`", ""))


def skeleton(word: str) -> str:
    """First letter and consonants after joining spellings of one sound: Muhammad, Mohamed: mhmd."""
    for spelled, sound in SAME_SOUND:
        word = word.replace(spelled, sound)
    head, tail = word[:1], re.sub(r"[aeiouwh]", "", word[1:])
    if head in "aeiouw":
        head = "a" if head != "w" else "w"
    return re.sub(r"(.)\1+", r"\1", head + tail)


def terms(text: str) -> set[str]:
    """What is looked for, and what is stored: w:word and s:skeleton."""
    found: set[str] = set()
    for word in fold(text):
        if len(word) < 2:  # noqa: PLR2004 - an initial finds everybody
            continue
        found.add("w:" + word)
        if word not in PARTICLES and len(code := skeleton(word)) > 1:
            found.add("s:" + code)
    return found


def tokens(text: str, *, key: bytes) -> list[int]:
    """The keyed tokens of a name; `key` is of the organisation that owns the person's row."""
    return sorted(
        int.from_bytes(
            hmac.new(key, term.encode(), hashlib.sha256).digest()[:4], "big", signed=True
        )
        for term in terms(text)
    )


def likeness(asked: str, name: str) -> float:
    """How well a name answers, 0 to 1: each asked word against its best word, any order.

    Jaro-Winkler per word (Winkler 1990), a shared skeleton counting as 0.95 at least.
    """
    wanted, words = _sounded(asked), _sounded(name)
    if not wanted or not words:
        return 0.0
    return sum(max(_alike(word, other) for other in words) for word in wanted) / len(wanted)


def _sounded(text: str) -> list[tuple[str, str]]:
    """Each word with its skeleton, made once: two hundred candidates are compared with it."""
    return [(word, skeleton(word)) for word in fold(text)]


def _alike(left: tuple[str, str], right: tuple[str, str]) -> float:
    alike = JaroWinkler.similarity(left[0], right[0])
    return max(alike, 0.95) if left[1] == right[1] else alike
