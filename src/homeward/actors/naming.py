"""How an organisation's name is folded, so that ways of writing it meet. Pure."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 255
BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
PARTED = re.compile(r"\s+[-–—/|:]\s+")


def name_key(text: str) -> str:
    """Lower case, without accents and apostrophes, words parted by single spaces.

    >>> name_key("Première  Urgence-Internationale (PUI)")
    'premiere urgence internationale pui'
    """
    kept = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    bare = re.sub(r"['’`´ʼ]", "", kept.casefold().replace("&", " and ").replace("œ", "oe"))
    return " ".join(re.findall(r"\w+", bare.replace("_", " ")))[:LONGEST]


def variants(text: str) -> Iterator[str]:
    """The keys under which a name may be known, the whole first: without what stands in brackets,
    what stands in them, and the parts on both sides of a dash."""
    seen = {""}
    outside = BRACKETS.sub(" ", text)
    inside = [part for pair in BRACKETS.findall(text) for part in pair if part]
    for part in (text, outside, *inside, *PARTED.split(text)):
        key = name_key(part)
        if key not in seen:
            seen.add(key)
            yield key
