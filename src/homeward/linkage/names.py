"""Names as search sees them: folded words, consonant skeletons, keyed tokens. Pure.

A token is HMAC(key of the organisation, kind + text) cut to a signed 32-bit integer: pseudonymous,
not secret. Tokens bring candidates; the names themselves, decrypted, rank them. The kinds:

    w  the word as written, in plain Latin letters
    f  its fine skeleton: the first sound and the consonants, spellings of one sound joined
    c  its coarse skeleton: voiced and voiceless joined, with a second one where a letter is read
       in two ways (Gamal, Jamal; Othman, Osman; Khadija, Hadija)
    p  two coarse skeletons of different words, sorted: a name in any order
    g  trigrams of the word's folded spelling, for what was mistyped
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

# Short vowels are not written: what carries a sound is mapped, what anyascii would lose is kept.
ARABIC = str.maketrans({
    "ا": "a", "أ": "a", "إ": "a", "آ": "a", "ٱ": "a", "ء": "", "ؤ": "u", "ئ": "i", "ة": "a",
    "ى": "a", "ع": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d",
    "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z",
    "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ک": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "و": "w", "ي": "y", "ی": "y", "پ": "p", "چ": "ch", "ژ": "j", "گ": "g", "ـ": "",
})  # fmt: skip
VOWEL_SIGNS = re.compile("[\u064b-\u065f\u0670]")
# The article is written on to its word, and "servant of" apart from its own.
ARABIC_ARTICLE = re.compile(r"\bعبد ال(?=\w{2})|\bال(?=\w{3})")
APOSTROPHES = re.compile("['`\u2018\u2019\u02bb\u02bc\u02be\u02bf]")
# "Abou Bakr" is one name: Aboubacar.
FATHER_OF = re.compile(r"\bab[ou]+ (?=[a-z]{3})")
# Abdelkader, Abdul Qadir, Abderrahmane: the name is what follows. Abdoulaye is one of its own.
SERVANT_OF = re.compile(r"^abd[aeiou]+(?:l|([rnsdzt])(?=\1))(?=[a-z]{4})")
SERVANT_OF_GOD = re.compile(r"^abd[aeiou]*l+(?:[aeiouy]+h?|h)[aeiouy]*$")
JOINED_ARTICLE = re.compile(r"^[ae]l(?=[bcdfghjkmnpqrstvwxz][a-z]{3})")
LATIN = re.compile("[a-z]+")
PARTICLES = {
    "al", "el", "ul", "abd", "abdel", "abdul", "abdoul", "abdal", "ben", "bin", "ibn", "bint",
    "da", "de", "di", "du", "la", "le", "van", "von", "der", "den",
}  # fmt: skip

# How one sound is written by different registrars, in this order, after `x` was given free. The
# letters come first because most words have none of them, and a search compares hundreds.
SOUNDS = [
    (letters, re.compile(pattern), sound)
    for letters, pattern, sound in [
        ("x", r"x", "ks"), ("chr", r"chr", "kr"), ("", r"t?sch|tch|ch|sh|sz|cz", "x"),
        ("d", r"(^|n)d[iy](?=[aeou])", r"\1j"), ("", r"dj|dg(?=[ei])|zh", "j"), ("ph", r"ph", "f"),
        ("h", r"([kgtdbrw])h", r"\1"), ("ck", r"ck", "k"), ("qu", r"qu(?=[ao])", "kw"),
        ("qu", r"qu(?=[ei])", "k"), ("q", r"q", "k"), ("c", r"c(?=[eiy])", "s"), ("c", r"c", "k"),
        ("gu", r"gu(?=[ei])", "g"), ("gn", r"gn", "n"), ("kp", r"kp", "p"), ("gb", r"gb", "b"),
        ("ij", r"ij(?![aeiou])", "i"), ("y", r"y(?![aeiouw])", "i"), ("i", r"^i(?=[aeou])", "y"),
        ("oo", r"oo", "u"), ("ee", r"ee", "i"), ("ou", r"ou(?=[aei])", "w"), ("ou", r"ou", "u"),
        ("w", r"w(?![aeiouy])", "u"), ("h", r"(?<=[aeiou])h(?![aeiou])", ""),
        ("", r"(.)\1+", r"\1"),
    ]
]  # fmt: skip
COARSE = str.maketrans({"z": "s", "x": "s", "d": "t", "p": "b", "v": "f", "g": "k"})
UNHEARD = str.maketrans("", "", "aeiouwhy")
TWICE = re.compile(r"(.)\1+")
# Read in two ways; the second is tried on the spelling, before the sounds are joined.
SECOND_READINGS = [
    (letters, re.compile(pattern), reading)
    for letters, pattern, reading in [
        ("g", r"^g(?=[aeiou])|g(?=[ei])", "j"), ("th", r"th", "s"), ("h", r"^kh|^ch", "h"),
        ("ch", r"(?<!s)ch", "k"), ("j", r"^j(?=[aeou])", "y"), ("v", r"(?<!^)v", "w"),
    ]
]  # fmt: skip
MOST_CODES = 3

# A shared fine skeleton is all but the same word, a shared coarse one nearly.
FINE_ALIKE, COARSE_ALIKE = 0.95, 0.9
# No name has more. Pairs of words are made of them, and one character may unfold to several words.
MOST_WORDS = 24
# Short words share letters by chance: below this two words are not one.
UNLIKE = 0.75


def fold(text: str) -> list[str]:
    """The words of a name in plain lower-case Latin letters, whatever their script."""
    text = APOSTROPHES.sub("", text)
    if not text.isascii():
        article = ARABIC_ARTICLE.sub(lambda m: "عبدال" if m[0].startswith("ع") else "", text)
        text = APOSTROPHES.sub("", anyascii(VOWEL_SIGNS.sub("", article).translate(ARABIC)))
    latin = " ".join(LATIN.findall(text.lower()))
    return (FATHER_OF.sub("abu", latin) if "ab" in latin else latin).split()[:MOST_WORDS]


def root(word: str) -> str:
    """The word without what may stand before it or not: an article, "servant of"."""
    if SERVANT_OF_GOD.match(word):
        return "abdala"
    return JOINED_ARTICLE.sub("", SERVANT_OF.sub("", word))


def sounds(word: str) -> str:
    """The folded spelling: one letter for each sound, the vowels kept."""
    for letters, pattern, sound in SOUNDS:
        if letters in word:
            word = pattern.sub(sound, word)
    return word


def skeleton(sounded: str) -> str:
    """The fine one, of a folded spelling. Muhammad, Mohamed: mmd; any vowel at the head is a."""
    head, tail = sounded[:1], sounded[1:].translate(UNHEARD)
    return ("a" if head in "aeiou" else head) + tail


def coarse(sounded: str) -> str:
    """The coarse one. Schmidt, Schmitt: smt; an h at the head is not heard by all: Hawa, Awa."""
    head = {"h": "a", "y": "j", "w": "f"}.get(sounded[:1], sounded[:1])
    return skeleton(TWICE.sub(r"\1", (head + sounded[1:]).translate(COARSE)))


class Word:
    """One word of a name with what its tokens and its likeness are made of."""

    __slots__ = ("codes", "fine", "sounded", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        bare = root(text)
        self.sounded = sounds(bare)
        self.fine = skeleton(self.sounded)
        codes = [coarse(self.sounded)]
        for letters, pattern, reading in SECOND_READINGS:
            if letters in bare and pattern.search(bare):
                codes.append(coarse(sounds(pattern.sub(reading, bare))))
        self.codes = tuple(dict.fromkeys(codes))[:MOST_CODES]

    @property
    def trigrams(self) -> Iterator[str]:
        padded = f"^{self.sounded}$"
        return (padded[at : at + 3] for at in range(len(padded) - 2))


def words(text: str) -> list[Word]:
    """The words that tell persons apart; particles where there is nothing else. No initials."""
    found = [word for word in fold(text) if len(word) > 1]
    telling = [word for word in found if word not in PARTICLES]
    return [Word(word) for word in telling or found]


def terms(text: str) -> set[str]:
    """What is looked for, and what is stored."""
    found = words(text)
    made = {f"w:{word}" for word in fold(text) if len(word) > 1}
    for word in found:
        made.add(f"f:{word.fine}")
        made.update(f"c:{code}" for code in word.codes)
        made.update(f"g:{gram}" for gram in word.trigrams)
    for left, right in combinations(found, 2):
        for pair in product(left.codes, right.codes):
            made.add("p:" + " ".join(sorted(pair)))
    return made


def tokens(text: str, *, key: bytes) -> list[int]:
    """The keyed tokens of a name; `key` is of the organisation that owns the person's row."""
    return keyed(terms(text), key=key)


def keyed(made: Iterable[str], *, key: bytes) -> list[int]:
    return sorted({_cut(hmac.digest(key, term.encode(), hashlib.sha256)) for term in made})


def _cut(digest: bytes) -> int:
    return int.from_bytes(digest[:4], "big", signed=True)


class Asked:
    """A name that is looked for, compared with many; what it works out is forgotten with it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words(text)
        self._alike: dict[str, tuple[float, ...]] = {}
        self._closeness: dict[str, tuple[float, float]] = {}

    def likeness(self, name: str) -> float:
        """How well a name answers, 0 to 1: each asked word against its best word, any order.

        Jaro-Winkler per word (Winkler 1990), a shared skeleton counting as nearly the same.
        """
        return self.closeness(name)[0]

    def closeness(self, name: str) -> tuple[float, float]:
        """The likeness, and the same the other way round: how much of the name was asked for."""
        if name not in self._closeness:
            self._closeness[name] = self._compare(name)
        return self._closeness[name]

    def _compare(self, name: str) -> tuple[float, float]:
        columns = [self._compared(word) for word in fold(name) if len(word) > 1]
        telling = [column for column in columns if column]
        if not self.words or not telling:
            return 0.0, 0.0
        forth = sum(max(row) for row in zip(*telling, strict=True)) / len(self.words)
        back = sum(max(column) for column in telling) / len(telling)
        return forth, back

    def _compared(self, text: str) -> tuple[float, ...]:
        """The word beside each asked one; names of two hundred candidates share most words."""
        if text not in self._alike:
            word = Word(text)
            self._alike[text] = (
                ()
                if text in PARTICLES and not any(asked.text == text for asked in self.words)
                else tuple(_alike(asked, word) for asked in self.words)
            )
        return self._alike[text]


def likeness(asked: str, name: str) -> float:
    return Asked(asked).likeness(name)


def _alike(left: Word, right: Word) -> float:
    alike = max(
        JaroWinkler.similarity(left.text, right.text),
        JaroWinkler.similarity(left.sounded, right.sounded),
    )
    if left.fine == right.fine:
        return max(alike, FINE_ALIKE)
    if set(left.codes) & set(right.codes):
        return max(alike, COARSE_ALIKE)
    return alike if alike >= UNLIKE else 0.0
